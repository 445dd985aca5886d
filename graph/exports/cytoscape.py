"""Cytoscape.js and Cytoscape desktop: elements JSON, laid out, with the marks that it is drawn in.

Parallel facts of one standing are one edge with a ``count`` and its ``facts``; the page's map is
drawn from the same file. What each type and standing looks like stands in ``encoding``.
"""

import json
from typing import Any

from graph.exports._about import about
from graph.exports._elements import elements
from graph.exports._format import Format
from graph.picture import encoding, picture
from graph.subgraph import Subgraph


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as Cytoscape JSON."""
    return json.dumps(document(subgraph), ensure_ascii=False, indent=1).encode() + b"\n"


def document(subgraph: Subgraph) -> dict[str, Any]:
    """Return what the file holds, as plain values."""
    facts = about(subgraph)
    return {
        "format_version": "1.0",
        "generated_by": facts["made_by"],
        "target_cytoscapejs_version": "~3.34",
        "data": {"name": facts["title"], **facts},
        "elements": elements(picture(subgraph)),
        "encoding": encoding(),
    }


FORMAT = Format(
    "cytoscape", "application/json", "cyjs", "JSON for Cytoscape and Cytoscape.js", write
)
