"""What yEd needs in GraphML to show more than bare boxes: shapes, labels, lines and places.

yEd reads its own elements from data of its own kind, and nothing else unless one maps properties
by hand. Other readers skip them, but Gephi complains; so they are a profile of their own.
"""

from graph.exports._text import clean
from graph.exports._xml import Element, child
from graph.picture import Position, mark
from graph.picture.encoding import STANDINGS
from graph.subgraph import Edge, Node

NAMESPACE = "http://www.yworks.com/xml/graphml"
_NODE, _EDGE = "node_graphics", "edge_graphics"
_SHAPES = {
    "circle": "ellipse",
    "tag": "parallelogram",
    "pentagon": "roundrectangle",
}
_HEADS = {"triangle": "standard", "hollow triangle": "white_delta", "tee": "t_shape"}


def declare(root: Element) -> None:
    """Declare yEd's data."""
    root.set("xmlns:y", NAMESPACE)
    child(root, "key", {"id": _NODE, "for": "node", "yfiles.type": "nodegraphics"})
    child(root, "key", {"id": _EDGE, "for": "edge", "yfiles.type": "edgegraphics"})


def draw_node(element: Element, node: Node, at: Position) -> None:
    """Say how a node looks and where its upper left corner is."""
    shown = mark(node.type)
    shape = child(child(element, "data", {"key": _NODE}), "y:ShapeNode")
    place = {"x": f"{at.x - shown.width / 2:g}", "y": f"{at.y - shown.height / 2:g}"}
    size = {"width": str(shown.width), "height": str(shown.height)}
    child(shape, "y:Geometry", {**place, **size})
    child(shape, "y:Fill", {"color": shown.fill.light.upper(), "transparent": "false"})
    child(shape, "y:BorderStyle", {"color": shown.line.light.upper(), "width": "2.0"})
    below = {"modelName": "sandwich", "modelPosition": "s"}
    child(shape, "y:NodeLabel", below, clean(node.label))
    child(shape, "y:Shape", {"type": _SHAPES.get(shown.shape, shown.shape)})


def draw_edge(element: Element, edge: Edge) -> None:
    """Say how an edge looks."""
    style = STANDINGS[edge.standing]
    line = child(child(element, "data", {"key": _EDGE}), "y:PolyLineEdge")
    kind = "line" if style.line == "solid" else style.line
    colour = style.colour.light.upper()
    child(line, "y:LineStyle", {"color": colour, "type": kind, "width": "2.0"})
    head = "none" if edge.mutual else _HEADS[style.arrow]
    child(line, "y:Arrows", {"source": "none", "target": head})
    child(line, "y:EdgeLabel", {"textColor": colour}, clean(edge.label))
