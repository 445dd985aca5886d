"""A table too long for a list of quads: written as Turtle while it is read, and loaded in bulk.

Half a million records are seven million quads, which as objects would fill four gigabytes. As
text they pass through in pieces. Two facts of one form, the same class with the same properties
and kinds of actor, differ only in names, days and numbers, so the shapes are held against one
fact of each form, and against all that is said of actors.
"""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.imports._table import Table
from graph.store import Draft
from ontology import ID, LEG, OA, RDFS, XSD

CHUNK_CHARACTERS = 1_000_000


def escaped(words: str) -> str:
    r"""Return words as they stand between the quotes of a Turtle literal.

    >>> print(escaped('a "b" \\ c'))
    a \"b\" \\ c
    """
    words = words.replace("\\", "\\\\").replace('"', '\\"')
    return words.replace("\n", "\\n").replace("\r", "\\r")


class StreamedTable(Table):
    """A table whose facts are given as Turtle, a piece at a time.

    What is said of the actors and of the table itself is told as of any table. The text has the
    prefixes ``leg:``, ``id:``, ``oa:``, ``rdfs:``, ``x:`` (of XML Schema) and ``d:``, the table's
    own.
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
        self._piece += [Quad(one.subject, one.predicate, one.object, graph) for one in triples]

    def write(self, draft: Draft) -> None:
        """Write the table into a draft, in place of what was there of it.

        Raises
        ------
        LegationError
            If the file cannot be read to its end.
        """
        draft.load_turtle(self.graph, self.documents(), together=True)

    def documents(self) -> Iterator[bytes]:
        """Yield what the table says as Turtle documents, made while they are asked for."""
        prefixes = self.prefixes()
        for piece in self.pieces:
            yield f"{prefixes}{piece}".encode()
        self.finish()
        yield from self.of_others()
