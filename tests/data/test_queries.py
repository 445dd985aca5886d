"""Every worked query, run as it stands on the shipped graph, gives the stated answer."""

import re
import warnings
from importlib.resources import files

import pytest
from pyoxigraph import NamedNode
from rdflib import Dataset, Node, URIRef

from graph.store import Store
from graph.view import View
from ontology import (
    ARTICLE,
    ENTITIES_GRAPH,
    INFERENCES_GRAPH,
    ONTOLOGY_GRAPH,
    prefix_declarations,
)
from tests.data.answers import ANSWERS, SLUG
from tests.data.reading import answer, plain, query_text, shipped


def test_every_query_has_a_stated_answer() -> None:
    assert shipped().keys() == ANSWERS.keys()
    assert len(ANSWERS) >= 12


@pytest.mark.parametrize("name", ANSWERS)
def test_a_query_gives_its_answer(name: str, seeded_store: Store) -> None:
    assert answer(seeded_store, query_text(name)) == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_a_query_says_first_what_it_asks_and_binds_nobody_to_an_engine(name: str) -> None:
    text = query_text(name)
    assert re.match(r"# .*\?\n|# .*\.\n", text)
    declared = set(re.findall(r"^PREFIX (\w+):", text, re.MULTILINE))
    body = re.sub(r'#.*|<[^>]*>|"[^"]*"|PREFIX \w+:', "", text)
    assert declared == set(re.findall(r"\b([a-z]\w*):[\w-]", body))
    assert not re.search(r"gYear|SERVICE|xsd:date\s*\(", text)


# It joins every label with every other before it asks what they belong to: minutes for a question.
TOO_SLOW_IN_RDFLIB = {"network-of-an-actor", "what-is-credited-to-whom"}

LANGUAGES = {None, "ar", "en", "es", "fr", "ru", "zh"}


@pytest.fixture(scope="module")
def in_rdflib(seeded: View) -> Dataset:
    """The article and what it names, in an engine that shares no code with ours."""
    dataset = Dataset(default_union=True)
    snapshot = seeded.snapshot
    sources = [f"{ARTICLE!s}{SLUG}", INFERENCES_GRAPH, ONTOLOGY_GRAPH]
    quads = [quad for graph in sources for quad in snapshot.quads(graph)]
    named = {str(quad.object) for quad in quads}
    quads += [quad for quad in snapshot.quads(ENTITIES_GRAPH) if str(quad.subject) in named]
    lines = [f"{quad} ." for quad in quads if getattr(quad.object, "language", None) in LANGUAGES]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning)  # rdflib's, of itself
        dataset.parse(data="\n".join(lines), format="nquads")
    return dataset


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's, of itself
@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in TOO_SLOW_IN_RDFLIB])
def test_another_engine_gives_the_same_answer(name: str, in_rdflib: Dataset) -> None:
    result = in_rdflib.query(query_text(name))
    rows = [
        tuple(_in_short(row.get(name)) for name in result.vars or ()) for row in result.bindings
    ]
    assert sorted(rows) == sorted(ANSWERS[name])


def _in_short(term: Node | None) -> str:
    return plain(NamedNode(str(term)) if isinstance(term, URIRef) else term)


@pytest.mark.parametrize(
    ("day", "certainty"),
    [("2024-05-01", "certain"), ("2024-05-31", "possible"), ("1999-01-01", "possible")],
)
def test_the_holder_on_another_day_is_as_sure_as_the_words_allow(
    day: str, certainty: str, seeded_store: Store
) -> None:
    query = query_text("holders-of-an-office").replace("2024-05-20", day)
    assert answer(seeded_store, query) == [("Sergei Shoigu", certainty, "until May")]


def test_nobody_is_known_to_hold_the_office_after_the_last_possible_day(
    seeded_store: Store,
) -> None:
    query = query_text("holders-of-an-office").replace("2024-05-20", "2024-07-01")
    assert answer(seeded_store, query) == []


def test_the_queries_name_only_what_the_ontology_has(seeded_store: Store) -> None:
    snapshot = seeded_store.snapshot()
    for name in sorted(shipped()):
        for term in set(re.findall(r"\bleg:(\w+)", query_text(name))) - {"mergedInto"}:
            asked = f"{prefix_declarations()} ASK {{ leg:{term} a ?kind }}"
            assert snapshot.ask(asked), f"{name}: leg:{term}"


def test_the_table_of_queries_lists_them_all() -> None:
    table = (files("data") / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)) == shipped().keys()
