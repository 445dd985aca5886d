"""The style that a CX2 file brings: the marks of every other picture, by CX2's names."""

from collections.abc import Mapping
from typing import Any

from graph.picture.encoding import OTHER, STANDINGS, STYLES, TEXT, TYPES
from graph.subgraph import Edge

_SHAPES = {
    "circle": "ellipse",
    "rectangle": "rectangle",
    "diamond": "diamond",
    "hexagon": "hexagon",
    "triangle": "triangle",
    "octagon": "octagon",
    "tag": "parallelogram",
    "pentagon": "round-rectangle",
}
_ARROWS = {"triangle": "triangle", "hollow triangle": "open_delta", "tee": "tee"}
# A discrete mapping sees one attribute, and the arrow follows from two things: the standing, and
# whether the fact says the same of both its ends. So each edge says which arrow it has.
_NO_ARROW = "none"
_HEADS = {name: name for name in (*_ARROWS.values(), _NO_ARROW)}

_NODE_VISUALS: dict[str, Any] = {
    "NODE_SHAPE": lambda shown: _SHAPES[shown.shape],
    "NODE_BACKGROUND_COLOR": lambda shown: shown.fill.light.upper(),
    "NODE_BORDER_COLOR": lambda shown: shown.line.light.upper(),
    "NODE_WIDTH": lambda shown: shown.width,
    "NODE_HEIGHT": lambda shown: shown.height,
}
_EDGE_VISUALS: dict[str, Any] = {
    "EDGE_LINE_STYLE": lambda shown: shown.line,
    "EDGE_LINE_COLOR": lambda shown: shown.colour.light.upper(),
    "EDGE_TARGET_ARROW_COLOR": lambda shown: shown.colour.light.upper(),
}


_BELOW = {
    "HORIZONTAL_ALIGN": "center",
    "VERTICAL_ALIGN": "top",
    "HORIZONTAL_ANCHOR": "center",
    "VERTICAL_ANCHOR": "bottom",
    "JUSTIFICATION": "center",
    "MARGIN_X": 0,
    "MARGIN_Y": 3,
}


def style() -> dict[str, Any]:
    """Return the visual properties of nodes by type and of edges by standing."""
    standings = {str(standing): line for standing, line in STANDINGS.items()}
    nodes = {visual: value(OTHER) for visual, value in _NODE_VISUALS.items()}
    edges = {visual: value(STYLES["reported"]) for visual, value in _EDGE_VISUALS.items()}
    return {
        "default": {
            "network": {"NETWORK_BACKGROUND_COLOR": "#FFFFFF"},
            "node": {
                **nodes,
                "NODE_BORDER_WIDTH": 2,
                "NODE_LABEL_COLOR": TEXT.light.upper(),
                "NODE_LABEL_POSITION": _BELOW,
            },
            "edge": {**edges, "EDGE_TARGET_ARROW_SHAPE": _NO_ARROW, "EDGE_WIDTH": 2},
        },
        "nodeMapping": {"NODE_LABEL": _named(), **_mapped("type", _NODE_VISUALS, TYPES)},
        "edgeMapping": {
            "EDGE_LABEL": _named(),
            **_mapped("standing", _EDGE_VISUALS, standings),
            **_mapped("arrow", {"EDGE_TARGET_ARROW_SHAPE": str}, _HEADS),
        },
    }


def arrow(edge: Edge) -> str:
    """Return the arrow at an edge's target, by CX2's name."""
    return _NO_ARROW if edge.mutual else _ARROWS[STANDINGS[edge.standing].arrow]


def _named() -> dict[str, Any]:
    return {"type": "PASSTHROUGH", "definition": {"attribute": "name", "type": "string"}}


def _mapped(
    attribute: str, visuals: Mapping[str, Any], marks: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return how each visual property follows from an attribute's values."""
    found = {}
    for visual, value in visuals.items():
        pairs = [{"v": key, "vp": value(shown)} for key, shown in marks.items()]
        definition = {"attribute": attribute, "type": "string", "map": pairs}
        found[visual] = {"type": "DISCRETE", "definition": definition}
    return found
