"""Events by type, date, place and participant."""

from collections.abc import Sequence
from datetime import date

from graph.answers import Fact, Page, Statement
from graph.bounds import Bounds
from graph.errors import InvalidParameter
from graph.lookups.timeline import Found, fact_page, gather, newest_first
from graph.queries import stock
from graph.schema import classes_named, roles, subclasses
from graph.view import View
from ontology import LEG


def events(
    view: View,
    *,
    type: Sequence[str] = (),  # noqa: A002 - the contract's own word
    from_: date | None = None,
    to: date | None = None,
    place: str | None = None,
    participant: str | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[Fact | Statement]:
    """Return events by date, oldest first, undated ones last.

    Parameters
    ----------
    view : View
        The revision to read.
    type : sequence of str
        Event classes such as ``Meeting``; subclasses count. None means all.
    from_, to : date or None
        Only events that may have been under way on a day between these, both included. Undated
        ones are left out where either is given.
    place, participant : str or None
        Ids: only events at this place, or in which this actor took part.
    limit, cursor
        The page wanted.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, or a parameter cannot be used.
    """
    if from_ and to and from_ > to:
        raise InvalidParameter("to", f"to ({to}) is before from ({from_}); exchange them")
    names = [type] if isinstance(type, str) else list(type)
    every = subclasses(LEG.Event)
    classes = sorted(classes_named(names, every, "type") or every)
    found = _named(view, classes, participant, "participant")
    if place is not None:
        there = _named(view, classes, place, "location")
        found = {iri: fact for iri, fact in found.items() if iri in there}
    chosen = [fact for fact in found.values() if _overlaps(fact.bounds, from_, to)]
    dated = [fact for fact in chosen if fact.bounds != Bounds()]
    undated = [fact for fact in chosen if fact.bounds == Bounds()]
    oldest_first = [*reversed(newest_first(dated)), *newest_first(undated)]
    return fact_page(view, oldest_first, limit, cursor)


def _named(view: View, classes: list[str], identifier: str | None, kind: str) -> dict[str, Found]:
    if identifier is None:
        return gather(view.snapshot.select(stock("facts_by_type", type=classes)))
    parameter = "place" if kind == "location" else "participant"
    cluster = view.cluster(view.iri(identifier, parameter))
    query = stock("facts_by_role", actor=cluster, role=roles(kind), type=classes)
    return gather(view.snapshot.select(query))


def _overlaps(bounds: Bounds, from_: date | None, to: date | None) -> bool:
    """Return whether something may have been so on a day of the range."""
    if from_ is None and to is None:
        return True
    if bounds == Bounds():
        return False
    last = bounds.end_latest or bounds.end_earliest or bounds.start_latest or bounds.start_earliest
    first = bounds.start_earliest or bounds.start_latest or bounds.end_earliest or bounds.end_latest
    return not ((to and first and first > to) or (from_ and last and last < from_))
