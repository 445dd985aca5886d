"""Clients with a token write, and read what they wrote; without one they do not."""

from collections.abc import Iterator
from urllib.error import HTTPError

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore
from SPARQLWrapper import POST, SPARQLWrapper

from tests.clients.conftest import Served
from tests.serving import running, with_operator

MINE = URIRef("urn:mine")
TRIPLE = (URIRef("urn:ada"), URIRef("urn:says"), Literal('Привет, «мир» "\n', lang="ru"))


@pytest.fixture(scope="module")
def writable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service that others do not read."""
    settings, token = with_operator(tmp_path_factory.mktemp("writable"))
    with running(settings) as (host, port):
        yield Served(f"http://{host}:{port}", token)


def stored(served: Served, **headers: str) -> Graph:
    store = SPARQLUpdateStore(served.endpoint, served.endpoint, headers=headers)
    return Graph(store, identifier=MINE)


def test_rdflib_writes_and_reads(writable: Served) -> None:
    graph = stored(writable, Authorization=f"Bearer {writable.token}")
    graph.add(TRIPLE)
    assert list(graph) == [TRIPLE]
    assert len(graph) == 1
    union = Graph(
        SPARQLUpdateStore(writable.endpoint, writable.endpoint),
        identifier=DATASET_DEFAULT_GRAPH_ID,
    )
    assert TRIPLE in union
    graph.remove(TRIPLE)
    assert TRIPLE not in union


def test_sparqlwrapper_writes(writable: Served) -> None:
    wrapper = SPARQLWrapper(writable.endpoint)
    wrapper.setMethod(POST)
    wrapper.addCustomHttpHeader("Authorization", f"Bearer {writable.token}")
    wrapper.setQuery('INSERT DATA { GRAPH <urn:wrapped> { <urn:a> <urn:b> "с" } }')
    assert wrapper.query().response.status == 204
    graph = Graph(SPARQLUpdateStore(writable.endpoint), identifier=URIRef("urn:wrapped"))
    assert list(graph.objects()) == [Literal("с")]


@pytest.mark.parametrize("token", ["", "wrong"])
def test_nobody_else_writes(writable: Served, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with pytest.raises(HTTPError, match="401"):
        stored(writable, **headers).add(TRIPLE)
