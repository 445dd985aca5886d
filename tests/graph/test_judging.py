"""A judgement is held against the state it is written to, by whoever judges at the same time."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from graph.errors import InvalidInput, NotFound
from graph.judging import judge, withdraw
from graph.store import Store, open_store
from graph.view import View
from tests.graph.people import People, iri


@pytest.fixture
def store() -> Store:
    people = People()
    for name in ("ben", "benjamin", "benno"):
        people.person(name, name.title())
    made = open_store("memory:")
    people.write(made)
    return made


def test_of_many_who_judge_the_same_at_once_one_does(store: Store) -> None:
    pairs = [("ben", "benno"), ("benno", "ben")] * 8

    def one(pair: tuple[str, str]) -> bool:
        try:
            judge(store, "same", *pair, reason="one man", who="Eva")
        except InvalidInput:
            return False
        return True

    with ThreadPoolExecutor(len(pairs)) as pool:
        made = list(pool.map(one, pairs))
    assert made.count(True) == 1
    view = View(store.snapshot())
    assert view.canonical(iri("ben")) == view.canonical(iri("benno"))


def test_a_chain_ends_at_one(store: Store) -> None:
    judge(store, "same", "benjamin", "ben", reason="one man", who="Eva")
    last = judge(store, "same", "ben", "benno", reason="one man", who="Eva")
    assert last.revision == store.snapshot().revision.number
    view = View(store.snapshot())
    assert {view.canonical(iri(name)) for name in ("ben", "benjamin", "benno")} == {iri("benno")}


def test_a_different_pair_is_told_and_taken_back(store: Store) -> None:
    made = judge(store, "different", "ben", "benno", reason="two men", who="Eva")
    withdraw(store, made.id, who="Eva")
    with pytest.raises(NotFound):
        withdraw(store, made.id, who="Eva")
    with pytest.raises(NotFound, match="nothing has the id"):
        judge(store, "different", "ben", "nobody", reason="two men", who="Eva")
