"""The W3C's three tests of the service description, which its manifest only names."""

import pytest
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, RdfFormat, parse

from ontology import RDF
from tests.conformance.server import Endpoint

SD = "http://www.w3.org/ns/sparql-service-description#"
_TYPE = NamedNode(RDF.type)
# What each property joins (https://www.w3.org/TR/sparql11-service-description/#vocab); none is
# any IRI.
_SCHEMA = {
    "endpoint": ("Service", None),
    "supportedLanguage": ("Service", None),
    "feature": ("Service", None),
    "resultFormat": ("Service", None),
    "inputFormat": ("Service", None),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("Dataset", "NamedGraph"),
    "name": ("NamedGraph", None),
    "graph": ("NamedGraph", "Graph"),
}


@pytest.fixture
def description(endpoint: Endpoint) -> Dataset:
    """What a bare GET on the endpoint answers, with one graph in the store."""
    written = endpoint.update("DROP ALL ; INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }")
    assert written.status == 204, written.body
    answer = endpoint.send("GET", "/sparql", headers={"Accept": "text/turtle"})
    assert answer.status == 200, answer.body
    return Dataset(parse(answer.body, RdfFormat.TURTLE))


def _objects(graph: Dataset, name: str) -> list[NamedNode | BlankNode | Literal]:
    found = [quad.object for quad in graph if quad.predicate.value == SD + name]
    return [term for term in found if isinstance(term, NamedNode | BlankNode | Literal)]


@pytest.mark.parametrize(
    "accept",
    [None, "text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"],
)
def test_returns_rdf(endpoint: Endpoint, accept: str | None) -> None:
    answer = endpoint.send("GET", "/sparql", headers={"Accept": accept} if accept else {})
    form = RdfFormat.from_media_type(answer.media_type)
    assert answer.status == 200
    assert form is not None
    assert accept in (None, answer.media_type)
    assert any(quad.object.value == f"{SD}Service" for quad in parse(answer.body, form))


def test_has_endpoint_triple(description: Dataset, endpoint: Endpoint) -> None:
    assert _objects(description, "endpoint") == [NamedNode(f"{endpoint.address}/sparql")]


def test_conforms_to_schema(description: Dataset) -> None:
    typed = {(quad.subject, quad.object.value) for quad in description if quad.predicate == _TYPE}
    faults = []
    for quad in description:
        if not quad.predicate.value.startswith(SD):
            continue
        domain, kind = _SCHEMA[quad.predicate.value.removeprefix(SD)]
        fits = (
            isinstance(quad.object, NamedNode)
            if kind is None
            else ((quad.object, SD + kind) in typed)
        )
        if (quad.subject, SD + domain) not in typed or not fits:
            faults.append(str(quad))
    services = [subject for subject, kind in typed if kind == f"{SD}Service"]
    assert faults == []
    assert len(services) == len(_objects(description, "endpoint")) == 1


def test_the_default_graph_is_the_union(description: Dataset, endpoint: Endpoint) -> None:
    assert NamedNode(f"{SD}UnionDefaultGraph") in _objects(description, "feature")
    answer = endpoint.query("ASK { <urn:s> <urn:p> 1 }", "application/sparql-results+json")
    assert b"true" in answer.body


def test_graphs_are_named(description: Dataset) -> None:
    assert NamedNode("urn:g") in _objects(description, "name")
