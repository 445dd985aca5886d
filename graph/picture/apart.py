"""Moving what is too near: boxes off each other, and nodes off other nodes' edges."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

CLEARANCE = 8.0  # pixels that a node's middle keeps from other nodes' edges, at the least
_WANTED = 26.0  # what it is given where there is room
_GAP = 10.0
_NEAR = 60.0  # boxes further apart do not meet within the sweeps of one search
_ROUNDS, _SEARCHES, _SWEEPS = 60, 10, 8
_STRETCH, _STRETCHES = 1.12, 24
_MANY = 60  # with more nodes than so, lines cannot be kept clear without pulling all far apart
_TOO_MANY = 300  # with more nodes than so, lines are not looked at


@dataclass(frozen=True)
class Room:
    """What nodes take, in pixels from their middles: to either side, up, and down."""

    half: npt.NDArray[np.float64]
    above: npt.NDArray[np.float64]
    below: npt.NDArray[np.float64]

    def overlap(
        self, points: Points, one: Indices, other: Indices, gap: float = 0.0
    ) -> tuple[Numbers, Numbers]:
        """Return by how much boxes overlap, across and down; negative where they are apart."""
        x, top, bottom = points[:, 0], points[:, 1] - self.above, points[:, 1] + self.below
        across = self.half[one] + self.half[other] + gap - np.abs(x[one] - x[other])
        down = np.minimum(bottom[one], bottom[other]) - np.maximum(top[one], top[other]) + gap
        return across, down

    def near(self, points: Points, gap: float = _NEAR) -> tuple[Indices, Indices]:
        """Return the pairs whose boxes are no further apart than so many pixels."""
        one, other = np.triu_indices(len(points), 1)
        across, down = self.overlap(points, one, other, gap)
        near = (across > 0) & (down > 0)
        return one[near], other[near]

    def touching(self, points: Points) -> bool:
        """Tell whether any two boxes overlap."""
        return len(self.near(points, 0.0)[0]) > 0


@dataclass(frozen=True)
class Lines:
    """The ties between nodes: the indices of their ends, and how far the most bent one is off."""

    ends: Indices
    bend: Numbers

    def bulge(self, share: Points) -> Points:
        """Return how far lines are off the straight one, at so much of their length."""
        inside = np.clip(share, 0.0, 1.0)
        return 4 * inside * (1 - inside) * self.bend[:, None]


def apart(points: Points, room: Room, lines: Lines) -> Points:
    """Return points so moved that no boxes overlap, and few nodes stand on others' edges.

    Parameters
    ----------
    points : array of shape (n, 2)
        The nodes' middles, in pixels.
    room : Room
        What they take.
    lines : Lines
        The ties, each two nodes' once.
    """
    few = len(points) <= _MANY
    kept = lines if len(points) <= _TOO_MANY else Lines(lines.ends[:0], lines.bend[:0])
    for _ in range(_ROUNDS if few else _ROUNDS // 10):
        points = _separated(points, room)
        moves = _off_lines(points, kept, _WANTED)
        if not moves.any():
            break
        points = points + moves
    points = np.round(_separated(points, room))
    return _stretched(points, room, lines, few=few)


def _separated(points: Points, room: Room) -> Points:
    for _ in range(_SEARCHES):
        one, other = room.near(points)
        moved = _pushed(points, room, one, other)
        if moved is points:
            break
        points = moved
    return points


def _pushed(points: Points, room: Room, one: Indices, other: Indices) -> Points:
    """Return the points after pairs that overlap have pushed each other off, the shorter way."""
    for _ in range(_SWEEPS):
        across, down = room.overlap(points, one, other, _GAP)
        over = (across > 0) & (down > 0)
        if not over.any():
            break
        first, second = one[over], other[over]
        sideways = across[over] <= down[over]
        depth = np.where(sideways, across[over], down[over]) / 2 + 0.5
        way = points[first] - points[second]
        side = np.where(np.where(sideways, way[:, 0], way[:, 1]) < 0, -depth, depth)
        push = np.stack([np.where(sideways, side, 0.0), np.where(sideways, 0.0, side)], axis=1)
        moves, crowd = np.zeros_like(points), np.zeros(len(points))
        for ends, sign in ((first, 1.0), (second, -1.0)):
            np.add.at(moves, ends, sign * push)
            np.add.at(crowd, ends, 1.0)
        points = points + moves / np.sqrt(np.maximum(crowd, 1.0))[:, None]
    return points


def _off_lines(points: Points, lines: Lines, clearance: float) -> Points:
    """Return the moves that take nodes off the edges they do not belong to."""
    moves = np.zeros_like(points)
    if not len(lines.ends):
        return moves
    normal, distance, share, between = _beside(points, lines.ends)
    wanted = clearance + lines.bulge(share)
    near = between & (np.abs(distance) < wanted)
    away = np.where(distance < 0, -1.0, 1.0)
    steps = np.where(near, away * (wanted - np.abs(distance) + 1.0), 0.0)
    return np.asarray(np.einsum("en,ed->nd", steps, normal))


def _beside(points: Points, ends: Indices) -> tuple[Points, Points, Points, npt.NDArray[np.bool_]]:
    """Return each edge's normal, each node's distance and how far along, and who is beside it."""
    first, last = points[ends[:, 0]], points[ends[:, 1]]
    way = last - first
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)
    unit = way / length[:, None]
    normal = np.stack([-unit[:, 1], unit[:, 0]], axis=1)
    offset = points[None, :, :] - first[:, None, :]
    along = offset[..., 0] * unit[:, None, 0] + offset[..., 1] * unit[:, None, 1]
    distance = offset[..., 0] * normal[:, None, 0] + offset[..., 1] * normal[:, None, 1]
    between = (along > -CLEARANCE) & (along < length[:, None] + CLEARANCE)
    edges = np.arange(len(ends))
    between[edges, ends[:, 0]] = False
    between[edges, ends[:, 1]] = False
    return normal, distance, along / length[:, None], between


def _stretched(points: Points, room: Room, lines: Lines, *, few: bool) -> Points:
    """Return the points pulled apart until nothing touches: far enough, nothing does."""
    for _ in range(_STRETCHES):
        crossed = _off_lines(points, lines, CLEARANCE + 1) if few else np.zeros(1)
        if not room.touching(points) and not crossed.any():
            break
        points = np.round(points * _STRETCH)
        if crossed.any():
            points = np.round(points + _off_lines(points, lines, _WANTED))
    return points
