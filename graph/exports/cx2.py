"""CX2: Cytoscape desktop and Cytoscape Web, NDEx.

Ids are whole numbers there, and every attribute is declared. The file brings its own style, so
that a denied fact does not look like any other. Where a node stands and how a standing is drawn is
as in every other picture.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from graph.exports._about import about
from graph.exports._cx2_style import arrow, style
from graph.exports._flat import edge_row, node_row
from graph.exports._format import Format
from graph.exports._text import cleaned
from graph.picture import layout
from graph.subgraph import Edge, Node, Subgraph

Values = dict[str, Any]

_TYPES = {bool: "boolean", int: "integer", str: "string", list: "list_of_string"}


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as CX2."""
    places = layout(subgraph)
    numbers = {node.id: number for number, node in enumerate(subgraph.nodes)}
    nodes: list[Values] = [
        {"id": numbers[node.id], "x": places[node.id].x, "y": places[node.id].y, "v": _node(node)}
        for node in subgraph.nodes
    ]
    edges: list[Values] = [
        {"id": number, "s": numbers[edge.source], "t": numbers[edge.target], "v": _edge(edge)}
        for number, edge in enumerate(subgraph.edges)
    ]
    facts = about(subgraph)
    network = {"name": facts["title"], "description": facts["question"], **facts}
    aspects: dict[str, list[Any]] = {
        "attributeDeclarations": [
            {
                "networkAttributes": _declared([network]),
                "nodes": _declared(node["v"] for node in nodes),
                "edges": _declared(edge["v"] for edge in edges),
            }
        ],
        "networkAttributes": [network],
        "nodes": nodes,
        "edges": edges,
        "visualProperties": [style()],
    }
    counts = [{"name": name, "elementCount": len(parts)} for name, parts in aspects.items()]
    document = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": counts},
        *({name: parts} for name, parts in aspects.items()),
        {"status": [{"success": True}]},
    ]
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _node(node: Node) -> Values:
    row = _listed(node_row(node))
    return {"name": cleaned(node.label), "short_id": cleaned(node.id), **row}


def _edge(edge: Edge) -> Values:
    names = {
        "name": edge.label,
        "interaction": edge.predicate,
        "short_id": edge.id,
        "arrow": arrow(edge),
    }
    return {**cleaned(names), **_listed(edge_row(edge))}


def _listed(row: Mapping[str, str | int]) -> Values:
    """Return attributes with lists as lists, where a format has them."""
    values: Values = {name: value for name, value in row.items() if f"{name}_json" not in row}
    for name, value in row.items():
        parts = json.loads(str(value)) if name.endswith("_json") else None
        if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
            values[name.removesuffix("_json")] = parts
            del values[name]
        elif isinstance(parts, dict):
            values[name.removesuffix("_json")] = row[name.removesuffix("_json")]
    return values


def _declared(rows: Iterable[Values]) -> dict[str, dict[str, str]]:
    return {name: {"d": _TYPES[type(value)]} for row in rows for name, value in row.items()}


FORMAT = Format("cx2", "application/json", "cx2", "CX2 for Cytoscape and NDEx", write)
