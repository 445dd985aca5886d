"""States and territories, from published code lists: ISO 3166-1, CLDR and UN membership.

Codes come from pycountry, names in many languages from CLDR by Babel, membership of the United
Nations and the Gleditsch and Ward list of independent states from country_converter's table.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pycountry
from babel import Locale
from pyoxigraph import Literal, NamedNode, Quad

from graph.ids import slugify
from ontology import ENTITIES_GRAPH, ID, LEG, RDF, RDFS, SKOS

LANGUAGES = (
    "en", "fr", "es", "ru", "ar", "zh",  # of the United Nations
    "de", "fa", "he", "hi", "id", "it", "ja", "ko", "pl", "pt", "tr", "uk", "vi",
)  # fmt: skip
_GRAPH = NamedNode(ENTITIES_GRAPH)
_ARTICLES = re.compile(r"\b(the|of|and|de|la)\b|[^a-z0-9]+")


@dataclass(frozen=True)
class Territory:
    """One entry of ISO 3166-1, or a state that the other tables count and ISO does not.

    ``independent`` says whether it is a member of the United Nations, or counted as an
    independent state by Gleditsch and Ward. Only such an entry is called a State; the government
    of any other is an Organization. Codes are blank where ISO has none, as for Kosovo.
    """

    slug: str
    alpha_2: str
    alpha_3: str
    numeric: str
    independent: bool
    labels: dict[str, str]
    aliases: frozenset[str] = field(default_factory=frozenset)

    @property
    def iri(self) -> str:
        """The IRI of the state or government."""
        return f"{ID!s}{self.slug}"

    @property
    def place(self) -> str:
        """The IRI of its territory."""
        return f"{ID!s}territory-of-{self.slug}"


@cache
def territories() -> tuple[Territory, ...]:
    """Return the states and territories, by code.

    >>> [t.slug for t in territories() if t.alpha_2 in ("KP", "RU", "US")]
    ['north-korea', 'russia', 'united-states']
    """
    table = _table()
    names = {language: Locale.parse(language).territories for language in LANGUAGES}
    entries = sorted(pycountry.countries, key=lambda entry: str(entry.alpha_2))
    known = {str(entry.alpha_3) for entry in entries}
    others = [
        row
        for code, row in sorted(table.items())
        if code not in known and _is_independent(row) and row["ISO2"] in names["en"]
    ]
    return (
        *(_territory(entry, table.get(entry.alpha_3, {}), names) for entry in entries),
        *(_territory(None, row, names) for row in others),
    )


def _is_independent(row: Mapping[str, str]) -> bool:
    return bool(row.get("UNmember") or row.get("GWcode"))


def _territory(
    entry: pycountry.db.Country | None,
    row: Mapping[str, str],
    names: Mapping[str, Mapping[str, str]],
) -> Territory:
    code = str(entry.alpha_2) if entry is not None else row["ISO2"]
    labels = {language: found[code] for language, found in names.items() if code in found}
    kinds = ("name", "official_name", "common_name")
    aliases = {str(getattr(entry, kind)) for kind in kinds if hasattr(entry, kind)}
    aliases |= {row[name] for name in ("name_short", "name_official") if row.get(name)}
    return Territory(
        slug=slugify(labels["en"]),
        alpha_2=code if entry is not None else "",
        alpha_3=str(entry.alpha_3) if entry is not None else "",
        numeric=str(entry.numeric) if entry is not None else "",
        independent=_is_independent(row),
        labels=labels,
        aliases=frozenset(aliases - {labels["en"]}),
    )


@cache
def _table() -> dict[str, dict[str, str]]:
    """Return country_converter's table by three-letter code.

    Read as text, and by three letters: its two-letter column holds patterns, and table readers
    take Namibia's NA for a missing value.
    """
    spec = find_spec("country_converter")
    if spec is None or spec.origin is None:
        return {}
    path = Path(spec.origin).with_name("country_data.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return {row["ISO3"]: row for row in csv.DictReader(file, delimiter="\t")}


def territory_quads() -> Iterator[Quad]:
    """Yield the descriptions of all states and territories, for the entities graph.

    Each has a State (or, where it is not independent, the Organization that governs it), which
    acts; and a Place, its territory, which can be visited.
    """
    for territory in territories():
        kind = LEG.State if territory.independent else LEG.Organization
        yield from _described(territory, territory.iri, kind)
        yield from _described(territory, territory.place, LEG.Place)
        actor, place = NamedNode(territory.iri), NamedNode(territory.place)
        yield Quad(place, NamedNode(LEG.territoryOf), actor, _GRAPH)
        for property_, code in (
            (LEG.isoAlpha2, territory.alpha_2),
            (LEG.isoAlpha3, territory.alpha_3),
            (LEG.isoNumeric, territory.numeric),
        ):
            if code:
                yield Quad(actor, NamedNode(property_), Literal(code), _GRAPH)


def _described(territory: Territory, iri: str, kind: str) -> Iterator[Quad]:
    node = NamedNode(iri)
    yield Quad(node, NamedNode(RDF.type), NamedNode(kind), _GRAPH)
    for language, name in territory.labels.items():
        yield Quad(node, NamedNode(RDFS.label), Literal(name, language=language), _GRAPH)
    for name in sorted(territory.aliases):
        yield Quad(node, NamedNode(SKOS.altLabel), Literal(name, language="en"), _GRAPH)


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation and small words, for comparison.

    >>> folded("The Gambia") == folded("Gambia")
    True
    """
    return _ARTICLES.sub("", slugify(name).replace("-", " "))


@cache
def _by_name() -> dict[str, Territory]:
    found: dict[str, Territory] = {}
    for territory in territories():
        for name in (*territory.labels.values(), *territory.aliases):
            found.setdefault(folded(name), territory)
    return found


def territory_named(name: str) -> Territory | None:
    """Return the state or territory that a name is one of the names of, and no other.

    >>> territory_named("Viet Nam").slug
    'vietnam'
    >>> territory_named("Bank of China") is None
    True
    """
    return _by_name().get(folded(name))


@cache
def find_territory(name: str) -> Territory | None:
    """Return the state or territory of a name in any of our languages, if it is one.

    >>> find_territory("Côte d’Ivoire").slug
    'cote-divoire'
    >>> find_territory("Ruritania") is None
    True
    """
    exact = territory_named(name)
    if exact is not None or not name.strip():
        return exact
    fitting = {
        code
        for code, row in _table().items()
        if row.get("regex") and re.search(row["regex"], name, re.IGNORECASE)
    }
    by_code = {territory.alpha_3: territory for territory in territories()}
    return by_code.get(fitting.pop()) if len(fitting) == 1 else None
