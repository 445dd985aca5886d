"""The two questions whose answers can be taken away: connections, and paths."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.errors import InvalidParameter
from graph.paths import find_paths
from graph.subgraph.draft import Draft, Room
from graph.subgraph.edges import between
from graph.subgraph.parts import Subgraph
from graph.view import View

MAX_DEPTH = 5
MAX_EDGES = 2000
_LIMITS = {"work"}  # the service's own, not part of the question


def connection_subgraph(
    view: View,
    identifier: str,
    *,
    depth: int = 1,
    max_edges: int = MAX_EDGES,
    max_nodes: int = MAX_EDGES + 1,
    **filters: Any,
) -> Subgraph:
    """Return an actor with its connections, and theirs, as far as ``depth``.

    An allegation comes with its denials, whatever the filters say: it never travels alone.

    Parameters
    ----------
    view : View
        The revision to read.
    identifier : str
        The actor's id.
    depth : int
        How many steps away from the actor, 1 to 5.
    max_edges, max_nodes : int
        After so many the search stops, and the answer says what is missing.
    **filters
        Those of `graph.lookups.connections`: kinds, with_, as_of, certainty, standing, claims.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, or a parameter cannot be used.
    """
    if not 1 <= depth <= MAX_DEPTH:
        raise InvalidParameter("depth", f"depth is {depth}; give a number from 1 to {MAX_DEPTH}")
    if max_edges < 1:
        raise InvalidParameter("max_edges", f"max_edges is {max_edges}; give 1 or more")
    if max_nodes < 2:
        raise InvalidParameter("max_nodes", f"max_nodes is {max_nodes}; give 2 or more")
    draft = Draft(view)
    start = draft.node(view.iri(identifier))
    left_out = draft.spread(start, depth, Room(max_edges, max_nodes), filters)
    # With one other actor asked for, a third party who denies is named on the edge only.
    draft.deny(newcomers=filters.get("with_") is None)
    question = {"id": start.id, "depth": str(depth), **asked(filters)}
    return draft.finish(f"Connections of {start.label}", question, left_out)


def path_subgraph(view: View, from_: str, to: str, **options: Any) -> Subgraph:
    """Return the paths between two actors as a graph.

    Parameters
    ----------
    view : View
        The revision to read.
    from_, to : str
        Ids.
    **options
        Those of `graph.paths.find_paths`.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, or a parameter cannot be used.
    """
    paths = find_paths(view, from_, to, **options)
    draft = Draft(view)
    draft.add(paths.from_, paths.to)
    hops = {(hop.from_.id, hop.to.id): hop for path in paths.paths for hop in path.hops}.values()
    for hop in hops:
        draft.add(hop.from_, hop.to)
        for fact in hop.facts:
            draft.tie(fact, between(fact, hop.from_.id, hop.to.id))
    draft.deny(newcomers=True)
    more = sum(hop.more for hop in hops)
    notes = (
        f"{more} further facts of these hops are not listed" if more else "",
        "" if paths.complete else "the search stopped at its bound on work; there may be others",
    )
    question = {"from": paths.from_.id, "to": paths.to.id, **asked(options)}
    title = f"Paths from {paths.from_.label} to {paths.to.label}"
    return draft.finish(title, question, "; ".join(filter(None, notes)))


def asked(options: Mapping[str, Any]) -> dict[str, str]:
    """Return the options that were given, by the service's names for them, as text."""
    asked = {}
    for name, value in sorted(options.items()):
        if name in _LIMITS or value is None or value is False or value in ((), []):
            continue
        several = isinstance(value, Sequence) and not isinstance(value, str)
        key = {"kinds": "kind"}.get(name, name.rstrip("_"))
        asked[key] = " ".join(str(part) for part in value) if several else _text(value)
    return asked


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
