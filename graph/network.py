"""Facts as a network: who is tied to whom, by which facts.

Facts become edges by their roles, so a new class of event needs no code here. Parallel facts
between two actors are one edge that lists them all. What is merely said stands apart, and what a
proposition claims is never an edge.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graph.index import FactIndex
from graph.index.columns import Numbers
from graph.path_search import Neighbours, neighbours_in
from graph.schema import statement_classes

if TYPE_CHECKING:
    import networkx as nx

    from graph.view import View


@dataclass(frozen=True)
class Network:
    """The facts of one revision, and the graph of actors they tie.

    Parameters
    ----------
    index : FactIndex
        Where the facts are.
    graph : networkx.Graph
        The actors by IRI. Each edge has its ``number``.
    facts : networkx.Graph
        The same without the edges that statements alone make.
    classes : dict of str to set of str
        The classes of each actor.
    """

    index: FactIndex
    graph: "nx.Graph[str]"
    facts: "nx.Graph[str]"
    classes: dict[str, set[str]]

    @classmethod
    def build(cls, view: "View") -> "Network":
        """Return the network of a view, every actor under the id it answers to."""
        import networkx as nx  # noqa: PLC0415 - slow to import, and names need no network

        index = view.index
        columns = index.columns
        entities = list(index.entities)
        pairs = [columns[name].tolist() for name in ("edge_ones", "edge_others")]
        graph: nx.Graph[str] = nx.Graph()
        facts: nx.Graph[str] = nx.Graph()
        for number, (one, other, said) in enumerate(zip(*pairs, _said(index), strict=True)):
            graph.add_edge(entities[one], entities[other], number=number)
            if not said:
                facts.add_edge(entities[one], entities[other])
        return cls(index, graph, facts, view.classes)

    @cached_property
    def neighbours(self) -> Neighbours:
        """The neighbours of each actor in ``graph``."""
        return neighbours_in(self.graph)

    @cached_property
    def neighbours_by_facts(self) -> Neighbours:
        """The neighbours of each actor in ``facts``."""
        return neighbours_in(self.facts)

    def between(self, one: str, other: str) -> Numbers:
        """Return the numbers of the facts that tie two neighbours, newest first."""
        number = self.graph.adj[one][other]["number"]
        first, last = self.index.columns["edge_starts"][number : number + 2].tolist()
        return self.index.columns["edge_facts"][first:last]


def _said(index: FactIndex) -> list[bool]:
    """Return whether statements alone make each edge."""
    facts = index.columns["edge_facts"]
    if not len(facts):
        return []
    claims = index.of_classes(facts, statement_classes())
    said: list[bool] = np.logical_and.reduceat(claims, index.columns["edge_starts"][:-1]).tolist()
    return said
