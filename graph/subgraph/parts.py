"""What a subgraph is made of. Every export is written from these and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Quad

from graph.answers import Fact, Standing, Statement


@dataclass(frozen=True)
class Node:
    """An actor, office or place.

    ``labels`` are by language tag, "" where the label has none.
    """

    id: str
    iri: str
    type: str
    label: str
    labels: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edge:
    """One fact between two actors. Other facts between them are edges of their own.

    Parameters
    ----------
    id : str
        The fact's id, with the two actors' ids after it where the fact is several edges.
    source, target : str
        Node ids.
    kind : str
        The fact's type.
    predicate, label : str
        The words for the tie; the same with the years and the doubt.
    standing : Standing
        On whose word it stands.
    role, other_role : str
        The roles of source and target.
    fact : Fact or Statement
        The fact itself.
    denied_by : tuple of str
        The labels of those who deny it.
    """

    id: str
    source: str
    target: str
    kind: str
    predicate: str
    label: str
    standing: Standing
    role: str
    other_role: str
    fact: Fact | Statement
    denied_by: tuple[str, ...] = ()

    @property
    def mutual(self) -> bool:
        """Whether it says the same of both its ends, so that an arrow would say too much."""
        return self.role == self.other_role


@dataclass(frozen=True)
class CitedSource:
    """An article or table that the facts rest on, with its licence where it states one."""

    iri: str
    title: str
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None
    license: str | None = None


@dataclass(frozen=True)
class Subgraph:
    """The answer to a question as a graph, with all that a file of it has to state.

    Parameters
    ----------
    title : str
        What it shows, for people.
    question : mapping of str to str
        The parameters that were asked.
    revision : int
        The revision that answered.
    nodes, edges, sources : tuple
        Sorted by id, by id, and by IRI.
    day : date or None
        The day of the revision.
    left_out : str
        What the answer leaves out, as a sentence; empty where it is whole.
    complete : bool
        Whether it is whole.
    quads : tuple of Quad
        The same facts as the store has them, with evidence, sources and labels.
    """

    title: str
    question: Mapping[str, str]
    revision: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sources: tuple[CitedSource, ...] = ()
    day: date | None = None
    left_out: str = ""
    complete: bool = True
    quads: tuple[Quad, ...] = ()
