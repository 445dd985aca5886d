"""A picture as elements for Cytoscape.js, the page's map among its readers."""

import re
from collections.abc import Sequence
from typing import Any

from graph.exports._flat import edge_row, node_row
from graph.exports._text import clean, cleaned
from graph.picture import DrawnEdge, DrawnNode, Picture
from graph.subgraph import Edge

# A character outside these would have to be escaped in a selector such as "#kim-jong-un".
_UNSAFE = re.compile(r"[^A-Za-z0-9-]")


def element_id(identifier: str) -> str:
    """Return an id that a selector can hold as it is, another for each id.

    >>> element_id("kim-jong-un"), element_id("an-article:us-allegation")
    ('kim-jong-un', 'an-article_3a_us-allegation')
    """
    return _UNSAFE.sub(lambda found: f"_{ord(found[0]):x}_", identifier)


def elements(drawn: Picture) -> dict[str, list[dict[str, Any]]]:
    """Return the nodes where they stand and the lines between them, each with all its facts."""
    taken = {node.node.id for node in drawn.nodes}
    return {
        "nodes": [_node(node) for node in drawn.nodes],
        "edges": [_edge(edge, taken) for edge in drawn.edges],
    }


def _node(drawn: DrawnNode) -> dict[str, Any]:
    label = clean(drawn.node.label)
    data = {
        "id": element_id(drawn.node.id),
        "short_id": clean(drawn.node.id),
        "name": label,
        "label": label,
        "wrapped": clean("\n".join(drawn.box.lines)),
        **node_row(drawn.node),
        "shape": drawn.mark.shape,
        "colour": drawn.mark.key,
        "width": drawn.mark.width,
        "height": drawn.mark.height,
        "focus": int(drawn.focus),
    }
    classes = f"{drawn.mark.key} focus" if drawn.focus else drawn.mark.key
    return {"data": data, "position": {"x": drawn.x, "y": drawn.y}, "classes": classes}


def _edge(drawn: DrawnEdge, taken: set[str]) -> dict[str, Any]:
    label = clean(drawn.label)
    row = edge_row(*drawn.edges)
    row.pop("evidence_json", None)  # it stands in the facts
    data = {
        # Nodes and edges share one space of ids: an edge named like a node would be dropped.
        "id": element_id(drawn.id) + ("_edge_" if drawn.id in taken else ""),
        "source": element_id(drawn.source),
        "target": element_id(drawn.target),
        "interaction": clean(drawn.predicate),
        "short_id": clean(drawn.id),
        "name": label,
        "label": label,
        **row,
        "kind": clean(drawn.kind),
        "style": drawn.style,
        "count": drawn.count,
        "bend": drawn.bend,
        "start": drawn.start.isoformat() if drawn.start else None,
        "end": drawn.end.isoformat() if drawn.end else None,
        "facts": _facts(drawn.edges),
    }
    return {"data": data, "classes": f"{drawn.style} {drawn.standing}"}


def _facts(edges: Sequence[Edge]) -> list[Any]:
    """Return facts as the service answers them, with their words on the map and who denies them."""
    return [
        cleaned(
            {
                **edge.fact.model_dump(mode="json"),
                "label": edge.label,
                "denied_by": list(edge.denied_by),
            }
        )
        for edge in edges
    ]
