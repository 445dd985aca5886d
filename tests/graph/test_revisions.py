"""The record of revisions can be looked up."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.errors import InvalidParameter, NotFound
from graph.loading import load, withdraw
from graph.lookups.revisions import find_revision, list_revisions
from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View

ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
FILE = Path(__file__).resolve().parents[2] / "data" / "articles" / f"{ARTICLE}.trig"


@pytest.fixture(scope="module")
def store() -> Store:
    opened = open_store("memory:")
    seed(opened, who="a")
    withdraw(opened, ARTICLE, who="b", why="a mistake")
    load(opened, [FILE], who="c", why="mended")
    with opened.draft("d", "nothing at all"):
        pass
    return opened


@pytest.fixture(scope="module")
def view(store: Store) -> View:
    return KnowledgeGraph(store).view()


def test_the_newest_comes_first_with_all_that_is_known(store: Store, view: View) -> None:
    found = list_revisions(view, store.kept()).items
    assert [(one.number, one.who, one.why, one.kept) for one in found] == [
        (4, "d", "nothing at all", True),
        (3, "c", "mended", True),
        (2, "b", "a mistake", True),
        (1, "a", "the shipped graph", False),
    ]
    assert found[0].changed == []
    assert set(found[1].changed) >= {ARTICLE, "https://w3id.org/legation/graph/derived"}
    assert datetime.now(UTC) - found[0].time < timedelta(minutes=5)


def test_pages_follow_one_another(store: Store, view: View) -> None:
    first = list_revisions(view, store.kept(), limit=3)
    second = list_revisions(view, store.kept(), limit=3, cursor=first.next)
    assert [one.number for one in (*first.items, *second.items)] == [4, 3, 2, 1]
    assert second.next is None
    with pytest.raises(InvalidParameter, match="limit"):
        list_revisions(view, [], limit=0)


def test_one_is_found_by_its_number(store: Store, view: View) -> None:
    assert find_revision(view, 2, store.kept()) == list_revisions(view, store.kept()).items[2]
    for number in (0, 5, -1):
        with pytest.raises(NotFound, match="the newest is 4"):
            find_revision(view, number, store.kept())


def test_a_new_store_has_none() -> None:
    store = open_store("memory:")
    assert list_revisions(KnowledgeGraph(store).view(), store.kept()).items == []
