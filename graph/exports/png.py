"""PNG: the SVG picture as pixels, for documents and slides that take nothing else.

Drawn on this machine with its own fonts, at twice the size of the SVG or as large as is sensible.
"""

from functools import cache
from math import sqrt
from xml.etree.ElementTree import Element, tostring
from zlib import crc32

from resvg_py import svg_to_bytes

from graph.errors import Unavailable
from graph.exports._about import about_lines
from graph.exports._drawing import number
from graph.exports._fonts import name_fonts
from graph.exports._format import Format
from graph.exports._frame import svg
from graph.picture.boxes import text_width
from graph.picture.encoding import BACKGROUND
from graph.subgraph import Subgraph

_ZOOM = 2.0
_END = 12  # bytes of the last chunk
_MOST_PIXELS = 12_000_000  # at four bytes each while it is drawn

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
    _back_words(root)
    name_fonts(root)
    area = float(root.get("width", "1")) * float(root.get("height", "1"))
    zoom = min(_ZOOM, sqrt(_MOST_PIXELS / area))
    picture = bytes(svg_to_bytes(svg_string=tostring(root, encoding="unicode"), zoom=zoom))
    return _described(picture, "\n".join(about_lines(subgraph)))


def _back_words(root: Element) -> None:
    """Put a light box behind words instead of a halo, which takes half the time of a picture."""
    for parent in list(root.iter()):
        for place, text in reversed(list(enumerate(parent))):
            if text.tag != "text" or text.attrib.pop("paint-order", None) is None:
                continue
            for name in ("stroke", "stroke-width", "stroke-linejoin"):
                del text.attrib[name]
            parent.insert(place, _box(text))


def _box(text: Element) -> Element:
    size = float(text.get("font-size", "0"))
    wide = text_width(text.text or "", size) + 2
    return Element(
        "rect",
        {
            "x": number(float(text.get("x", "0")) - wide / 2),
            "y": number(float(text.get("y", "0")) - 0.85 * size),
            "width": number(wide),
            "height": number(1.15 * size),
            "fill": BACKGROUND.light,
            "fill-opacity": "0.92",
        },
    )


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
