"""Graphs and updates as somebody sends them, and what a refusal leaves behind: nothing."""

import pytest
from pyoxigraph import Literal

from graph.errors import LegationError
from graph.store import Store
from graph.updating import post_graph, put_graph, run_update
from ontology import ENTITIES_GRAPH
from tests.graph.test_loading import ARTICLE, ENTITIES, FACTS, PREFIXES

TURTLE = "text/turtle"
ANY = "http://example.org/any"
PEOPLE = PREFIXES + ENTITIES.partition("{")[2].rpartition("}")[0]
SAID = PREFIXES + FACTS


def put(
    store: Store, graph: str | None, text: str, kind: str = TURTLE, *, anything: bool = False
) -> bool:
    content = text.encode()
    written = put_graph(
        store, graph, content, kind, base=graph or ANY, who="Eva", anything=anything
    )
    assert written.revision == store.snapshot().revision.number
    return written.created


def post(store: Store, graph: str | None, *texts: str, anything: bool = False) -> bool:
    parts = [(text.encode(), TURTLE) for text in texts]
    return post_graph(store, graph, parts, base=graph or ANY, who="Eva", anything=anything).created


def update(store: Store, text: str, *, using: list[str] | None = None) -> None:
    run_update(store, text, using_graphs=using or (), base="http://example.org/", who="Eva")


def values(store: Store, graph: str) -> set[str]:
    return {
        quad.object.value
        for quad in store.snapshot().quads(graph)
        if isinstance(quad.object, Literal)
    }


def encoded(store: Store) -> None:
    post(store, ENTITIES_GRAPH, PEOPLE)
    assert put(store, ARTICLE, SAID)


def unchanged(store: Store, fault: type[LegationError], change: object, *args: object) -> str:
    """Return the complaint about a change that left nothing behind."""
    before, revision = set(store.snapshot().quads()), store.snapshot().revision
    with pytest.raises(fault) as caught:
        change(store, *args)  # type: ignore[operator]
    assert store.snapshot().revision == revision
    assert set(store.snapshot().quads()) == before
    return caught.value.detail
