"""Who is tied to whom: all pairs of those that a fact names, worked out for all facts at once."""

from dataclasses import dataclass

import numpy as np

from graph.index.columns import Numbers
from graph.schema import roles, tying_roles
from ontology import LEG

ROLES = tuple(sorted(set(tying_roles())))
_PARTICIPANT = [ROLES.index(role) for role in roles("participant")]
_CLAIM = [ROLES.index(role) for role in roles("claimRole")]
_ASSERTER = ROLES.index(LEG.asserter)


@dataclass(frozen=True)
class Players:
    """Who has which role in which fact: three columns, sorted by fact, role and actor."""

    fact: Numbers
    role: Numbers
    actor: Numbers

    @classmethod
    def of(cls, fact: Numbers, actor: Numbers, role: Numbers) -> "Players":
        """Return rows sorted, each once."""
        return cls(*unique(fact, role, actor))

    def only(self, some_roles: list[int]) -> "Players":
        """Return the rows with one of these roles."""
        wanted = np.isin(self.role, some_roles)
        return Players(self.fact[wanted], self.role[wanted], self.actor[wanted])

    def columns(self, entities: int) -> dict[str, Numbers]:
        """Return the same by actor: where each begins, and then the fact and the role."""
        actor, fact, role = unique(self.actor, self.fact, self.role)
        return {
            "player_starts": starts(actor, entities),
            "player_facts": fact.astype(np.int32),
            "player_roles": role.astype(np.uint8),
        }

    def pairs(self) -> tuple[Numbers, Numbers]:
        """Return the places of all ordered pairs of two rows of the same fact."""
        sizes = np.bincount(self.fact) if len(self.fact) else np.zeros(0, np.int64)
        sizes = sizes[sizes > 0]
        begins = np.repeat(np.cumsum(sizes) - sizes, sizes)
        others = np.repeat(sizes, sizes)
        left = np.repeat(np.arange(len(self.fact)), others)
        within = np.arange(len(left)) - np.repeat(np.cumsum(others) - others, others)
        right = begins[left] + within
        distinct = left != right
        return left[distinct], right[distinct]


def tie_columns(players: Players, entities: int) -> dict[str, Numbers]:
    """Return the ties of each actor in the order of answers: newest first, then by the roles."""
    left, right = players.pairs()
    different = players.actor[left] != players.actor[right]
    left, right = left[different], right[different]
    order = np.lexsort(
        (
            players.actor[right],
            players.role[right],
            players.role[left],
            players.fact[left],
            players.actor[left],
        )
    )
    left, right = left[order], right[order]
    return {
        "tie_starts": starts(players.actor[left], entities),
        "tie_facts": players.fact[left].astype(np.int32),
        "tie_roles": players.role[left].astype(np.uint8),
        "tie_other_roles": players.role[right].astype(np.uint8),
        "tie_others": players.actor[right].astype(np.int32),
    }


def edge_columns(players: Players) -> dict[str, Numbers]:
    """Return the edges of the network, and the facts of each.

    Of an event, a tenure or a membership all who take part are tied; of a statement, whoever
    asserts it and each of the rest.
    """
    facts, ones, others = [], [], []
    for chosen, of_statements in (
        (players.only(_PARTICIPANT), False),
        (players.only(_CLAIM), True),
    ):
        left, right = chosen.pairs()
        if of_statements:
            said = (chosen.role[left] == _ASSERTER) & (chosen.role[right] != _ASSERTER)
            left, right = left[said], right[said]
        one, other = chosen.actor[left], chosen.actor[right]
        different = one != other
        facts.append(chosen.fact[left][different])
        ones.append(np.minimum(one, other)[different])
        others.append(np.maximum(one, other)[different])
    one, other, fact = unique(np.concatenate(ones), np.concatenate(others), np.concatenate(facts))
    fresh = np.ones(len(one), bool)
    fresh[1:] = (one[1:] != one[:-1]) | (other[1:] != other[:-1])
    begins = np.flatnonzero(fresh)
    return {
        "edge_ones": one[begins].astype(np.int32),
        "edge_others": other[begins].astype(np.int32),
        "edge_starts": np.append(begins, len(one)).astype(np.int64),
        "edge_facts": fact.astype(np.int32),
    }


def unique(first: Numbers, second: Numbers, third: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return rows sorted by the three columns, each once."""
    order = np.lexsort((third, second, first))
    first, second, third = first[order], second[order], third[order]
    fresh = np.ones(len(first), bool)
    fresh[1:] = (first[1:] != first[:-1]) | (second[1:] != second[:-1]) | (third[1:] != third[:-1])
    return first[fresh], second[fresh], third[fresh]


def starts(numbers: Numbers, count: int) -> Numbers:
    """Return where the rows of each number begin, and where the last ones end."""
    return np.searchsorted(numbers, np.arange(count + 1)).astype(np.int64)
