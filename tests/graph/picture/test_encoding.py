"""The marks: told apart by everybody, on both backgrounds."""

import json
from itertools import combinations

import pytest

from graph.answers import Standing
from graph.picture import encoding
from graph.picture.encoding import BACKGROUND, OTHER, STANDINGS, STYLES, TEXT, TYPES, Colour
from graph.schema import actor_classes

MARKS = [*TYPES.values(), OTHER]


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_and_borders_stand_out(scheme: str) -> None:
    behind = getattr(BACKGROUND, scheme)
    assert contrast(getattr(TEXT, scheme), behind) >= 7
    for style in STYLES.values():
        assert contrast(getattr(style.colour, scheme), behind) >= 4.5
    for mark in MARKS:
        assert contrast(getattr(mark.line, scheme), behind) >= 4.5
        assert contrast(getattr(mark.line, scheme), getattr(mark.fill, scheme)) >= 3


def test_every_standing_has_a_line_that_no_other_has_in_any_respect() -> None:
    assert STANDINGS.keys() == set(Standing)
    for one, other in combinations(STYLES.values(), 2):
        assert one.line != other.line
        assert one.arrow != other.arrow
        assert one.colour != other.colour


def test_types_differ_in_shape_and_colour() -> None:
    assert len({mark.shape for mark in MARKS}) == len(MARKS)
    assert len({mark.line.light for mark in MARKS}) == len(MARKS)
    assert len({mark.key for mark in MARKS}) == len(MARKS)


def test_every_type_of_actor_has_a_mark() -> None:
    named = {"Actor"}  # whoever is that and nothing narrower is drawn as other
    assert {kind.rpartition("#")[2] for kind in actor_classes()} - named <= TYPES.keys()


def test_the_page_is_given_the_same() -> None:
    assert json.loads(json.dumps(encoding()))["types"]["State"]["shape"] == "rectangle"
    assert isinstance(BACKGROUND, Colour)
