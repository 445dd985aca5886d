"""What every store offers: immutable snapshots to read, and drafts to write.

A *snapshot* is one published revision; it never changes, so threads share it. A *draft* is a
revision in the making: it is read and changed by one writer, and published whole or not at all.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Protocol

from pyoxigraph import Quad, QuerySolutions, Triple

# Where an answer's bytes go. Raising inside its `write` stops the evaluation.
Output = IO[bytes]

Solutions = QuerySolutions


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
    """

    query: str
    media_type: str
    union: bool = True
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


class Reader(Protocol):
    """Read access. The default graph of every query is the union of all named graphs."""

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query."""

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query."""

    def construct(self, query: str) -> Iterator[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one named graph, or of all."""

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""

    def stream(self, request: QueryRequest, output: Output) -> None:
        """Answer a query by writing bytes in the wanted format to ``output`` as they come."""


class Snapshot(Reader, Protocol):
    """One published revision, to be read from any thread."""

    @property
    def revision(self) -> Revision:
        """The revision this snapshot shows."""


class Draft(Reader, Protocol):
    """A revision in the making."""

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Replace a named graph whole; no quads at all removes it."""

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs they name."""


class Store(Protocol):
    """A place where revisions are kept."""

    url: str

    def snapshot(self) -> Snapshot:
        """Return the revision published last."""

    def draft(self, who: str, why: str) -> AbstractContextManager[Draft]:
        """Open a draft. It is published on a clean exit and dropped on an exception."""

    def close(self) -> None:
        """Let go of what the store holds open."""


Opener = Callable[[str], Store]
