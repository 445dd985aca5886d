"""Paths at an endpoint, without a copy of its graph: frontiers from both ends until they meet.

A step asks for the neighbours of one whole frontier, the smaller one. What lies on a way of the
length tried is a small graph of its own; on that the same search is made as on the whole network
of a store that is near, with the same answer.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import networkx as nx

from graph.asked_network import AskedNetwork, OutOfWork, classes_of
from graph.path_filters import Between
from graph.path_search import search_paths
from graph.view import View


@dataclass
class _Frontiers:
    """What is known of the network around two ends.

    ``layers`` are, for each end, the actors first met after so many steps.
    """

    view: View
    network: AskedNetwork
    between: Between
    ends: tuple[str, str]
    graph: "nx.Graph[str]" = field(default_factory=nx.Graph)

    def __post_init__(self) -> None:
        self.layers: tuple[list[set[str]], list[set[str]]] = ([{self.ends[0]}], [{self.ends[1]}])
        self.seen = ({self.ends[0]}, {self.ends[1]})
        self._passable: dict[str, bool] = dict.fromkeys(self.ends, True)
        self._asked: set[str] = set()
        self.graph.add_nodes_from(self.ends)

    @property
    def reach(self) -> int:
        """How long a way may be of which all is known."""
        return len(self.layers[0]) + len(self.layers[1]) - 2

    @property
    def is_whole(self) -> bool:
        """Whether one end has no further to go: then all ways are known."""
        return not self.layers[0][-1] or not self.layers[1][-1]

    def grow(self) -> None:
        """Go one step on from the end whose frontier is smaller."""
        sizes = [len(layers[-1]) for layers in self.layers]
        side = 0 if sizes[0] <= sizes[1] else 1
        frontier = self.layers[side][-1]
        found = self.network.neighbours(frontier - self._asked)
        self._asked |= frontier
        self._learn({other for others in found.values() for other in others})
        for node, others in found.items():
            self.graph.add_edges_from((node, other) for other in others if self._passable[other])
        following = {other for node in frontier for other in self.graph.adj[node]}
        following -= self.seen[side] | {self.ends[1 - side]}
        self.layers[side].append(following)
        self.seen[side].update(following)

    def _learn(self, actors: Collection[str]) -> None:
        new = set(actors) - self._passable.keys()
        classes = classes_of(self.view, new) if self.between.classes else {}
        for actor in new:
            self._passable[actor] = self.between.allows(actor, classes.get(actor, set()))

    def meeting(self, length: int) -> "nx.Graph[str]":
        """Return what lies on ways of some length at most.

        Whoever is tied to one alone there is on none, and would be asked about for nothing: most
        of those around a hub.
        """
        one, other = (
            nx.single_source_shortest_path_length(self.graph, end, cutoff=length)
            for end in self.ends
        )
        on_a_way = [node for node in one if node in other and one[node] + other[node] <= length]
        part = nx.Graph(self.graph.subgraph(on_a_way))
        while loose := [node for node, ties in part.degree if ties < 2 and node not in self.ends]:
            part.remove_nodes_from(loose)
        return part


def search_frontiers(
    view: View,
    network: AskedNetwork,
    ends: tuple[str, str],
    between: Between,
    *,
    k: int,
    max_hops: int,
    work: int,
) -> tuple[list[list[str]], bool]:
    """Return what `graph.path_search.search_paths` would of the whole network.

    Parameters
    ----------
    view : View
        The revision to read.
    network : AskedNetwork
        What to ask, with its own bound on what is read.
    ends : (str, str)
        The IRIs of two different actors.
    between : Between
        Who may stand between them.
    k, max_hops, work
        As for `search_paths`.
    """
    known = _Frontiers(view, network, between, ends)
    found: list[list[str]] = []
    complete = True
    try:
        for length in range(1, max_hops + 1):
            while known.reach < length and not known.is_whole:
                known.grow()
            part = known.meeting(max_hops if known.is_whole else length)
            if ends[0] in part and ends[1] in part:
                busy = network.degrees(set(part) - set(ends)).__getitem__
                reach = max_hops if known.is_whole else length
                found, complete = search_paths(
                    part, *ends, k=k, max_hops=reach, busyness=busy, work=work
                )
            if len(found) == k or known.is_whole or not complete:
                return found, complete
    except OutOfWork:
        return found, False
    return found, True
