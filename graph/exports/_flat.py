"""Nodes and edges as plain attributes: texts and whole numbers, no lists, dates or None.

What is a list stands joined by ``" | "`` for the eye, and again as JSON, from which it comes back
exactly: in an attribute whose name ends in ``_json``, or, for evidence, whole in ``evidence_json``.
What is unknown is not there at all.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from graph.answers import Statement
from graph.exports._text import as_json, clean, cleaned, joined
from graph.picture import Position
from graph.subgraph import Edge, Node
from graph.subgraph.edges import together

Row = dict[str, str | int]


@dataclass(frozen=True)
class Column:
    """An attribute that nodes or edges may have.

    Parameters
    ----------
    name : str
        Its name, the same in every format.
    kind : str
        ``string`` or ``int``, for formats that declare types; in every row the same.
    """

    name: str
    kind: Literal["string", "int"] = "string"


@dataclass(frozen=True)
class Span:
    """The days on which a fact may have been so; ``None`` where that end is unknown."""

    start: date | None
    end: date | None

    @property
    def known(self) -> bool:
        """Whether either end is known."""
        return self.start is not None or self.end is not None


def span(edge: Edge) -> Span:
    """Return the days on which an edge's fact may have been so: an as-of answer's *possible*.

    A fact that is only attested on some day has no span, for nothing says when it began or
    ended; a fact of June 2024 has all of June.
    """
    return Span(edge.fact.when.start_earliest, edge.fact.when.end_latest)


def edge_kinds(edges: Iterable[Edge]) -> dict[str, str]:
    """Return each edge's kind by its id: fact type and standing, as in ``Allegation|disputed``.

    Gephi makes one edge of parallel ones of the same kind. Where facts of one type tie the same
    two actors in different roles, or they only share a role, the roles are part of the kind.
    """
    kinds: dict[str, str] = {}
    roles: dict[tuple[str, str, str], tuple[str, str]] = {}
    for edge in edges:
        mine = (edge.role, edge.other_role)
        first = roles.setdefault((edge.source, edge.target, edge.kind), mine)
        plain = mine == first and not together(*mine)
        kind = edge.kind if plain else f"{edge.kind}:{'-'.join(mine)}"
        kinds[edge.id] = f"{clean(kind)}|{edge.standing}"
    return kinds


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))


def _asserters(edge: Edge) -> list[str]:
    fact = edge.fact
    return [actor.label for actor in fact.asserter] if isinstance(fact, Statement) else []


def _content(edge: Edge) -> list[str]:
    fact = edge.fact
    return [stated.label for stated in fact.content] if isinstance(fact, Statement) else []


def _evidence(edge: Edge, name: str) -> list[str]:
    return _unique(_text(getattr(item, name)) for item in edge.fact.evidence)


def _source(edge: Edge, name: str) -> list[str]:
    return _unique(_text(getattr(item.source, name)) for item in edge.fact.evidence)


_EDGE_LISTS: dict[str, Callable[[Edge], Sequence[str]]] = {
    "claimed_by": _asserters,
    "denied_by": lambda edge: edge.denied_by,
    "reported_by": lambda edge: [actor.label for actor in edge.fact.reported_by],
    "attributed_to": lambda edge: [actor.label for actor in edge.fact.attributed_to],
    "content": _content,
}
_EDGE_EVIDENCE: dict[str, Callable[[Edge], Sequence[str]]] = {
    "quote": lambda edge: _evidence(edge, "quote"),
    "record": lambda edge: _evidence(edge, "record"),
    "source_uri": lambda edge: _source(edge, "iri"),
    "source_title": lambda edge: _source(edge, "title"),
    "source_url": lambda edge: _source(edge, "url"),
    "source_date": lambda edge: _source(edge, "issued"),
}
_EDGE_TEXTS: dict[str, Callable[[Edge], object]] = {
    "predicate": lambda edge: edge.predicate,
    "standing": lambda edge: edge.standing.value,
    "fact_type": lambda edge: edge.kind,
    "role": lambda edge: edge.role,
    "other_role": lambda edge: edge.other_role,
    "fact": lambda edge: edge.fact.id,
    "uri": lambda edge: edge.fact.iri,
    "date_words": lambda edge: edge.fact.when.words,
    "date_precision": lambda edge: edge.fact.when.precision,
    "date_basis": lambda edge: edge.fact.when.basis,
    "start": lambda edge: span(edge).start,
    "end": lambda edge: span(edge).end,
    "start_earliest": lambda edge: edge.fact.when.start_earliest,
    "start_latest": lambda edge: edge.fact.when.start_latest,
    "end_earliest": lambda edge: edge.fact.when.end_earliest,
    "end_latest": lambda edge: edge.fact.when.end_latest,
    "certainty": lambda edge: edge.fact.certainty,
}

NODE_COLUMNS = (
    Column("type"),
    Column("uri"),
    Column("aliases"),
    Column("aliases_json"),
    Column("labels"),
    Column("labels_json"),
)
PLACE_COLUMNS = (Column("x", "int"), Column("y", "int"))  # in pixels, y downwards
EDGE_COLUMNS = (
    *(Column(name) for name in _EDGE_TEXTS),
    *(Column(name) for base in _EDGE_LISTS for name in (base, f"{base}_json")),
    *(Column(name) for name in _EDGE_EVIDENCE),
    Column("asserters", "int"),
    Column("evidence_json"),
)


def node_row(node: Node, at: Position | None = None) -> Row:
    """Return a node's attributes, besides its id and label, with where it stands if given."""
    row: dict[str, str | int] = {"type": node.type, "uri": node.iri}
    if at is not None:
        row |= {"x": round(at.x), "y": round(at.y)}
    row |= _listed("aliases", node.aliases)
    if node.labels:
        row["labels"] = joined(f"{tag}: {label}" for tag, label in node.labels.items())
        row["labels_json"] = as_json(cleaned(dict(node.labels)))
    return _filled(row)


def edge_row(*edges: Edge) -> Row:
    """Return the attributes of an edge, besides its ends, id and label.

    Parameters
    ----------
    *edges : Edge
        One edge; or several that a format has to draw as one, whose values then stand together.
    """
    row: dict[str, str | int] = {
        name: joined(_unique(_text(value(edge)) for edge in edges))
        for name, value in _EDGE_TEXTS.items()
    }
    for name, values in _EDGE_LISTS.items():
        row |= _listed(name, _unique(text for edge in edges for text in values(edge)))
    for name, values in _EDGE_EVIDENCE.items():
        row[name] = joined(_unique(text for edge in edges for text in values(edge)))
    row["asserters"] = max(edge.fact.asserters for edge in edges)
    evidence = [
        item.model_dump(mode="json", exclude_none=True)
        for edge in edges
        for item in edge.fact.evidence
    ]
    row["evidence_json"] = as_json(cleaned(evidence)) if evidence else ""
    return _filled(row)


def _listed(name: str, values: Sequence[str]) -> dict[str, str]:
    if not values:
        return {}
    return {name: joined(values), f"{name}_json": as_json(cleaned(list(values)))}


def _filled(row: dict[str, Any]) -> Row:
    return {name: cleaned(value) for name, value in row.items() if value not in {"", None}}
