"""The whole picture as SVG: its title, the graph, what the marks mean, and where it is from."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from graph.exports._about import LICENCE, about_lines, cited, question
from graph.exports._drawing import graph, line_attributes, markers, number, shape
from graph.exports._text import clean
from graph.exports._xml import child
from graph.picture import Picture, picture
from graph.picture.boxes import FONT_SIZE, text_width, wrapped
from graph.picture.encoding import BACKGROUND, TEXT
from graph.picture.lines import Course, courses
from graph.subgraph import Subgraph

_MARGIN = 24.0
_NARROWEST = 720.0
_TITLE_SIZE, _TITLE_HEIGHT = 18, 24
_SIZE, _HEIGHT = 11, 15
_LEGEND_HEIGHT, _LEGEND_GAP = 34, 22
_SWATCH = 52.0
_MOST_SOURCES = 12
_QUIET = "#555555"


class _Sheet:
    """An SVG element that is written from top to bottom."""

    def __init__(self, root: Element, width: float) -> None:
        self.root = root
        self.width = width
        self.y = _MARGIN

    def lines(self, text: str, size: int, height: int, **paint: str) -> None:
        """Write a text in as many lines as it takes."""
        widest = (self.width - 2 * _MARGIN) * FONT_SIZE / size
        for line in wrapped(text, widest, most=6):
            self.y += height
            place = {"x": number(_MARGIN), "y": number(self.y), "font-size": str(size)}
            child(self.root, "text", {**place, **paint}, clean(line))

    def note(self, text: str) -> None:
        """Write a text in small letters."""
        self.lines(text, _SIZE, _HEIGHT, fill=_QUIET)


def svg(subgraph: Subgraph) -> Element:
    """Return a subgraph as an SVG element, as large as it needs to be."""
    drawn = picture(subgraph)
    lines = courses(drawn)
    left, top, right, bottom = _extent(drawn, lines)
    sheet = _Sheet(_root(subgraph), max(_NARROWEST, right - left + 2 * _MARGIN))
    background = child(sheet.root, "rect", {"width": "100%", "height": "100%"})
    background.set("fill", BACKGROUND.light)
    markers(sheet.root)
    sheet.lines(drawn.title or "Untitled", _TITLE_SIZE, _TITLE_HEIGHT, **{"font-weight": "bold"})
    sheet.note(question(subgraph))
    across = (sheet.width - left - right) / 2
    down = sheet.y + _MARGIN - top
    place = {"transform": f"translate({number(across)} {number(down)})"}
    graph(child(sheet.root, "g", place), drawn, lines)
    sheet.y = down + bottom + _MARGIN
    _legend(sheet, drawn)
    for text in _account(subgraph, drawn):
        sheet.note(text)
    _sized(sheet.root, sheet.width, sheet.y + _MARGIN)
    return sheet.root


def _root(subgraph: Subgraph) -> Element:
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "role": "img",
            "aria-labelledby": "title account",
            "font-family": "sans-serif",
            "fill": TEXT.light,
        },
    )
    child(root, "title", {"id": "title"}, clean(subgraph.title) or "Untitled")
    child(root, "desc", {"id": "account"}, "\n".join(about_lines(subgraph)))
    return root


def _sized(root: Element, width: float, height: float) -> None:
    root.set("width", number(width))
    root.set("height", number(height))
    root.set("viewBox", f"0 0 {number(width)} {number(height)}")


def _extent(drawn: Picture, lines: Iterable[Course]) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of all that is drawn."""
    across, down = [0.0], [0.0]
    for node in drawn.nodes:
        across += [node.x - node.box.half, node.x + node.box.half]
        down += [node.y - node.box.above, node.y + node.box.below]
    for line in lines:
        half = max((text_width(word, _SIZE) for word in line.words), default=0.0) / 2
        across += [line.at[0] - half, line.at[0] + half, *(x for x, _ in line.points)]
        down += [line.at[1] - _HEIGHT * 2, line.at[1] + _HEIGHT * 2, *(y for _, y in line.points)]
    return min(across), min(down), max(across), max(down)


def _legend(sheet: _Sheet, drawn: Picture) -> None:
    """Say what the marks mean, in rows."""
    x = _MARGIN
    for mark in drawn.legend.types:
        x = _entry(sheet, x, mark.words)
        shape(sheet.root, mark, (x - _LEGEND_GAP - text_width(mark.words) - 30, sheet.y))
    for style in drawn.legend.styles:
        x = _entry(sheet, x, style.words)
        start = x - _LEGEND_GAP - text_width(style.words) - _SWATCH
        course = f"M {number(start)} {number(sheet.y)} h 44"
        child(sheet.root, "path", {"d": course, **line_attributes(style.key)})
    if x > _MARGIN:
        sheet.y += _LEGEND_HEIGHT / 2 + 4


def _entry(sheet: _Sheet, x: float, text: str) -> float:
    """Write what a mark means, on a new row where there is no more room; return where it ends."""
    wide = _SWATCH + text_width(text) + _LEGEND_GAP
    if x == _MARGIN or x + wide > sheet.width - _MARGIN:
        sheet.y += _LEGEND_HEIGHT + (12 if x == _MARGIN else 10)
        x = _MARGIN
    place = {"x": number(x + _SWATCH), "y": number(sheet.y + 4), "font-size": str(FONT_SIZE)}
    child(sheet.root, "text", place, clean(text))
    return x + wide


def _account(subgraph: Subgraph, drawn: Picture) -> list[str]:
    """Return what stands below the picture: when, how much, on what, and what is missing."""
    day = f", {subgraph.day.isoformat()}" if subgraph.day else ""
    facts = sum(edge.count for edge in drawn.edges)
    count = f"{len(drawn.nodes)} nodes, {facts} facts on {len(drawn.edges)} lines"
    sources = [f"Source: {cited(source)}" for source in drawn.sources]
    more = len(sources) - _MOST_SOURCES
    return [
        f"Legation, revision {subgraph.revision}{day}. {count}.",
        *([f"Left out: {subgraph.left_out}."] if subgraph.left_out else []),
        *sources[:_MOST_SOURCES],
        *([f"and {more} more sources, named in the file's description."] if more > 0 else []),
        LICENCE,
    ]
