"""The states that records name: today's by ISO code, others as the record calls them."""

from graph.ids import slugify
from graph.imports._table import Table
from graph.territories import find_territory

# What a publisher calls a state or government that name patterns would take for another one, or
# that is no more. The value is the name it is given here; none of these has an ISO code today.
APART = {
    "China, Republic of": "Republic of China",
    "Republic of China": "Republic of China",
    "U.S.S.R.": "Soviet Union",
    "Union of Soviet Socialist Republics": "Soviet Union",
    "Soviet Union": "Soviet Union",
    "German Democratic Republic": "German Democratic Republic",
    "Serbia and Montenegro": "Serbia and Montenegro",
    "Korea": "Korea",
    "Czechoslovakia": "Czechoslovakia",
    "Czechoslovakia (government-in-exile)": "Czechoslovakia",
    "Northern Cyprus": "Northern Cyprus",
    "Somaliland": "Somaliland",
}


def state_of(table: Table, name: str, *, kind: str = "State") -> tuple[str, str]:
    """Return the IRI and the English name of a state that a record names.

    Parameters
    ----------
    table : Table
        Where a state without an ISO code is described.
    name : str
        As published.
    kind : str
        What such a state is described as.
    """
    plain = " ".join(name.split())
    known = None if plain in APART else find_territory(plain)
    if known is not None:
        return known.iri, known.labels["en"]
    label = APART.get(plain, plain)
    return table.entity(slugify(label), kind, label, [plain]), label


def territory_of(table: Table, name: str) -> str:
    """Return the IRI of the territory of a state that a record names."""
    plain = " ".join(name.split())
    known = None if plain in APART else find_territory(plain)
    if known is not None:
        return known.place
    label = APART.get(plain, plain)
    return table.entity(f"territory-of-{slugify(label)}", "Place", label, [plain])


def named_by_id(identifier: str) -> str:
    """Return the name that a publisher's id of a territory spells.

    >>> named_by_id("korea-south"), named_by_id("afghanistan")
    ('South Korea', 'Afghanistan')
    """
    words = identifier.split("-")
    if words[-1] in ("north", "south", "east", "west") and len(words) > 1:
        words = [words[-1], *words[:-1]]
    return " ".join(word.capitalize() for word in words if word)
