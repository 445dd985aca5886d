"""Parallel facts as one line with a count; facts of different standing never as one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from graph.answers import Standing, Statement
from graph.picture.encoding import STANDINGS
from graph.subgraph import Edge
from graph.subgraph.edges import DOUBTFUL
from graph.years import years

_BETWEEN_LINES = 30.0  # pixels at the middle of parallel lines


@dataclass(frozen=True)
class DrawnEdge:
    """A line between two nodes: one fact, or several that say the same of the same two.

    Parameters
    ----------
    id : str
        The first fact's edge id.
    source, target, kind, predicate, standing, role, other_role : str
        As all its edges have them.
    label : str
        Predicate, count, years, and the doubt where there is any.
    style : str
        A key of `graph.picture.encoding.STYLES`.
    bend : float
        By how many pixels its middle is off the straight line, to the right as one looks from
        source to target; for a tie of a node with itself, how many there are before it.
    edges : tuple of Edge
        What it stands for, sorted by id.
    """

    id: str
    source: str
    target: str
    kind: str
    predicate: str
    standing: Standing
    role: str
    other_role: str
    label: str
    style: str
    bend: float
    edges: tuple[Edge, ...]

    @property
    def count(self) -> int:
        """How many facts it stands for."""
        return len(self.edges)

    @property
    def mutual(self) -> bool:
        """Whether it says the same of both its ends, so that it is drawn without an arrowhead."""
        return self.edges[0].mutual

    @property
    def denied_by(self) -> tuple[str, ...]:
        """Who denies any of them."""
        return tuple(sorted({name for edge in self.edges for name in edge.denied_by}))

    @property
    def start(self) -> date | None:
        """The first day of any of them; ``None`` where one may have begun at any time."""
        days = [edge.fact.when.start_earliest for edge in self.edges]
        known = [each for each in days if each]
        return min(known) if len(known) == len(days) else None

    @property
    def end(self) -> date | None:
        """The last day of any of them; ``None`` where one may last."""
        days = [edge.fact.when.end_latest for edge in self.edges]
        known = [each for each in days if each]
        return max(known) if len(known) == len(days) else None


def bundled(edges: Iterable[Edge]) -> list[DrawnEdge]:
    """Return the lines to draw, sorted by id."""
    groups: dict[tuple[str, str, str, str], list[Edge]] = {}
    for edge in sorted(edges, key=lambda edge: edge.id):
        key = (edge.source, edge.target, edge.predicate, edge.standing)
        groups.setdefault(key, []).append(edge)
    pairs: dict[frozenset[str], list[list[Edge]]] = {}
    for group in groups.values():
        pairs.setdefault(frozenset({group[0].source, group[0].target}), []).append(group)
    drawn = [line for beside in pairs.values() for line in _parallel(beside)]
    return sorted(drawn, key=lambda line: line.id)


def _parallel(groups: Sequence[Sequence[Edge]]) -> Iterable[DrawnEdge]:
    middle = (len(groups) - 1) / 2
    for number, group in enumerate(groups):
        first = group[0]
        forward = 1.0 if first.source < first.target else -1.0
        loop = first.source == first.target
        yield DrawnEdge(
            id=first.id,
            source=first.source,
            target=first.target,
            kind=first.kind,
            predicate=first.predicate,
            standing=first.standing,
            role=first.role,
            other_role=first.other_role,
            label=bundle_label(group),
            style=STANDINGS[first.standing].key,
            bend=float(number) if loop else forward * (number - middle) * _BETWEEN_LINES,
            edges=tuple(group),
        )


def bundle_label(edges: Sequence[Edge]) -> str:
    """Return the text on a line: one fact's own, or predicate, count, years and the doubt."""
    first = edges[0]
    if len(edges) == 1:
        return first.label
    when = _years(edges)
    label = f"{first.predicate} ×{len(edges)}" + (f", {when}" if when else "")
    return f"{label} ({first.standing})" if first.standing in DOUBTFUL else label


def _years(edges: Sequence[Edge]) -> str:
    said = {years(edge.fact.when, said=isinstance(edge.fact, Statement)) for edge in edges} - {""}
    if len(said) < 2:
        return next(iter(said), "")
    named = sorted(
        day.year
        for edge in edges
        for day in (
            edge.fact.when.start_earliest,
            edge.fact.when.start_latest,
            edge.fact.when.end_earliest,
            edge.fact.when.end_latest,
        )
        if day
    )
    return str(named[0]) if named[0] == named[-1] else f"{named[0]}\u2013{named[-1]}"
