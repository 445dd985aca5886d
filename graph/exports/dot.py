"""DOT: Graphviz."""

import re

from graph.answers import Standing
from graph.exports._about import about, about_lines
from graph.exports._flat import edge_row
from graph.exports._format import Format
from graph.exports._text import clean
from graph.subgraph import Edge, Node, Subgraph

_SHAPES = {"Person": "ellipse", "State": "box", "Office": "house", "Place": "house"}
_OTHER_SHAPE = "diamond"

_SAID = {"style": "solid", "arrowhead": "normal", "color": "#0072B2"}
_ALLEGED = {"style": "dashed", "arrowhead": "onormal", "color": "#B35C00"}
_DENIED = {"style": "dotted", "arrowhead": "tee", "color": "#8B1E6B"}
_LINES = {
    Standing.reported: _SAID,
    Standing.attributed: _SAID,
    Standing.alleged: _ALLEGED,
    Standing.disputed: _ALLEGED,
    Standing.denied: _DENIED,
}

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
    lines += [f"  {_identifier(node.id)} {_attributes(_node(node))};" for node in subgraph.nodes]
    lines += [
        f"  {_identifier(edge.source)} -> {_identifier(edge.target)} {_attributes(_edge(edge))};"
        for edge in subgraph.edges
    ]
    return "\n".join([*lines, "}", ""]).encode()


def _node(node: Node) -> dict[str, str]:
    return {
        "label": clean(node.label),
        "shape": _SHAPES.get(node.type, _OTHER_SHAPE),
        "tooltip": clean(", ".join((node.label, *node.aliases))),
        **_link(node.iri),
        "type": clean(node.type),
    }


def _edge(edge: Edge) -> dict[str, str]:
    row = {name: str(value) for name, value in edge_row(edge).items()}
    said = (row.get("quote"), row.get("source_title"), row.get("source_date"))
    return {
        "id": clean(edge.id),
        "label": clean(edge.label),
        **_LINES[edge.standing],
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
