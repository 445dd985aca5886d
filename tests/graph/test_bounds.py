"""The calendar with three answers keeps its rules."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from graph.answers import Certainty
from graph.bounds import Bounds, certainty, combine

days = st.dates(date(1990, 1, 1), date(1990, 3, 1))
maybe = st.none() | days


@st.composite
def any_bounds(draw: st.DrawFn) -> Bounds:
    first, second, third, fourth = sorted(draw(st.tuples(days, days, days, days)))
    known = draw(st.tuples(*[st.booleans()] * 4))
    values = (first, second, third, fourth)
    return Bounds(*(value if keep else None for value, keep in zip(values, known, strict=True)))


@given(any_bounds(), days)
def test_the_rules_of_the_model(bounds: Bounds, day: date) -> None:
    start, end = bounds.start_latest, bounds.end_earliest
    is_certain = bool(start and end and start <= day <= end)
    excluded = bool(
        (bounds.start_earliest and bounds.start_earliest > day)
        or (bounds.end_latest and bounds.end_latest < day)
    )
    found = certainty(bounds, day)
    assert (found is Certainty.certain) == is_certain
    assert (found is None) == (excluded and not is_certain)


@given(any_bounds(), days)
def test_forgetting_a_bound_never_makes_surer(bounds: Bounds, day: date) -> None:
    wider = Bounds(None, bounds.start_latest, bounds.end_earliest, None)
    assert certainty(wider, day) is not None
    vaguer = Bounds(bounds.start_earliest, None, None, bounds.end_latest)
    assert certainty(vaguer, day) is not Certainty.certain


def test_an_open_end_is_neither_for_ever_nor_over() -> None:
    started = Bounds(date(2012, 11, 6), date(2012, 11, 6))
    assert certainty(started, date(2012, 11, 5)) is None
    assert certainty(started, date(2030, 1, 1)) is Certainty.possible


@given(st.lists(days), st.lists(days))
def test_sources_narrow_each_other_and_contradictions_widen(
    earliest: list[date], latest: list[date]
) -> None:
    found = combine(start_earliest=earliest, start_latest=latest)
    if earliest and latest and max(earliest) > min(latest):
        assert (found.start_earliest, found.start_latest) == (min(earliest), max(latest))
    else:
        assert found.start_earliest == max(earliest, default=None)
        assert found.start_latest == min(latest, default=None)


@given(days)
def test_one_day_is_certain_on_that_day_alone(day: date) -> None:
    bounds = Bounds(day, day, day, day)
    assert certainty(bounds, day) is Certainty.certain
    assert certainty(bounds, day + timedelta(1)) is None
    assert certainty(bounds, day - timedelta(1)) is None
