"""Pairs joined into actors: which id is kept, and why each other one gives way."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from ontology import LEG


@dataclass(frozen=True)
class Judgement:
    """One id gives way to another, by a rule, for a reason."""

    retired: str
    kept: str
    rule: str
    reason: str


class Clusters:
    """Ids joined pair by pair, people's judgements before all.

    Parameters
    ----------
    rank : mapping of str to tuple
        Of an actor's ids, the one of least rank is kept.
    by_people : set of Quad
        People's judgements: who is the same is joined first, and who is different never.
    """

    def __init__(self, rank: Mapping[str, tuple[bool, bool, str]], by_people: set[Quad]) -> None:
        self._rank = rank
        self._members: dict[str, set[str]] = {}
        self._root: dict[str, str] = {}
        self._why: dict[str, tuple[str, str]] = {}
        self._by_hand: set[str] = set()
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in by_people:
            if isinstance(quad.object, NamedNode):
                said[str(quad.subject)][quad.predicate.value].append(quad.object.value)
        self._different = {
            frozenset(of[LEG.actor]) for of in said.values() if len(of[LEG.actor]) > 1
        }
        for of in said.values():
            for retired, kept in zip(of[LEG.retires], of[LEG.keeps], strict=False):
                self._by_hand.add(retired)
                self._unite(self._find(kept), self._find(retired))

    def _find(self, iri: str) -> str:
        root = self._root.setdefault(iri, iri)
        self._members.setdefault(root, {iri})
        return root

    def _unite(self, kept: str, retired: str) -> None:
        for iri in self._members.pop(retired):
            self._root[iri] = kept
            self._members[kept].add(iri)

    def join(self, one: str, other: str, rule: str, reason: str) -> None:
        """Join two ids into one actor, unless a person judged any of theirs different."""
        first, second = self._find(one), self._find(other)
        if first == second or self._kept_apart(first, second):
            return
        self._why.setdefault(one, (rule, reason))
        self._why.setdefault(other, (rule, reason))
        kept, retired = sorted((first, second), key=self._order)
        self._unite(kept, retired)

    def _order(self, iri: str) -> tuple[bool, bool, bool, str]:
        return (iri in self._by_hand, *self._rank.get(iri, (True, True, iri)))

    def _kept_apart(self, first: str, second: str) -> bool:
        return (
            any(
                frozenset((one, other)) in self._different
                for one in self._members[first]
                for other in self._members[second]
            )
            if self._different
            else False
        )

    def judgements(self) -> list[Judgement]:
        """Return a judgement for each id that gives way by a rule."""
        return [
            Judgement(iri, root, *self._why[iri])
            for iri, root in sorted(self._root.items())
            if iri != root and iri not in self._by_hand and iri in self._why
        ]
