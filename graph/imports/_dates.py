"""Dates of mixed precision, and the bounds they give."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
PRECISIONS = ("year", "month", "day")


@dataclass(frozen=True)
class Span:
    """The first and the last day that a date may mean, and how precise it is."""

    first: date
    last: date
    precision: str


def span(text: str) -> Span | None:
    """Return the days that a date may mean; ``None`` where it is blank or no date.

    >>> span("2024-02").last
    datetime.date(2024, 2, 29)
    >>> span("2014s") is None
    True
    """
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return Span(date(year or 0, 1, 1), date(year or 0, 12, 31), "year")
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return Span(date(year, month, 1), date(year, month, last), "month")
        return Span(date(year, month, day), date(year, month, day), "day")
    except (ValueError, calendar.IllegalMonthError):
        return None


def bounds(start: Span | None, end: Span | None) -> dict[str, date]:
    """Return the bounds of something that began and ended on these dates, by property name.

    Dates that contradict each other give none: the words are kept and nothing is guessed.

    >>> bounds(span("2001-02-03"), None)["startLatest"]
    datetime.date(2001, 2, 3)
    """
    if start and end and start.first > end.last:
        return {}
    found: dict[str, date] = {}
    if start:
        found |= {"startEarliest": start.first, "startLatest": start.last}
    if end:
        found |= {"endEarliest": end.first, "endLatest": end.last}
    return found


def coarsest(*spans: Span | None) -> str | None:
    """Return the least precise of some dates' precisions."""
    known = [one.precision for one in spans if one]
    return min(known, key=PRECISIONS.index, default=None)
