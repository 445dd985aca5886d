"""Graphs to lay out, and what must hold of where they stand."""

import random
from collections.abc import Iterable, Mapping
from math import hypot

from graph.picture import Position
from graph.picture.boxes import box
from graph.subgraph import Node, Subgraph
from graph.subgraph.draft import make_edge
from graph.subgraph.edges import direct
from tests.facts import bare_meeting

Pair = tuple[int, int]

TYPES = ("Person", "State", "Office", "Organization", "Place")


def drawn(count: int, pairs: Iterable[Pair], asked: Mapping[str, str] | None = None) -> Subgraph:
    """Return a subgraph of so many nodes with these meetings between them."""
    nodes = [
        Node(
            id=f"n{number}",
            iri=f"https://w3id.org/legation/id/n{number}",
            type=TYPES[number % len(TYPES)],
            label=f"Somebody with a name of {'very ' * (number % 4)}great length, {number}",
        )
        for number in range(count)
    ]
    edges = []
    for number, (one, other) in enumerate(pairs):
        way = direct(f"n{one}", f"n{other}", "attendee", "attendee")
        edges.append(make_edge(bare_meeting(f"e{number}"), way))
    return Subgraph("Drawn", asked or {"id": "n0"}, 1, tuple(nodes), tuple(edges))


def tangle(count: int, edges: int, seed: int) -> list[Pair]:
    """Return that many pairs that hold all nodes together."""
    chance = random.Random(seed)
    pairs = [(number, chance.randrange(number)) for number in range(1, count)]
    while len(pairs) < edges:
        pairs.append((chance.randrange(count), chance.randrange(count)))
    return pairs


def overlapping(subgraph: Subgraph, positions: Mapping[str, Position]) -> list[tuple[str, str]]:
    """Return the pairs of nodes whose boxes, names included, overlap."""
    sides = {}
    for node in subgraph.nodes:
        room, at = box(node), positions[node.id]
        sides[node.id] = (
            *(at.x - room.half, at.x + room.half),
            *(at.y - room.above, at.y + room.below),
        )
    names = sorted(sides)
    return [
        (one, other)
        for number, one in enumerate(names)
        for other in names[:number]
        if sides[one][0] < sides[other][1]
        and sides[other][0] < sides[one][1]
        and sides[one][2] < sides[other][3]
        and sides[other][2] < sides[one][3]
    ]


def on_lines(subgraph: Subgraph, positions: Mapping[str, Position]) -> list[tuple[str, str]]:
    """Return the nodes whose middle is within 8 pixels of an edge of others, with that edge."""
    return [
        (node.id, edge.id)
        for edge in subgraph.edges
        for node in subgraph.nodes
        if node.id not in {edge.source, edge.target}
        and _distance(positions[node.id], positions[edge.source], positions[edge.target]) < 8
    ]


def _distance(point: Position, one: Position, other: Position) -> float:
    x, y = other.x - one.x, other.y - one.y
    squared = x * x + y * y
    if not squared:
        return hypot(point.x - one.x, point.y - one.y)
    share = max(0.0, min(1.0, ((point.x - one.x) * x + (point.y - one.y) * y) / squared))
    return hypot(point.x - one.x - share * x, point.y - one.y - share * y)
