"""Where nodes stand."""

import os
import subprocess
import sys
from dataclasses import replace
from math import hypot
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.picture import layout
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View
from tests.graph.picture.shapes import drawn, on_lines, overlapping, tangle

ROOT = Path(__file__).resolve().parents[3]

ANOTHER = """
from graph.picture import layout
from tests.graph.picture.shapes import drawn, tangle
print(layout(drawn(40, tangle(40, 60, 3))))
"""

GRAPHS = {
    "hub of 60": drawn(60, [(0, other) for other in range(1, 60)]),
    "chain": drawn(12, [(number, number + 1) for number in range(11)]),
    "grid": drawn(
        36,
        [(6 * row + column, 6 * row + column + 1) for row in range(6) for column in range(5)]
        + [(6 * row + column, 6 * row + column + 6) for row in range(5) for column in range(6)],
    ),
    "everybody with everybody": drawn(
        12, [(one, other) for one in range(12) for other in range(one)]
    ),
    "tree": drawn(60, tangle(60, 59, 1)),
    "tangle": drawn(60, tangle(60, 120, 2)),
    "nobody with anybody": drawn(20, []),
    "two apart": drawn(20, [(0, n) for n in range(1, 10)] + [(10, n) for n in range(11, 20)]),
}


@pytest.mark.parametrize("name", sorted(GRAPHS))
def test_nothing_is_drawn_over_anything(name: str) -> None:
    subgraph = GRAPHS[name]
    positions = layout(subgraph)
    assert positions.keys() == {node.id for node in subgraph.nodes}
    assert overlapping(subgraph, positions) == []
    assert on_lines(subgraph, positions) == []


@given(
    count=st.integers(1, 25),
    extra=st.integers(0, 30),
    seed=st.integers(0, 1000),
)
@settings(deadline=None, max_examples=40)
def test_whatever_the_graph(count: int, extra: int, seed: int) -> None:
    subgraph = drawn(count, tangle(count, count - 1 + extra, seed))
    positions = layout(subgraph)
    assert overlapping(subgraph, positions) == []
    assert on_lines(subgraph, positions) == []


def test_two_hundred_names_do_not_overlap() -> None:
    subgraph = drawn(200, tangle(200, 300, 4))
    assert overlapping(subgraph, layout(subgraph)) == []


def test_who_was_asked_about_is_in_the_middle() -> None:
    subgraph = drawn(40, [(7, other) for other in range(40) if other != 7], {"id": "n7"})
    positions = layout(subgraph)
    assert (positions["n7"].x, positions["n7"].y) == (0, 0)
    for axis in ("x", "y"):
        values = [getattr(position, axis) for position in positions.values()]
        assert abs(max(values) + min(values)) < 0.2 * (max(values) - min(values))


def test_neighbours_are_nearer_than_others() -> None:
    positions = layout(
        drawn(31, [(0, n) for n in range(1, 4)] + [(n % 3 + 1, n) for n in range(4, 31)])
    )
    far = {name: hypot(position.x, position.y) for name, position in positions.items()}
    near = [far[f"n{number}"] for number in range(1, 4)]
    assert max(near) < sum(far[f"n{number}"] for number in range(4, 31)) / 27


def test_a_path_runs_from_left_to_right() -> None:
    chain = drawn(5, [(3, 1), (1, 4), (4, 0), (0, 2)], {"from": "n3", "to": "n2"})
    positions = layout(chain)
    across = [positions[name].x for name in ("n3", "n1", "n4", "n0", "n2")]
    assert across == sorted(across)
    assert abs(positions["n2"].y) < 20


def test_the_order_of_what_is_given_does_not_matter() -> None:
    subgraph = drawn(30, tangle(30, 45, 5))
    turned = replace(subgraph, nodes=subgraph.nodes[::-1], edges=subgraph.edges[::-1])
    assert layout(turned) == layout(subgraph)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_has_the_same_picture(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ANOTHER],
        capture_output=True,
        timeout=60,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert done.stdout.decode().strip() == str(layout(drawn(40, tangle(40, 60, 3))))


@pytest.mark.parametrize("name", ["russia", "sergei-shoigu", "vladimir-putin"])
def test_what_is_shipped(seeded: View, name: str) -> None:
    subgraph: Subgraph = connection_subgraph(seeded, name, depth=3, claims=True)
    positions = layout(subgraph)
    assert overlapping(subgraph, positions) == []
    assert on_lines(subgraph, positions) == []


def test_nothing_at_all_can_be_laid_out() -> None:
    assert layout(Subgraph("", {}, 0, (), ())) == {}
