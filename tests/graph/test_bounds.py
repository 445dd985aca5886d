"""The calendar with three answers keeps its rules."""

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from graph.answers import Certainty
from graph.bounds import NAMES, Bounds, certainty, combine

days = st.dates(date(1990, 1, 1), date(1990, 3, 1))
maybe = st.none() | days
FIELDS = tuple(field.name for field in fields(Bounds))
Interval = tuple[date | None, date | None]


def interval() -> st.SearchStrategy[Interval]:
    return st.tuples(maybe, maybe).filter(lambda i: not (i[0] and i[1] and i[0] > i[1]))


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


@given(any_bounds(), st.sampled_from(NAMES), st.integers(0, 40), days)
def test_a_wider_bound_never_rules_out_and_never_makes_surer(
    bounds: Bounds, name: str, by: int, day: date
) -> None:
    field = FIELDS[NAMES.index(name)]
    known = getattr(bounds, field)
    assume(known is not None)
    further = known - timedelta(by) if name.endswith("Earliest") else known + timedelta(by)
    wider = replace(bounds, **{field: further})
    narrow, wide = certainty(bounds, day), certainty(wider, day)
    assert narrow is None or wide is not None
    assert wide is not Certainty.certain or narrow is Certainty.certain


@given(interval(), interval())
def test_two_sources_narrow_each_other_or_widen_to_both(one: Interval, other: Interval) -> None:
    found = combine(
        start_earliest=[low for low, _ in (one, other) if low],
        start_latest=[high for _, high in (one, other) if high],
    )
    low = max((low for low, _ in (one, other) if low), default=None)
    high = min((high for _, high in (one, other) if high), default=None)
    if low and high and low > high:
        low = min(one[0], other[0]) if one[0] and other[0] else None
        high = max(one[1], other[1]) if one[1] and other[1] else None
    assert (found.start_earliest, found.start_latest) == (low, high)


@given(st.lists(days), st.lists(days), st.lists(days), st.lists(days), days)
def test_what_sources_say_together_is_never_out_of_order(
    start_earliest: list[date],
    start_latest: list[date],
    end_earliest: list[date],
    end_latest: list[date],
    day: date,
) -> None:
    found = combine(start_earliest, start_latest, end_earliest, end_latest)
    for early, late in (
        (found.start_earliest, found.start_latest),
        (found.end_earliest, found.end_latest),
        (found.start_earliest, found.end_latest),
    ):
        assert not (early and late and early > late)
    if certainty(found, day) is Certainty.certain:
        assert not (found.start_earliest and found.start_earliest > day)
        assert not (found.end_latest and found.end_latest < day)


def test_nothing_is_certain_on_the_word_of_one_source_against_another() -> None:
    may, april = date(2024, 5, 1), date(2024, 4, 1)
    found = combine(start_earliest=[may], start_latest=[april], end_earliest=[date(2024, 6, 1)])
    assert certainty(found, date(2024, 4, 15)) is Certainty.possible
    begun_after_its_end = combine(start_earliest=[may], end_latest=[april])
    assert certainty(begun_after_its_end, date(2024, 4, 15)) is Certainty.possible


@given(days)
def test_one_day_is_certain_on_that_day_alone(day: date) -> None:
    bounds = Bounds(day, day, day, day)
    assert certainty(bounds, day) is Certainty.certain
    assert certainty(bounds, day + timedelta(1)) is None
    assert certainty(bounds, day - timedelta(1)) is None
