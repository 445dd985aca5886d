"""A zip of tables for Neo4j's importer, which tells their columns by their headers.

A relationship's type has no room for a label, and is what Neo4j shows first; so the doubt about a
fact is part of its type, as in ``ALLEGATION_AGAINST_DISPUTED``.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from graph.exports._about import about_lines
from graph.exports._flat import edge_row, span
from graph.exports._format import Format
from graph.exports._text import clean, joined
from graph.exports._zip import zipped
from graph.picture import Position, layout
from graph.spreadsheets import guarded
from graph.subgraph import Edge, Node, Subgraph
from graph.subgraph.edges import DOUBTFUL

_NODES = ("id:ID", "name", "type", "uri", "aliases:string[]", "x:int", "y:int", ":LABEL")
_TEXTS = (
    *("predicate", "standing", "fact_type", "role", "other_role", "claimed_by", "denied_by"),
    *("reported_by", "attributed_to", "content", "quote", "record", "source_title", "source_url"),
    *("source_date", "date_words", "date_precision"),
)
_RELATIONSHIPS = (
    *(":START_ID", ":END_ID", ":TYPE", "edge_id", "fact_id", "uri", "label", *_TEXTS),
    *("start:date", "end:date"),
)
_NOTE = (
    "Import: neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv",
    "An alias that would hold a semicolon has a comma there: a semicolon parts aliases.",
    "Line ends within texts are spaces. start and end are the days on which the fact may have been",
    "so; an empty one is unknown. x and y are pixels, y downwards.",
    "A text that would begin with = + - @ (also full-width) has an apostrophe before it, so that",
    "no spreadsheet runs it; numbers and dates are as they are. JSON and TriG are to the letter.",
)


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as a zip of tables for Neo4j."""
    places = layout(subgraph)
    nodes = [_node(node, places[node.id]) for node in subgraph.nodes]
    relationships = [_relationship(edge) for edge in subgraph.edges]
    return zipped(
        {
            "about.txt": "\n".join([*about_lines(subgraph), "", *_NOTE, ""]),
            "nodes.csv": _table(_NODES, nodes),
            "relationships.csv": _table(_RELATIONSHIPS, relationships),
        }
    )


def _node(node: Node, at: Position) -> dict[str, object]:
    return {
        "id:ID": node.id,
        "name": node.label,
        "type": node.type,
        "uri": node.iri,
        "aliases:string[]": ";".join(_line(name).replace(";", ",") for name in node.aliases),
        "x:int": round(at.x),
        "y:int": round(at.y),
        ":LABEL": _identifier(node.type),
    }


def _relationship(edge: Edge) -> dict[str, object]:
    days = span(edge)
    return {
        **edge_row(edge),
        ":START_ID": edge.source,
        ":END_ID": edge.target,
        ":TYPE": relationship_type(edge),
        "edge_id": edge.id,
        "fact_id": edge.fact.id,
        "label": edge.label,
        "denied_by": joined(edge.denied_by),
        "start:date": days.start or "",
        "end:date": days.end or "",
    }


def relationship_type(edge: Edge) -> str:
    """Return the type of a relationship: the predicate, and the doubt where there is any."""
    words = f"{edge.predicate} {edge.standing}" if edge.standing in DOUBTFUL else edge.predicate
    return _identifier(words).upper()


def _identifier(text: str) -> str:
    return re.sub(r"\W+", "_", clean(text)).strip("_") or "OTHER"


def _line(value: object) -> str:
    return " ".join(clean(str(value)).splitlines())


def _table(names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([guarded(_line(row.get(name, ""))) for name in names])
    return output.getvalue()


FORMAT = Format("neo4j", "application/zip", "neo4j.zip", "CSV for Neo4j's importer", write)
