"""The actors of event tables: States by name, and others as the publisher's dictionary has them.

An entry such as ``Police (Australia)`` is an organization of its State, and ``Citizen (India)`` a
group. A bare name may be a person's or a body's, and the tables do not say: it stays an Actor of
this publisher, and no name makes it one with an actor of another source.
"""

import hashlib
import re
from dataclasses import dataclass

from graph.ids import slugify
from graph.imports._stream import escaped
from graph.imports._table import Table
from graph.territories import territory_named
from ontology import ID, LEG

SUFFIX = "icews"
UNKNOWN = frozenset({"Unspecified Actor", "Unidentified State Actor", "NA", ""})
# How the tables call states that our lists have under another name.
CALLED = {
    "Turkey": "Türkiye",
    "Palestinian Territory, Occupied": "Palestinian Territories",
    "Occupied Palestinian Territory": "Palestinian Territories",
    "Macedonia": "North Macedonia",
    "Swaziland": "Eswatini",
}
_OF = re.compile(r"(.+?)\s*\((.+)\)")
_BODIES = re.compile(
    r"\b(?:Academy|Administration|Agency|Airline|Air Force|Armed Forces?|Army|Assembl(?:y|ies)"
    r"|Association|Bank|Base|Bureau|Cabinet|Coalition|Commission|Committee|Company|Congress"
    r"|Corp|Councils?|Courts?|Department|Domestic Affairs|Duma|Education|Exchange|Facility"
    r"|Fire Brigade|Firm|Foreign Affairs|Forces|Front|Government|Guard|House of|Industry"
    r"|Intelligence|Legislature|Main Opposition|Media|Military|Ministe?ry|Monastery|Movement"
    r"|National Alliance|Naval|Newspaper|Organization|Parliament|Part(?:y|ies)|Patrol|Police"
    r"|Press|Public Sector|Royal Administration|Secretariat|Senate|Service|Union|University"
    r"|Web Site)\s*$|\bMinistry\b|\bDepartment\b|\bHouse of\b|\bCabinet\b"
)
# Of a bare name, which may be a person's, only what no surname ends in.
_BARE_BODIES = re.compile(
    r"\b(?:Agency|Armed Forces|Army|Assembly|Association|Commission|Committee|Congress|Council"
    r"|Federation|Front|Ministry|Movement|Nations|Organi[sz]ation|Parliament|Party|Union"
    r"|University)\b"
)
_MEDIA = re.compile(r"\b(?:Media|Newspaper|Press|News Station)\s*$")


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
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: dict[str, Known | None] = {}
        self._slugs: dict[str, str] = {}

    def get(self, name: str, country: str = "") -> Known | None:
        """Return the actor of a name; ``None`` where the record says that it is unknown.

        Parameters
        ----------
        name : str
            As published.
        country : str
            The State that the record gives the actor to, where it has such a column.
        """
        try:
            found = self._known[name]
        except KeyError:
            found = self._known[name] = self._describe(name)
        if country and found is not None:
            self._affiliate(found, country)
        return found

    def _describe(self, name: str) -> Known | None:
        if name in UNKNOWN:
            return None
        territory = territory_named(CALLED.get(name, name))
        if territory is not None:
            kind = "State" if territory.independent else "Organization"
            self._table.name(territory.iri, self._table.graph, LEG.participant)
            return Known(territory.slug, kind, escaped(territory.labels["en"]))
        parts = _OF.fullmatch(name)
        kind = _kind_of(parts[1]) if parts else _kind_of_bare(name)
        label = f"{parts[1]} of {_called(parts[2])}" if parts else name
        slug = self._slug(name, label)
        self._table.entity(slug, kind, label, [name])
        known = Known(slug, kind, escaped(label))
        if parts:
            self._affiliate(known, parts[2])
        return known

    def _slug(self, name: str, label: str) -> str:
        """Return an id: two names of the dictionary are two actors, however alike they spell."""
        slug = f"{slugify(label)}-{SUFFIX}".strip("-")
        if self._slugs.setdefault(slug, name) != name:
            digest = hashlib.sha256(name.encode()).hexdigest()[:8]
            slug = f"{slugify(label)}-{digest}-{SUFFIX}".strip("-")
        return slug

    def _affiliate(self, known: Known, to: str) -> None:
        other = self.get(to)
        if other is None or other.slug == known.slug:
            return
        if self._table.is_new(known.slug, other.slug):
            self._table.link(f"{ID!s}{known.slug}", LEG.affiliation, f"{ID!s}{other.slug}")


def _called(name: str) -> str:
    territory = territory_named(CALLED.get(name, name))
    return territory.labels["en"] if territory else name


def _kind_of(name: str) -> str:
    if _MEDIA.search(name):
        return "MediaOrganization"
    return "Organization" if _BODIES.search(name) else "ActorGroup"


def _kind_of_bare(name: str) -> str:
    return "Organization" if _BARE_BODIES.search(name) else "Actor"
