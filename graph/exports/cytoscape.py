"""Cytoscape.js and Cytoscape desktop: elements JSON."""

import json
import re
from typing import Any

from graph.exports._about import about
from graph.exports._flat import edge_row, node_row
from graph.exports._format import Format
from graph.exports._text import clean
from graph.subgraph import Edge, Node, Subgraph

# A character outside these would have to be escaped in a selector such as "#kim-jong-un".
_UNSAFE = re.compile(r"[^A-Za-z0-9-]")


def element_id(identifier: str) -> str:
    """Return an id that a selector can hold as it is, another for each id.

    >>> element_id("kim-jong-un"), element_id("an-article:us-allegation")
    ('kim-jong-un', 'an-article_3a_us-allegation')
    """
    return _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", identifier)


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as Cytoscape JSON."""
    facts = about(subgraph)
    taken = {node.id for node in subgraph.nodes}
    document = {
        "format_version": "1.0",
        "generated_by": facts["made_by"],
        "target_cytoscapejs_version": "~3.34",
        "data": {"name": facts["title"], **facts},
        "elements": {
            "nodes": [{"data": _node(node)} for node in subgraph.nodes],
            "edges": [{"data": _edge(edge, taken)} for edge in subgraph.edges],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _node(node: Node) -> dict[str, Any]:
    label = clean(node.label)
    return {
        "id": element_id(node.id),
        "short_id": clean(node.id),
        "name": label,
        "label": label,
        **node_row(node),
    }


def _edge(edge: Edge, taken: set[str]) -> dict[str, Any]:
    label = clean(edge.label)
    # Nodes and edges share one space of ids: an edge named like a node would be dropped.
    return {
        "id": element_id(edge.id) + ("_edge_" if edge.id in taken else ""),
        "source": element_id(edge.source),
        "target": element_id(edge.target),
        "interaction": clean(edge.predicate),
        "short_id": clean(edge.id),
        "name": label,
        "label": label,
        **edge_row(edge),
    }


FORMAT = Format(
    "cytoscape", "application/json", "cyjs", "JSON for Cytoscape and Cytoscape.js", write
)
