"""The ties of an actor as rows of the index, narrowed down before any is read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from graph.answers import Certainty, Standing
from graph.index import ROLES, FactIndex, roles_of
from graph.index.columns import Numbers
from graph.lookups.finding import found_in
from graph.lookups.timeline import Found
from graph.schema import roles


@dataclass(frozen=True)
class Tie:
    """One fact, the role of the actor asked about, and another actor with its role."""

    fact: Found
    role: str
    other_role: str
    other: str

    @property
    def key(self) -> str:
        """A text of its own, for cursors."""
        return " ".join((self.fact.iri, self.role, self.other_role, self.other))


class TieRows(Sequence[Tie]):
    """Rows of the columns ``tie_...`` of an index; a tie is made only when it is looked at."""

    def __init__(self, index: FactIndex, rows: Numbers) -> None:
        self._index = index
        self._rows = rows
        self._facts = index.columns["tie_facts"][rows]

    @classmethod
    def of(cls, index: FactIndex, actor: str) -> "TieRows":
        """Return all ties of an actor, newest first."""
        rows = index.ties(actor)
        return cls(index, np.arange(rows.start, rows.stop))

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, place: Any) -> Any:
        """Return a tie, or some of them."""
        if isinstance(place, slice):
            return TieRows(self._index, self._rows[place])
        row, columns = int(self._rows[place]), self._index.columns
        return Tie(
            found_in(self._index, int(columns["tie_facts"][row])),
            ROLES[columns["tie_roles"][row]],
            ROLES[columns["tie_other_roles"][row]],
            self._index.entities[int(columns["tie_others"][row])],
        )

    def _only(self, wanted: Numbers) -> "TieRows":
        return TieRows(self._index, self._rows[wanted])

    def with_other(self, other: str | None) -> "TieRows":
        """Return the ties with one other actor; all of them where none is given."""
        if other is None:
            return self
        number = self._index.entities.find(other)
        others = self._index.columns["tie_others"][self._rows]
        return self._only(others == (-1 if number is None else number))

    def of_classes(self, classes: Iterable[str]) -> "TieRows":
        """Return those by facts of one of these classes."""
        return self._only(self._index.of_classes(self._facts, classes))

    def without_claims(self) -> "TieRows":
        """Return those in which neither actor has the role of one who says, or is spoken of."""
        claimed = roles_of(roles("claimRole"))
        mine, its = (
            self._index.columns[name][self._rows] for name in ("tie_roles", "tie_other_roles")
        )
        return self._only(~(np.isin(mine, claimed) | np.isin(its, claimed)))

    def holding(self, as_of: date | None, certain: Certainty | None) -> "TieRows":
        """Return those that were so on a day; all of them where there is none."""
        if as_of is None:
            return self
        return self._only(self._index.holding(self._facts, as_of, certain))

    def of_standings(self, standings: Sequence[Standing]) -> "TieRows":
        """Return those of some standings; all of them where none is given."""
        return self._only(self._index.of_standings(self._facts, standings)) if standings else self
