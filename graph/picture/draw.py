"""From a subgraph to all that any picture of it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.picture.boxes import Box, box
from graph.picture.bundles import DrawnEdge, bundled
from graph.picture.encoding import OTHER, STYLES, TYPES, LineStyle, TypeMark, mark
from graph.picture.layout import layout
from graph.subgraph import CitedSource, Node, Subgraph


@dataclass(frozen=True)
class DrawnNode:
    """An actor, office or place where it stands.

    Parameters
    ----------
    node : Node
        Who it is.
    x, y : float
        The shape's middle, in pixels; y grows downwards.
    mark : TypeMark
        Shape, size and colours.
    box : Box
        The room that shape and name take, and the name in lines.
    focus : bool
        Whether it was asked about.
    """

    node: Node
    x: float
    y: float
    mark: TypeMark
    box: Box
    focus: bool


@dataclass(frozen=True)
class Legend:
    """What the marks mean: those types and lines that are in the picture."""

    types: tuple[TypeMark, ...]
    styles: tuple[LineStyle, ...]


@dataclass(frozen=True)
class Picture:
    """A subgraph laid out: what every drawing of it is made of.

    Parameters
    ----------
    title, question, revision, day, sources, left_out
        The subgraph's.
    nodes : tuple of DrawnNode
        Sorted by id.
    edges : tuple of DrawnEdge
        Sorted by id. Ends are node ids.
    legend : Legend
        What the marks mean.
    """

    title: str
    question: Mapping[str, str]
    revision: int
    day: date | None
    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]
    legend: Legend
    sources: tuple[CitedSource, ...]
    left_out: str


def picture(subgraph: Subgraph) -> Picture:
    """Return a subgraph as a picture: the same each time.

    Parameters
    ----------
    subgraph : Subgraph
        What is drawn.

    Examples
    --------
    >>> russia = Node("russia", "https://w3id.org/legation/id/russia", "State", "Russia")
    >>> [drawn] = picture(Subgraph("Russia", {"id": "russia"}, 7, (russia,), ())).nodes
    >>> drawn.mark.shape, drawn.x, drawn.box.lines, drawn.focus
    ('rectangle', 0.0, ('Russia',), True)
    """
    positions = layout(subgraph)
    asked = {subgraph.question.get(name) for name in ("id", "from", "to")}
    asked |= {
        edge.source for edge in subgraph.edges if edge.fact.id == subgraph.question.get("fact")
    }
    nodes = tuple(
        DrawnNode(
            node=node,
            x=positions[node.id].x,
            y=positions[node.id].y,
            mark=mark(node.type),
            box=box(node),
            focus=node.id in asked,
        )
        for node in sorted(subgraph.nodes, key=lambda node: node.id)
    )
    edges = tuple(bundled(subgraph.edges))
    return Picture(
        title=subgraph.title,
        question=subgraph.question,
        revision=subgraph.revision,
        day=subgraph.day,
        nodes=nodes,
        edges=edges,
        legend=_legend(nodes, edges),
        sources=subgraph.sources,
        left_out=subgraph.left_out,
    )


def _legend(nodes: tuple[DrawnNode, ...], edges: tuple[DrawnEdge, ...]) -> Legend:
    marks = {drawn.mark.key for drawn in nodes}
    styles = {line.style for line in edges}
    return Legend(
        tuple(each for each in (*TYPES.values(), OTHER) if each.key in marks),
        tuple(style for key, style in STYLES.items() if key in styles),
    )
