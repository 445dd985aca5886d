"""Paths at an endpoint cost a query a step, however many actors a step has to ask about."""

from collections.abc import Callable, Iterator
from math import ceil

import pytest

from graph.paths import find_paths
from graph.store import Store
from graph.view import KnowledgeGraph
from ontology import ARTICLE, LEG, RDF
from tests.engines import Engine
from tests.graph.people import People, iri
from tests.relay import Relay, relay

pytestmark = pytest.mark.stores("oxigraph", "virtuoso")

SOURCE = f"{ARTICLE!s}widths"
NARROW, WIDE = 4, 90  # neighbours in the middle of a way; twice as many still are one batch
HUNDREDS = 450
BATCH = 200  # actors a query: what docs/scaling.md says
# Who the two are, who was merged into whom, and the facts of the hops with all they mention: 10.
# How busy those on the ways are: 3, for facts tie those who take part, and statements two ways.
CONSTANT = 13
LENGTHS = {"left-0": 1, "x": 2, "y": 3, "right-0": 4, "z": 5}


def met(people: People, one: str, other: str) -> None:
    meeting = iri(f"{one}-with-{other}")
    people.say(SOURCE, meeting, RDF.type, LEG.Meeting)
    for slug in (one, other):
        people.say(SOURCE, iri(slug), RDF.type, LEG.Person)
        people.say(SOURCE, meeting, LEG.attendee, iri(slug))


def fans(width: int) -> People:
    """From a to z five steps, of which the second and the fourth may go so many ways."""
    people = People()
    for number in range(width):
        for one, other in (("a", "left"), ("x", "left"), ("y", "right"), ("z", "right")):
            met(people, one, f"{other}-{number}")
    met(people, "x", "y")
    return people


def hub(width: int) -> People:
    """From a to z over one who met so many others, too."""
    people = People()
    for other in ("a", "z", *(f"other-{number}" for number in range(width))):
        met(people, "hub", other)
    return people


class Counted:
    """An endpoint behind a relay that counts what it is asked."""

    def __init__(self, between: Relay, store: Store) -> None:
        self._between, self._store = between, store

    def fill(self, people: People) -> None:
        with self._store.draft("tester", "a shape") as draft:
            draft.replace(SOURCE, people.quads)
        self.queries(1, "a", "z")  # which finds out what the endpoint's default graph is

    def queries(self, length: int, *ends: str, k: int = 1, claims: bool = False) -> int:
        """Return how many queries a fresh view asks for a path of a length."""
        view = KnowledgeGraph(self._store).view()
        self._between.queries.clear()
        found = find_paths(view, *ends, k=k, max_hops=5, claims=claims)
        assert found.complete
        if length > 1:
            assert found.paths[0].length == length
        return len(self._between.queries)


@pytest.fixture
def counted(store_kind: str, blank: Callable[[str], Engine]) -> Iterator[Counted]:
    with relay(blank(store_kind)) as between:
        store = between.engine.open()
        yield Counted(between, store)
        store.close()


# Statements are asked for in two queries of their own: who asserts, and the rest.
@pytest.mark.parametrize(("claims", "together"), [(False, 1), (True, 3)])
def test_a_step_more_is_a_query_more_and_a_wider_one_is_none(
    counted: Counted, claims: bool, together: int
) -> None:
    counts = {}
    for width in (NARROW, WIDE):
        counted.fill(fans(width))
        counts[width] = {
            to: counted.queries(length, "a", to, claims=claims) for to, length in LENGTHS.items()
        }
    assert counts[NARROW] == counts[WIDE]
    for to, length in LENGTHS.items():
        # From both ends together as many steps as the path has hops, and each hop's facts.
        assert counts[WIDE][to] <= together * (length + length) + CONSTANT


def test_a_frontier_of_hundreds_is_asked_in_batches(counted: Counted) -> None:
    counts = {}
    for width in (WIDE, HUNDREDS):
        counted.fill(fans(width))
        counts[width] = counted.queries(5, "a", "z")
    frontier = ceil(HUNDREDS / BATCH)
    on_the_ways = ceil((2 * HUNDREDS + len("xy")) / BATCH)
    assert counts[HUNDREDS] - counts[WIDE] == (frontier - 1) + 3 * (on_the_ways - 1)


def test_whom_a_hub_met_besides_is_asked_once_in_batches(counted: Counted) -> None:
    counts = {}
    for width in (NARROW, WIDE, HUNDREDS):
        counted.fill(hub(width))
        counts[width] = counted.queries(2, "a", "z", k=5)  # of which there is one: all is searched
    assert counts[NARROW] == counts[WIDE]
    assert counts[HUNDREDS] - counts[WIDE] == ceil(HUNDREDS / BATCH) - 1
