"""Whoever a FollowTheMoney file describes, by the ids of their entities."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from graph.imports._table import Table
from graph.schema import subclasses
from ontology import LEG

_ENTITY = "entity "


class Known(NamedTuple):
    """An actor, office or place: its entity's id, its IRI, its class and its name."""

    id: str
    iri: str
    kind: str
    label: str

    def is_a(self, wanted: str) -> bool:
        """Tell whether it is of a class, by the class's IRI."""
        return LEG.term(self.kind) in subclasses(wanted)


class KnownEntities:
    """Whoever was described, kept with the table and not in memory.

    Parameters
    ----------
    table : Table
        Which they are described in.
    """

    def __init__(self, table: Table) -> None:
        self._ledger = table.ledger

    def keep(self, known: Known) -> None:
        """Keep whoever an entity describes, in place of an earlier one of that id."""
        self._ledger.keep(f"{_ENTITY}{known.id}", json.dumps(known))

    def get(self, identifier: str) -> Known | None:
        """Return whoever an entity describes; ``None`` where it is not in the file."""
        found = self._ledger.kept(f"{_ENTITY}{identifier}")
        return None if found is None else Known(*json.loads(found))

    def actor(self, identifier: str) -> str | None:
        """Return the IRI of an actor; ``None`` where the entity describes none."""
        return self._of_class(LEG.Actor, identifier)

    def body(self, identifier: str) -> str | None:
        """Return the IRI of an organization; ``None`` where the entity describes none."""
        return self._of_class(LEG.Organization, identifier)

    def actors(self, identifiers: Iterable[str]) -> list[str]:
        """Return the IRIs of those who are actors."""
        return [iri for one in identifiers if (iri := self.actor(one))]

    def bodies(self, identifiers: Iterable[str]) -> list[str]:
        """Return the IRIs of those that are organizations."""
        return [iri for one in identifiers if (iri := self.body(one))]

    def fitting(self, role: str, identifiers: Iterable[str]) -> list[str]:
        """Return the IRIs of those who may stand in a role of an event."""
        found = (self.get(one) for one in identifiers)
        return [one.iri for one in found if one and _fits(role, one.kind)]

    def _of_class(self, wanted: str, identifier: str) -> str | None:
        found = self.get(identifier)
        return found.iri if found and found.is_a(wanted) else None


def _fits(role: str, kind: str) -> bool:
    return (kind == "Place") is (role in ("place", "destination")) and kind != "Office"
