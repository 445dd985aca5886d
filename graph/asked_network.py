"""The network as an endpoint knows it: what is asked of it, a batch of actors at a time.

Nothing is read but what a question needs, and what was read is kept for as long as the view.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from graph.facts import denied
from graph.lookups.timeline import Found, gather, holds
from graph.path_filters import Filters
from graph.queries import stock
from graph.schema import fact_classes, roles, statement_classes
from ontology import LEG

if TYPE_CHECKING:
    from pyoxigraph import QuerySolution

    from graph.view import View

_BATCH = 200  # actors or facts a query
_PAIRS = "SELECT DISTINCT ?actor ?other"

Pair = tuple[str, str]


class OutOfWork(Exception):
    """More was to be read than allowed."""


class AskedNetwork:
    """The neighbours of actors, and the facts that tie them, as an endpoint tells.

    Parameters
    ----------
    view : View
        The revision to read.
    filters : Filters
        Which facts may tie two actors.
    work : int
        How many rows may be read.
    """

    def __init__(self, view: "View", filters: Filters, work: int) -> None:
        self._view = view
        self._filters = filters
        self._work = work
        self._everybody: dict[str, set[str]] = {}

    def neighbours(self, actors: Collection[str]) -> dict[str, set[str]]:
        """Return whom facts that may carry a hop tie to each of some actors."""
        found: dict[str, set[str]] = {actor: set() for actor in actors}
        for batch in _batches(sorted(actors)):
            for one, other in self._tied(batch):
                if one in found and one != other:
                    found[one].add(other)
        return found

    def _tied(self, actors: Sequence[str]) -> set[Pair]:
        classes = self._filters.classes
        if not self._filters.by_fact:
            return {(one, other) for one, other, _ in self._rows(actors, classes)}
        rows = set(self._rows(actors, classes, with_fact=True))
        allowed = self._allowed({fact for _, _, fact in rows})
        return {(one, other) for one, other, fact in rows if fact in allowed}

    def degrees(self, actors: Collection[str]) -> dict[str, int]:
        """Return how many others any fact ties to each of some actors, as statements do too."""
        missing = sorted(set(actors) - self._everybody.keys())
        for actor in missing:
            self._everybody[actor] = set()
        for batch in _batches(missing):
            for one, other, _ in self._rows(batch, fact_classes()):
                if one in self._everybody and one != other:
                    self._everybody[one].add(other)
        return {actor: len(self._everybody[actor]) for actor in actors}

    def _rows(
        self, actors: Sequence[str], classes: Iterable[str], *, with_fact: bool = False
    ) -> Iterator[tuple[str, str, str]]:
        """Yield pairs of actors, each under the id it answers to, and perhaps the fact."""
        canonical = self._view.canonical
        every = [iri for actor in actors for iri in self._view.cluster(actor)]
        for mine, others, some in _role_pairs(classes):
            query = stock("neighbours", actor=every, role=mine, otherRole=others, type=some)
            if with_fact:
                query = query.replace(_PAIRS, f"{_PAIRS} ?fact")
            for row in self._read(query):
                fact = row["fact"].value if with_fact else ""
                yield canonical(row["actor"].value), canonical(row["other"].value), fact

    def _read(self, query: str) -> "Iterator[QuerySolution]":
        """Yield the rows of a query, of which no more are asked for than may still be read."""
        for row in self._view.snapshot.select(f"{query} LIMIT {self._work + 1}"):
            self._work -= 1
            if self._work < 0:
                raise OutOfWork
            yield row

    def _allowed(self, facts: Collection[str]) -> set[str]:
        """Return those of some facts, of the right classes, that may carry a hop."""
        allowed = set(facts)
        for batch in _batches(sorted(facts)):
            if self._filters.exclude_disputed:
                allowed -= denied(self._view, batch)
            if self._filters.as_of is not None:
                dated = gather(self._read(stock("facts_when", fact=batch)))
                allowed -= {iri for iri in batch if not self._holds(dated[iri])}
        return allowed

    def _holds(self, fact: Found) -> bool:
        return holds(fact.bounds, self._filters.as_of, self._filters.certainty)

    def facts_between(self, one: str, other: str) -> list[Found]:
        """Return the facts that tie two neighbours and may carry a hop."""
        cluster = self._view.cluster
        found: dict[str, Found] = {}
        for mine, others, some in _role_pairs(self._filters.classes):
            query = stock(
                "ties_between",
                actor=cluster(one),
                role=mine,
                other=cluster(other),
                otherRole=others,
                type=some,
            )
            found |= gather(self._read(query))
        allowed = self._allowed(found.keys()) if self._filters.by_fact else found.keys()
        return [found[iri] for iri in found if iri in allowed]


def _role_pairs(classes: Iterable[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Yield roles of an actor, roles of another whom they tie to it, and classes of such facts.

    All who take part are tied; of a statement, who asserts it and each of the rest.
    """
    kinds = sorted(classes)
    taking_part = sorted(roles("participant"))
    if kinds:
        yield taking_part, taking_part, kinds
    if not statement_classes().isdisjoint(kinds):
        rest = sorted(set(roles("claimRole")) - {LEG.asserter})
        yield [LEG.asserter], rest, kinds
        yield rest, [LEG.asserter], kinds


def _batches(items: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(items), _BATCH):
        yield items[start : start + _BATCH]


def classes_of(view: "View", actors: Collection[str]) -> dict[str, set[str]]:
    """Return the classes of some actors."""
    found: dict[str, set[str]] = defaultdict(set)
    every = sorted({iri for actor in actors for iri in view.cluster(actor)})
    for batch in _batches(every):
        for row in view.snapshot.select(stock("types", entity=batch)):
            found[view.canonical(row["entity"].value)].add(row["type"].value)
    return found
