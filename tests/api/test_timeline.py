"""Bars stand where their days are, and words are no more exact than the source."""

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from api.pages.days import span_words
from api.pages.timeline import axis_of, lane, surroundings
from graph.answers import When
from graph.bounds import NAMES, Bounds, certainty

DAYS = some.dates(date(1, 1, 1), date(9999, 12, 31))
FIELDS = tuple(re.sub(r"(?=[A-Z])", "_", name).lower() for name in NAMES)


@some.composite
def whens(draw: some.DrawFn) -> When:
    """Dates with any bounds missing, and those there are in their order."""
    days = sorted(draw(some.lists(DAYS, min_size=4, max_size=4)))
    # A begin may be known to be after an end is: start_latest and end_earliest cross freely.
    if draw(some.booleans()):
        days[1], days[2] = days[2], days[1]
    missing = draw(some.lists(some.booleans(), min_size=4, max_size=4))
    known = {
        name: None if gone else day for name, day, gone in zip(FIELDS, days, missing, strict=True)
    }
    return When(**known)


@given(whens())
def test_pieces_stand_on_the_axis_in_order(when: When) -> None:
    axis = axis_of([when])
    assume(axis is not None)
    assert axis is not None
    pieces = lane(axis, when)
    assert pieces
    for piece in pieces:
        assert piece.first <= piece.last
        assert piece.left >= -0.01
        assert piece.width >= 0
        assert piece.left + piece.width <= 100.03
    for one, following in pairwise(pieces):
        assert one.last < following.first


@given(whens(), DAYS)
def test_solid_is_certain_and_blank_is_ruled_out(when: When, day: date) -> None:
    axis = axis_of([when])
    assume(axis is not None and axis.first <= day <= axis.last)
    assert axis is not None
    pieces = lane(axis, when)
    if pieces[0].kind == "attested":
        pieces += surroundings(axis, [when])
    drawn = {piece.kind for piece in pieces if piece.first <= day <= piece.last}
    sure = certainty(Bounds(**{name: getattr(when, name) for name in FIELDS}), day)
    assert len(drawn) == (sure is not None)
    if sure is not None:
        assert drawn <= ({"certain", "attested"} if sure == "certain" else {"possible"})


@given(some.integers(1, 9998), some.integers(0, 1))
def test_a_year_is_told_as_a_year(year: int, later: int) -> None:
    end = year + later
    words = span_words(
        When(
            start_earliest=date(year, 1, 1),
            start_latest=date(year, 12, 31),
            end_earliest=date(end, 1, 1),
            end_latest=date(end, 12, 31),
        )
    )
    assert words == (f"{year} to {end}" if later else str(year))


@given(whens())
def test_there_are_always_words(when: When) -> None:
    words = span_words(when)
    assert words
    years = {int(number) for number in re.findall(r"\b\d{1,4}$", words)}
    known = {day.year for name in FIELDS if (day := getattr(when, name)) is not None}
    assert years <= known


@pytest.mark.parametrize("years", [1, 3, 40, 900])
def test_years_below_a_timeline_do_not_crowd(years: int) -> None:
    axis = axis_of([When(start_earliest=date(1000, 1, 1), end_latest=date(1000 + years, 1, 1))])
    assert axis is not None
    assert 1 <= len(axis.ticks) <= 9
