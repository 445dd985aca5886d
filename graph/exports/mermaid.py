"""Mermaid: a flowchart for Markdown pages, wikis and issue trackers that draw it themselves.

Mermaid lays the chart out by its own rules, and gives up above 500 lines or 50,000 characters; long
before, nobody can read it. A chart of more than 200 lines is refused.
"""

from collections.abc import Sequence

from graph.errors import InvalidParameter
from graph.exports._about import MAKER, about_lines
from graph.exports._format import Format
from graph.exports._text import clean
from graph.picture import DrawnEdge, DrawnNode, Picture, picture
from graph.picture.encoding import STYLES, TEXT, TypeMark
from graph.subgraph import Subgraph

MOST_LINES = 200
_MOST_CHARACTERS = 50_000

_SHAPES = {
    "circle": ("((", "))"),
    "rectangle": ("[", "]"),
    "diamond": ("{", "}"),
    "hexagon": ("{{", "}}"),
    "triangle": ("[/", "\\]"),
    "octagon": ("([", "])"),
    "tag": (">", "]"),
    "pentagon": ("[[", "]]"),
}
_ARROWS = {"reported": "-->", "alleged": "-.->", "denied": "--x"}
_MUTUAL = {"reported": "---", "alleged": "-.-", "denied": "x--x"}
_PLAIN = frozenset(" ,.()-'/")


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as a Mermaid flowchart.

    Raises
    ------
    InvalidParameter
        If it is more than Mermaid can draw.
    """
    drawn = picture(subgraph)
    _refuse(len(drawn.edges) > MOST_LINES, f"{len(drawn.edges)} lines")
    lines = [f"%% {line}" for line in about_lines(subgraph)]
    lines += ["flowchart LR", f"  accTitle: {MAKER}: {_text(drawn.title)}"]
    names = {node.node.id: f"n{number}" for number, node in enumerate(drawn.nodes)}
    lines += [f"  {names[node.node.id]}{_node(node)}" for node in drawn.nodes]
    lines += [f"  {names[edge.source]} {_edge(edge)} {names[edge.target]}" for edge in drawn.edges]
    lines += [*_classes(drawn), *_line_styles(drawn.edges)]
    text = "\n".join([*lines, ""])
    _refuse(len(text) > _MOST_CHARACTERS, f"{len(text)} characters")
    return text.encode()


def _refuse(too_much: bool, size: str) -> None:
    if too_much:
        raise InvalidParameter(
            "max_edges",
            f"a Mermaid chart of {size} cannot be drawn, and not be read either; ask for at most "
            f"{MOST_LINES} lines with max_edges, depth or kind, or take the format svg",
        )


def _node(drawn: DrawnNode) -> str:
    before, after = _SHAPES[drawn.mark.shape]
    return f'{before}"{_text(drawn.node.label) or _text(drawn.node.id)}"{after}'


def _edge(edge: DrawnEdge) -> str:
    line = (_MUTUAL if edge.mutual else _ARROWS)[edge.style]
    return f'{line}|"{_text(edge.label) or "#32;"}"|'


def _text(text: str) -> str:
    """Return a text on one line with every sign that may mean something by its number.

    >>> _text('a "b"; #c')
    'a #34;b#34;#59; #35;c'
    """
    line = " ".join(clean(text).replace("\ufeff", " ").split())  # white space to a browser
    return "".join(
        letter
        if not letter.isascii() or letter.isalnum() or letter in _PLAIN
        else f"#{ord(letter)};"
        for letter in line
    )


def _classes(drawn: Picture) -> list[str]:
    lines = [_class(mark) for mark in drawn.legend.types]
    for mark in drawn.legend.types:
        mine = [number for number, node in enumerate(drawn.nodes) if node.mark == mark]
        lines.append(f"  class {','.join(f'n{number}' for number in mine)} {mark.key}")
    return lines


def _class(mark: TypeMark) -> str:
    # Dark letters on a light inside are read on either background.
    colours = f"fill:{mark.fill.light},stroke:{mark.line.light},color:{TEXT.light}"
    return f"  classDef {mark.key} {colours}"


def _line_styles(edges: Sequence[DrawnEdge]) -> list[str]:
    lines = []
    for key, style in STYLES.items():
        mine = [str(number) for number, edge in enumerate(edges) if edge.style == key]
        if mine:
            lines.append(f"  linkStyle {','.join(mine)} stroke:{style.colour.light}")
    return lines


FORMAT = Format(
    "mermaid", "text/vnd.mermaid", "mmd", "A flowchart for Markdown pages, as Mermaid", write
)
