"""Facts as a network: who is tied to whom, by which facts.

Facts become edges by one generic role query, so a new class of event needs no code here. Parallel
facts between two actors are one edge that lists them all. What is merely said stands apart, and
what a proposition claims is never an edge.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from graph.bounds import NAMES as BOUNDS
from graph.bounds import Bounds, combine
from graph.queries import stock
from graph.schema import fact_classes, roles, statement_classes
from ontology import LEG

if TYPE_CHECKING:
    import networkx as nx

    from graph.view import View


class Link(NamedTuple):
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

        contested = {row["fact"].value for row in view.snapshot.select(stock("contested"))}
        statements = statement_classes()
        classes, pairs = _fact_classes(view), _pairs(view)
        links: list[Link] = []
        edges: dict[tuple[str, str], list[int]] = {}
        # In order, so that the same facts make the same network in any process: a search that is
        # given up must be given up at the same place.
        for number, iri in enumerate(sorted(pairs.keys() & classes.keys())):
            claim = not statements.isdisjoint(classes[iri])
            links.append(Link(iri, classes[iri], iri in contested, claim))
            for pair in pairs[iri]:
                edges.setdefault(pair, []).append(number)
        graph: nx.Graph[str] = nx.Graph()
        graph.add_edges_from((*pair, {"facts": facts}) for pair, facts in edges.items())
        return cls(tuple(links), graph, view.classes)

    def between(self, one: str, other: str) -> Iterator[Link]:
        """Yield the facts that tie two neighbours."""
        return (self.links[number] for number in self.graph.adj[one][other]["facts"])


def _fact_classes(view: "View") -> dict[str, frozenset[str]]:
    """Return the classes of each fact: one set for all facts of the same classes."""
    alone = {iri: frozenset({iri}) for iri in fact_classes()}
    found: dict[str, frozenset[str]] = {}
    for row in view.snapshot.select(stock("fact_types", type=sorted(alone))):
        fact, kind = row["fact"].value, alone[row["type"].value]
        found[fact] = found[fact] | kind if fact in found else kind
    return found


def _pairs(view: "View") -> dict[str, list[tuple[str, str]]]:
    """Return the pairs of actors that facts tie, in order and the lesser first, by the fact.

    Of an event, a tenure or a membership these are all who take part; of a statement, whoever
    asserts it and each of the rest. What a proposition claims is here too: it is no fact.
    """
    said_by = _members(view, [LEG.asserter])
    said_of = _members(view, set(roles("claimRole")) - {LEG.asserter})
    pairs: dict[str, list[tuple[str, str]]] = {}
    for iri, actors in _members(view, roles("participant")).items():
        if len(actors) > 1:
            pairs[iri] = list(combinations(sorted(actors), 2))
    for iri in said_by.keys() & said_of.keys():
        both = product(said_by[iri], said_of[iri])
        pairs[iri] = sorted({(min(pair), max(pair)) for pair in both if pair[0] != pair[1]})
    return pairs


def _members(view: "View", some_roles: Iterable[str]) -> dict[str, set[str]]:
    """Return who has one of these roles in what."""
    members: dict[str, set[str]] = defaultdict(set)
    for row in view.snapshot.select(stock("network", role=sorted(some_roles))):
        members[row["fact"].value].add(view.canonical(row["actor"].value))
    return members


def all_bounds(view: "View") -> dict[str, Bounds]:
    """Return the bounds of every fact that has any: needed only for questions about a day."""
    days: dict[str, tuple[list[date], ...]] = defaultdict(lambda: ([], [], [], []))
    parse = cache(date.fromisoformat)  # few days, each of many facts
    for place, name in enumerate(BOUNDS):
        for row in view.snapshot.select(stock("bounds", bound=[LEG.term(name)])):
            days[row["fact"].value][place].append(parse(row["day"].value))
    return {iri: combine(*found) for iri, found in days.items()}
