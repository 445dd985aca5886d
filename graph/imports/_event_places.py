"""Where coded events took place: towns with their coordinates, or a State's territory."""

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from graph.ids import slugify
from graph.imports._event_actors import called
from graph.imports._table import Table
from ontology import ID, LEG, XSD, Namespace

GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")
_ABSENT = frozenset({"NA", "NULL", ""})
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?")


def place_of(table: Table, row: Mapping[str, str], suffix: str) -> str:
    """Return where a record has its event take place, as Turtle; blank where it does not say.

    Parameters
    ----------
    table : Table
        Where towns are described.
    row : mapping of str to str
        The record, with its town, district, province and country by name.
    suffix : str
        What the ids of towns end in.
    """
    parts = [row.get(name, "").strip() for name in ("City", "District", "Province", "Country")]
    known = [part for part in parts if part not in _ABSENT]
    if not known:
        return ""
    if parts[0] in _ABSENT:
        return (_territory if len(known) == 1 else _town)(table, known, {}, suffix)
    return _town(table, known, row, suffix)


def _territory(table: Table, parts: list[str], row: Mapping[str, str], suffix: str) -> str:
    found = called(parts[0])
    if found is None:
        return _town(table, parts, row, suffix)
    table.name(found.place, table.graph, LEG.place)
    return f";leg:place id:{found.place.removeprefix(ID)}"


def _town(table: Table, parts: list[str], row: Mapping[str, str], suffix: str) -> str:
    slug = slugify(" ".join(dict.fromkeys(parts)))
    if not slug:
        return ""
    iri = table.entity(f"place-{slug}-{suffix}", "Place", ", ".join(dict.fromkeys(parts)))
    place = [row.get(name, "").strip() for name in ("Latitude", "Longitude")]
    if all(map(_NUMBER.fullmatch, place)) and table.is_new(iri, "coordinates"):
        for property_, value in zip((GEO.lat, GEO.long), place, strict=True):
            table.say(iri, property_, Literal(value, datatype=NamedNode(XSD.decimal)))
    return f";leg:place id:{iri.removeprefix(ID)}"
