"""Paths between two actors, with the facts that carry each hop."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from graph.answers import Certainty, Hop, Path, Paths
from graph.asked_network import AskedNetwork
from graph.errors import InvalidParameter, NotFound
from graph.facts import load_facts
from graph.lookups.timeline import check_certainty, newest_first
from graph.path_filters import Between, Filters
from graph.path_search import DEFAULT_WORK, search_paths
from graph.schema import actor_classes, classes_named, fact_classes
from graph.view import View
from ontology import LEG

MAX_K = 50
MAX_HOPS = 8
FACTS_A_HOP = 5

_Pair = tuple[str, str]


@dataclass(frozen=True)
class _Carried:
    """The newest of the facts that carry a hop, and how many there are."""

    first: list[str]
    count: int


_Answer = tuple[list[list[str]], dict[_Pair, _Carried], bool]


def find_paths(
    view: View,
    from_: str,
    to: str,
    *,
    k: int = 5,
    max_hops: int = 6,
    kinds: Sequence[str] = (),
    as_of: date | None = None,
    certainty: Certainty | None = None,
    exclude_disputed: bool = False,
    claims: bool = False,
    through: Sequence[str] = (),
    avoid: Sequence[str] = (),
    work: int = DEFAULT_WORK,
) -> Paths:
    """Return paths between two actors: shortest first, then through less busy actors.

    Parameters
    ----------
    view : View
        The revision to read.
    from_, to : str
        The ids of two different actors.
    k : int
        How many paths at most, 1 to 50.
    max_hops : int
        How many hops a path may have at most, 1 to 8.
    kinds : sequence of str
        Fact types that may carry a hop; subtypes count. None means all.
    as_of, certainty
        Only what held on that day, certainly or possibly.
    exclude_disputed : bool
        Leave out what somebody denies.
    claims : bool
        Let statements carry a hop as well: who alleged what against whom.
    through : sequence of str
        Types of actor allowed in between; subtypes count. None means all.
    avoid : sequence of str
        Ids of actors that must not be in between.
    work : int
        How many edges to look at before giving up.

    Returns
    -------
    Paths
        Its ``complete`` is false where the bound on work was reached.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, or a parameter cannot be used.
    """
    _within("k", k, MAX_K)
    _within("max_hops", max_hops, MAX_HOPS)
    check_certainty(as_of, certainty)
    source, target = _actor(view, from_, "from"), _actor(view, to, "to")
    if source == target:
        raise InvalidParameter("to", "from and to are the same actor; give two different ones")
    wanted = classes_named(list(kinds), fact_classes(), "kind")
    inner = classes_named(list(through), actor_classes(), "through")
    shunned = {_actor(view, name, "avoid") for name in avoid}
    filters = Filters(wanted, as_of, certainty, exclude_disputed=exclude_disputed, claims=claims)
    between = Between(inner, frozenset(shunned))
    search = _search_endpoint if view.snapshot.is_remote else _search_network
    found, carried, complete = search(
        view, (source, target), filters, between, k=k, max_hops=max_hops, work=work
    )
    hops = _hops(view, carried, as_of)
    ends = view.short([source, target])
    return Paths(
        from_=ends[source],
        to=ends[target],
        paths=[
            Path(length=len(nodes) - 1, hops=[hops[pair] for pair in pairwise(nodes)])
            for nodes in found
        ],
        complete=complete,
    )


def _search_network(
    view: View,
    ends: _Pair,
    filters: Filters,
    between: Between,
    *,
    k: int,
    max_hops: int,
    work: int,
) -> _Answer:
    """Search the network of a store that is near."""
    network = view.network

    def edge_allowed(one: str, other: str) -> bool:
        return len(filters.chosen(network.index, network.between(one, other))) > 0

    def node_allowed(node: str) -> bool:
        return between.allows(node, network.classes.get(node, set()))

    found, complete = search_paths(
        network.neighbours if filters.claims else network.neighbours_by_facts,
        *ends,
        k=k,
        max_hops=max_hops,
        edge_allowed=edge_allowed if filters.narrow else None,
        node_allowed=node_allowed if between.narrow else None,
        busyness=lambda node: len(network.neighbours[node]),
        work=work,
    )
    carried = {}
    for pair in _hops_of(found):
        facts = filters.chosen(network.index, network.between(*pair))
        first = [view.index.facts[number] for number in facts[:FACTS_A_HOP].tolist()]
        carried[pair] = _Carried(first, len(facts))
    return found, carried, complete


def _search_endpoint(
    view: View,
    ends: _Pair,
    filters: Filters,
    between: Between,
    *,
    k: int,
    max_hops: int,
    work: int,
) -> _Answer:
    """Search at an endpoint, which is asked for what the search comes to."""
    from graph.path_frontiers import search_frontiers  # noqa: PLC0415 - networkx is slow to import

    network = AskedNetwork(view, filters, work)
    found, complete = search_frontiers(
        view, network, ends, between, k=k, max_hops=max_hops, work=work
    )
    carried = {}
    for pair in _hops_of(found):
        facts = newest_first(network.facts_between(*pair))
        carried[pair] = _Carried([fact.iri for fact in facts[:FACTS_A_HOP]], len(facts))
    return found, carried, complete


def _hops_of(paths: Sequence[Sequence[str]]) -> dict[_Pair, None]:
    return dict.fromkeys(pair for nodes in paths for pair in pairwise(nodes))


def _actor(view: View, name: str, parameter: str) -> str:
    """Return the IRI that an actor, office or place of this id answers to."""
    iri = view.canonical(view.iri(name, parameter))
    found = view.short([iri])[iri]
    if LEG.term(found.type) not in actor_classes():
        raise NotFound(f"{parameter}: {name!r} is a {found.type}, not an actor")
    return iri


def _within(parameter: str, value: int, most: int) -> None:
    if not 1 <= value <= most:
        raise InvalidParameter(parameter, f"{parameter} is {value}; give a number from 1 to {most}")


def _hops(view: View, carried: Mapping[_Pair, _Carried], as_of: date | None) -> dict[_Pair, Hop]:
    """Return each hop with its newest facts, all of them read at once."""
    needed = sorted({iri for facts in carried.values() for iri in facts.first})
    whole = {fact.iri: fact for fact in load_facts(view, needed, as_of)}
    shorts = view.short({node for pair in carried for node in pair})
    return {
        (one, other): Hop(
            from_=shorts[one],
            to=shorts[other],
            facts=[whole[iri] for iri in facts.first],
            more=facts.count - len(facts.first),
        )
        for (one, other), facts in carried.items()
    }
