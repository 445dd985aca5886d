"""DOT: Graphviz. ``neato -n2 -Tsvg`` draws it where the other pictures have it; ``dot`` anew."""

import re

from graph.exports._about import about, about_lines
from graph.exports._flat import edge_row
from graph.exports._format import Format
from graph.exports._text import clean
from graph.picture import Position, layout, mark
from graph.picture.encoding import STANDINGS
from graph.subgraph import Edge, Node, Subgraph

_SHAPES = {"circle": "ellipse", "rectangle": "box", "tag": "cds"}  # others by the same names
_HEADS = {"triangle": "normal", "hollow triangle": "onormal", "tee": "tee"}

# Graphviz shows "&amp;" as "&" in a label: what only looks like an entity is escaped as one.
_ENTITY = re.compile(r"&(?=#?\w+;)")


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as DOT."""
    facts = about(subgraph)
    graph = {"label": str(facts["title"]), "comment": "\n".join(about_lines(subgraph))}
    lines = [f"// {line}" for line in about_lines(subgraph)]
    lines.append(f"digraph {_quoted(str(facts['title']))} {{")
    lines.append(f"  graph {_attributes(graph)};")
    lines.append('  node [fontname="sans-serif"];')
    lines.append('  edge [fontname="sans-serif", fontsize="10"];')
    places = layout(subgraph)
    lines += [
        f"  {_identifier(node.id)} {_attributes(_node(node, places[node.id]))};"
        for node in subgraph.nodes
    ]
    lines += [
        f"  {_identifier(edge.source)} -> {_identifier(edge.target)} {_attributes(_edge(edge))};"
        for edge in subgraph.edges
    ]
    return "\n".join([*lines, "}", ""]).encode()


def _node(node: Node, at: Position) -> dict[str, str]:
    shown = mark(node.type)
    return {
        "label": clean(node.label),
        "shape": _SHAPES.get(shown.shape, shown.shape),
        "style": "filled",
        "fillcolor": shown.fill.light,
        "color": shown.line.light,
        "pos": f"{at.x:g},{0.0 - at.y:g}!",  # in points; y grows upwards
        "tooltip": clean(", ".join((node.label, *node.aliases))),
        **_link(node.iri),
        "type": clean(node.type),
    }


def _edge(edge: Edge) -> dict[str, str]:
    row = {name: str(value) for name, value in edge_row(edge).items()}
    style = STANDINGS[edge.standing]
    said = (row.get("quote"), row.get("source_title"), row.get("source_date"))
    return {
        "id": clean(edge.id),
        "label": clean(edge.label),
        "style": style.line,
        "arrowhead": "none" if edge.mutual else _HEADS[style.arrow],
        "color": style.colour.light,
        "edgetooltip": "\n".join(part for part in said if part) or clean(edge.label),
        **_link(next((item.source.url for item in edge.fact.evidence if item.source.url), "")),
        "standing": str(edge.standing),
    }


def _link(url: str | None) -> dict[str, str]:
    """Return a link, which a reader may click: to the web and nowhere else."""
    safe = url and url.startswith(("http://", "https://"))
    return {"URL": clean(url)} if safe and url else {}


def _attributes(values: dict[str, str]) -> str:
    pairs = (f"{name}={_quoted(value)}" for name, value in values.items())
    return f"[{', '.join(pairs)}]"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{_ENTITY.sub("&amp;", escaped)}"'


def _identifier(text: str) -> str:
    """Return a node's name in quotes. Names know no escapes but the quote's."""
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


FORMAT = Format("dot", "text/vnd.graphviz", "dot", "DOT for Graphviz", write)
