"""Dates as a reader takes them, no more exact than the source is."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from graph.answers import Fact, Statement, When


def day_words(day: date) -> str:
    """Return a day in words.

    >>> day_words(date(2024, 9, 13))
    '13 September 2024'
    """
    return f"{day.day} {day:%B} {day.year}"


def between_words(earliest: date, latest: date) -> str:
    """Return what lies between two bounds as a day, a month, a year, or a range.

    Examples
    --------
    >>> between_words(date(2014, 1, 1), date(2014, 12, 31))
    '2014'
    >>> between_words(date(2024, 5, 1), date(2024, 5, 31))
    'May 2024'
    >>> between_words(date(2024, 5, 1), date(2024, 6, 2))
    'between 1 May 2024 and 2 June 2024'
    """
    if earliest == latest:
        return day_words(earliest)
    if (earliest.month, earliest.day) == (1, 1) and (latest.month, latest.day) == (12, 31):
        one_year = earliest.year == latest.year
        return str(earliest.year) if one_year else f"{earliest.year}\u2013{latest.year}"
    if earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]:
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return f"{earliest:%B} {earliest.year}"
        return f"between {earliest:%B} {earliest.year} and {latest:%B} {latest.year}"
    return f"between {day_words(earliest)} and {day_words(latest)}"


def span_words(when: When) -> str:
    """Return when something was so, in a few words.

    Examples
    --------
    >>> span_words(When(start_earliest="2014-01-01", start_latest="2014-12-31"))
    'since 2014 (end not stated)'
    >>> span_words(When(start_latest="2024-05-01", end_earliest="2024-05-01",
    ...                 end_latest="2024-05-31"))
    'until May 2024'
    >>> span_words(When(start_latest="2024-09-13", end_earliest="2024-09-13"))
    'on 13 September 2024; begin and end not stated'
    >>> span_words(When(start_earliest="2018-02-01", start_latest="2018-02-01",
    ...                 end_earliest="2019-05-01"))
    'since 1 February 2018, at least to 1 May 2019'
    """
    first, last = (when.start_earliest, when.start_latest), (when.end_earliest, when.end_latest)
    start, end = _side(*first), _side(*last)
    if first == last and None not in first:
        return start
    if is_attested_day(when):
        return f"on {day_words(when.start_latest or date.min)}; begin and end not stated"
    if start and end:
        if "between" in start + end or not (when.start_earliest and when.end_latest):
            return _until(when, start, end)
        return f"{start} to {end}"
    if start:
        return f"since {start} (end not stated)"
    return f"until {end}" if end else when.words or "date unknown"


def _until(when: When, start: str, end: str) -> str:
    if when.start_earliest is None and when.end_latest:
        return f"until {end}"
    if when.end_latest is None and when.end_earliest and when.start_earliest:
        return f"since {start}, at least to {day_words(when.end_earliest)}"
    return f"began {start}, ended {end}"


def _side(earliest: date | None, latest: date | None) -> str:
    """Return one end of a span, of which either bound may be unknown."""
    if earliest and latest:
        return between_words(earliest, latest)
    if earliest:
        return f"{day_words(earliest)} or later"
    return f"{day_words(latest)} or earlier" if latest else ""


def fact_words(fact: Fact) -> str:
    """Return when a fact was so; a statement is made once, and known by when.

    A day on which a visit or a meeting was under way is just that day.
    """
    if not isinstance(fact, Statement):
        return span_words(fact.when)
    latest = fact.when.end_latest or fact.when.start_latest
    exact = span_words(fact.when)
    if fact.when.start_earliest is None and latest:
        return f"said by {day_words(latest)}"
    return exact


def issued_words(issued: str) -> str:
    """Return when a source was issued, as a reader takes it.

    >>> issued_words("2024-09-13T08:21:00Z"), issued_words("2014")
    ('13 September 2024, 08:21 UTC', '2014')
    """
    try:
        if len(issued) == len("2024-09-13"):
            return day_words(date.fromisoformat(issued))
        moment = datetime.fromisoformat(issued)
    except ValueError:
        return issued
    if "T" not in issued or moment.tzinfo is None:
        return issued
    moment = moment.astimezone(UTC)
    return f"{day_words(moment)}, {moment:%H:%M} UTC"


def is_attested_day(when: When) -> bool:
    """Return whether a source says only that it was so on a certain day.

    >>> is_attested_day(When(start_latest="2024-09-13", end_earliest="2024-09-13"))
    True
    """
    known = when.start_latest is not None and when.start_latest == when.end_earliest
    return known and when.start_earliest is when.end_latest is None


def days_after(day: date, days: int) -> date:
    """Return a day some days later, within the calendar.

    >>> days_after(date(9999, 12, 31), 1)
    datetime.date(9999, 12, 31)
    """
    return min(day, date.max - timedelta(days)) + timedelta(days)
