"""One way from a subgraph to its picture, for the page and for every export that draws."""

from graph.picture.bundles import DrawnEdge
from graph.picture.draw import DrawnNode, Legend, Picture, picture
from graph.picture.encoding import encoding, mark
from graph.picture.layout import Position, layout

__all__ = [
    "DrawnEdge",
    "DrawnNode",
    "Legend",
    "Picture",
    "Position",
    "encoding",
    "layout",
    "mark",
    "picture",
]
