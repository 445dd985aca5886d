"""Facts found by a stock query, with their bounds: filtered by date and put in order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import QuerySolution

from graph.answers import Certainty, Fact, Page, Statement
from graph.bounds import NAMES as BOUNDS
from graph.bounds import Bounds, certainty, combine
from graph.errors import InvalidParameter
from graph.facts import load_facts
from graph.paging import page_of
from graph.view import View


@dataclass(frozen=True)
class Found:
    """A fact by IRI, its classes and its bounds."""

    iri: str
    classes: frozenset[str]
    bounds: Bounds


def gather(rows: Iterable[QuerySolution]) -> dict[str, Found]:
    """Return the facts of a query's rows by IRI, the bounds of all their sources combined."""
    classes: dict[str, set[str]] = defaultdict(set)
    days: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        iri = row["fact"].value
        classes[iri].add(row["type"].value)
        for name in BOUNDS:
            if row[name] is not None:
                days[iri][name].add(date.fromisoformat(row[name].value))
    return {
        iri: Found(iri, frozenset(found), combine(*(sorted(days[iri][name]) for name in BOUNDS)))
        for iri, found in classes.items()
    }


def check_certainty(as_of: date | None, certain: Certainty | None) -> None:
    """Refuse a certainty that is asked for without a day.

    Raises
    ------
    InvalidParameter
        If ``certainty`` is given and ``as_of`` is not.
    """
    if certain is not None and as_of is None:
        raise InvalidParameter("certainty", "certainty needs as_of; give a day as well")


def holds(bounds: Bounds, as_of: date | None, certain: Certainty | None) -> bool:
    """Return whether something with these bounds belongs in an as-of answer.

    Certain ones always belong; possible ones unless only certain ones are asked for.
    """
    if as_of is None:
        return True
    found = certainty(bounds, as_of)
    return found is not None and (certain is not Certainty.certain or found is Certainty.certain)


def newest_first(found: Iterable[Found]) -> list[Found]:
    """Return facts by date, newest first, undated ones last; by IRI where dates are equal."""
    by_iri = sorted(found, key=lambda fact: fact.iri)
    return sorted(by_iri, key=lambda fact: _day(fact.bounds), reverse=True)


def _day(bounds: Bounds) -> date:
    """Return the day to sort by: the start where known, else what is nearest to it."""
    known = (
        bounds.start_earliest,
        bounds.start_latest,
        bounds.end_earliest,
        bounds.end_latest,
    )
    return next((day for day in known if day is not None), date.min)


def fact_page(
    view: View, found: Sequence[Found], limit: int, cursor: str | None, as_of: date | None = None
) -> Page[Fact | Statement]:
    """Return one page of facts, whole."""
    chosen, following = page_of(found, lambda fact: fact.iri, limit, cursor)
    items = load_facts(view, [fact.iri for fact in chosen], as_of)
    return Page[Fact | Statement](items=items, next=following)
