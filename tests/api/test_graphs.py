"""Graphs and dumps as files; nobody writes."""

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, parse
from starlette.testclient import TestClient

from graph.store import Store
from ontology import ENTITIES_GRAPH

ARTICLE = "https://w3id.org/legation/article/2024-09-13-shoigu-kim-pyongyang"
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}


@pytest.mark.parametrize(("media_type", "form"), FORMATS.items())
@pytest.mark.parametrize("graph", [ARTICLE, ENTITIES_GRAPH])
def test_a_graph_is_the_one_in_the_store(
    client: TestClient, seeded_store: Store, graph: str, media_type: str, form: RdfFormat
) -> None:
    answer = client.get("/graphs", params={"graph": graph}, headers={"accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    sent = {quad.triple for quad in parse(answer.content, form)}
    assert sent == {quad.triple for quad in seeded_store.snapshot().quads(graph)}


@pytest.mark.stores("embedded", "oxigraph")
def test_the_default_graph_is_itself_and_not_all_of_them(client: TestClient) -> None:
    answer = client.get("/graphs?default")
    assert answer.status_code == 200
    assert list(parse(answer.content, RdfFormat.TURTLE)) == []


@pytest.mark.stores("virtuoso")
def test_a_default_graph_that_is_the_union_is_none_to_be_had(client: TestClient) -> None:
    answer = client.get("/graphs?default")
    assert answer.status_code == 403
    assert "name a graph" in answer.json()["detail"]


def test_the_dumps_agree_and_are_whole(client: TestClient, seeded_store: Store) -> None:
    quads = set(parse(client.get("/dump.nq").content, RdfFormat.N_QUADS))
    assert quads == set(parse(client.get("/dump.trig").content, RdfFormat.TRIG))
    assert DefaultGraph() not in {quad.graph_name for quad in quads}
    stored = {quad for quad in seeded_store.snapshot().quads() if "revision" not in str(quad)}
    assert stored == {quad for quad in quads if "revision" not in str(quad)}


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_nobody_writes(client: TestClient, method: str) -> None:
    before = client.get("/graphs", params={"graph": ARTICLE})
    answer = client.request(method, "/graphs", params={"graph": ARTICLE}, content=b"")
    assert answer.status_code == 403
    assert "token" in answer.json()["detail"]
    after = client.get("/graphs", params={"graph": ARTICLE})
    assert (after.content, after.headers["ETag"]) == (before.content, before.headers["ETag"])


def test_a_graph_in_no_format_we_have(client: TestClient) -> None:
    assert client.get("/graphs?default", headers={"accept": "text/csv"}).status_code == 406
