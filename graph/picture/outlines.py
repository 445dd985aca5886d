"""The outlines of shapes, and where a line to their middle meets them."""

from math import cos, hypot, pi, sin

from graph.picture.encoding import TypeMark

Point = tuple[float, float]


def _regular(corners: int, turn: float = 0.0) -> tuple[Point, ...]:
    angles = [2 * pi * number / corners + turn for number in range(corners)]
    return tuple((round(sin(angle), 4), round(-cos(angle), 4)) for angle in angles)


# Corners in a square from -1 to 1; y grows downwards.
_CORNERS: dict[str, tuple[Point, ...]] = {
    "rectangle": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "hexagon": ((-1, 0), (-0.5, -1), (0.5, -1), (1, 0), (0.5, 1), (-0.5, 1)),
    "triangle": ((0, -1), (1, 1), (-1, 1)),
    "octagon": _regular(8, pi / 8),
    "tag": ((-1, -1), (0.5, -1), (1, 0), (0.5, 1), (-1, 1)),
    "pentagon": _regular(5),
}


def corners(mark: TypeMark) -> list[Point]:
    """Return the corners of a shape about its middle, in pixels; none for a circle."""
    return [
        (round(x * mark.width / 2, 1), round(y * mark.height / 2, 1))
        for x, y in _CORNERS.get(mark.shape, ())
    ]


def reach(mark: TypeMark, way: Point) -> float:
    """Return how far a shape reaches from its middle in a direction, in pixels.

    >>> from graph.picture.encoding import mark
    >>> reach(mark("Person"), (3, 4)), reach(mark("State"), (1, 0))
    (20.0, 24.0)
    """
    length = hypot(*way) or 1.0
    x, y = way[0] / length, way[1] / length
    points = corners(mark)
    if not points:
        return mark.width / 2
    found = [
        distance
        for one, other in zip(points, [*points[1:], points[0]], strict=True)
        if (distance := _meeting(one, other, x, y)) is not None
    ]
    return max(found, default=0.0)


def _meeting(one: Point, other: Point, x: float, y: float) -> float | None:
    """Return how far along a ray from 0, 0 it meets a side; ``None`` where it does not."""
    side = (other[0] - one[0], other[1] - one[1])
    across = x * side[1] - y * side[0]
    if abs(across) < 1e-9:
        return None
    far = (one[0] * side[1] - one[1] * side[0]) / across
    along = (one[0] * y - one[1] * x) / across
    return far if far > 0 and -1e-9 <= along <= 1 + 1e-9 else None
