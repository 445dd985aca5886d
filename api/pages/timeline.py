"""Where bars stand on a timeline: solid where it is certain, faded where it is possible."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from api.pages.days import days_after, is_attested_day
from graph.answers import When

_TICKS = 6  # at most, so that the years do not run into each other on a phone


@dataclass(frozen=True)
class Axis:
    """The days a timeline spans, from the first of a year to the last of one."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return where a day begins, in percent of the whole.

        >>> Axis(date(2001, 1, 1), date(2004, 12, 31)).place(date(2003, 1, 1))
        49.97
        """
        whole = days_after(self.last, 1).toordinal() - self.first.toordinal()
        return round((day.toordinal() - self.first.toordinal()) / whole * 100, 2)

    @property
    def ticks(self) -> list[tuple[int, float]]:
        """Years to write below, each with its place."""
        years = range(self.first.year, self.last.year + 1)
        step = max(1, ceil(len(years) / _TICKS))
        step = next((nice for nice in (1, 2, 5, 10, 20, 25, 50) if nice >= step), step)
        return [
            (year, self.place(date(year, 1, 1)))
            for year in years
            if year % step == 0 and self.place(date(year, 1, 1)) < 95
        ]


@dataclass(frozen=True)
class Piece:
    """A part of a bar.

    Parameters
    ----------
    kind : str
        ``certain``, ``possible``, or ``attested``: a day on which a source saw it so.
    first, last : date
        The days it spans, both included.
    fades : str
        ``left``, ``right`` or nothing: where it grows less likely.
    left, width : float
        Its place on the axis, in percent.
    """

    kind: str
    first: date
    last: date
    fades: str
    left: float
    width: float


def axis_of(whens: Iterable[When]) -> Axis | None:
    """Return the axis on which all of these can be drawn, or None where none has a date."""
    days = [day for when in whens for day in _known(when)]
    if not days:
        return None
    # Room for what has no stated begin or end.
    first, last = max(min(days).year - 1, date.min.year), min(max(days).year + 1, date.max.year)
    return Axis(date(first, 1, 1), date(last, 12, 31))


def lane(axis: Axis, when: When) -> list[Piece]:
    """Return the pieces of one bar, from left to right; none where nothing is known.

    Examples
    --------
    >>> axis = Axis(date(2024, 1, 1), date(2024, 12, 31))
    >>> until_may = When(end_earliest="2024-05-01", end_latest="2024-05-31",
    ...                  start_latest="2024-05-01")
    >>> [(piece.kind, piece.fades) for piece in lane(axis, until_may)]
    [('possible', 'left'), ('certain', ''), ('possible', 'right')]
    """
    start, end = when.start_latest, when.end_earliest
    if is_attested_day(when) and start:
        return [_piece(axis, "attested", start, start)]
    if not _known(when):
        return []
    first, last = when.start_earliest or axis.first, when.end_latest or axis.last
    if start and end and start <= end:
        pieces = [_piece(axis, "certain", start, end)]
        if first < start:
            pieces.insert(0, _piece(axis, "possible", first, start - timedelta(1), "left"))
        if end < last:
            pieces.append(_piece(axis, "possible", end + timedelta(1), last, "right"))
        return pieces
    return [_piece(axis, "possible", first, max(first, last), _open_side(when))]


def surroundings(axis: Axis, attested: Iterable[When]) -> list[Piece]:
    """Return what is possible round the days on which somebody was seen in an office.

    Nothing is known of when it began and ended, so nothing is ruled out; what lies between two
    such days is as possible as what lies round them.
    """
    days = sorted(when.start_latest for when in attested if when.start_latest)
    if not days:
        return []
    first, last = days[0], days[-1]
    pieces = [_piece(axis, "possible", first, last)] if first < last else []
    if axis.first < first:
        pieces.append(_piece(axis, "possible", axis.first, first - timedelta(1), "left"))
    if last < axis.last:
        pieces.append(_piece(axis, "possible", last + timedelta(1), axis.last, "right"))
    return pieces


def _open_side(when: When) -> str:
    if when.start_earliest is None:
        return "left" if when.end_latest else ""
    return "" if when.end_latest else "right"


def _piece(axis: Axis, kind: str, first: date, last: date, fades: str = "") -> Piece:
    left = axis.place(first)
    return Piece(kind, first, last, fades, left, round(axis.place(days_after(last, 1)) - left, 2))


def _known(when: When) -> list[date]:
    days = (when.start_earliest, when.start_latest, when.end_earliest, when.end_latest)
    return [day for day in days if day is not None]
