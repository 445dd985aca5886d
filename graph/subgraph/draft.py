"""A subgraph in the making: facts are added one by one, each edge once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pyoxigraph import Quad

from graph.answers import ActorShort, Fact, Statement
from graph.lookups.connections import find_ties, load_connections
from graph.lookups.denials import denials
from graph.lookups.ties import Tie
from graph.paging import MAX_LIMIT
from graph.subgraph.edges import RESPONDS_TO, Direction, between, direct, edge_label, predicate
from graph.subgraph.excerpt import excerpt, texts
from graph.subgraph.parts import CitedSource, Edge, Node, Subgraph
from graph.view import View, describe
from ontology import DCT, RDFS, SKOS


@dataclass(frozen=True)
class Room:
    """How much a subgraph may hold; denials of what it holds come on top."""

    edges: int
    nodes: int

    def fitting(self, others: Sequence[str], edges: int, known: Iterable[str]) -> int:
        """Return how many ties to others still fit, given in the order to take them.

        >>> Room(edges=9, nodes=3).fitting(["a", "b", "a", "c"], 2, ["z"])
        3
        """
        held = set(known)
        for count, other in enumerate(others):
            if edges + count >= self.edges or len(held | {other}) > self.nodes:
                return count
            held.add(other)
        return len(others)


class Draft:
    """A subgraph in the making."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._actors: dict[str, ActorShort] = {}
        self._ties: dict[tuple[str, str, str], tuple[Direction, Fact | Statement]] = {}
        self._told: dict[str, Fact | Statement] = {}
        self._denied_by: dict[str, set[str]] = {}

    def node(self, iri: str) -> ActorShort:
        """Add a node by IRI."""
        actor = self._view.short([iri])[iri]
        self.add(actor)
        return actor

    def add(self, *actors: ActorShort) -> None:
        """Add nodes."""
        self._actors.update((actor.id, actor) for actor in actors)

    def tell(self, fact: Fact | Statement) -> None:
        """Add a fact that may tie nobody to anybody, for files that hold more than edges."""
        self._told[fact.iri] = fact

    def tie(self, fact: Fact | Statement, direction: Direction | None) -> None:
        """Add an edge, once however often it is found."""
        if direction is not None:
            self._ties[fact.iri, direction.source, direction.target] = (direction, fact)

    def spread(self, start: ActorShort, depth: int, room: Room, filters: Mapping[str, Any]) -> str:
        """Add connections breadth-first; return what was left out."""
        reached, frontier = {start.id}, [start]
        seen: set[tuple[str, frozenset[str]]] = set()
        for _ in range(depth):
            found: dict[str, ActorShort] = {}
            for place, actor in enumerate(frontier):
                ties = {
                    (tie.fact.iri, frozenset({actor.iri, tie.other})): tie
                    for tie in find_ties(self._view, actor.id, **filters)
                }
                fresh = [tie for pair, tie in ties.items() if pair not in seen]
                known = {node.iri for node in self._actors.values()}
                fitting = room.fitting([tie.other for tie in fresh], len(seen), known)
                self._connect(actor, fresh[:fitting], filters.get("as_of"))
                if len(fresh) > fitting:
                    return self._cut(actor, len(fresh), fitting, len(frontier) - place - 1)
                seen |= ties.keys()
                neighbours = self._view.short(tie.other for tie in fresh).values()
                found |= {other.id: other for other in neighbours}
            frontier = [found[name] for name in sorted(found.keys() - reached)]
            reached |= found.keys()
        return ""

    def _connect(self, actor: ActorShort, ties: Sequence[Tie], as_of: date | None) -> None:
        for first in range(0, len(ties), MAX_LIMIT):
            chunk = ties[first : first + MAX_LIMIT]
            for connection in load_connections(self._view, chunk, as_of):
                other, fact = connection.actor, connection.fact
                way = between(fact, actor.id, other.id)
                roles = connection.role, connection.other_role
                self.add(other)
                self.tie(fact, way or direct(actor.id, other.id, *roles))

    def _cut(self, actor: ActorShort, found: int, fitting: int, waiting: int) -> str:
        others = f", nor those of {waiting} other actors" if waiting else ""
        return (
            f"stopped at {len(self._ties)} edges and {len(self._actors)} nodes: the "
            f"{found - fitting} oldest of {found} connections of {actor.label} are not here{others}"
        )

    def deny(self, *, newcomers: bool) -> None:
        """Add who denies what: a note on each denied fact, and an edge against its asserter."""
        facts = {fact.iri: fact for _, fact in self._ties.values()}
        answers = denials(self._view, sorted(facts))
        for iri, denied_in in sorted(answers.items()):
            asserted = facts[iri]
            for denial in denied_in:
                for denier in denial.asserter:
                    self._denied_by.setdefault(iri, set()).add(denier.label)
                    if isinstance(asserted, Statement):
                        self._respond(denial, denier, asserted, newcomers=newcomers)

    def _respond(
        self, denial: Statement, denier: ActorShort, asserted: Statement, *, newcomers: bool
    ) -> None:
        ends = [denier, *asserted.asserter]
        if not newcomers and any(end.id not in self._actors for end in ends):
            return
        for asserter in asserted.asserter:
            if asserter.id != denier.id:
                self.add(denier, asserter)
                self.tie(denial, Direction(denier.id, asserter.id, "asserter", RESPONDS_TO))

    def finish(self, title: str, question: dict[str, str], left_out: str) -> Subgraph:
        """Return the subgraph, sorted, with what its files have to state."""
        facts = {**self._told, **{fact.iri: fact for _, fact in self._ties.values()}}
        clusters = {actor.id: self._view.cluster(actor.iri) for actor in self._actors.values()}
        members = [iri for cluster in clusters.values() for iri in cluster]
        quads = excerpt(self._view.snapshot, facts, members)
        revision = self._view.revision
        return Subgraph(
            title=title,
            question=question,
            revision=revision.number,
            nodes=tuple(_nodes(self._actors, clusters, quads)),
            edges=tuple(self._edges()),
            sources=tuple(_sources(self._view, facts.values())),
            day=revision.time.date() if revision.time else None,
            left_out=left_out,
            complete=not left_out,
            quads=tuple(quads),
        )

    def _edges(self) -> list[Edge]:
        ties = list(self._ties.values())
        counts = Counter(fact.iri for _, fact in ties)
        edges = [make_edge(fact, way, self._denied_by.get(fact.iri, ())) for way, fact in ties]
        return sorted(
            (
                replace(edge, id=f"{edge.id}~{edge.source}~{edge.target}")
                if counts[edge.fact.iri] > 1
                else edge
                for edge in edges
            ),
            key=lambda edge: edge.id,
        )


def make_edge(fact: Fact | Statement, way: Direction, denied_by: Iterable[str] = ()) -> Edge:
    """Return the edge that a fact is between two actors."""
    words = predicate(fact.type, way.role, way.other_role)
    return Edge(
        id=fact.id,
        source=way.source,
        target=way.target,
        kind=fact.type,
        predicate=words,
        label=edge_label(words, fact),
        standing=fact.standing,
        role=way.role,
        other_role=way.other_role,
        fact=fact,
        denied_by=tuple(sorted(denied_by)),
    )


def _nodes(
    actors: Mapping[str, ActorShort], clusters: Mapping[str, list[str]], quads: Sequence[Quad]
) -> Iterator[Node]:
    labels, aliases = texts(quads, RDFS.label), texts(quads, SKOS.altLabel)
    for identifier, actor in sorted(actors.items()):
        mine: dict[str, str] = {}
        others: set[str] = set()
        for iri in clusters[identifier]:  # the kept one first: its labels go before the others'
            for text in labels.get(iri, ()):
                if mine.setdefault(text.language or "", text.value) != text.value:
                    others.add(text.value)
            others |= {text.value for text in aliases.get(iri, ())}
        yield Node(
            id=identifier,
            iri=actor.iri,
            type=actor.type,
            label=actor.label,
            labels=dict(sorted(mine.items())),
            aliases=tuple(sorted(others - set(mine.values()))),
        )


def _sources(view: View, facts: Iterable[Fact | Statement]) -> list[CitedSource]:
    cited = {item.source.iri: item.source for fact in facts for item in fact.evidence}
    said = describe(view.snapshot, sorted(cited)) if cited else {}
    return [
        CitedSource(
            **source.model_dump(), license=min(said.get(iri, {}).get(DCT.license, ()), default=None)
        )
        for iri, source in sorted(cited.items())
    ]
