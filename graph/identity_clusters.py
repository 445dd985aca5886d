"""Pairs joined into actors: which id is kept, and why each other one gives way."""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from graph.ids import short_id
from ontology import LEG


@dataclass(frozen=True)
class Judgement:
    """One id gives way to another, by a rule, for a reason."""

    retired: str
    kept: str
    rule: str
    reason: str


_Why = tuple[str, str]  # a rule and its reason


class Clusters:
    """Ids joined pair by pair, people's judgements before all.

    Parameters
    ----------
    rank : mapping of str to tuple
        Of an actor's ids, the one of least rank is kept.
    by_people : set of Quad
        People's judgements: who is the same is joined first, and who is different never.
    codes : mapping of str to str
        The ids that tell actors apart: no rule joins two that have different ones.

    Examples
    --------
    >>> clusters = Clusters({}, set(), {"urn:a": "Q1", "urn:c": "Q2"})
    >>> clusters.join("urn:b", "urn:a", "a-rule", "a reason")
    >>> clusters.join("urn:b", "urn:c", "a-rule", "a reason")
    >>> [(found.retired, found.kept) for found in clusters.judgements()]
    [('urn:b', 'urn:a')]
    """

    def __init__(
        self,
        rank: Mapping[str, tuple[bool, bool, str]],
        by_people: set[Quad],
        codes: Mapping[str, str],
    ) -> None:
        self._rank = rank
        self._codes = codes
        self._members: dict[str, set[str]] = {}
        self._root: dict[str, str] = {}
        self._ties: dict[str, list[tuple[str, _Why | None]]] = defaultdict(list)
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in by_people:
            if isinstance(quad.object, NamedNode):
                said[str(quad.subject)][quad.predicate.value].append(quad.object.value)
        self._different = {
            frozenset(of[LEG.actor]) for of in said.values() if len(of[LEG.actor]) > 1
        }
        same = [
            (retired, kept)
            for of in said.values()
            for retired, kept in zip(of[LEG.retires], of[LEG.keeps], strict=False)
        ]
        self._by_hand = {retired for retired, _ in same}
        self._chosen = {kept for _, kept in same}
        for retired, kept in sorted(same):
            self._unite(kept, retired, None)

    def join(self, one: str, other: str, rule: str, reason: str) -> None:
        """Join two ids into one actor, unless they are known to be different."""
        if not self._kept_apart(self._find(one), self._find(other)):
            self._unite(one, other, (rule, reason))

    def _find(self, iri: str) -> str:
        root = self._root.setdefault(iri, iri)
        self._members.setdefault(root, {iri})
        return root

    def _unite(self, one: str, other: str, why: _Why | None) -> None:
        first, second = self._find(one), self._find(other)
        if first == second:
            return
        self._ties[one].append((other, why))
        self._ties[other].append((one, why))
        kept, retired = sorted((first, second), key=self._order)
        for iri in self._members.pop(retired):
            self._root[iri] = kept
            self._members[kept].add(iri)

    def _order(self, iri: str) -> tuple[bool, bool, bool, bool, str]:
        """Return the rank of an id: first what a person chose, never what a person retired."""
        rank = self._rank.get(iri, (True, True, iri))
        return (iri in self._by_hand, iri not in self._chosen, *rank)

    def _kept_apart(self, first: str, second: str) -> bool:
        ones, others = self._members[first], self._members[second]
        if self._different and any(
            frozenset((one, other)) in self._different for one in ones for other in others
        ):
            return True
        codes = {self._codes[iri] for iri in ones | others if iri in self._codes}
        return len(codes) > 1

    def judgements(self) -> list[Judgement]:
        """Return a judgement for each id that gives way by a rule."""
        roots = sorted(root for root, members in self._members.items() if len(members) > 1)
        found = (judgement for root in roots for judgement in self._towards(root))
        return sorted(found, key=lambda judgement: judgement.retired)

    def _towards(self, root: str) -> Iterator[Judgement]:
        """Yield why each of an actor's ids gives way, from the kept one outwards."""
        seen = {root}
        waiting: deque[tuple[str, _Why | None]] = deque([(root, None)])
        while waiting:
            iri, inherited = waiting.popleft()
            for other, why in self._ties[iri]:
                if other in seen:
                    continue
                seen.add(other)
                reason = self._said(why, iri, root) if why else inherited
                waiting.append((other, reason))
                if reason is not None and other not in self._by_hand:
                    yield Judgement(other, root, *reason)

    @staticmethod
    def _said(why: _Why, towards: str, root: str) -> _Why:
        rule, reason = why
        return (rule, reason if towards == root else f"{reason}, as {short_id(towards)}")
