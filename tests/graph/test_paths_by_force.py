"""Whatever is asked of paths, they are those that trying everything gives, in the same order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.answers import Certainty, Paths
from graph.bounds import Bounds, certainty
from graph.paths import FACTS_A_HOP, find_paths
from graph.store import open_store
from graph.view import KnowledgeGraph, View
from ontology import ARTICLE, LEG, RDF
from tests.graph.people import BOUNDS, People, iri

SOURCE = f"{ARTICLE!s}invented"
ACTORS = {
    "ann": "Person", "bob": "Person", "cid": "Person", "dor": "Office",
    "eur": "State", "fra": "State", "gov": "Organization", "hub": "ActorGroup",
}  # fmt: skip
# Which types of actor and of fact a name asks for.
ACTOR_TYPES = {
    "Person": {"Person"},
    "State": {"State"},
    "Organization": {"Organization", "State"},
    "Actor": {"Person", "State", "Organization", "ActorGroup"},
}
FACT_TYPES = {
    "Tenure": {"Tenure"},
    "Meeting": {"Meeting"},
    "Event": {"Meeting", "Visit"},
    "Statement": {"Allegation"},
}
ROLES = {
    "Visit": ("visitor", "host"),
    "Meeting": ("attendee", "attendee"),
    "Tenure": ("holder", "office"),
    "Allegation": ("asserter", "against"),
    "Proposition": ("supplier", "recipient"),  # claimed, and never an edge
}
DAYS = [date(2024, 1, day) for day in range(1, 6)]


@dataclass(frozen=True)
class Invented:
    """A fact: those of the first role, those of the second, and what more is said of it."""

    kind: str
    first: frozenset[str]
    second: frozenset[str]
    bounds: Bounds
    denied: bool

    def pairs(self) -> set[tuple[str, str]]:
        if self.kind == "Proposition":
            return set()
        if self.kind == "Allegation":
            both = {(min(a, b), max(a, b)) for a in self.first for b in self.second}
            return {(a, b) for a, b in both if a != b}
        return set(combinations(sorted(self.first | self.second), 2))


@dataclass(frozen=True)
class Question:
    """What is asked, by the names of the parameters."""

    k: int
    max_hops: int
    kinds: frozenset[str]
    as_of: date | None
    certainty: Certainty | None
    exclude_disputed: bool
    claims: bool
    through: frozenset[str]
    avoid: frozenset[str]

    def fact_allowed(self, fact: Invented) -> bool:
        if fact.kind == "Allegation" and not self.claims:
            return False
        if fact.denied and self.exclude_disputed:
            return False
        if self.kinds and not any(fact.kind in FACT_TYPES[kind] for kind in self.kinds):
            return False
        if self.as_of is None:
            return True
        found = certainty(fact.bounds, self.as_of)
        return found is Certainty.certain or (
            found is Certainty.possible and self.certainty is not Certainty.certain
        )

    def actor_allowed(self, actor: str) -> bool:
        if actor in self.avoid:
            return False
        return not self.through or any(ACTORS[actor] in ACTOR_TYPES[name] for name in self.through)


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    start, end = sorted(draw(st.tuples(*[st.sampled_from(DAYS)] * 2)))
    known = draw(st.tuples(*[st.booleans()] * 4))
    days = (start, start, end, end)
    return Bounds(*(day if keep else None for day, keep in zip(days, known, strict=True)))


some = st.frozensets(st.sampled_from(sorted(ACTORS)), min_size=1, max_size=2)
invented = st.builds(
    Invented,
    st.sampled_from(sorted(ROLES)),
    some,
    some,
    bounds(),
    st.sampled_from([False] * 3 + [True]),
)
questions = st.builds(
    Question,
    k=st.integers(1, 8),
    max_hops=st.integers(1, 6),
    kinds=st.just(frozenset[str]()) | st.frozensets(st.sampled_from(sorted(FACT_TYPES))),
    as_of=st.none() | st.sampled_from(DAYS),
    certainty=st.none() | st.sampled_from(Certainty),
    exclude_disputed=st.booleans(),
    claims=st.booleans(),
    through=st.just(frozenset[str]()) | st.frozensets(st.sampled_from(sorted(ACTOR_TYPES))),
    avoid=st.frozensets(st.sampled_from(sorted(set(ACTORS) - {"ann", "bob"})), max_size=2),
)


def people_of(facts: list[Invented]) -> People:
    people = People()
    for slug, kind in ACTORS.items():
        people.say(SOURCE, iri(slug), RDF.type, LEG.term(kind))
    for number, fact in enumerate(facts):
        node = iri(f"fact-{number:02}")
        people.say(SOURCE, node, RDF.type, LEG.term(fact.kind))
        for role, actors in zip(ROLES[fact.kind], (fact.first, fact.second), strict=True):
            for actor in sorted(actors):
                people.say(SOURCE, node, LEG.term(role), iri(actor))
        for name, day in zip(BOUNDS, vars(fact.bounds).values(), strict=True):
            if day:
                people.say(SOURCE, node, LEG.term(name), day.isoformat(), "day")
        if fact.denied:
            denial = iri(f"denial-{number}")
            people.say(SOURCE, denial, RDF.type, LEG.Denial)
            people.say(SOURCE, denial, LEG.asserter, iri("ann"))
            people.say(SOURCE, denial, LEG.about, node)
    return people


def view_of(facts: list[Invented]) -> View:
    store = open_store("memory:")
    people_of(facts).write(store)
    return KnowledgeGraph(store).view()


def by_force(facts: list[Invented], asked: Question) -> list[list[str]]:
    whole: nx.Graph[str] = nx.Graph([pair for fact in facts for pair in fact.pairs()])
    whole.add_nodes_from(ACTORS)
    allowed: nx.Graph[str] = nx.Graph(
        [pair for fact in facts if asked.fact_allowed(fact) for pair in fact.pairs()]
    )
    allowed.add_nodes_from(ACTORS)
    found = [
        path
        for path in nx.all_simple_paths(allowed, "ann", "bob", cutoff=asked.max_hops)
        if all(asked.actor_allowed(node) for node in path[1:-1])
    ]

    def order(path: list[str]) -> tuple[int, int, list[str]]:
        return len(path), sum(len(whole.adj[node]) for node in path[1:-1]), path

    return sorted(found, key=order)[: asked.k]


def ask(view: View, asked: Question) -> Paths:
    return find_paths(
        view,
        "ann",
        "bob",
        k=asked.k,
        max_hops=asked.max_hops,
        kinds=sorted(asked.kinds),
        as_of=asked.as_of,
        certainty=asked.certainty if asked.as_of else None,
        exclude_disputed=asked.exclude_disputed,
        claims=asked.claims,
        through=sorted(asked.through),
        avoid=sorted(asked.avoid),
    )


@settings(max_examples=150, deadline=None)
@given(
    facts=st.lists(invented, min_size=3, max_size=18),
    asked=st.lists(questions, min_size=4, max_size=4),
)
def test_paths_are_those_of_brute_force(facts: list[Invented], asked: list[Question]) -> None:
    view = view_of(facts)
    for question in asked:
        found = ask(view, question)
        assert found.complete
        assert ways_of(found) == by_force(facts, question)
        for path in found.paths:
            assert path.length == len(path.hops)
        check_hops(found, facts, question.fact_allowed)


def ways_of(found: Paths) -> list[list[str]]:
    return [[path.hops[0].from_.id, *(hop.to.id for hop in path.hops)] for path in found.paths]


def check_hops(found: Paths, facts: list[Invented], allowed: Callable[[Invented], bool]) -> None:
    """Each hop shows facts that carry it, and counts the rest."""
    for path in found.paths:
        assert all(one.to == other.from_ for one, other in pairwise(path.hops))
        for hop in path.hops:
            pair = (min(hop.from_.id, hop.to.id), max(hop.from_.id, hop.to.id))
            carrying = {
                f"fact-{number:02}"
                for number, fact in enumerate(facts)
                if allowed(fact) and pair in fact.pairs()
            }
            shown = [fact.id for fact in hop.facts]
            assert set(shown) <= carrying
            assert len(shown) == len(set(shown)) == min(len(carrying), FACTS_A_HOP)
            assert hop.more == len(carrying) - len(shown)
