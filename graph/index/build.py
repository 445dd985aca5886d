"""Building the index of a revision: one pass over each property that look-ups need.

Facts are numbered newest first, entities by IRI, so that numbers sort as answers do. What a fact
is, and when, comes from all sources together; actors stand under the id they answer to now.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from graph.answers import Standing
from graph.bounds import NAMES as BOUNDS
from graph.bounds import combine
from graph.index.columns import Numbers, joined
from graph.index.pairs import ROLES, Players, edge_columns, starts, tie_columns, unique
from graph.index.reading import columns_of
from graph.queries import stock
from graph.schema import fact_classes
from ontology import LEG

if TYPE_CHECKING:
    from graph.view import View

# In the order of their IRIs: the number of a class is its bit.
CLASSES = tuple(sorted(fact_classes()))
STANDINGS = tuple(Standing)

_ASSERTED = 1 << CLASSES.index(LEG.Allegation)


def build(view: "View") -> dict[str, Numbers]:
    """Return the columns of a view's index, by name; `graph.index.FactIndex` explains them."""
    found = _Reading(view)
    classes = found.classes()
    days = found.days()
    order = _newest_first(found.facts, days)
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    entities, players = found.players(number)
    facts = [iri[1:-1] for iri in found.facts]
    texts, ends = joined([facts[place] for place in order])
    by_iri = number[sorted(range(len(facts)), key=facts.__getitem__)]
    names, name_ends = joined([iri.encode() for iri in entities])
    contested = found.flags(stock("contested"))
    standing = _standings(classes, contested, found.flags(stock("credited")))
    return {
        "fact_texts": texts,
        "fact_ends": ends,
        "fact_order": by_iri.astype(np.int32),
        "entity_texts": names,
        "entity_ends": name_ends,
        "classes": classes[order],
        "days": days[order].ravel(),
        "contested": contested[order],
        "standing": standing[order],
        **players.columns(len(entities)),
        **tie_columns(players, len(entities)),
        **edge_columns(players),
        **found.stated(number),
    }


class _Reading:
    """The facts of a view as they are found, numbered as they come."""

    def __init__(self, view: "View") -> None:
        self._view = view
        self._numbers: dict[bytes, int] = {}
        self._kinds: list[tuple[int, list[bytes]]] = []
        for bit, kind in enumerate(CLASSES):
            (of_kind,) = columns_of(view.snapshot, stock("of_type", type=[kind]), 1)
            for iri in of_kind:
                self._numbers.setdefault(iri, len(self._numbers))
            self._kinds.append((bit, of_kind))

    @property
    def facts(self) -> list[bytes]:
        """The IRIs of the facts in the order of their numbers, in angle brackets."""
        return list(self._numbers)

    def _places(self, iris: Iterable[bytes], count: int) -> Numbers:
        """Return the numbers of facts; -1 for what is none, such as a proposition."""
        numbers = self._numbers
        return np.fromiter((numbers.get(iri, -1) for iri in iris), np.int64, count)

    def classes(self) -> Numbers:
        """Return the classes of each fact, a bit for each."""
        found = np.zeros(len(self._numbers), np.int64)
        for bit, of_kind in self._kinds:
            found[self._places(of_kind, len(of_kind))] |= 1 << bit
        return found

    def flags(self, query: str) -> Numbers:
        """Return whether each fact is among those that a query gives."""
        (iris,) = columns_of(self._view.snapshot, query, 1)
        flags = np.zeros(len(self._numbers), bool)
        places = self._places(iris, len(iris))
        flags[places[places >= 0]] = True
        return flags

    def days(self) -> Numbers:
        """Return the four bounds of each fact as ordinals, 0 where unknown."""
        parse = cache(_ordinal)  # few days, each of many facts
        said: dict[int, tuple[set[int], ...]] = {}
        days = np.zeros((len(self._numbers), len(BOUNDS)), np.int32)
        for place, name in enumerate(BOUNDS):
            query = stock("bounds", bound=[LEG.term(name)])
            iris, words = columns_of(self._view.snapshot, query, 2)
            numbers = self._places(iris, len(iris))
            ordinals = np.fromiter(map(parse, words), np.int32, len(words))
            known = numbers >= 0
            numbers, ordinals = numbers[known], ordinals[known]
            days[numbers, place] = ordinals
            several = numbers[ordinals != days[numbers, place]]
            wanted = np.isin(numbers, several)
            for number, day in zip(
                numbers[wanted].tolist(), ordinals[wanted].tolist(), strict=True
            ):
                said.setdefault(number, (set(), set(), set(), set()))[place].add(day)
        return _combined(days, said)

    def players(self, number: Numbers) -> tuple[list[str], Players]:
        """Return the entities that facts name, sorted, and who has which role in which fact.

        Parameters
        ----------
        number : array of int
            The final number of each fact.
        """
        iris: dict[bytes, int] = {}
        facts, actors, parts = [], [], []
        for place, role in enumerate(ROLES):
            query = stock("network", role=[role])
            named, players = columns_of(self._view.snapshot, query, 2)
            for iri in players:
                iris.setdefault(iri, len(iris))
            found = self._places(named, len(named))
            known = found >= 0
            facts.append(number[found[known]])
            whole = np.fromiter(map(iris.__getitem__, players), np.int64, len(players))
            actors.append(whole[known])
            parts.append(np.full(int(known.sum()), place, np.int64))
        kept = [self._view.canonical(iri[1:-1].decode()) for iri in iris]
        entities = sorted(set(kept))
        places = {iri: place for place, iri in enumerate(entities)}
        final = np.fromiter((places[iri] for iri in kept), np.int64, len(kept))
        return entities, Players.of(
            np.concatenate(facts), final[np.concatenate(actors)], np.concatenate(parts)
        )

    def stated(self, number: Numbers) -> dict[str, Numbers]:
        """Return which graph states which facts, as what: for each graph the newest first.

        Parameters
        ----------
        number : array of int
            The final number of each fact.
        """
        graphs: dict[bytes, int] = {}
        parts = []
        for bit, kind in enumerate(CLASSES):
            facts, stating = columns_of(self._view.snapshot, stock("stated", type=[kind]), 2)
            for iri in stating:
                graphs.setdefault(iri, len(graphs))
            whole = np.empty((3, len(facts)), np.int64)
            whole[0] = np.fromiter(map(graphs.__getitem__, stating), np.int64, len(facts))
            whole[1] = number[self._places(facts, len(facts))]
            whole[2] = 1 << bit
            parts.append(whole)
        names, ends = joined([iri[1:-1] for iri in graphs])
        graph, fact, classes = unique(*np.concatenate(parts, axis=1))
        first = np.flatnonzero(np.diff(graph, prepend=-1) | np.diff(fact, prepend=-1))
        return {
            "source_texts": names,
            "source_ends": ends,
            "stated_starts": starts(graph[first], len(graphs)),
            "stated_facts": fact[first].astype(np.int32),
            "stated_classes": np.bitwise_or.reduceat(classes, first) if len(first) else classes,
        }


def _ordinal(words: bytes) -> int:
    return date.fromisoformat(words.split(b'"')[1].decode()).toordinal()


def _combined(days: Numbers, said: Mapping[int, Sequence[set[int]]]) -> Numbers:
    """Return bounds that do not contradict each other: `graph.bounds.combine`, where it matters."""
    first, began, ended, last = days.T
    crossed = (
        ((first > began) & (began > 0))
        | ((ended > last) & (last > 0))
        | ((first > last) & (last > 0))
    )
    for number in {*said, *np.flatnonzero(crossed).tolist()}:
        single = [{day} if day else set() for day in days[number].tolist()]
        found = [
            several or one
            for several, one in zip(said.get(number, (set(),) * 4), single, strict=True)
        ]
        both = combine(*([date.fromordinal(day) for day in sorted(some)] for some in found))
        known = (both.start_earliest, both.start_latest, both.end_earliest, both.end_latest)
        days[number] = [day.toordinal() if day else 0 for day in known]
    return days


def _newest_first(facts: Sequence[bytes], days: Numbers) -> Numbers:
    """Return the order of facts: by day, the newest first, undated ones last; then by IRI."""
    day = np.zeros(len(facts), np.int32)
    for column in reversed(range(len(BOUNDS))):
        day = np.where(days[:, column] > 0, days[:, column], day)
    by_iri = np.array(sorted(range(len(facts)), key=lambda place: facts[place][1:-1]), np.int64)
    return by_iri[np.argsort(-day[by_iri], kind="stable")]


def _standings(classes: Numbers, contested: Numbers, credited: Numbers) -> Numbers:
    """Return the standing of each fact: the rule of `graph.facts.standing_of`, for all at once."""
    number = {standing: place for place, standing in enumerate(STANDINGS)}
    alleged = (classes & _ASSERTED) > 0
    return np.select(
        [alleged & contested, alleged, contested, credited],
        [
            np.uint8(number[standing])
            for standing in (
                Standing.disputed,
                Standing.alleged,
                Standing.denied,
                Standing.attributed,
            )
        ],
        np.uint8(number[Standing.reported]),
    ).astype(np.uint8)
