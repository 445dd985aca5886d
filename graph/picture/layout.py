"""Where each node stands: computed once, from the ids alone, and shared by every picture.

The actor asked about stands in the middle with its neighbours round it, the busier the middle the
more rings; the two ends of paths stand left and right. Distances then follow the number of hops
(stress majorization), and what is still too near is moved apart. There is no chance in it: the
same question is the same picture.
"""

from collections import deque
from dataclasses import dataclass
from math import cos, pi, sin

import networkx as nx
import numpy as np

from graph.picture.apart import Lines, Points, Room, apart
from graph.picture.boxes import box
from graph.picture.bundles import bundled
from graph.subgraph import Subgraph

_NEAR = 210.0  # pixels between neighbours
_ROOM = 150.0  # of a ring that one neighbour takes
_RING = 0.6  # how much further each ring is, in units of _NEAR
_WIDER = 1.2  # names are wider than they are high
_ITERATIONS = 100
_GOLDEN = pi * (3 - 5**0.5)
_MANY = 400  # with more nodes than so the first placing is only pulled apart


@dataclass(frozen=True)
class Position:
    """A node's middle in pixels: x to the right, y down, the actor asked about at 0, 0."""

    x: float
    y: float


def layout(subgraph: Subgraph) -> dict[str, Position]:
    """Return where each node of a subgraph stands, by id.

    Parameters
    ----------
    subgraph : Subgraph
        What is drawn.

    Examples
    --------
    >>> from graph.subgraph import Node
    >>> russia = Node("russia", "https://w3id.org/legation/id/russia", "State", "Russia")
    >>> layout(Subgraph("", {"id": "russia"}, 7, (russia,), ()))
    {'russia': Position(x=0.0, y=0.0)}
    """
    graph = _simple(subgraph)
    if not graph:
        return {}
    names = list(graph)
    place = {name: number for number, name in enumerate(names)}
    first = _root(subgraph, graph)
    points = _placed(graph, place, first)
    points = _turned(points, place, subgraph)
    points[:, 0] *= _WIDER
    boxes = [box(node) for node in sorted(subgraph.nodes, key=lambda node: node.id)]
    room = Room(
        np.array([each.half for each in boxes]),
        np.array([each.above for each in boxes]),
        np.array([each.below for each in boxes]),
    )
    points = apart(points, room, _lines(subgraph, place))
    points = points - points[place[first]] + 0.0
    return {name: Position(float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _lines(subgraph: Subgraph, place: dict[str, int]) -> Lines:
    bends: dict[tuple[int, int], float] = {}
    for line in bundled(subgraph.edges):
        one, other = sorted((place[line.source], place[line.target]))
        if one != other:
            bends[one, other] = max(abs(line.bend), bends.get((one, other), 0.0))
    ends = np.array(sorted(bends), dtype=np.int64).reshape(-1, 2)
    return Lines(ends, np.array([bends[pair] for pair in sorted(bends)], dtype=np.float64))


def _simple(subgraph: Subgraph) -> "nx.Graph[str]":
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(node.id for node in subgraph.nodes))
    pairs = {tuple(sorted((edge.source, edge.target))) for edge in subgraph.edges}
    graph.add_edges_from((one, other) for one, other in sorted(pairs) if one != other)
    return graph


def _root(subgraph: Subgraph, graph: "nx.Graph[str]") -> str:
    """Return who is in the middle: who was asked about, or the busiest."""
    asked = (subgraph.question.get("id", ""), subgraph.question.get("from", ""))
    busiest = max(sorted(graph), key=lambda name: len(graph[name]))
    return next((name for name in asked if name in graph), busiest)


def _placed(graph: "nx.Graph[str]", place: dict[str, int], root: str) -> Points:
    tree = _tree(graph, root)
    lengths = _lengths(tree)
    points = _fanned(tree, lengths, place, root)
    if len(place) > _MANY:
        return points
    if graph.number_of_edges() >= len(place):
        points += _scattered(len(place))
    weighted: nx.Graph[int] = nx.Graph()
    weighted.add_nodes_from(range(len(place)))
    weighted.add_weighted_edges_from(
        (place[one], place[other], _length(lengths, tree, one, other)) for one, other in graph.edges
    )
    return _relaxed(points, np.asarray(nx.floyd_warshall_numpy(weighted), dtype=np.float64))


def _tree(graph: "nx.Graph[str]", root: str) -> dict[str, list[str]]:
    """Return each node's children, nearest first; what hangs on nothing is the root's."""
    children: dict[str, list[str]] = {}
    seen = {root}
    for start in (root, *graph):
        if start not in seen:
            children[root].append(start)
            seen.add(start)
        queue = deque([] if start in children else [start])
        while queue:
            name = queue.popleft()
            children[name] = [other for other in sorted(graph[name]) if other not in seen]
            seen.update(children[name])
            queue.extend(children[name])
    return children


def _lengths(tree: dict[str, list[str]]) -> dict[str, float]:
    """Return how far each child stands from its parent: round a busy one, in several rings."""
    lengths: dict[str, float] = {}
    for children in tree.values():
        rings, held = 0, 0.0
        while held < len(children):
            held += 2 * pi * _NEAR * (1 + _RING * rings) / _ROOM
            rings += 1
        for number, child in enumerate(children):
            lengths[child] = _NEAR * (1 + _RING * (number % rings))
    return lengths


def _length(lengths: dict[str, float], tree: dict[str, list[str]], one: str, other: str) -> float:
    if other in tree[one]:
        return lengths[other]
    return lengths[one] if one in tree[other] else _NEAR * (1 + _RING / 2)


def _fanned(
    tree: dict[str, list[str]], lengths: dict[str, float], place: dict[str, int], root: str
) -> Points:
    """Place children in the part of the circle that their own descendants need."""
    order = [root]
    for name in order:
        order.extend(tree[name])
    leaves: dict[str, int] = {}
    for name in reversed(order):
        leaves[name] = sum(leaves[child] for child in tree[name]) or 1
    points = np.zeros((len(place), 2))
    sector = {root: (0.0, 2 * pi, 0.0)}
    for name in order:
        start, end, radius = sector[name]
        share = (end - start) / leaves[name]
        for child in tree[name]:
            end = start + share * leaves[child]
            far = radius + lengths[child]
            angle = (start + end) / 2 - pi / 2
            points[place[child]] = far * cos(angle), far * sin(angle)
            sector[child] = (start, end, far)
            start = end
    return points


def _scattered(count: int) -> Points:
    """Return small steps, each in another direction: what began in line could never leave it."""
    angles = np.arange(count) * _GOLDEN
    return 0.2 * _NEAR * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _relaxed(points: Points, wanted: Points) -> Points:
    """Return the points moved until distances on the picture are those along the edges."""
    most = np.max(wanted, where=np.isfinite(wanted), initial=_NEAR)
    wanted = np.where(np.isfinite(wanted), wanted, most + _NEAR)
    np.fill_diagonal(wanted, 1.0)
    weights = wanted**-2.0
    np.fill_diagonal(weights, 0.0)
    total = np.maximum(weights.sum(axis=1), 1e-12)
    for _ in range(_ITERATIONS):
        offset = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.hypot(offset[..., 0], offset[..., 1]), 1e-6)
        scale = weights * wanted / distance
        target = np.einsum("ij,jd->id", weights, points)
        target += np.einsum("ij,ijd->id", scale, offset)
        points = (points + target / total[:, None]) / 2
    return np.round(points, 3)


def _turned(points: Points, place: dict[str, int], subgraph: Subgraph) -> Points:
    """Return the points with paths from left to right, or else lying rather than standing."""
    names = (subgraph.question.get("from", ""), subgraph.question.get("to", ""))
    ends = [place[name] for name in names if name in place]
    width, height = np.ptp(points, axis=0)
    way = np.array([0.0, 1.0]) if height > width else np.array([1.0, 0.0])
    if len(ends) == 2 and not np.array_equal(points[ends[0]], points[ends[1]]):
        way = points[ends[1]] - points[ends[0]]
    x, y = way / np.hypot(*way)
    return np.asarray(np.einsum("ij,nj->ni", np.array([[x, y], [-y, x]]), points))
