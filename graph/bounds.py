"""The calendar with three answers: certain, possible, no."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph.answers import Certainty

NAMES = ("startEarliest", "startLatest", "endEarliest", "endLatest")


@dataclass(frozen=True)
class Bounds:
    """The days between which something began and ended, each inclusive; none is unknown.

    A missing bound does not mean "for ever" or "still".
    """

    start_earliest: date | None = None
    start_latest: date | None = None
    end_earliest: date | None = None
    end_latest: date | None = None


def certainty(bounds: Bounds, day: date) -> Certainty | None:
    """Return how sure it is that something held on a day; ``None`` where it did not.

    Parameters
    ----------
    bounds : Bounds
        When it began and ended, as far as is known.
    day : date
        The day asked about.

    Examples
    --------
    "Was defense minister until May", in 2024:

    >>> until_may = Bounds(None, date(2024, 5, 1), date(2024, 5, 1), date(2024, 5, 31))
    >>> certainty(until_may, date(2024, 5, 1))
    <Certainty.certain: 'certain'>
    >>> certainty(until_may, date(2024, 5, 20))
    <Certainty.possible: 'possible'>
    >>> certainty(until_may, date(2024, 7, 1)) is None
    True
    """
    began_by, lasted_to = bounds.start_latest, bounds.end_earliest
    if began_by and lasted_to and began_by <= day <= lasted_to:
        return Certainty.certain
    if bounds.start_earliest and bounds.start_earliest > day:
        return None
    if bounds.end_latest and bounds.end_latest < day:
        return None
    return Certainty.possible


def combine(
    start_earliest: Iterable[date] = (),
    start_latest: Iterable[date] = (),
    end_earliest: Iterable[date] = (),
    end_latest: Iterable[date] = (),
) -> Bounds:
    """Return the bounds that several sources give one fact together.

    Each source narrows them. Where sources contradict each other, so that no day would be left
    between two bounds, both are widened to what any source allows, and what then still
    contradicts is unknown: nothing is certain on the word of one against another.

    Examples
    --------
    >>> combine(start_earliest=[date(2024, 1, 1), date(2024, 3, 1)]).start_earliest
    datetime.date(2024, 3, 1)

    One source says that it began in May or later, another that it began by April:

    >>> combine(start_earliest=[date(2024, 5, 1)], start_latest=[date(2024, 4, 30)])
    Bounds(start_earliest=None, start_latest=None, end_earliest=None, end_latest=None)
    """
    first, last = list(start_earliest), list(end_latest)
    began = _interval(first, list(start_latest))
    ended = _interval(list(end_earliest), last)
    # A thing cannot be over before it can have begun.
    if began[0] and ended[1] and began[0] > ended[1]:
        whole = _interval(first, last)
        began, ended = (whole[0], began[1]), (ended[0], whole[1])
    return Bounds(*began, *ended)


def _interval(earliest: list[date], latest: list[date]) -> tuple[date | None, date | None]:
    low, high = max(earliest, default=None), min(latest, default=None)
    if low is None or high is None or low <= high:
        return low, high
    widest, until = min(earliest), max(latest)
    return widest if widest <= high else None, until if until >= low else None
