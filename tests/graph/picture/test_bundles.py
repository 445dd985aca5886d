"""Which facts are one line, and which are not."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from graph.answers import Standing, When
from graph.picture.bundles import bundled
from graph.subgraph import Edge
from tests.graph.picture.shapes import drawn

MEETINGS = drawn(3, [(0, 1)] * 3 + [(1, 2)]).edges


def on(edge: Edge, year: int) -> Edge:
    day = date(year, 5, 1)
    when = When(start_earliest=day, start_latest=day, end_earliest=day, end_latest=day)
    return replace(edge, fact=edge.fact.model_copy(update={"when": when}))


def standing(edge: Edge, given: Standing) -> Edge:
    return replace(edge, standing=given)


def test_parallel_facts_are_one_line_with_their_count_and_years() -> None:
    several, one = bundled([on(MEETINGS[0], 2012), on(MEETINGS[1], 2024), *MEETINGS[2:]])
    assert (several.count, several.label) == (3, "meeting with ×3, 2012–2024")
    assert (one.count, one.label) == (1, "meeting with")
    assert (several.start, several.end) == (None, None)  # one of them is undated


def test_the_outer_days_hold_all_facts() -> None:
    (line,) = bundled([on(MEETINGS[0], 2024), on(MEETINGS[1], 2012)])
    assert (line.start, line.end) == (date(2012, 5, 1), date(2024, 5, 1))


def test_standings_are_drawn_apart_and_say_so() -> None:
    edges = [
        MEETINGS[0],
        standing(MEETINGS[1], Standing.disputed),
        standing(MEETINGS[2], Standing.denied),
    ]
    lines = bundled([*edges, replace(edges[1], id="e9")])
    assert [line.style for line in lines] == ["reported", "alleged", "denied"]
    assert lines[1].label == "meeting with ×2 (disputed)"
    bends = sorted(line.bend for line in lines)
    assert all(wider - narrower >= 12 for narrower, wider in pairwise(bends))
    assert sum(bends) == 0


def test_lines_of_both_directions_fan_out_from_one_middle() -> None:
    there = MEETINGS[0]
    back = replace(there, id="back", source=there.target, target=there.source)
    lines = bundled([there, back])
    # Seen from one side: what bends right on the way there bends left on the way back.
    sides = {line.bend if line.source < line.target else -line.bend for line in lines}
    assert len(sides) == 2


def test_a_tie_with_oneself_is_beside_the_next() -> None:
    own = [replace(edge, target=edge.source, predicate=f"p{n}") for n, edge in enumerate(MEETINGS)]
    assert [line.bend for line in bundled(own[:3])] == [0, 1, 2]
