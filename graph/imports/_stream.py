"""A table too long for a list of quads: written as Turtle while it is read, and loaded in bulk.

Half a million records are seven million quads, which as objects would fill four gigabytes. As
text they pass through in pieces. Two facts of one form, the same class with the same properties
and kinds of actor, differ only in names, days and numbers, so the shapes are held against one
fact of each form, and against all that is said of actors.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph.errors import LegationError
from graph.imports._table import Table
from graph.store import Draft, load_turtle
from ontology import ID, LEG, OA, RDFS, XSD

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK_CHARACTERS = 1_000_000
BUFFER_BYTES = 1_000_000


def escaped(words: str) -> str:
    r"""Return words as they stand between the quotes of a Turtle literal.

    >>> print(escaped('a "b" \\ c'))
    a \"b\" \\ c
    """
    words = words.replace("\\", "\\\\").replace('"', '\\"')
    return words.replace("\n", "\\n").replace("\r", "\\r")


class StreamedTable(Table):
    """A table whose facts are given as Turtle, a piece at a time.

    ``quads`` holds what is said of the actors and of the table itself, and one fact of each form.
    The text has the prefixes ``leg:``, ``id:``, ``oa:``, ``rdfs:``, ``x:`` (of XML Schema) and
    ``d:``, the table's own.
    """

    pieces: Iterator[str] = iter(())

    def prefixes(self) -> str:
        """Return the declarations that every piece of the text relies on."""
        names = {"leg": LEG, "id": ID, "oa": OA, "rdfs": RDFS, "x": XSD, "d": f"{self.graph}#"}
        return "".join(f"@prefix {name}: <{iri!s}>.\n" for name, iri in names.items())

    def sample(self, text: str) -> None:
        """Keep a fact, given as Turtle, for its form to be held against the shapes."""
        triples = parse(self.prefixes() + text, RdfFormat.TURTLE)
        graph = NamedNode(self.graph)
        self.samples += [Quad(one.subject, one.predicate, one.object, graph) for one in triples]

    def write(self, draft: Draft) -> None:
        """Write the table into a draft, in place of what was there of it.

        Raises
        ------
        LegationError
            If a record cannot be read and the whole table is refused for it.
        """
        source = _Text(self._text())
        try:
            load_turtle(draft, self.graph, io.BufferedReader(source, BUFFER_BYTES))
        except Exception:
            if source.fault is None:
                raise
        if source.fault is not None:
            raise source.fault

    def _text(self) -> Iterator[str]:
        yield self.prefixes()
        yield from self.pieces
        self.finish()
        triples = (quad.triple for quad in self.quads)
        yield (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()


class _Text(io.RawIOBase):
    """Pieces of text as a file of bytes.

    What goes wrong in making them is kept: an engine that reads a file tells of it in its own way.
    """

    def __init__(self, pieces: Iterator[str]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = memoryview(b"")
        self.fault: LegationError | None = None

    def readable(self) -> bool:
        """Return that it can be read, which buffering asks."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer with what comes next; with nothing at the end or after a fault."""
        if not self._left:
            self._left = self._next()
        into = memoryview(buffer)
        taken = self._left[: len(into)]
        self._left = self._left[len(taken) :]
        into[: len(taken)] = taken
        return len(taken)

    def _next(self) -> memoryview:
        try:
            while not (piece := next(self._pieces)):
                pass
        except StopIteration:
            return memoryview(b"")
        except LegationError as fault:
            self.fault = fault
            return memoryview(b"")
        return memoryview(piece.encode())
