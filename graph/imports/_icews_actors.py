"""The actors of ICEWS's tables, as its dictionary has them.

An entry such as ``Police (Australia)`` is an organization of its State, and ``Citizen (India)`` a
group. A bare name may be a person's or a body's, and the tables do not say: it stays an Actor of
this publisher, and no name makes it one with an actor of another source.
"""

import re
from functools import lru_cache

from graph.imports._event_actors import ACTORS_AT_ONCE, EventActors, Known, called, kind_of_bare
from graph.imports._table import Table

SUFFIX = "icews"
UNKNOWN = frozenset({"Unspecified Actor", "Unidentified State Actor", "NA", ""})
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
_MEDIA = re.compile(r"\b(?:Media|Newspaper|Press|News Station)\s*$")


class IcewsActors(EventActors):
    """The actors that a table of ICEWS's names.

    Parameters
    ----------
    table : Table
        Where they are described.
    """

    def __init__(self, table: Table) -> None:
        super().__init__(table, SUFFIX)
        self._known = lru_cache(ACTORS_AT_ONCE)(self._describe)

    def get(self, name: str, country: str = "") -> tuple[Known, ...]:
        """Return the actor of a name; nobody where the record says that it is unknown.

        Parameters
        ----------
        name : str
            As published.
        country : str
            The State that the record gives the actor to, where it has such a column.
        """
        found = self._known(name)
        if found is None:
            return ()
        if country:
            self.affiliate(found, self._known(country))
        return (found,)

    def _describe(self, name: str) -> Known | None:
        if name in UNKNOWN:
            return None
        territory = called(name)
        if territory is not None:
            return self.state(territory)
        parts = _OF.fullmatch(name)
        if parts is None:
            return self.described(name, kind_of_bare(name), name)
        label = f"{parts[1]} of {_label(parts[2])}"
        known = self.described(name, _kind_of(parts[1]), label, [name])
        self.affiliate(known, self._known(parts[2]))
        return known


def _label(name: str) -> str:
    territory = called(name)
    return territory.labels["en"] if territory else name


def _kind_of(name: str) -> str:
    if _MEDIA.search(name):
        return "MediaOrganization"
    return "Organization" if _BODIES.search(name) else "ActorGroup"
