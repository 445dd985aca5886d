"""A hop of a path in words, in the direction in which the path goes."""

from api.pages.kinds import kind_words
from graph.answers import Fact, Hop
from graph.subgraph.edges import between, predicate

_WORDS = {
    ("holder", "office"): "held the office of",
    ("office", "holder"): "was held by",
    ("member", "organization"): "belonged to",
    ("organization", "member"): "had as a member",
    ("visitor", "host"): "was received by",
    ("host", "visitor"): "received",
    ("visitor", "destination"): "visited",
    ("destination", "visitor"): "was visited by",
    ("host", "destination"): "received somebody in",
    ("destination", "host"): "is where a guest was received by",
    ("visitor", "visitor"): "made a visit together with",
    ("attendee", "attendee"): "met",
    ("attendee", "place"): "was at a meeting in",
    ("place", "attendee"): "was the place of a meeting with",
    ("supplier", "recipient"): "supplied",
    ("recipient", "supplier"): "was supplied by",
    ("party", "party"): "was party to the same {kind} as",
    ("asserter", "against"): "made a statement ({kind}) against",
    ("against", "asserter"): "was spoken against ({kind}) by",
    ("asserter", "via"): "made a statement ({kind}) carried by",
    ("via", "asserter"): "carried a statement ({kind}) of",
}
_OF_A_KIND = {
    ("Agreement", "party", "party"): "reached an agreement with",
    ("Deliberation", "party", "party"): "deliberated with",
}
_SHOWN = 2  # kinds of tie named in one hop


def hop_words(hop: Hop) -> str:
    """Return what the first end of a hop did to the second, in the direction of the path.

    Facts of several kinds may carry a hop; two of them are named.
    """
    worded = (_fact_words(fact, hop.from_.id, hop.to.id) for fact in hop.facts)
    return " and ".join(list(dict.fromkeys(filter(None, worded)))[:_SHOWN]) or "is tied to"


def _fact_words(fact: Fact, one: str, other: str) -> str:
    way = between(fact, one, other)
    if way is None:
        return ""
    roles = (way.role, way.other_role) if way.source == one else (way.other_role, way.role)
    return role_words(fact.type, *roles)


def role_words(kind: str, role: str, other_role: str) -> str:
    """Return the words for a tie, from the one in the first role to the one in the second.

    Examples
    --------
    >>> role_words("Tenure", "holder", "office"), role_words("Tenure", "office", "holder")
    ('held the office of', 'was held by')
    >>> role_words("Allegation", "against", "asserter")
    'was spoken against (allegation) by'
    """
    words = _OF_A_KIND.get((kind, role, other_role)) or _WORDS.get((role, other_role))
    return words.format(kind=kind_words(kind)) if words else predicate(kind, role, other_role)
