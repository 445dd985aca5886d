"""The course of each line, and where on it there is room for its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np
import numpy.typing as npt

from graph.picture.boxes import FONT_SIZE, text_width, wrapped
from graph.picture.bundles import DrawnEdge
from graph.picture.draw import DrawnNode, Picture
from graph.picture.outlines import Point, reach

LABEL_SIZE = 11
LABEL_HEIGHT = 13
_WIDEST = 150.0
_GAP = 3.0  # between an arrowhead and the shape it points at
_LOOP = 46.0
_NEXT_LOOP = 26.0
_PLACES = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)

Curve = tuple[Point, Point, Point, Point]
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom
Rectangles = npt.NDArray[np.float64]  # one a row


@dataclass(frozen=True)
class Course:
    """A line as a cubic curve, with its words.

    Parameters
    ----------
    edge : DrawnEdge
        What it is.
    points : tuple of 4 points
        Start, two handles, end: a Bézier curve, in pixels.
    words : tuple of str
        The label in lines.
    at : point
        The middle of the words.
    """

    edge: DrawnEdge
    points: Curve
    words: tuple[str, ...]
    at: Point


def courses(drawn: Picture) -> list[Course]:
    """Return the course of each line, words placed where they cover no name and no other words."""
    nodes = {node.node.id: node for node in drawn.nodes}
    covered = [rectangle for node in drawn.nodes for rectangle in _covered(node)]
    taken = np.zeros((len(covered) + len(drawn.edges), 4))
    taken[: len(covered)] = covered or np.zeros((0, 4))
    found = []
    for number, edge in enumerate(drawn.edges, start=len(covered)):
        points = _curve(edge, nodes[edge.source], nodes[edge.target])
        words = wrapped(edge.label, _WIDEST * FONT_SIZE / LABEL_SIZE)
        at = _free(points, words, taken[:number])
        taken[number] = _around(at, words)
        found.append(Course(edge, points, words, at))
    return found


def point_on(points: Sequence[Point], share: float) -> Point:
    """Return the point of a curve at a share of its course, 0 to 1."""
    rest = 1 - share
    weights = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
    pairs = list(zip(weights, points, strict=True))
    return sum(w * x for w, (x, _) in pairs), sum(w * y for w, (_, y) in pairs)


def _curve(edge: DrawnEdge, source: DrawnNode, target: DrawnNode) -> Curve:
    if source is target:
        return _loop(source, edge.bend)
    way = (target.x - source.x, target.y - source.y)
    length = hypot(*way) or 1.0
    normal = (-way[1] / length, way[0] / length)
    # A quadratic curve passes half as far from the straight line as its handle stands.
    handle = (
        (source.x + target.x) / 2 + normal[0] * edge.bend * 2,
        (source.y + target.y) / 2 + normal[1] * edge.bend * 2,
    )
    start, end = _edge_of(source, handle, 0.0), _edge_of(target, handle, _GAP)
    return start, _towards(start, handle), _towards(end, handle), end


def _towards(point: Point, handle: Point) -> Point:
    """Return the cubic handle that makes the same curve as a quadratic one."""
    return point[0] + (handle[0] - point[0]) * 2 / 3, point[1] + (handle[1] - point[1]) * 2 / 3


def _edge_of(node: DrawnNode, towards: Point, gap: float) -> Point:
    way = (towards[0] - node.x, towards[1] - node.y)
    length = hypot(*way) or 1.0
    far = min(reach(node.mark, way) + gap, length)
    return node.x + way[0] / length * far, node.y + way[1] / length * far


def _loop(node: DrawnNode, number: float) -> Curve:
    size = _LOOP + _NEXT_LOOP * number
    top = node.y - size - node.mark.height / 2
    handles = (node.x - size, top), (node.x + size, top)
    start, end = _edge_of(node, handles[0], 0.0), _edge_of(node, handles[1], _GAP)
    return start, handles[0], handles[1], end


def _free(points: Sequence[Point], words: Sequence[str], taken: Rectangles) -> Point:
    """Return the first place on a curve whose words cover nothing; else that which covers least."""
    places = [point_on(points, share) for share in _PLACES]
    return min(places, key=lambda at: _overlap(_around(at, words), taken))


def _overlap(one: Rectangle, others: Rectangles) -> float:
    across = np.minimum(one[2], others[:, 2]) - np.maximum(one[0], others[:, 0])
    down = np.minimum(one[3], others[:, 3]) - np.maximum(one[1], others[:, 1])
    return float(np.sum(np.maximum(0.0, across) * np.maximum(0.0, down)))


def _around(at: Point, words: Sequence[str]) -> Rectangle:
    half = max((text_width(line, LABEL_SIZE) for line in words), default=0.0) / 2
    high = LABEL_HEIGHT * len(words) / 2
    return at[0] - half, at[1] - high, at[0] + half, at[1] + high


def _covered(node: DrawnNode) -> list[Rectangle]:
    """Return what a node's shape and name cover."""
    shown, room = node.mark, node.box
    text = max((text_width(line) for line in room.lines), default=0.0) / 2
    low = node.y + shown.height / 2
    return [
        (node.x - shown.width / 2, node.y - shown.height / 2, node.x + shown.width / 2, low),
        (node.x - text, low, node.x + text, node.y + room.below),
    ]
