"""An endpoint is asked for the paths that a store nearby finds, and gives them all the same."""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.answers import Certainty
from graph.identity import judge_same
from graph.paths import find_paths
from graph.schema import actor_classes
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View
from ontology import ARTICLE, LEG, RDF
from tests.engines import Engine
from tests.graph.people import BOUNDS, People, iri
from tests.graph.test_paths_by_force import SOURCE as SAID_IN
from tests.graph.test_paths_by_force import (
    Invented,
    Question,
    ask,
    by_force,
    invented,
    people_of,
    questions,
    ways_of,
)

pytestmark = pytest.mark.stores("oxigraph", "virtuoso")

SOURCE = f"{ARTICLE!s}generated"
FIRST_DAY = date(2020, 1, 1)
ACTORS, FACTS, PAIRS = 120, 420, 36
KINDS = {
    "Visit": ("visitor", "host"),
    "Meeting": ("attendee", "attendee"),
    "Tenure": ("holder", "office"),
    "Agreement": ("party", "party"),
    "Allegation": ("asserter", "against"),
}
ASKED: list[dict[str, object]] = [
    {},
    {"k": 12, "max_hops": 4},
    {"claims": True},
    {"claims": True, "exclude_disputed": True},
    {"exclude_disputed": True},
    {"kinds": ["Meeting", "Visit"]},
    {"kinds": ["Statement"], "claims": True},
    {"as_of": FIRST_DAY + timedelta(40)},
    {"as_of": FIRST_DAY + timedelta(40), "certainty": Certainty.certain},
    {"through": ["Person"]},
    {"through": ["State"], "claims": True},
    {"avoid": ["actor-000", "actor-001"]},
]


@pytest.fixture(scope="module")
def empty(store_kind: str, blank: Callable[[str], Engine]) -> Iterator[Store]:
    store = blank(store_kind).open()
    yield store
    store.close()


def generated() -> People:
    """Actors of whom a few are very busy, tied by dated facts that are denied now and then."""
    chance = random.Random(7)
    people = People()
    slugs = [f"actor-{number:03}" for number in range(ACTORS)]
    for slug in slugs:
        kind = chance.choice(["Person", "Person", "State", "Organization", "Office"])
        people.say(SOURCE, iri(slug), RDF.type, LEG.term(kind))
    for number in range(FACTS):
        kind = chance.choice(sorted(KINDS))
        node = iri(f"fact-{number:03}")
        people.say(SOURCE, node, RDF.type, LEG.term(kind))
        for role in KINDS[kind]:
            place = min(int(chance.expovariate(1 / 25)), ACTORS - 1)
            people.say(SOURCE, node, LEG.term(role), iri(slugs[place]))
        days = sorted(FIRST_DAY + timedelta(chance.randrange(90)) for _ in BOUNDS)
        for name, day in zip(BOUNDS, days, strict=True):
            if chance.random() < 0.7:
                people.say(SOURCE, node, LEG.term(name), day.isoformat(), "day")
        if chance.random() < 0.1:
            people.say(SOURCE, iri(f"denial-{number}"), RDF.type, LEG.Denial)
            people.say(SOURCE, iri(f"denial-{number}"), LEG.asserter, iri(slugs[0]))
            people.say(SOURCE, iri(f"denial-{number}"), LEG.respondsTo, node)
    return people


def filled(store: Store, people: People) -> View:
    people.write(store)
    for retired, kept in (("actor-011", "actor-004"), ("actor-070", "actor-012")):
        judge_same(store, iri(retired), iri(kept), reason="an example", judge="tester")
    return KnowledgeGraph(store).view()


def test_pair_by_pair_as_embedded(empty: Store) -> None:
    people = generated()
    near, far = filled(open_store("memory:"), people), filled(empty, people)
    chance = random.Random(11)
    lengths = set()
    for number in range(PAIRS):
        one, other = chance.sample(range(ACTORS), 2)
        options = ASKED[number % len(ASKED)]
        if {one, other} in ({11, 4}, {70, 12}):
            continue
        ends = (f"actor-{one:03}", f"actor-{other:03}")
        expected = find_paths(near, *ends, **options)  # type: ignore[arg-type]
        assert find_paths(far, *ends, **options) == expected, (ends, options)  # type: ignore[arg-type]
        lengths |= {path.length for path in expected.paths}
    assert {1, 2, 3} <= lengths


def test_every_pair_of_the_shipped_graph(seeded: View, everywhere: View) -> None:
    rows = seeded.snapshot.select(
        f"SELECT DISTINCT ?a {{ ?f ?r ?a . ?a a ?t . FILTER(?t IN ({_listed()})) "
        f"VALUES ?r {{ <{LEG.attendee}> <{LEG.holder}> <{LEG.asserter}> <{LEG.against}> }} }}"
    )
    actors = sorted(row["a"].value for row in rows)
    assert len(actors) > 8
    for one, other in combinations(actors, 2):
        for claims in (False, True):
            expected = find_paths(seeded, one, other, claims=claims)
            assert find_paths(everywhere, one, other, claims=claims) == expected, (one, other)


def _listed() -> str:
    return ", ".join(f"<{name}>" for name in sorted(actor_classes()))


def test_a_search_past_its_bound_says_so(empty: Store) -> None:
    far = KnowledgeGraph(empty).view()
    if not far.revision.number:
        far = filled(empty, generated())
    found = find_paths(far, "actor-000", "actor-110", work=5)
    assert (found.paths, found.complete) == ([], False)


@pytest.fixture(scope="module")
def other_empty(store_kind: str, blank: Callable[[str], Engine]) -> Iterator[Store]:
    store = blank(store_kind).open()
    yield store
    store.close()


def test_by_force(other_empty: Store) -> None:
    @settings(
        max_examples=8,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        facts=st.lists(invented, min_size=3, max_size=18),
        asked=st.lists(questions, min_size=6, max_size=6),
    )
    def check(facts: list[Invented], asked: list[Question]) -> None:
        with other_empty.draft("tester", "facts of an example") as draft:
            draft.replace(SAID_IN, people_of(facts).quads)
        view = KnowledgeGraph(other_empty).view()
        for question in asked:
            found = ask(view, question)
            assert ways_of(found) == by_force(facts, question)

    check()
