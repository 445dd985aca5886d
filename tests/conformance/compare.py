"""Whether two results say the same, whatever their blank nodes are called.

Both sides are brought into one form, which pytest can show the difference of: a list of lines.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    Triple,
    parse_query_results,
)

from ontology import XSD

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Row: TypeAlias = tuple[Term | None, ...]

CSV = "text/csv"
_INTEGERS = frozenset(
    XSD + name
    for name in (
        "integer", "nonPositiveInteger", "negativeInteger", "long", "int", "short", "byte",
        "nonNegativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
        "positiveInteger",
    )
)  # fmt: skip
_BOOLEANS = {"1": "true", "0": "false"}
_DOUBLE = NamedNode(XSD.double)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_FLOATS = frozenset({XSD.double, XSD.float})


@dataclass(frozen=True)
class Table:
    """The solutions of a SELECT query."""

    variables: tuple[str, ...]
    rows: Sequence[Row]


def read_results(content: bytes, media_type: str) -> Table | bool:
    """Return what a file of query results says."""
    if media_type == CSV:
        return _read_csv(content.decode("utf-8"))
    form = QueryResultsFormat.from_media_type(media_type)
    assert form is not None, media_type
    results = parse_query_results(content, form)
    if isinstance(results, QueryBoolean):
        return bool(results)
    variables = tuple(variable.value for variable in results.variables)
    return Table(variables, [tuple(row[name] for name in variables) for row in results])


def _read_csv(text: str) -> Table:
    """CSV knows no terms: blank nodes and numbers are told by how they are written."""
    names, *lines = csv.reader(io.StringIO(text, newline=""))

    def term(field: str) -> Term:
        if field.startswith("_:"):
            return BlankNode(field[2:])
        return Literal(field, datatype=_DOUBLE if _NUMBER.fullmatch(field) else None)

    return Table(tuple(names), [tuple(map(term, line)) for line in lines])


def table_lines(table: Table, *, ordered: bool) -> list[str]:
    """Return a table as lines that are the same for the same solutions.

    Parameters
    ----------
    table : Table
        The solutions. Numbers count by their value, and blank nodes by where they stand.
    ordered : bool
        Whether the order of the rows counts. Otherwise only how often each is there does.
    """
    names = sorted(table.variables)
    order = [table.variables.index(name) for name in names]
    rows = [tuple(_seen(row[place]) for place in order) for row in table.rows]
    marked = list(enumerate(rows)) if ordered else [(n, row) for row, n in Counter(rows).items()]
    quads = [
        Quad(BlankNode(f"row-{number}"), NamedNode(f"row:{name}"), term)
        for number, (mark, row) in enumerate(marked)
        for name, term in [("", Literal(mark)), *zip(names, row, strict=True)]
        if term is not None
    ]
    return [f"variables {' '.join(names)}", *_canonical(quads)]


def graph_lines(quads: Iterable[Quad | Triple]) -> list[str]:
    """Return quads as lines that are the same for the same graphs."""
    return _canonical(
        Quad(quad.subject, quad.predicate, _by_value(quad.object), graph)
        for quad in quads
        for graph in [quad.graph_name if isinstance(quad, Quad) else None]
    )


def _canonical(quads: Iterable[Quad]) -> list[str]:
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


def _seen(term: Term | None) -> Term | None:
    return None if term is None else _by_value(term)


def _by_value(term: Term) -> Term:
    if not isinstance(term, Literal):
        return term
    kind = term.datatype.value
    try:
        if kind in _INTEGERS:
            return Literal(str(int(term.value)), datatype=term.datatype)
        if kind == XSD.decimal:
            return Literal(f"{Decimal(term.value).normalize():f}", datatype=term.datatype)
        if kind == XSD.boolean:
            return Literal(_BOOLEANS.get(term.value, term.value), datatype=term.datatype)
        if kind in _FLOATS:
            return Literal(repr(float(term.value)), datatype=term.datatype)
    except (ValueError, ArithmeticError):
        pass  # not a number, whatever its datatype says: it counts as it is written
    return term
