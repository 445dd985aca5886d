"""PNG: the SVG picture as pixels, for documents and slides that take nothing else.

Drawn on this machine with its own fonts, at twice the size of the SVG or as large as is sensible.
"""

from functools import cache
from math import sqrt
from xml.etree.ElementTree import tostring
from zlib import crc32

from resvg_py import svg_to_bytes

from graph.errors import Unavailable
from graph.exports._about import about_lines
from graph.exports._fonts import name_fonts
from graph.exports._format import Format
from graph.exports._frame import svg
from graph.subgraph import Subgraph

_ZOOM = 2.0
_END = 12  # bytes of the last chunk
_MOST_PIXELS = 24_000_000  # at four bytes each while it is drawn

_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
    '<text y="16" font-size="16" font-family="{}">{}</text></svg>'
)


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as a PNG picture.

    Raises
    ------
    Unavailable
        If the machine has no font.
    """
    if not has_fonts():
        raise Unavailable(
            "there is no font on this machine to draw letters with: install some, such as Debian's"
            " fonts-dejavu-core, fonts-noto-core and fonts-noto-cjk, or take the format svg"
        )
    root = svg(subgraph)
    name_fonts(root)
    area = float(root.get("width", "1")) * float(root.get("height", "1"))
    zoom = min(_ZOOM, sqrt(_MOST_PIXELS / area))
    picture = bytes(svg_to_bytes(svg_string=tostring(root, encoding="unicode"), zoom=zoom))
    return _described(picture, "\n".join(about_lines(subgraph)))


def _described(picture: bytes, text: str) -> bytes:
    """Return a PNG with a text chunk before its end, for readers of descriptions."""
    content = b"iTXtDescription\0\0\0\0\0" + text.encode()
    chunk = (len(content) - 4).to_bytes(4) + content + crc32(content).to_bytes(4)
    return picture[:-_END] + chunk + picture[-_END:]


@cache
def has_fonts() -> bool:
    """Tell whether letters come out at all."""
    family = "Noto Sans, DejaVu Sans, Liberation Sans, Arial, Helvetica, sans-serif"
    written, empty = (svg_to_bytes(svg_string=_PROBE.format(family, text)) for text in ("M", ""))
    return bytes(written) != bytes(empty)


FORMAT = Format("png", "image/png", "png", "A picture, as PNG", write)
