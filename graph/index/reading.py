"""Whole columns out of the store, as the engine's own bytes: five times quicker than by rows."""

import io
import re
from collections.abc import Iterator

from graph.store import QueryRequest, Snapshot

_TSV = "text/tab-separated-values"
_ESCAPE = re.compile(rb"\\(.)")
_ESCAPED = {b"t": b"\t", b"n": b"\n", b"r": b"\r"}


def columns_of(snapshot: Snapshot, query: str, width: int) -> list[list[bytes]]:
    r"""Return the columns of a SELECT query whose every value is an IRI or a plain literal.

    Parameters
    ----------
    snapshot : Snapshot
        What to ask.
    query : str
        It must bind every variable in every row.
    width : int
        How many variables it has.

    Returns
    -------
    list of list of bytes
        The values as TSV has them: ``<iri>``, ``"text"``, ``"2024-09-13"^^<...>``.
    """
    output = io.BytesIO()
    snapshot.stream(QueryRequest(query, _TSV), output)
    cells = output.getvalue().replace(b"\t", b"\n").split(b"\n")
    cells = cells[width:-1]  # the head, and what is after the last line's end
    return [cells[column::width] for column in range(width)]


def rows_of(snapshot: Snapshot, query: str, *variables: str) -> Iterator[tuple[str, ...]]:
    """Return the rows of a SELECT query as plain strings: the quick way where the engine is here.

    Parameters
    ----------
    snapshot : Snapshot
        What to ask.
    query : str
        It must bind every variable in every row.
    *variables : str
        Its variables, in its own order.
    """
    if snapshot.is_remote:
        rows = snapshot.select(query)
        return (tuple(row[name].value for name in variables) for row in rows)
    columns = columns_of(snapshot, query, len(variables))
    return zip(*(map(text_of, column) for column in columns), strict=True)


def text_of(cell: bytes) -> str:
    r"""Return an IRI, or the text of a literal, as TSV has it.

    >>> text_of(rb'"a \"b\"\n"@en'), text_of(b"<urn:a>")
    ('a "b"\n', 'urn:a')
    """
    if not cell.startswith(b'"'):
        return cell[1:-1].decode()
    text = cell[1 : cell.rindex(b'"')]
    if b"\\" in text:
        text = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
    return text.decode()
