"""Node-link JSON as networkx reads it: ``networkx.node_link_graph(document, edges="edges")``.

d3 wants edges called links, which is a profile.
"""

import json

from graph.exports._about import about
from graph.exports._flat import edge_row, node_row
from graph.exports._format import Format
from graph.exports._text import clean
from graph.picture import layout
from graph.subgraph import Subgraph


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as node-link JSON. An edge's key is its id."""
    return _written(subgraph, "edges")


def _for_d3(subgraph: Subgraph) -> bytes:
    return _written(subgraph, "links")


def _written(subgraph: Subgraph, edges: str) -> bytes:
    places = layout(subgraph)
    document = {
        "directed": True,
        "multigraph": True,
        "graph": about(subgraph),
        "nodes": [
            {
                "id": clean(node.id),
                "label": clean(node.label),
                **node_row(node, places[node.id]),
            }
            for node in subgraph.nodes
        ],
        edges: [
            {
                "source": clean(edge.source),
                "target": clean(edge.target),
                "key": clean(edge.id),
                "label": clean(edge.label),
                **edge_row(edge),
            }
            for edge in subgraph.edges
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


FORMAT = Format(
    "node-link",
    "application/json",
    "json",
    "Node-link JSON for networkx and d3",
    write,
    {"links": _for_d3},
)
