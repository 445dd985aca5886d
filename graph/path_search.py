"""The search for paths: a pure function of a graph, in an order that is always the same.

Paths come shortest first; of one length, those whose inner nodes have fewer neighbours; then by
the ids along them. Lengths are tried one by one. For each, the cheapest way to go on from every
node in every number of steps is worked out backwards from the target, and forwards only so far
as the two meet; with that exact estimate the paths are then found best first (A*,
https://doi.org/10.1109/TSSC.1968.300136).
"""

import heapq
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

import networkx as nx

DEFAULT_WORK = 2_000_000


class _Exhausted(Exception):
    """The bound on work was reached."""


@dataclass
class _Search:
    graph: "nx.Graph[str]"
    source: str
    target: str
    edge_allowed: Callable[[str, str], bool]
    node_allowed: Callable[[str], bool]
    work: int
    allowed: dict[tuple[str, str], bool] = field(default_factory=dict)

    def neighbours(self, node: str, among: Collection[str] | None = None) -> Iterator[str]:
        """Yield where one may go from a node, counting the work.

        Parameters
        ----------
        node : str
            Where one stands.
        among : collection of str, optional
            The only nodes of interest. Where they are fewer than a hub's neighbours, they are
            looked through instead.
        """
        beside = self.graph.adj[node]
        few, many = (
            (beside, among) if among is None or len(beside) <= len(among) else (among, beside)
        )
        for other in few:
            self.work -= 1
            if self.work < 0:
                raise _Exhausted
            if many is not None and other not in many:
                continue
            if self._may_enter(other) and self._may_pass(node, other):
                yield other

    def _may_enter(self, node: str) -> bool:
        return node in (self.source, self.target) or self.node_allowed(node)

    def _may_pass(self, one: str, other: str) -> bool:
        key = (one, other) if one < other else (other, one)
        if key not in self.allowed:
            self.allowed[key] = self.edge_allowed(*key)
        return self.allowed[key]

    def busyness(self, node: str) -> int:
        """Return how many neighbours an inner node has; the two ends cost nothing."""
        return 0 if node in (self.source, self.target) else len(self.graph.adj[node])

    def reached(self, depth: int) -> dict[str, int]:
        """Return the nodes within some steps of the source, with the fewest steps to each."""
        steps = {self.source: 0}
        frontier = [self.source]
        for step in range(1, depth + 1):
            following = []
            for node in frontier:
                for other in self.neighbours(node):
                    if other not in steps and other != self.target:
                        steps[other] = step
                        following.append(other)
            frontier = following
        return steps

    def costs(self, length: int) -> list[dict[str, int]]:
        """Return, for each number of steps left, the least busyness still to come from a node."""
        half = length // 2
        near = self.reached(half)
        layers: list[dict[str, int]] = [{self.target: 0}]
        for left in range(1, length + 1):
            gone = length - left
            # No set: the order of work must be the same in every process.
            among = {node: None for node, steps in near.items() if steps <= gone}
            layer: dict[str, int] = {}
            for node, cost in layers[-1].items():
                through = cost + self.busyness(node)
                for other in self.neighbours(node, among if gone <= half else None):
                    if other == self.target or (other == self.source) != (gone == 0):
                        continue
                    if through < layer.get(other, through + 1):
                        layer[other] = through
            layers.append(layer)
        return layers

    def of_length(self, length: int) -> Iterator[list[str]]:
        """Yield the simple paths of one length, in order."""
        layers = self.costs(length)
        start = layers[length].get(self.source)
        if start is None:
            return
        heap: list[tuple[int, tuple[str, ...], int]] = [(start, (self.source,), 0)]
        while heap:
            _, path, spent = heapq.heappop(heap)
            if path[-1] == self.target:
                yield list(path)
                continue
            layer = layers[length - len(path)]
            for other in self.neighbours(path[-1], layer):
                if other not in path:
                    now = spent + self.busyness(other)
                    heapq.heappush(heap, (now + layer[other], (*path, other), now))


def search_paths(
    graph: "nx.Graph[str]",
    source: str,
    target: str,
    *,
    k: int,
    max_hops: int,
    edge_allowed: Callable[[str, str], bool] = lambda one, other: True,
    node_allowed: Callable[[str], bool] = lambda node: True,
    work: int = DEFAULT_WORK,
) -> tuple[list[list[str]], bool]:
    """Return the first paths between two nodes, and whether the search was complete.

    Parameters
    ----------
    graph : networkx.Graph
        Its nodes are ids.
    source, target : str
        Two different nodes; one that is not in the graph has no paths.
    k : int
        How many paths to return at most.
    max_hops : int
        How many edges a path may have at most.
    edge_allowed : callable
        Says of two nodes, the lesser first, whether the edge between them may be used.
    node_allowed : callable
        Says whether a path may go through a node. The two ends always may be there.
    work : int
        How many edges to look at before giving up.

    Returns
    -------
    paths : list of list of str
        The nodes along each path, in order.
    complete : bool
        False where the bound on work was reached: there may be more, or others, further on.

    Examples
    --------
    >>> search_paths(nx.path_graph(["a", "b", "c"]), "a", "c", k=1, max_hops=3)
    ([['a', 'b', 'c']], True)
    """
    found: list[list[str]] = []
    if source not in graph or target not in graph:
        return found, True
    search = _Search(graph, source, target, edge_allowed, node_allowed, work)
    try:
        shortest = _distance(search, max_hops)
        if shortest is None:
            return found, True
        for length in range(shortest, max_hops + 1):
            for path in search.of_length(length):
                found.append(path)
                if len(found) == k:
                    return found, True
    except _Exhausted:
        return found, False
    return found, True


def _distance(search: _Search, max_hops: int) -> int | None:
    """Return the length of the shortest path, searched from both ends, the cheaper one first."""
    seen = ({search.source}, {search.target})
    frontiers = ([search.source], [search.target])
    for length in range(1, max_hops + 1):
        edges = [sum(len(search.graph.adj[node]) for node in nodes) for nodes in frontiers]
        side = 0 if edges[0] <= edges[1] else 1
        following: list[str] = []
        for node in frontiers[side]:
            for other in search.neighbours(node):
                if other in seen[1 - side]:
                    return length
                if other not in seen[side]:
                    seen[side].add(other)
                    following.append(other)
        if not following:
            return None
        frontiers = (following, frontiers[1]) if side == 0 else (frontiers[0], following)
    return None
