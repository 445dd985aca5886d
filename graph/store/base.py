"""What every store offers: immutable snapshots to read, and drafts to write.

A *snapshot* is one published revision; it never changes, so threads share it. A *draft* is a
revision in the making: it is read and changed by one writer, and published whole or not at all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from pyoxigraph import Quad, QuerySolutions, Triple

from graph.store.access import Access
from graph.store.tally import Tally

# Where an answer's bytes go. Raising inside its `write` stops the evaluation.
Output = IO[bytes]

Solutions = QuerySolutions

KEPT_REVISIONS = 3
BESIDE = "legation-"  # how the names of files begin that lie beside a revision's database


@dataclass(frozen=True)
class Revision:
    """A published state of the graph: its number, and when, by whom and why it was made."""

    number: int
    time: datetime | None = None
    who: str = ""
    why: str = ""


@dataclass(frozen=True)
class QueryRequest:
    """A SPARQL query as the protocol puts it, with the dataset and the wanted format.

    Parameters
    ----------
    query : str
        The query's text.
    media_type : str
        The format of the answer, such as ``application/sparql-results+json``.
    union : bool
        Whether the default graph is the union of all graphs. It must be false where the query
        has a ``FROM`` clause of its own, for the engine would ignore that clause.
    default_graphs, named_graphs : tuple of str, or None
        The dataset that the request names, which overrides everything else.
    most_triples : int or None
        How many triples the answer of a CONSTRUCT or DESCRIBE may have.
    base : str or None
        What relative IRIs in the query are resolved against. A remote endpoint has its own.
    tally : Tally
        Counts the triples of a CONSTRUCT or DESCRIBE that has a bound on them.
    """

    query: str
    media_type: str
    union: bool = True
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    most_triples: int | None = None
    base: str | None = None
    tally: Tally = field(default_factory=Tally, compare=False)


class Reader(Protocol):
    """Read access. The default graph of every query is the union of all named graphs."""

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query."""

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query."""

    def construct(self, query: str) -> Iterator[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph, or of all; `DEFAULT_GRAPH` names the default graph."""

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""

    def stream(self, request: QueryRequest, output: Output) -> None:
        """Answer a query by writing bytes in the wanted format to ``output`` as they come."""


class Snapshot(Reader, Protocol):
    """One published revision, to be read from any thread."""

    @property
    def revision(self) -> Revision:
        """The revision this snapshot shows."""

    @property
    def is_remote(self) -> bool:
        """Whether every question is a request to another server."""

    @property
    def beside(self) -> Path | None:
        """A directory that goes with the revision, for what follows from it; none has none."""

    def close(self) -> None:
        """Let go of the revision, which may then be removed. Reading on is an error."""


class Draft(Reader, Protocol):
    """A revision in the making."""

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Replace a graph whole; no quads at all removes it."""

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs they name."""

    def load_turtle(
        self, graph: str, documents: Iterable[bytes], *, together: bool = False
    ) -> None:
        """Replace a graph whole by Turtle: in bulk where the store can.

        Parameters
        ----------
        graph : str
            The graph's IRI.
        documents : iterable of bytes
            Turtle documents, each with its own prefixes; together what the graph will hold. One
            at a time is in memory, so a long table comes as several. No blank node stands in two.
        together : bool
            Whether a store that loads in bulk may take them for one: for millions of triples
            quicker by a third, in two gigabytes at the most.
        """

    def update(self, text: str, *, base: str | None, keep: Collection[str]) -> set[str]:
        """Carry out a SPARQL update, and return the graphs that it changed.

        Its default graph is the default graph itself, not the union.

        Parameters
        ----------
        text : str
            The update.
        base : str or None
            What relative IRIs are resolved against.
        keep : collection of str
            Graphs that stay as they are: what the update took from them is put back.

        Raises
        ------
        QuerySyntaxError
            If it does not parse.
        InvalidInput
            If it cannot be carried out.
        Forbidden
            If it adds to a graph that stays as it is, or the store takes no updates.
        """


class Store(Protocol):
    """A place where revisions are kept."""

    url: str
    access: Access

    def snapshot(self, number: int | None = None) -> Snapshot:
        """Return a revision that is still kept; without a number the one published last.

        Raises
        ------
        NotFound
            If there never was such a revision.
        RevisionGone
            If there was, and it has been removed.
        """

    def current(self) -> int:
        """Return the number of the revision published last, as cheaply as the store can."""

    def kept(self) -> list[int]:
        """Return the numbers of the revisions that can still be read, in order."""

    def draft(self, who: str, why: str) -> AbstractContextManager[Draft]:
        """Open a draft. It is published on a clean exit and dropped on an exception."""

    def tidy(self) -> None:
        """Let go of what is held open between snapshots, and of what nobody reads any more."""

    def close(self) -> None:
        """Let go of what the store holds open."""


Opener = Callable[[str], Store]
