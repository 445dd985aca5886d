"""Finding facts by class, role and day: from the index, or by asking where there is none.

A store on this machine has an index (`graph.index`), so that the first page of many facts costs
no more than that of few. An endpoint is asked for the facts in question, which are then sorted.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Protocol, TypeAlias

import numpy as np

from graph.answers import Certainty
from graph.bounds import Bounds
from graph.facts import denied
from graph.index import FactIndex
from graph.index.columns import Numbers
from graph.lookups.timeline import Found, gather, holds, newest_first
from graph.queries import stock
from graph.schema import fact_classes
from graph.view import View

Named: TypeAlias = tuple[str, Sequence[str]]


class Facts(Protocol):
    """Some facts, to be narrowed down and put in order."""

    def holding(self, as_of: date | None, certain: Certainty | None) -> "Facts":
        """Return those that were so on a day; all of them where there is none."""

    def overlapping(self, from_: date | None, to: date | None) -> "Facts":
        """Return those that may have been so on a day of a range; all where neither is given."""

    def contested(self, wanted: bool) -> "Facts":
        """Return those that somebody denies, or those that nobody does."""

    def newest_first(self) -> Sequence[Found]:
        """Return them by date, newest first, undated ones last; by IRI where dates are equal."""

    def oldest_first(self) -> Sequence[Found]:
        """Return dated ones the other way round, and then the undated."""


def find_facts(view: View, classes: Iterable[str], *named: Named) -> Facts:
    """Return the facts of some classes.

    Parameters
    ----------
    view : View
        The revision to read.
    classes : iterable of str
        IRIs; subclasses do not count by themselves.
    *named : (str, sequence of str)
        Only facts that name this entity in one of these roles.
    """
    kinds = sorted(classes)
    if view.snapshot.is_remote:
        return _AskedFacts(view, _asked(view, kinds, named))
    index = view.index
    numbers: Numbers | None = None
    for entity, some_roles in named:
        these = index.named(view.canonical(entity), some_roles)
        numbers = these if numbers is None else np.intersect1d(numbers, these, assume_unique=True)
    if numbers is None:
        numbers = np.arange(len(index.facts))
    return _IndexedFacts(index, numbers[index.of_classes(numbers, kinds)])


def facts_of(view: View, source: str) -> Sequence[Found]:
    """Return the facts that an article or a table states, newest first."""
    if not view.snapshot.is_remote:
        return FactSequence(view.index, view.index.stated(source))
    query = stock("facts_of_source", source=[source], type=sorted(fact_classes()))
    return newest_first(gather(view.snapshot.select(query)).values())


def _asked(view: View, kinds: list[str], named: Sequence[Named]) -> dict[str, Found]:
    found: dict[str, Found] | None = None
    for entity, some_roles in named:
        cluster = view.cluster(entity)
        query = stock("facts_by_role", actor=cluster, role=some_roles, type=kinds)
        these = gather(view.snapshot.select(query))
        found = {iri: fact for iri, fact in these.items() if found is None or iri in found}
    if found is None:
        found = gather(view.snapshot.select(stock("facts_by_type", type=kinds)))
    return found


class FactSequence(Sequence[Found]):
    """Facts of an index by their numbers, each made only when it is looked at."""

    def __init__(self, index: FactIndex, numbers: Numbers) -> None:
        self._index = index
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: Any) -> Any:
        """Return a fact, or some of them."""
        if isinstance(place, slice):
            return FactSequence(self._index, self._numbers[place])
        return found_in(self._index, int(self._numbers[place]))


def found_in(index: FactIndex, number: int) -> Found:
    """Return a fact of an index."""
    return Found(index.facts[number], index.classes_of(number), index.bounds(number))


class _IndexedFacts:
    """Numbers in an index, ascending: that is newest first."""

    def __init__(self, index: FactIndex, numbers: Numbers) -> None:
        self._index = index
        self._numbers = numbers

    def _only(self, wanted: Numbers) -> "_IndexedFacts":
        return _IndexedFacts(self._index, self._numbers[wanted])

    def holding(self, as_of: date | None, certain: Certainty | None) -> Facts:
        if as_of is None:
            return self
        return self._only(self._index.holding(self._numbers, as_of, certain))

    def overlapping(self, from_: date | None, to: date | None) -> Facts:
        if from_ is None and to is None:
            return self
        first, last = self._index.ends(self._numbers)
        wanted = first > 0
        if to:
            wanted &= first <= to.toordinal()
        if from_:
            wanted &= last >= from_.toordinal()
        return self._only(wanted)

    def contested(self, wanted: bool) -> Facts:
        return self._only(self._index.contested[self._numbers] == wanted)

    def newest_first(self) -> Sequence[Found]:
        return FactSequence(self._index, self._numbers)

    def oldest_first(self) -> Sequence[Found]:
        dated = self._index.ends(self._numbers)[0] > 0
        order = np.concatenate([self._numbers[dated][::-1], self._numbers[~dated]])
        return FactSequence(self._index, order)


class _AskedFacts:
    """Facts that an endpoint gave, by IRI."""

    def __init__(self, view: View, found: dict[str, Found]) -> None:
        self._view = view
        self._found = found

    def _only(self, wanted: Callable[[Found], bool]) -> "_AskedFacts":
        return _AskedFacts(self._view, {i: one for i, one in self._found.items() if wanted(one)})

    def holding(self, as_of: date | None, certain: Certainty | None) -> Facts:
        return self._only(lambda fact: holds(fact.bounds, as_of, certain))

    def overlapping(self, from_: date | None, to: date | None) -> Facts:
        return self._only(lambda fact: _overlaps(fact.bounds, from_, to))

    def contested(self, wanted: bool) -> Facts:
        against = denied(self._view, sorted(self._found)) if self._found else set()
        return self._only(lambda fact: (fact.iri in against) == wanted)

    def newest_first(self) -> Sequence[Found]:
        return newest_first(self._found.values())

    def oldest_first(self) -> Sequence[Found]:
        dated = [fact for fact in self._found.values() if fact.bounds != Bounds()]
        undated = [fact for fact in self._found.values() if fact.bounds == Bounds()]
        return [*reversed(newest_first(dated)), *newest_first(undated)]


def _overlaps(bounds: Bounds, from_: date | None, to: date | None) -> bool:
    """Return whether something may have been so on a day of the range."""
    if from_ is None and to is None:
        return True
    if bounds == Bounds():
        return False
    last = bounds.end_latest or bounds.end_earliest or bounds.start_latest or bounds.start_earliest
    first = bounds.start_earliest or bounds.start_latest or bounds.end_earliest or bounds.end_latest
    return not ((to and first and first > to) or (from_ and last and last < from_))
