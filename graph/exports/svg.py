"""SVG: a picture for a browser, a text or a slide, drawn without a browser.

Lines of the same two actors are fanned out, each with a title and a description of its evidence;
title, legend, revision and sources are in the picture. Letters are left to the reader's own fonts.
"""

from graph.exports._format import Format
from graph.exports._frame import svg
from graph.exports._xml import to_bytes
from graph.subgraph import Subgraph


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as an SVG picture."""
    return to_bytes(svg(subgraph))


FORMAT = Format("svg", "image/svg+xml", "svg", "A picture, as SVG", write)
