"""The search for paths: a pure function of a graph, in an order that is always the same.

Paths come shortest first; of one length, those whose inner nodes have fewer neighbours; then by
the ids along them. Lengths are tried one by one. For each, the nodes that can be so many steps
away are found from both ends, the cheaper end first, until only one edge is missing in between;
what meets there is followed back to both ends, with the least that each way on can cost. With
that exact estimate the paths are found best first (A*, https://doi.org/10.1109/TSSC.1968.300136).

Neighbours are sets, and two sets meet at the cost of the smaller: so a hub with thousands of
neighbours is asked whether it has one of a few, and is not looked through.
"""

import heapq
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

DEFAULT_WORK = 2_000_000

Neighbours: TypeAlias = Mapping[str, Set[str]]


class _Exhausted(Exception):
    """The bound on work was reached."""


@dataclass
class _Search:
    neighbours: Neighbours
    source: str
    target: str
    edge_allowed: Callable[[str, str], bool] | None
    node_allowed: Callable[[str], bool] | None
    busyness: Callable[[str], int]
    work: int
    allowed: dict[tuple[str, str], bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._ends = {self.source, self.target}
        self._layers: tuple[list[set[str]], list[set[str]]] = ([{self.source}], [{self.target}])

    def _spend(self, edges: int) -> None:
        self.work -= edges
        if self.work < 0:
            raise _Exhausted

    def _beside(self, node: str) -> Collection[str]:
        """Return where one may go from a node."""
        every = self.neighbours[node]
        self._spend(len(every))
        return self._passable(node, every)

    def _beside_among(self, node: str, some: Set[str]) -> Collection[str]:
        """Return where one may go from a node, of some others."""
        every = self.neighbours[node]
        self._spend(min(len(every), len(some)) + 1)
        return self._passable(node, every & some)

    def _passable(self, node: str, others: Collection[str]) -> Collection[str]:
        if self.node_allowed is not None:
            others = [one for one in others if one in self._ends or self.node_allowed(one)]
        if self.edge_allowed is not None:
            others = [one for one in others if self._may_pass(node, one)]
        return others

    def _may_pass(self, one: str, other: str) -> bool:
        key = (one, other) if one < other else (other, one)
        if key not in self.allowed and self.edge_allowed is not None:
            self.allowed[key] = self.edge_allowed(*key)
        return self.allowed[key]

    def _grow(self) -> None:
        """Find what is one step further from the end where that is cheaper."""
        edges = [sum(len(self.neighbours[node]) for node in layers[-1]) for layers in self._layers]
        layers = self._layers[0 if edges[0] <= edges[1] else 1]
        following: set[str] = set()
        for node in layers[-1]:
            following.update(self._beside(node))
        layers.append(following - self._ends)

    def of_length(self, length: int) -> Iterator[list[str]]:
        """Yield the simple paths of one length, in order. Lengths are asked for one by one."""
        forward, backward = self._layers
        while len(forward) + len(backward) <= length:
            self._grow()
        ways = self._ways(length)
        if ways is not None:
            yield from self._best_first(*ways)

    def _ways(
        self, length: int
    ) -> tuple[list[dict[str, int]], list[dict[str, Collection[str]]]] | None:
        """Return what going on over a node costs at least, and where to, at every position.

        None where no way of this length leads from end to end.
        """
        forward, backward = self._layers
        costs: list[dict[str, int]] = [{} for _ in range(length)] + [{self.target: 0}]
        onward: list[dict[str, Collection[str]]] = [{} for _ in range(length)]
        last = len(forward) - 1
        met = {}
        for node in forward[last]:
            if beyond := self._beside_among(node, backward[length - last - 1]):
                met[node] = beyond
        if not met:
            return None
        onward[last] = met
        for place in range(last + 1, length):
            reached = set().union(*onward[place - 1].values())
            layer = backward[length - place - 1]
            onward[place] = {node: self._beside_among(node, layer) for node in reached}
        for place in range(length - 1, -1, -1):
            if place < last:
                following = costs[place + 1].keys()
                before = {node: self._beside_among(node, following) for node in forward[place]}
                onward[place] = {node: beyond for node, beyond in before.items() if beyond}
            cost = costs[place + 1].__getitem__
            costs[place] = {
                node: min(map(cost, beyond)) + (self.busyness(node) if place else 0)
                for node, beyond in onward[place].items()
            }
        return costs, onward

    def _best_first(
        self, costs: list[dict[str, int]], onward: list[dict[str, Collection[str]]]
    ) -> Iterator[list[str]]:
        if self.source not in costs[0]:
            return
        heap: list[tuple[int, tuple[str, ...], int]] = [(costs[0][self.source], (self.source,), 0)]
        while heap:
            _, path, spent = heapq.heappop(heap)
            if path[-1] == self.target:
                yield list(path)
                continue
            place = len(path)
            following = onward[place - 1][path[-1]]
            self._spend(len(following))
            for other in following:
                if other not in path:
                    now = spent + (0 if other == self.target else self.busyness(other))
                    heapq.heappush(heap, (spent + costs[place][other], (*path, other), now))


def search_paths(
    graph: "nx.Graph[str] | Neighbours",
    source: str,
    target: str,
    *,
    k: int,
    max_hops: int,
    edge_allowed: Callable[[str, str], bool] | None = None,
    node_allowed: Callable[[str], bool] | None = None,
    busyness: Callable[[str], int] | None = None,
    work: int = DEFAULT_WORK,
) -> tuple[list[list[str]], bool]:
    """Return the first paths between two nodes, and whether the search was complete.

    Parameters
    ----------
    graph : networkx.Graph, or mapping of str to set of str
        Its nodes are ids; a mapping gives the neighbours of each.
    source, target : str
        Two different nodes; one that is not in the graph has no paths.
    k : int
        How many paths to return at most.
    max_hops : int
        How many edges a path may have at most.
    edge_allowed : callable, optional
        Says of two nodes, the lesser first, whether the edge between them may be used.
    node_allowed : callable, optional
        Says whether a path may go through a node. The two ends always may be there.
    busyness : callable, optional
        Gives what an inner node costs; without it, the number of its neighbours.
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
    >>> import networkx as nx
    >>> search_paths(nx.path_graph(["a", "b", "c"]), "a", "c", k=1, max_hops=3)
    ([['a', 'b', 'c']], True)
    """
    neighbours = graph if isinstance(graph, Mapping) else neighbours_in(graph)
    found: list[list[str]] = []
    if source not in neighbours or target not in neighbours:
        return found, True

    def degree(node: str) -> int:
        return len(neighbours[node])

    search = _Search(
        neighbours, source, target, edge_allowed, node_allowed, busyness or degree, work
    )
    try:
        for length in range(1, max_hops + 1):
            for path in search.of_length(length):
                found.append(path)
                if len(found) == k:
                    return found, True
    except _Exhausted:
        return found, False
    return found, True


def neighbours_in(graph: "nx.Graph[str]") -> Neighbours:
    """Return the neighbours of each node of a graph as sets that follow it."""
    return {node: beside.keys() for node, beside in graph.adjacency()}
