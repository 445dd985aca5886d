"""The search for paths gives what trying everything gives, in the same order."""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.path_search import search_paths

NODES = "abcdefgh"
Edges = list[tuple[str, str]]


def brute_force(
    graph: "nx.Graph[str]",
    source: str,
    target: str,
    k: int,
    max_hops: int,
    edge_allowed: Callable[[str, str], bool],
    node_allowed: Callable[[str], bool],
) -> list[list[str]]:
    """Try every simple path, and sort."""
    found = [
        path
        for path in nx.all_simple_paths(graph, source, target, cutoff=max_hops)
        if all(edge_allowed(min(pair), max(pair)) for pair in pairwise(path))
        and all(node_allowed(node) for node in path[1:-1])
    ]

    def key(path: list[str]) -> tuple[int, int, list[str]]:
        return len(path), sum(len(graph.adj[node]) for node in path[1:-1]), path

    return sorted(found, key=key)[:k]


edges = st.lists(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda e: e[0] < e[1]),
    unique=True,
    max_size=22,
)


@settings(max_examples=400, deadline=None)
@given(
    edges=edges,
    closed_edges=st.sets(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), max_size=6),
    closed_nodes=st.sets(st.sampled_from(NODES[2:]), max_size=3),
    k=st.integers(1, 12),
    max_hops=st.integers(1, 6),
)
def test_search_equals_brute_force(
    edges: Edges,
    closed_edges: set[tuple[str, str]],
    closed_nodes: set[str],
    k: int,
    max_hops: int,
) -> None:
    graph: nx.Graph[str] = nx.Graph(edges)
    graph.add_nodes_from("ab")

    def edge_allowed(one: str, other: str) -> bool:
        return (one, other) not in closed_edges

    def node_allowed(node: str) -> bool:
        return node not in closed_nodes

    found, complete = search_paths(
        graph, "a", "b", k=k, max_hops=max_hops,
        edge_allowed=edge_allowed, node_allowed=node_allowed,
    )  # fmt: skip
    assert complete
    assert found == brute_force(graph, "a", "b", k, max_hops, edge_allowed, node_allowed)


@settings(max_examples=150, deadline=None)
@given(edges=edges, work=st.integers(0, 120))
def test_a_search_given_up_gives_the_first_ones(edges: Edges, work: int) -> None:
    graph: nx.Graph[str] = nx.Graph(edges)
    graph.add_nodes_from("ab")
    whole, _ = search_paths(graph, "a", "b", k=50, max_hops=6)
    found, complete = search_paths(graph, "a", "b", k=50, max_hops=6, work=work)
    assert found == whole[: len(found)]
    assert not complete or found == whole


def test_unknown_and_unconnected_nodes_have_no_paths() -> None:
    graph: nx.Graph[str] = nx.Graph([("a", "c"), ("b", "d")])
    assert search_paths(graph, "a", "b", k=3, max_hops=6) == ([], True)
    assert search_paths(graph, "a", "z", k=3, max_hops=6) == ([], True)


def test_the_less_busy_way_comes_first() -> None:
    hub = [("hub", f"n{number}") for number in range(50)]
    graph: nx.Graph[str] = nx.Graph(
        [("a", "hub"), ("hub", "b"), ("a", "quiet"), ("quiet", "b"), *hub]
    )
    found, _ = search_paths(graph, "a", "b", k=2, max_hops=2)
    assert found == [["a", "quiet", "b"], ["a", "hub", "b"]]


def test_a_hub_in_between_is_not_looked_through() -> None:
    graph: nx.Graph[str] = nx.relabel_nodes(nx.star_graph(5_000), str)
    graph.add_edges_from([("1", "x"), ("2", "y")])
    found, complete = search_paths(graph, "x", "y", k=1, max_hops=6, work=100)
    assert (found, complete) == ([["x", "1", "0", "2", "y"]], True)


@pytest.mark.parametrize("work", [10, 100, 1_000])
def test_a_dense_graph_does_not_break_the_bound(work: int) -> None:
    graph: nx.Graph[str] = nx.relabel_nodes(nx.complete_bipartite_graph(200, 200), str)
    looked_at = 0

    def edge_allowed(one: str, other: str) -> bool:
        nonlocal looked_at
        looked_at += 1
        return True

    _, complete = search_paths(
        graph, "0", "1", k=50, max_hops=8, work=work, edge_allowed=edge_allowed
    )
    assert not complete
    assert looked_at <= work


def test_a_search_given_up_is_given_up_at_the_same_place_in_every_process() -> None:
    script = """
import networkx as nx
from graph.path_search import search_paths
graph = nx.relabel_nodes(nx.complete_bipartite_graph(9, 9), str)
print([search_paths(graph, "0", "1", k=50, max_hops=4, work=work) for work in range(0, 400, 7)])
"""
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1
