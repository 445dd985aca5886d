"""The actors of event tables: States by name, and others as the publisher has them."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.ids import slugify
from graph.imports._stream import escaped
from graph.imports._table import Table
from graph.territories import Territory, territory_named
from ontology import ID, LEG

ACTORS_AT_ONCE = 20_000  # remembered; whoever is forgotten is described anew, to the same words
# How the tables call states that our lists have under another name.
CALLED = {
    "Turkey": "Türkiye",
    "Palestinian Territory, Occupied": "Palestinian Territories",
    "Occupied Palestinian Territory": "Palestinian Territories",
    "Macedonia": "North Macedonia",
    "Swaziland": "Eswatini",
}

# Of a bare name, which may be a person's, only what no surname ends in.
_BARE_BODIES = re.compile(
    r"\b(?:Agency|Armed Forces|Army|Assembly|Association|Commission|Committee|Congress|Council"
    r"|Federation|Front|Ministry|Movement|Nations|Organi[sz]ation|Parliament|Party|Union"
    r"|University)\b"
)


@dataclass(frozen=True)
class Known:
    """An actor of the table: how Turtle names it, what it is, and how claims spell it."""

    slug: str
    kind: str
    words: str


class EventActors:
    """The actors that a table names, each described when it is first met.

    Parameters
    ----------
    table : Table
        Where they are described.
    suffix : str
        What their ids end in, so that nobody is one with an actor of another source by name.
    """

    def __init__(self, table: Table, suffix: str) -> None:
        self.table = table
        self._suffix = suffix

    def state(self, territory: Territory) -> Known:
        """Return the State or government of a territory."""
        kind = "State" if territory.independent else "Organization"
        self.table.name(territory.iri, self.table.graph, LEG.participant)
        return Known(territory.slug, kind, escaped(territory.labels["en"]))

    def described(self, key: str, kind: str, label: str, aliases: Iterable[str] = ()) -> Known:
        """Return an actor of the table's own, described if it is met for the first time.

        Parameters
        ----------
        key : str
            What tells it apart: two keys are two actors, however alike they are spelt.
        kind, label : str
            Its class and its name.
        aliases : iterable of str
            Its other names.
        """
        slug = self._slug(key, label)
        self.table.entity(slug, kind, label, aliases)
        return Known(slug, kind, escaped(label))

    def _slug(self, key: str, label: str) -> str:
        plain = slugify(label)  # blank of a name without a letter, and blank is the publisher's
        slug = f"{plain}-{self._suffix}"
        if not plain or self.table.ledger.first(f"slug {slug}", key) != key:
            digest = hashlib.sha256(key.encode()).hexdigest()[:8]
            slug = f"{plain}-{digest}-{self._suffix}".strip("-")
        return slug

    def affiliate(self, known: Known, other: Known | None) -> None:
        """Say once that the table gives an actor to another."""
        if other is None or other.slug == known.slug:
            return
        if self.table.is_new(known.slug, other.slug):
            self.table.link(f"{ID!s}{known.slug}", LEG.affiliation, f"{ID!s}{other.slug}")


def called(name: str) -> Territory | None:
    """Return the state or territory that event tables mean by a name.

    >>> called("Turkey").slug
    'turkiye'
    """
    return territory_named(CALLED.get(name, name))


def kind_of_bare(name: str) -> str:
    """Return the class of an actor of which there is only a name, which may be a person's.

    >>> kind_of_bare("Labour Party"), kind_of_bare("Ada Nama")
    ('Organization', 'Actor')
    """
    return "Organization" if _BARE_BODIES.search(name) else "Actor"
