"""How a fact between two actors is drawn: which way it points, and what is written on it."""

import re
from dataclasses import dataclass

from graph.answers import Fact, Standing, Statement
from graph.years import years

RESPONDS_TO = "responds_to"
ABOUT = "about"  # what a statement says something of, which it need not name in a role

# Role pairs with a direction of their own and the words for it. Other pairs, those of classes
# not thought of yet among them, point from the role first in the alphabet.
_DIRECTED = {
    ("holder", "office"): "holder of",
    ("member", "organization"): "member of",
    ("visitor", "host"): "visited",
    ("visitor", "destination"): "visit to",
    ("asserter", "against"): "{kind} against",
    ("supplier", "recipient"): "supplied",
    ("asserter", RESPONDS_TO): "{kind} in answer to",
    ("asserter", "addressee"): "{kind} addressed to",
    ("asserter", "via"): "{kind} carried by",
    ("host", "destination"): "host of a {kind} to",
    ("asserter", ABOUT): "{kind} about",
}
_RANKS = {pair: rank for rank, pair in enumerate(_DIRECTED)}
DOUBTFUL = {Standing.alleged, Standing.disputed, Standing.denied}


@dataclass(frozen=True)
class Direction:
    """Which of two actors an edge starts from, and the role of each."""

    source: str
    target: str
    role: str
    other_role: str


def direct(source: str, target: str, role: str, other_role: str) -> Direction:
    """Return the direction of an edge between two actors, given by id in their roles.

    >>> direct("russia", "united-states", "against", "asserter").source
    'united-states'
    """
    given = Direction(source, target, role, other_role)
    turned = Direction(target, source, other_role, role)
    return min(given, turned, key=_preference)


def _preference(direction: Direction) -> tuple[int, str, str, str, str]:
    rank = _RANKS.get((direction.role, direction.other_role), len(_RANKS))
    return rank, direction.role, direction.other_role, direction.source, direction.target


def between(fact: Fact, one: str, other: str) -> Direction | None:
    """Return how a fact ties two actors, by their roles in it; ``None`` where it does not.

    Where an actor has several roles, the pair that says most is taken, so that the same fact
    found from either end is the same edge.

    Parameters
    ----------
    fact : Fact
        The fact.
    one, other : str
        The ids of the two actors.
    """
    roles = {
        actor: [role for role, actors in fact.roles.items() if any(a.id == actor for a in actors)]
        for actor in (one, other)
    }
    pairs = [direct(one, other, mine, its) for mine in roles[one] for its in roles[other]]
    return min(pairs, key=_preference, default=None)


def predicate(kind: str, role: str, other_role: str) -> str:
    """Return the words for an edge.

    Examples
    --------
    >>> predicate("Meeting", "attendee", "attendee")
    'meeting with'
    >>> predicate("Allegation", "asserter", "against")
    'allegation against'
    >>> predicate("StateVisit", "guest", "driver")
    'state visit (guest, driver)'
    >>> predicate("Allegation", "against", "against")
    'named in the same allegation as'
    """
    kind, role_words, other_words = (kind_words(name) for name in (kind, role, other_role))
    if (role, other_role) in _DIRECTED:
        return _DIRECTED[role, other_role].format(kind=kind)
    if together(role, other_role):
        return f"named in the same {kind} as"
    if role == other_role:
        return f"{kind} with"
    if other_role == "place":
        return f"{kind} in"
    return f"{kind} ({role_words}, {other_words})"


def kind_words(name: str) -> str:
    """Return a class or a role in words.

    >>> kind_words("ArmsTransfer")
    'arms transfer'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).replace("_", " ").lower()


def together(role: str, other_role: str) -> bool:
    """Tell whether two actors only share a role whose counterpart is somebody else's.

    Two who visit a third, or of whom a third alleges something, do nothing to each other.

    >>> together("against", "against"), together("attendee", "attendee")
    (True, False)
    """
    return role == other_role and any(role in pair for pair in _DIRECTED)


def edge_label(words: str, fact: Fact | Statement) -> str:
    """Return the text written on an edge: predicate, years, and the doubt where there is any.

    The doubt stands in the text because many readers show nothing else.
    """
    label = ", ".join(
        part for part in (words, years(fact.when, said=isinstance(fact, Statement))) if part
    )
    return f"{label} ({fact.standing})" if fact.standing in DOUBTFUL else label
