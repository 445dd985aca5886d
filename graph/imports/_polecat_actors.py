"""The actors of POLECAT's tables: cells that list several, each with its State and sector.

A country by its own name is the State. Anybody else who is named stays an Actor of this publisher,
a person's name or a body's, and an actor with a sector and no name is a body or a group of its
State, such as the police of Namibia. An id of a Wikipedia page tells namesakes apart.
"""

import re
from functools import cache, lru_cache

from pyoxigraph import Literal

from graph.imports._event_actors import ACTORS_AT_ONCE, EventActors, Known, called, kind_of_bare
from graph.imports._rows import Row
from graph.imports._table import Table
from graph.territories import Territory, territories, territory_named
from ontology import DCT, ID

SUFFIX = "polecat"
ABSENT = frozenset({"None", "NA", "NULL", "nan", ""})
# What an actor is of whom a record tells only the sector, by PLOVER's codes of sectors.
SECTORS = {
    "GOV": ("Organization", "Government"),
    "MIL": ("Organization", "Military"),
    "COP": ("Organization", "Police"),
    "JUD": ("Organization", "Judiciary"),
    "LEG": ("Organization", "Legislature"),
    "SPY": ("Organization", "Intelligence service"),
    "OPP": ("ActorGroup", "Opposition"),
    "PTY": ("ActorGroup", "Political parties"),
    "REB": ("ActorGroup", "Rebels"),
    "PRM": ("ActorGroup", "Paramilitaries"),
    "UAF": ("ActorGroup", "Unidentified armed forces"),
    "CVL": ("ActorGroup", "Civilians"),
    "ELI": ("ActorGroup", "Elites"),
    "BUS": ("ActorGroup", "Business"),
    "EDU": ("ActorGroup", "Education"),
    "MED": ("ActorGroup", "Health services"),
    "LAB": ("ActorGroup", "Labour"),
    "AGR": ("ActorGroup", "Agricultural labour"),
    "JRN": ("ActorGroup", "Journalists and media"),
    "REF": ("ActorGroup", "Refugees"),
    "REL": ("ActorGroup", "Religious bodies"),
    "SOC": ("ActorGroup", "Civil society"),
    "CRM": ("ActorGroup", "Criminals"),
}
_PAGE_OF_A_COUNTRY = re.compile(r"\s*\(country\)$")


class PolecatActors(EventActors):
    """The actors that a table of POLECAT's names.

    Parameters
    ----------
    table : Table
        Where they are described.
    """

    def __init__(self, table: Table) -> None:
        super().__init__(table, SUFFIX)
        self._known = lru_cache(ACTORS_AT_ONCE)(self._describe)

    def of(self, row: Row, side: str) -> tuple[Known, ...]:
        """Return the actors of one side of a record; nobody where it does not say.

        Parameters
        ----------
        row : dict of str to str
            The record.
        side : str
            ``Actor`` or ``Recipient``.
        """
        columns = [
            _listed(row.get(name, ""))
            for name in (
                f"{side} Name",
                f"{side} Country",
                f"Primary {side} Sector",
                f"Wikipedia {side} ID",
            )
        ]
        names, countries = columns[0], columns[1]
        many = len(names) if any(names) else len(countries)
        # A list of another length does not say which of the actors its entries are of.
        fitting = [one if len(one) == many else [""] * many for one in columns]
        found = (
            self._known(name, country, "" if name else sector, page)
            for name, country, sector, page in zip(*fitting, strict=True)
        )
        return tuple(dict.fromkeys(one for one in found if one is not None))

    def _describe(self, name: str, country: str, sector: str, page: str) -> Known | None:
        states = [found for code in country.split("|") if (found := _coded(code.strip()))]
        if not name:
            return self._unnamed(states, sector)
        meant = called(_PAGE_OF_A_COUNTRY.sub("", name))
        if meant is not None and meant in states:
            return self.state(meant)
        if page:
            known = self.described(f"{name}|page {page}", kind_of_bare(name), name)
            self._identify(known, page)
        else:
            label = f"{name} of {states[0].labels['en']}" if states else name
            known = self.described(f"{name}|{country}", kind_of_bare(name), label, [name])
        for territory in states:
            self.affiliate(known, self.state(territory))
        return known

    def _unnamed(self, states: list[Territory], sector: str) -> Known | None:
        if len(states) != 1 or sector[:3] not in SECTORS:
            return None
        kind, words = SECTORS[sector[:3]]
        label = f"{words} of {states[0].labels['en']}"
        known = self.described(f"{sector[:3]}|{states[0].slug}", kind, label)
        self.affiliate(known, self.state(states[0]))
        return known

    def _identify(self, known: Known, page: str) -> None:
        if self.table.is_new(known.slug, "page", page):
            self.table.say(f"{ID!s}{known.slug}", DCT.identifier, Literal(f"Wikipedia {page}"))


def _listed(cell: str) -> list[str]:
    return [said(part) for part in cell.split(";")]


def said(cell: str) -> str:
    """Return what a cell says; blank where it says that there is nothing.

    >>> said(" NAM "), said("None")
    ('NAM', '')
    """
    value = cell.strip()
    return "" if value in ABSENT else value


@cache
def _by_code() -> dict[str, Territory]:
    found = {territory.alpha_3: territory for territory in territories() if territory.alpha_3}
    kosovo = territory_named("Kosovo")  # has no code of ISO's; this one is commonly used for it
    return found | ({"XKX": kosovo} if kosovo else {})


def _coded(code: str) -> Territory | None:
    return _by_code().get(code)


def country_named(code: str) -> str:
    """Return the name of a country of a three-letter code, or the code where there is none.

    >>> country_named("NAM"), country_named("IGO")
    ('Namibia', 'IGO')
    """
    territory = _coded(code)
    return territory.labels["en"] if territory else code
