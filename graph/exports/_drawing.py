"""The lines and nodes of a picture as SVG. No script runs in it and no style sheet is needed."""

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from graph.answers import Evidence
from graph.exports._text import clean
from graph.exports._xml import child
from graph.picture import DrawnNode, Picture
from graph.picture.boxes import FONT_SIZE, LINE_HEIGHT
from graph.picture.encoding import BACKGROUND, STYLES, TypeMark
from graph.picture.lines import LABEL_HEIGHT, LABEL_SIZE, Course
from graph.picture.outlines import Point, corners

_WIDTH = 1.8
_FOCUS_WIDTH = 3.5
_HALO = {
    "stroke": BACKGROUND.light,
    "stroke-width": "5",
    "stroke-linejoin": "round",
    "paint-order": "stroke",
}
_HEADS = {
    "triangle": {"points": "0,0 11,5 0,10"},
    "hollow triangle": {"points": "0.8,0.8 10,5 0.8,9.2"},
    "tee": {"points": "8,0 11,0 11,10 8,10"},
}


def markers(root: Element) -> None:
    """Add the arrowheads, one a line style."""
    definitions = child(root, "defs")
    for style in STYLES.values():
        marker = child(
            definitions,
            "marker",
            {
                "id": f"head-{style.key}",
                "viewBox": "0 0 11 10",
                "refX": "11",
                "refY": "5",
                "markerWidth": "11",
                "markerHeight": "10",
                "markerUnits": "userSpaceOnUse",
                "orient": "auto",
            },
        )
        colour = style.colour.light
        hollow = style.arrow.startswith("hollow")
        fill = {"fill": BACKGROUND.light, "stroke": colour} if hollow else {"fill": colour}
        child(marker, "polygon", {**_HEADS[style.arrow], **fill, "stroke-width": "1.5"})


def line_attributes(style: str, *, headed: bool = True) -> dict[str, str]:
    """Return how a line of a style is drawn."""
    shown = STYLES[style]
    dashes = {"stroke-dasharray": " ".join(map(str, shown.dashes))} if shown.dashes else {}
    return {
        "fill": "none",
        "stroke": shown.colour.light,
        "stroke-width": number(_WIDTH),
        **dashes,
        **({"marker-end": f"url(#head-{style})"} if headed else {}),
    }


def graph(parent: Element, drawn: Picture, lines: Sequence[Course]) -> None:
    """Add the lines, the nodes over them, and all words on top."""
    names = {node.node.id: node.node.label for node in drawn.nodes}
    for line in lines:
        _line(child(parent, "g", {"class": f"edge {line.edge.style}"}), names, line)
    for node in drawn.nodes:
        group = child(parent, "g", {"class": f"node {node.mark.key}"})
        child(group, "title", text=clean(f"{node.node.label} ({node.mark.words})"))
        shape(group, node.mark, (node.x, node.y), focus=node.focus)
    for line in lines:
        x, y = line.at
        top = y - LABEL_HEIGHT * len(line.words) / 2 + LABEL_HEIGHT * 0.8
        colour = STYLES[line.edge.style].colour.light
        for row, text in enumerate(line.words):
            place = (x, top + LABEL_HEIGHT * row)
            words(parent, text, place, LABEL_SIZE, fill=colour, **_HALO)
    for node in drawn.nodes:
        _name(parent, node)


def _line(group: Element, names: Mapping[str, str], line: Course) -> None:
    edge = line.edge
    between = "\u2014" if edge.mutual else "\u2192"
    title = f"{names[edge.source]} {between} {names[edge.target]}: {edge.label}"
    child(group, "title", text=clean(title))
    said = [item for each in edge.edges for item in each.fact.evidence]
    denied = [f"Denied by {', '.join(edge.denied_by)}."] if edge.denied_by else []
    child(group, "desc", text=clean("\n".join([*denied, *map(_evidence, said)])))
    start, *rest = (f"{number(x)} {number(y)}" for x, y in line.points)
    drawn = line_attributes(edge.style, headed=not edge.mutual)
    child(group, "path", {"d": f"M {start} C {', '.join(rest)}", **drawn})


def _evidence(item: Evidence) -> str:
    quote = f"“{item.quote}”" if item.quote else f"record {item.record}"
    sources = (*item.cites, item.source)
    parts = (
        part for each in sources for part in (each.title, each.publisher, each.issued, each.url)
    )
    return f"{quote}: {', '.join(part for part in parts if part)}"


def shape(parent: Element, mark: TypeMark, at: Point, *, focus: bool = False) -> None:
    """Add the shape of a type about a point."""
    paint = {
        "fill": mark.fill.light,
        "stroke": mark.line.light,
        "stroke-width": number(_FOCUS_WIDTH if focus else _WIDTH),
    }
    points = corners(mark)
    if points:
        listed = " ".join(f"{number(at[0] + x)},{number(at[1] + y)}" for x, y in points)
        child(parent, "polygon", {"points": listed, "stroke-linejoin": "round", **paint})
        return
    place = {"cx": number(at[0]), "cy": number(at[1]), "r": number(mark.width / 2)}
    child(parent, "circle", {**place, **paint})


def _name(parent: Element, node: DrawnNode) -> None:
    first = node.y + node.box.below - LINE_HEIGHT * len(node.box.lines) + LINE_HEIGHT * 0.8
    weight = {"font-weight": "bold"} if node.focus else {}
    for row, text in enumerate(node.box.lines):
        words(parent, text, (node.x, first + LINE_HEIGHT * row), FONT_SIZE, **weight, **_HALO)


def words(parent: Element, text: str, at: Point, size: int, **paint: str) -> None:
    """Add a line of text about a point on its base line."""
    place = {"x": number(at[0]), "y": number(at[1]), "font-size": str(size)}
    child(parent, "text", {**place, "text-anchor": "middle", **paint}, clean(text))


def number(value: float) -> str:
    """Return a number of pixels as it is written: a tenth is enough.

    >>> number(3.0), number(-0.04), number(2.25)
    ('3', '0', '2.2')
    """
    return f"{round(value, 1) + 0:g}" if abs(value) < 100000 else f"{value:.0f}"
