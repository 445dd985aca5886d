"""A zip of ``nodes.csv``, ``edges.csv`` and ``about.txt``: Gephi, spreadsheets, pandas.

A cell that a spreadsheet would run is written with an apostrophe before it, and so is one that
begins with an apostrophe: take one off a cell that begins with one, and the text is back.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from graph.exports._about import about_lines
from graph.exports._flat import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Span,
    edge_kinds,
    edge_row,
    node_row,
    span,
)
from graph.exports._format import Format
from graph.exports._text import clean
from graph.exports._zip import zipped
from graph.spreadsheets import guarded
from graph.subgraph import Subgraph

_NODES = ("Id", "Label", *(column.name for column in NODE_COLUMNS))
_EDGES = (
    *("Id", "Source", "Target", "Type", "Kind", "Label", "Weight", "Timeset"),
    *(column.name for column in EDGE_COLUMNS),
)

_NOTE = (
    "A cell that would begin with = + - @ (also full-width), a tab, a line end or an apostrophe",
    "has an apostrophe before it, so that no spreadsheet runs it; take one off to get the text.",
    "Numbers, dates and times, such as -5 or -0044-03-15, are as they are.",
    "In nodes.csv and edges.csv, what is a list stands joined by ' | ' and as JSON beside it.",
    "Timeset holds the days on which the fact may have been so; an empty one is unknown.",
)


def cell(text: str) -> str:
    """Return a text as a cell that no spreadsheet takes for a formula.

    >>> cell("=1+1"), cell("Kim")
    ("'=1+1", 'Kim')
    """
    return f"'{text}" if text.startswith("'") else guarded(text)


def text_of(cell: str) -> str:
    """Return the text of a cell: the opposite of `cell`.

    >>> text_of(cell("'=")), text_of("Kim")
    ("'=", 'Kim')
    """
    return cell.removeprefix("'")


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as a zip of tables."""
    nodes = ({"Id": node.id, "Label": node.label, **node_row(node)} for node in subgraph.nodes)
    kinds = edge_kinds(subgraph.edges)
    edges = (
        {
            "Id": edge.id,
            "Source": edge.source,
            "Target": edge.target,
            "Type": "Directed",
            "Kind": kinds[edge.id],
            "Label": edge.label,
            "Weight": "1",
            "Timeset": _timeset(span(edge)),
            **edge_row(edge),
        }
        for edge in subgraph.edges
    )
    files = {
        "about.txt": "\n".join([*about_lines(subgraph), "", *_NOTE, ""]),
        "nodes.csv": _table(_NODES, nodes),
        "edges.csv": _table(_EDGES, edges),
    }
    return zipped(files)


def _timeset(days: Span) -> str:
    if not days.known:
        return ""
    return f"<[{days.start or '-Infinity'}, {days.end or 'Infinity'}]>"


def _table(names: Sequence[str], rows: Iterable[dict[str, str | int]]) -> str:
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([cell(clean(str(row.get(name, "")))) for name in names])
    return output.getvalue()


FORMAT = Format(
    "csv", "application/zip", "zip", "CSV of nodes and edges, for Gephi and spreadsheets", write
)
