"""Facts as a network: who is tied to whom, by which facts.

Facts become edges by one generic role query, so a new class of event needs no code here. Parallel
facts between two actors are one edge that lists them all. What is merely said stands apart, and
what a proposition claims is never an edge.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from graph.bounds import NAMES as BOUNDS
from graph.bounds import Bounds, combine
from graph.ids import local_name
from graph.queries import stock
from graph.schema import actor_classes, fact_classes, roles, statement_classes
from ontology import LEG

if TYPE_CHECKING:
    import networkx as nx

    from graph.view import View


@dataclass(frozen=True)
class Link:
    """A fact as the network knows it.

    ``contested`` says that somebody denies it; ``claim`` that it is a statement.
    """

    iri: str
    classes: frozenset[str]
    contested: bool = False
    claim: bool = False


@dataclass(frozen=True)
class Network:
    """The facts of one revision, and the graph of actors they tie.

    Each edge of ``graph`` has ``facts``: the numbers of its facts in ``links``.
    """

    links: tuple[Link, ...]
    graph: "nx.Graph[str]"
    classes: dict[str, set[str]]

    @classmethod
    def build(cls, view: "View") -> "Network":
        """Return the network of a view, every actor under the id it answers to."""
        import networkx as nx  # noqa: PLC0415 - slow to import, and names need no network

        members = _members(view)
        contested = {row["fact"].value for row in view.snapshot.select(stock("contested"))}
        links: list[Link] = []
        graph: nx.Graph[str] = nx.Graph()
        for iri in sorted(members):
            kinds, taking_part = members[iri]
            claim = bool(kinds & statement_classes())
            number = len(links)
            links.append(
                Link(
                    iri,
                    frozenset(kinds),
                    iri in contested,
                    claim,
                )
            )
            for one, other in _pairs(taking_part, claim=claim):
                if graph.has_edge(one, other):
                    graph[one][other]["facts"].append(number)
                else:
                    graph.add_edge(one, other, facts=[number])
        return cls(tuple(links), graph, _classes(view))


_Members = dict[str, tuple[set[str], set[tuple[str, str]]]]


def _members(view: "View") -> _Members:
    """Return the classes of each fact, and who takes part in it in which role."""
    members: _Members = {}
    for row in view.snapshot.select(stock("fact_types", type=sorted(fact_classes()))):
        members.setdefault(row["fact"].value, (set(), set()))[0].add(row["type"].value)
    query = stock("network", role=(*roles("participant"), *roles("claimRole")))
    for row in view.snapshot.select(query):
        found = members.get(row["fact"].value)
        if found is not None:
            found[1].add((row["role"].value, view.canonical(row["actor"].value)))
    return {iri: found for iri, found in members.items() if found[1]}


def _pairs(taking_part: Iterable[tuple[str, str]], *, claim: bool) -> set[tuple[str, str]]:
    """Return the pairs of actors a fact ties: all who take part, or the asserter and the rest."""
    if not claim:
        actors = sorted({actor for _, actor in taking_part})
        return set(combinations(actors, 2))
    said_by = {actor for role, actor in taking_part if role == LEG.asserter}
    others = {actor for role, actor in taking_part if role != LEG.asserter}
    return {(min(a, b), max(a, b)) for a in said_by for b in others if a != b}


def all_bounds(view: "View") -> dict[str, Bounds]:
    """Return the bounds of every fact that has any: needed only for questions about a day."""
    days: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    for row in view.snapshot.select(stock("bounds")):
        name = local_name(row["bound"].value)
        days[row["fact"].value][name].add(date.fromisoformat(row["day"].value))
    return {
        iri: combine(*(sorted(found.get(name, ())) for name in BOUNDS))
        for iri, found in days.items()
    }


def _classes(view: "View") -> dict[str, set[str]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for row in view.snapshot.select(stock("actor_types", type=sorted(actor_classes()))):
        classes[view.canonical(row["entity"].value)].add(row["type"].value)
    return classes
