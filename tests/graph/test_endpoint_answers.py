"""On a SPARQL endpoint everything answers as it does embedded."""

from collections.abc import Callable
from datetime import date

import pytest
from pydantic import BaseModel

from graph.loading import withdraw
from graph.lookups import (
    articles,
    connections,
    events,
    find_actors,
    get_actor,
    get_article,
    holders,
    thread,
)
from graph.paths import find_paths
from graph.seed import seed
from graph.view import KnowledgeGraph, View
from tests.engines import Engine

SLUG = "2024-09-13-shoigu-kim-pyongyang"

QUESTIONS: dict[str, Callable[[View], BaseModel]] = {
    "actor": lambda view: get_actor(view, "kim-jong-un"),
    "search": lambda view: find_actors(view, "Choïgou"),
    "connections": lambda view: connections(view, "vladimir-putin", claims=True),
    "holders": lambda view: holders(view, "minister-of-defense-of-russia", as_of=date(2024, 5, 20)),
    "events": lambda view: events(view, place="pyongyang"),
    "thread": lambda view: thread(view, f"{SLUG}:us-allegation"),
    "sources": articles,
    "source": lambda view: get_article(view, SLUG),
    "paths": lambda view: find_paths(view, "sergei-shoigu", "vladimir-putin"),
}


@pytest.mark.stores("oxigraph", "virtuoso")
@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_the_same(seeded: View, everywhere: View, question: str) -> None:
    ask = QUESTIONS[question]
    assert ask(everywhere).model_dump() == ask(seeded).model_dump()


@pytest.mark.stores("oxigraph", "virtuoso")
def test_an_article_is_withdrawn_there_too(store_kind: str, blank: Callable[[str], Engine]) -> None:
    store = blank(store_kind).open()
    assert seed(store).number == 1
    assert len(articles(KnowledgeGraph(store).view()).items) == 1
    withdraw(store, SLUG, who="tester")
    assert articles(KnowledgeGraph(store).view()).items == []
    store.close()
