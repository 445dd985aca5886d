"""A part of the graph to take away: some actors, the facts between them, and where it is said."""

from graph.subgraph.build import MAX_DEPTH, MAX_EDGES, connection_subgraph, path_subgraph
from graph.subgraph.edges import edge_label, predicate
from graph.subgraph.facts import MAX_FACTS, fact_subgraph
from graph.subgraph.parts import CitedSource, Edge, Node, Subgraph

__all__ = [
    "MAX_DEPTH",
    "MAX_EDGES",
    "MAX_FACTS",
    "CitedSource",
    "Edge",
    "Node",
    "Subgraph",
    "connection_subgraph",
    "edge_label",
    "fact_subgraph",
    "path_subgraph",
    "predicate",
]
