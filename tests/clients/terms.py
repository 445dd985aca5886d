"""Terms in one spelling, whoever read them: that of N-Triples."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode

Row = dict[str, str]
Triples = set[tuple[str, str, str]]


class AnsweredWithFault(Exception):
    """What a client reported that does not raise by itself."""


class Client(Protocol):
    """Somebody else's client of our endpoint. It raises where the service answers a problem."""

    def select(self, query: str) -> list[Row]:
        """Return the solutions; a variable without a value has no key."""

    def ask(self, query: str) -> bool:
        """Return the answer to an ASK query."""

    def construct(self, query: str) -> Triples:
        """Return the triples of a CONSTRUCT query."""


def spelt(kind: str, value: str, language: str | None, datatype: str | None) -> str:
    """Return a term as N-Triples.

    Parameters
    ----------
    kind : str
        As the JSON results or RDF/JS call it: ``uri``, ``NamedNode``, ``bnode`` ...
    value, language, datatype : str
        The rest of the term.
    """
    if kind in ("uri", "NamedNode"):
        return str(NamedNode(value))
    if kind in ("bnode", "BlankNode"):
        return str(BlankNode(value))
    if language:
        return str(Literal(value, language=language))
    return str(Literal(value, datatype=NamedNode(datatype) if datatype else None))


def bag(rows: Iterable[Mapping[str, str]]) -> list[list[tuple[str, str]]]:
    """Return rows in an order of their own, to be compared."""
    return sorted(sorted(row.items()) for row in rows)
