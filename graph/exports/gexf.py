"""GEXF 1.3 with a timeline: Gephi, Gephi Lite, sigma.js.

What its readers need was found by running them:

- Gephi tells parallel edges apart by ``kind`` only, so the kind is type and standing, and an
  allegation and its denial stay two edges. Facts of one kind between the same two are one edge
  of a greater weight, with a spell for each.
- Gephi stops reading edges at the first date that is not a whole one, and drops an interval that
  ends before it begins. An unknown end is no attribute at all.
- graphology takes an attribute's title only where its id is a number, and knows no spells: start
  and end are ordinary attributes as well.
- An edge without spells is always visible: nothing says when the fact was so.
"""

from collections.abc import Sequence

from graph.exports._about import MAKER, about_lines
from graph.exports._flat import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Column,
    Row,
    Span,
    edge_kinds,
    edge_row,
    node_row,
    span,
)
from graph.exports._format import Format
from graph.exports._text import clean
from graph.exports._xml import Element, child, to_bytes
from graph.picture import Position, layout, mark
from graph.picture.encoding import STANDINGS
from graph.subgraph import Edge, Node, Subgraph

_NAMESPACE = "http://gexf.net/1.3"
_VIZ = "http://gexf.net/1.3/viz"

# The format knows four shapes; the colour tells the rest apart.
_SHAPES = {"circle": "disc", "rectangle": "square", "triangle": "triangle", "hexagon": "triangle"}
_OTHER_SHAPE = "diamond"
_NODE_SIZE = "20"

_EDGES = (*EDGE_COLUMNS, Column("undated", "int"))
_NODE_IDS = {column.name: str(number) for number, column in enumerate(NODE_COLUMNS)}
_EDGE_IDS = {column.name: str(number) for number, column in enumerate(_EDGES)}
_TYPES = {"string": "string", "int": "integer"}


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as GEXF."""
    root = Element("gexf", {"xmlns": _NAMESPACE, "xmlns:viz": _VIZ, "version": "1.3"})
    _meta(root, subgraph)
    graph = child(
        root,
        "graph",
        {
            "mode": "dynamic",
            "timeformat": "date",
            "timerepresentation": "interval",
            "defaultedgetype": "directed",
            "idtype": "string",
        },
    )
    _declare(graph, "node", NODE_COLUMNS, _NODE_IDS)
    _declare(graph, "edge", _EDGES, _EDGE_IDS)
    nodes = child(graph, "nodes", {"count": str(len(subgraph.nodes))})
    places = layout(subgraph)
    for node in subgraph.nodes:
        _node(nodes, node, places[node.id])
    groups = _grouped(subgraph.edges)
    edges = child(graph, "edges", {"count": str(len(groups))})
    for kind, group in groups:
        _edge(edges, kind, group)
    return to_bytes(root)


def _meta(root: Element, subgraph: Subgraph) -> None:
    day = {"lastmodifieddate": subgraph.day.isoformat()} if subgraph.day else {}
    meta = child(root, "meta", day)
    child(meta, "creator", text=MAKER)
    child(meta, "description", text="\n".join(about_lines(subgraph)))


def _declare(graph: Element, domain: str, columns: Sequence[Column], ids: dict[str, str]) -> None:
    declared = child(graph, "attributes", {"class": domain, "mode": "static"})
    for column in columns:
        attributes = {"id": ids[column.name], "title": column.name, "type": _TYPES[column.kind]}
        child(declared, "attribute", attributes)


def _node(parent: Element, node: Node, at: Position) -> None:
    element = child(parent, "node", {"id": clean(node.id), "label": clean(node.label)})
    _values(element, node_row(node), _NODE_IDS)
    shown = mark(node.type)
    child(element, "viz:color", _rgb(shown.line.light))
    # Gephi's y grows upwards.
    place = {"x": f"{at.x:g}", "y": f"{0.0 - at.y:g}", "z": "0"}
    child(element, "viz:position", place)
    child(element, "viz:size", {"value": _NODE_SIZE})
    child(element, "viz:shape", {"value": _SHAPES.get(shown.shape, _OTHER_SHAPE)})


def _rgb(colour: str) -> dict[str, str]:
    """Return the parts of a colour as the format has them.

    >>> _rgb("#0072b2")
    {'r': '0', 'g': '114', 'b': '178'}
    """
    parts = (str(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    return dict(zip("rgb", parts, strict=True))


def _grouped(edges: Sequence[Edge]) -> list[tuple[str, list[Edge]]]:
    """Return the edges that Gephi would make one of together, with the kind of each group."""
    kinds = edge_kinds(edges)
    groups: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in edges:
        groups.setdefault((edge.source, edge.target, kinds[edge.id]), []).append(edge)
    return [(kind, group) for (_, _, kind), group in groups.items()]


def _edge(parent: Element, kind: str, group: Sequence[Edge]) -> None:
    first, more = group[0], len(group) - 1
    element = child(
        parent,
        "edge",
        {
            "id": clean(first.id),
            "source": clean(first.source),
            "target": clean(first.target),
            "kind": kind,
            "label": clean(first.label) + (f" and {more} more" if more else ""),
            "weight": str(len(group)),
        },
    )
    spans = [span(edge) for edge in group]
    row = {**edge_row(*group), **_outer(spans), "undated": sum(not each.known for each in spans)}
    _values(element, row, _EDGE_IDS)
    _spells(element, spans)
    style = STANDINGS[first.standing]
    child(element, "viz:color", _rgb(style.colour.light))
    child(element, "viz:shape", {"value": style.line})


def _outer(spans: Sequence[Span]) -> Row:
    """Return the start and end that hold all spans; "" where one of them is open there."""
    starts = [each.start for each in spans if each.start]
    ends = [each.end for each in spans if each.end]
    return {
        "start": min(starts).isoformat() if len(starts) == len(spans) else "",
        "end": max(ends).isoformat() if len(ends) == len(spans) else "",
    }


def _spells(element: Element, spans: Sequence[Span]) -> None:
    dated = sorted({(str(each.start or ""), str(each.end or "")) for each in spans if each.known})
    if dated:
        spells = child(element, "spells")
        for start, end in dated:
            given = {"start": start, "end": end}
            child(spells, "spell", {name: day for name, day in given.items() if day})


def _values(element: Element, row: Row, ids: dict[str, str]) -> None:
    values = child(element, "attvalues")
    for name, value in row.items():
        if value == "":
            continue
        child(values, "attvalue", {"for": ids[name], "value": str(value)})


FORMAT = Format(
    "gexf", "application/gexf+xml", "gexf", "GEXF 1.3 for Gephi, with its timeline", write
)
