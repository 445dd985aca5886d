"""Queries of the suites, asked over the graphs their manifest names."""

import re
from pathlib import Path
from urllib.parse import urljoin

from pyoxigraph import Dataset, NamedNode, RdfFormat, parse

from tests.conformance.compare import Table, graph_lines, read_results, table_lines
from tests.conformance.manifest import PREFIXES, Entry, Node
from tests.conformance.server import MEDIA_TYPES, TURTLE, Answer, Endpoint

EMPTY = "urn:conformance:empty"  # no graph is called so
_FROM = re.compile(r"\bFROM\s+<([^>]*)>")
_RESULT_SET = NamedNode(f"{PREFIXES['rs']}ResultSet")


def based(file: Node) -> str:
    """Return a query or an update with its own address as the base of its IRIs.

    A file has an address and a request has none, so the text has to say it.
    """
    return f"BASE <{file.value}>\n{file.file.read_bytes().decode('utf-8')}"


def answered(entry: Entry, endpoint: Endpoint) -> list[str]:
    """Return what the service answers to the query of a test, as lines to compare."""
    action = entry.node.one("mf:action")
    query = action.one("qt:query")
    default, named = action.all("qt:data"), action.all("qt:graphData")
    endpoint.hold({node.value: node.file for node in default + named})
    accept = _media_type(entry.node.one("mf:result"))
    if chosen := _own_dataset(query):
        endpoint.hold(chosen)
        answer = endpoint.query(based(query), accept)
    else:
        graphs = [node.value for node in default] or [EMPTY]
        answer = endpoint.query(based(query), accept, graphs, [node.value for node in named])
    assert answer.status == 200, answer.body
    assert answer.media_type == accept
    return _lines(answer, ordered=_is_ordered(entry))


def expected(entry: Entry) -> list[str]:
    """Return what the result of a test says, as lines to compare."""
    file = entry.node.one("mf:result")
    quads = parse(path=str(file.file), base_iri=file.value) if file.file.suffix == ".ttl" else ()
    graph = Dataset(quads)
    if any(quad.object == _RESULT_SET for quad in graph):
        return table_lines(_result_set(graph), ordered=_is_ordered(entry))
    if file.file.suffix == ".ttl":
        return graph_lines(graph)
    answer = Answer(200, {"content-type": _media_type(file)}, file.file.read_bytes())
    return _lines(answer, ordered=_is_ordered(entry))


def _own_dataset(query: Node) -> dict[str, Path]:
    """Return the files that a query itself names as its dataset, by the names it has for them."""
    addresses = _FROM.findall(query.file.read_text(encoding="utf-8"))
    return {urljoin(query.value, address): query.file.with_name(address) for address in addresses}


def _media_type(result: Node) -> str:
    """Return the format of a result; a set of solutions written as a graph may come in any."""
    is_set = result.file.suffix == ".ttl" and PREFIXES["rs"].encode() in result.file.read_bytes()
    return MEDIA_TYPES[".srj" if is_set else result.file.suffix]


def _is_ordered(entry: Entry) -> bool:
    query = entry.node.one("mf:action").one("qt:query").file.read_text(encoding="utf-8")
    return "ORDER BY" in query.upper()


def _lines(answer: Answer, *, ordered: bool) -> list[str]:
    if answer.media_type == TURTLE:
        return graph_lines(parse(answer.body, RdfFormat.TURTLE))
    results = read_results(answer.body, answer.media_type)
    return [str(results)] if isinstance(results, bool) else table_lines(results, ordered=ordered)


def _result_set(graph: Dataset) -> Table:
    [term] = [quad.subject for quad in graph if quad.object == _RESULT_SET]
    whole = Node(graph, term)
    names = tuple(node.value for node in whole.all("rs:resultVariable"))
    rows = [
        {told.one("rs:variable").value: told.one("rs:value").term for told in row.all("rs:binding")}
        for row in whole.all("rs:solution")
    ]
    return Table(names, [tuple(row.get(name) for name in names) for row in rows])
