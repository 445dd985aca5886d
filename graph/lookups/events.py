"""Events by type, date, place and participant."""

from collections.abc import Sequence
from datetime import date

from graph.answers import Fact, Page, Statement
from graph.errors import InvalidParameter
from graph.lookups.finding import find_facts
from graph.lookups.timeline import fact_page
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
    named = [
        (view.iri(identifier, parameter), roles(kind))
        for identifier, parameter, kind in (
            (participant, "participant", "participant"),
            (place, "place", "location"),
        )
        if identifier is not None
    ]
    found = find_facts(view, classes, *named).overlapping(from_, to)
    return fact_page(view, found.oldest_first(), limit, cursor)
