"""The W3C's update evaluation tests: each update is sent, and then everything is read."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from ontology import REVISIONS_GRAPH
from tests.conformance.cases import each
from tests.conformance.compare import graph_lines
from tests.conformance.evaluation import based
from tests.conformance.manifest import Entry, Node
from tests.conformance.server import Endpoint

_OWN = NamedNode(REVISIONS_GRAPH)


@each("UpdateEvaluationTest")
def test_update(entry: Entry, endpoint: Endpoint) -> None:
    action = entry.node.one("mf:action")
    endpoint.hold_only(_quads(action))
    answer = endpoint.update(based(action.one("ut:request")))
    assert answer.status == 204, answer.body
    assert _lines_there(endpoint) == graph_lines(_quads(entry.node.one("mf:result")))


def _quads(dataset: Node) -> Iterator[Quad]:
    """Return what the files say that a manifest names as the state of the store."""
    files: list[tuple[Node, NamedNode | DefaultGraph]]
    files = [(node, DefaultGraph()) for node in dataset.all("ut:data")]
    files += [
        (node.one("ut:graph"), NamedNode(node.one("rdfs:label").value))
        for node in dataset.all("ut:graphData")
    ]
    for node, graph in files:
        quads = parse(path=str(node.file), base_iri=node.value, rename_blank_nodes=True)
        yield from (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads)


def _lines_there(endpoint: Endpoint) -> list[str]:
    """Return what is in the store now, less the record of its revisions."""
    answer = endpoint.send("GET", "/dump.nq")
    assert answer.status == 200, answer.body
    quads = parse(answer.body, RdfFormat.N_QUADS)
    return graph_lines(quad for quad in quads if quad.graph_name != _OWN)
