"""On a SPARQL endpoint everything answers as it does embedded."""

from collections.abc import Callable, Iterator
from datetime import date

import httpx2 as httpx
import pytest
from pydantic import BaseModel

from graph.loading import withdraw
from graph.lookups import articles, connections, events, find_actors, get_actor, holders, thread
from graph.paths import find_paths
from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View

SLUG = "2024-09-13-shoigu-kim-pyongyang"


@pytest.fixture(scope="module")
def remote_store(server: str) -> Iterator[Store]:
    httpx.post(
        f"{server}/update",
        content="DROP ALL",
        headers={"Content-Type": "application/sparql-update"},
    ).raise_for_status()
    store = open_store(f"{server}/query")
    seed(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def remote(remote_store: Store) -> View:
    return KnowledgeGraph(remote_store).view()


QUESTIONS: dict[str, Callable[[View], BaseModel]] = {
    "actor": lambda view: get_actor(view, "kim-jong-un"),
    "search": lambda view: find_actors(view, "Choïgou"),
    "connections": lambda view: connections(view, "vladimir-putin", claims=True),
    "holders": lambda view: holders(view, "minister-of-defense-of-russia", as_of=date(2024, 5, 20)),
    "events": lambda view: events(view, place="pyongyang"),
    "thread": lambda view: thread(view, f"{SLUG}:us-allegation"),
    "sources": articles,
    "paths": lambda view: find_paths(view, "sergei-shoigu", "vladimir-putin"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_the_same(seeded: View, remote: View, question: str) -> None:
    ask = QUESTIONS[question]
    assert ask(remote).model_dump() == ask(seeded).model_dump()


def test_an_article_is_withdrawn_there_too(remote_store: Store, remote: View) -> None:
    assert remote.revision.number == 1
    withdraw(remote_store, SLUG, who="tester")
    assert articles(KnowledgeGraph(remote_store).view()).items == []
