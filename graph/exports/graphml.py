"""GraphML: igraph, networkx, Cytoscape, graph-tool, and by a profile of its own yEd.

Plain GraphML is without the extensions of any one tool. Gephi reads no intervals from GraphML, and
merges parallel edges of it: for Gephi there is GEXF.
"""

from graph.exports import _yed
from graph.exports._about import about
from graph.exports._flat import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    PLACE_COLUMNS,
    Column,
    Row,
    edge_row,
    node_row,
)
from graph.exports._format import Format
from graph.exports._text import clean
from graph.exports._xml import Element, child, to_bytes
from graph.picture import layout
from graph.subgraph import Subgraph

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "int", bool: "boolean"}

# An id here must be an NMTOKEN, so elements are numbered and their own ids are attributes.
# The attributes are not called "id", because igraph gives that name to the element's number.
_NODES = (Column("short_id"), Column("label"), *NODE_COLUMNS, *PLACE_COLUMNS)
_EDGES = (Column("short_id"), Column("label"), *EDGE_COLUMNS)


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as GraphML."""
    return to_bytes(_document(subgraph, yed=False))


def _for_yed(subgraph: Subgraph) -> bytes:
    return to_bytes(_document(subgraph, yed=True))


def _document(subgraph: Subgraph, *, yed: bool) -> Element:
    root = Element("graphml", {"xmlns": _NAMESPACE})
    facts = about(subgraph)
    child(root, "desc", text=str(facts["title"]))
    for name, value in facts.items():
        _key(root, "graph", name, _TYPES[type(value)])
    for domain, columns in (("node", _NODES), ("edge", _EDGES)):
        for column in columns:
            _key(root, domain, column.name, column.kind)
    if yed:
        _yed.declare(root)
    graph = child(root, "graph", {"id": "G", "edgedefault": "directed"})
    for name, value in facts.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        child(graph, "data", {"key": f"graph_{name}"}, text)
    places = layout(subgraph)
    numbers = {node.id: f"n{number}" for number, node in enumerate(subgraph.nodes)}
    for node in subgraph.nodes:
        element = child(graph, "node", {"id": numbers[node.id]})
        row: Row = {"short_id": clean(node.id), "label": clean(node.label)}
        row |= node_row(node, places[node.id])
        _data(element, "node", row)
        if yed:
            _yed.draw_node(element, node, places[node.id])
    for number, edge in enumerate(subgraph.edges):
        ends = {"source": numbers[edge.source], "target": numbers[edge.target]}
        element = child(graph, "edge", {"id": f"e{number}", **ends})
        row = {"short_id": clean(edge.id), "label": clean(edge.label), **edge_row(edge)}
        _data(element, "edge", row)
        if yed:
            _yed.draw_edge(element, edge)
    return root


def _key(root: Element, domain: str, name: str, kind: str) -> None:
    attributes = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
    child(root, "key", attributes)


def _data(element: Element, domain: str, row: Row) -> None:
    for name, value in row.items():
        child(element, "data", {"key": f"{domain}_{name}"}, str(value))


FORMAT = Format(
    "graphml",
    "application/graphml+xml",
    "graphml",
    "GraphML for igraph, networkx and yEd",
    write,
    {"yed": _for_yed},
)
