"""The states that records name: today's by ISO code, others as the record calls them."""

import re
from datetime import date

from graph.ids import slugify
from graph.imports._table import Table
from graph.territories import find_territory

# Names, as published, of states and governments that have no ISO code today, or that name
# patterns would take for another one. The value is the name each is given here.
APART = {
    "Bosnian Federation": "Federation of Bosnia and Herzegovina",
    "China, Republic of": "Republic of China",
    "Republic of China": "Republic of China",
    "Czechoslovakia": "Czechoslovakia",
    "Czechoslovakia (government-in-exile)": "Czechoslovakia",
    "German Democratic Republic": "German Democratic Republic",
    "Joseon Dynasty": "Korea",
    "Kingdom Of Two Sicilies": "Kingdom of the Two Sicilies",
    "Korea": "Korea",
    "Malaya": "Federation of Malaya",
    "Netherlands Antilles": "Netherlands Antilles",
    "Northern Cyprus": "Northern Cyprus",
    "Serbia and Montenegro": "Serbia and Montenegro",
    "Socialist Federal Republic Of Yugoslavia": "Yugoslavia",
    "Somaliland": "Somaliland",
    "South Vietnam": "South Vietnam",
    "Soviet Union": "Soviet Union",
    "State Of Vietnam": "State of Vietnam",
    "State of Vietnam": "State of Vietnam",
    "Tanganyika": "Tanganyika",
    "U.S.S.R.": "Soviet Union",
    "Union of Soviet Socialist Republics": "Soviet Union",
    "Yemen Arab Republic": "Yemen Arab Republic",
    "Yugoslavia": "Yugoslavia",
    "Zimbabwe Rhodesia": "Zimbabwe Rhodesia",
}
# Other names, as published, of what has an ISO code or is found by name.
CALLED = {
    "Somoa": "Samoa",
    "Denmark (Greenland)": "Greenland",
    "Serbia-Montenegro (Kosovo)": "Kosovo",
    "Yugoslavia (Kosovo)": "Kosovo",
}
# Names that meant another state until a day: from whom the United States received envoys.
UNTIL = {
    "Vietnam": ((date(1955, 10, 26), "State of Vietnam"), (date(1976, 7, 2), "South Vietnam")),
    "China": ((date(1912, 1, 1), "China"), (date(1979, 1, 1), "Republic of China")),
}
# The State Department's ids that do not spell the name it means by them.
BY_ID = {"korea": "South Korea", "yugoslavia-1946": "Yugoslavia"}
_YEAR = re.compile(r"-\d{4}$")


def state_of(
    table: Table, name: str, day: date | None = None, *, kind: str = "State"
) -> tuple[str, str]:
    """Return the IRI and the English name of a state that a record names.

    Parameters
    ----------
    table : Table
        Where a state without an ISO code is described.
    name : str
        As published.
    day : date or None
        When: some names have meant different states.
    kind : str
        What a state without an ISO code is described as.
    """
    plain = _called(name)
    for until, meant in UNTIL.get(plain, ()):
        if day is not None and day < until:
            plain = meant
            break
    known = None if plain in APART else find_territory(plain)
    if known is not None:
        return known.iri, known.labels["en"]
    label = APART.get(plain, plain)
    return table.entity(slugify(label), kind, label, [plain]), label


def territory_of(table: Table, name: str) -> str:
    """Return the IRI of the territory of a state that a record names."""
    plain = _called(name)
    known = None if plain in APART else find_territory(plain)
    if known is not None:
        return known.place
    label = APART.get(plain, plain)
    return table.entity(f"territory-of-{slugify(label)}", "Place", label, [plain])


def _called(name: str) -> str:
    plain = " ".join(name.split())
    return CALLED.get(plain, plain)


def named_by_id(identifier: str) -> str:
    """Return the name that a publisher's id of a territory spells.

    >>> named_by_id("korea-south"), named_by_id("afghanistan"), named_by_id("south-vietnam-1975")
    ('South Korea', 'Afghanistan', 'South Vietnam')
    """
    if identifier in BY_ID:
        return BY_ID[identifier]
    words = _YEAR.sub("", identifier).split("-")
    if words[-1] in ("north", "south", "east", "west") and len(words) > 1:
        words = [words[-1], *words[:-1]]
    return " ".join(word.capitalize() for word in words if word)
