"""What a list offers as a file: the question that an export is asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from graph.answers import Fact
from graph.subgraph import MAX_FACTS

# Many proxies take no address longer than 8 KB, and the service's own name is part of it.
LONGEST = 7_500
# What lists and exports are both asked, and mean by it the same.
_SHARED = {"kind", "with", "as_of", "certainty", "standing", "claims", "revision"}


@dataclass(frozen=True)
class Taking:
    """Facts to take along.

    Parameters
    ----------
    question : str
        What an export is asked for them.
    count : int
        How many they are.
    cut : bool
        Whether the list has more than one file takes.
    """

    question: str
    count: int
    cut: bool


def facts_taken(address: str, facts: Sequence[Fact]) -> Taking | None:
    """Return how the facts of a list are taken along; ``None`` where there are none.

    Parameters
    ----------
    address : str
        Where the list is: a day or a revision asked of it is asked of the file as well.
    facts : sequence of Fact
        The facts shown.
    """
    shared = _shared(address)
    asked, length = [], len(_query(shared))
    for fact in facts[:MAX_FACTS]:
        length += len(_query([("fact", fact.id)])) + 1
        if length > LONGEST:
            break
        asked.append(("fact", fact.id))
    if not asked:
        return None
    return Taking(_query([*asked, *shared]), len(asked), cut=len(asked) < len(facts))


def connections_taken(address: str, actor: str) -> str:
    """Return what an export is asked for all of an actor's connections, filtered as a list is.

    >>> connections_taken("/actors/russia/connections?kind=Visit&limit=5", "russia")
    'actor=russia&kind=Visit'
    """
    return _query([("actor", actor), *_shared(address)])


def _shared(address: str) -> list[tuple[str, str]]:
    asked = parse_qsl(urlsplit(address).query)
    return [(name, value) for name, value in asked if name in _SHARED]


def _query(pairs: Sequence[tuple[str, str]]) -> str:
    return urlencode(pairs, safe=":")
