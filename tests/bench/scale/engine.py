"""Paths inside the engine, against networkx on a bare graph of the same pairs."""

import random
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

import networkx as nx

from graph.path_search import search_paths
from graph.view import View


class Searched(NamedTuple):
    """Milliseconds."""

    median: float
    p99: float


def searched(view: View, pairs: int) -> dict[str, Searched]:
    """Return how long random pairs took, by the way of searching, in turns."""
    network = view.network
    bare: nx.Graph[str] = nx.Graph(network.facts.edges)
    chance = random.Random(1)
    nodes = sorted(bare)
    chosen = [chance.sample(nodes, 2) for _ in range(pairs)]

    def theirs(one: str, other: str) -> object:
        try:
            return nx.bidirectional_shortest_path(bare, one, other)
        except nx.NetworkXNoPath:
            return None

    def ours(k: int) -> Callable[[str, str], object]:
        return lambda one, other: search_paths(
            network.neighbours_by_facts,
            one,
            other,
            k=k,
            max_hops=6,
            busyness=lambda node: len(network.neighbours[node]),
        )

    ways = {"networkx": theirs, "one path": ours(1), "five paths": ours(5)}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for one, other in chosen:
        for name, way in ways.items():
            begun = time.perf_counter()
            way(one, other)
            times[name].append((time.perf_counter() - begun) * 1000)
    return {
        name: Searched(statistics.median(each), sorted(each)[int(0.99 * len(each))])
        for name, each in times.items()
    }
