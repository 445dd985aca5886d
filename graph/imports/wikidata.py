"""Wikidata items, as its API and its dumps give them: who held which position.

https://www.wikidata.org, CC0. A statement of *position held* (P39) is a tenure, with the days that
its qualifiers give; of a person the names in every language and the ids in other collections are
kept. That something is unknown and that there is none are two things, and stay so.
"""

import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from pyoxigraph import Literal

from graph.errors import InvalidInput
from graph.imports._dates import bounds, coarsest
from graph.imports._entries import (
    entry_slug,
    fact_name,
    is_wikidata,
    one_table_each,
    same_as,
)
from graph.imports._json import Object, first_object, objects
from graph.imports._lines import text_version
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.imports._wikidata_time import When, when
from graph.progress import Progress
from ontology import DCT, RDFS, SKOS

HUMAN, IS_A, POSITION_HELD, START, END = "Q5", "P31", "P39", "P580", "P582"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
_ITEM, _HELD = "item ", "held "
_UNKNOWN = "which position is not known (somevalue)"
_NONE = "the person is said to have held no position (novalue)"


def _find(folder: Path) -> list[Path]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in paths if _is_item(first_object(path))]


def _is_item(found: Object) -> bool:
    one_of_many = found.get("entities")
    if isinstance(one_of_many, dict):
        return any(isinstance(one, dict) and _is_item(one) for one in one_of_many.values())
    return is_wikidata(str(found.get("id", ""))) and isinstance(found.get("claims"), dict)


def _open(paths: list[Path]) -> list[Edition]:
    return one_table_each(paths, "wikidata", _edition)


def _edition(path: Path, slug: str) -> Edition:
    if not _is_item(first_object(path)):
        raise InvalidInput(f"{path} does not begin with a Wikidata item; give one a line")
    version = text_version(path)

    def read(progress: Progress) -> Table:
        table = Table(
            slug,
            title=f"Positions held, by Wikidata: {path.name}",
            publisher=("wikidata", "Wikidata"),
            source="https://www.wikidata.org",
            licence=CC0,
            version=version,
        )
        reader = _Reader(table)
        for number, found in objects(table, path, progress):
            table.rows_read -= 1  # a row is a position held, or an item that has none
            for item in _items(found):
                reader.add(number, item)
        return reader.finish()

    return Edition(slug, version, read)


def _items(found: Object) -> Iterator[Object]:
    inner = found.get("entities")
    if isinstance(inner, dict):
        yield from (one for one in inner.values() if isinstance(one, dict))
    else:
        yield found


class _Reader:
    """Items on their way into a table; those of positions wait until it is known who held one."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def add(self, number: int, item: Object) -> None:
        if not _is_item(item):
            self.table.rows_read += 1
            self.table.bad(number, "the object is no Wikidata item")
        elif HUMAN in {_item_of(claim) for claim in _claims(item, IS_A)}:
            self._person(item)
        else:
            self.table.ledger.keep(f"{_ITEM}{item['id']}", json.dumps(_names_alone(item)))

    def finish(self) -> Table:
        ledger = self.table.ledger
        for code, _ in ledger.kept_below(_HELD):
            item = json.loads(ledger.kept(f"{_ITEM}{code}") or json.dumps({"id": code}))
            iri = _described(self.table, f"position-{code.lower()}", "Office", item)
            same_as(self.table, iri, code)
        for code, _ in ledger.kept_below(_ITEM):
            self.table.rows_read += 1
            if ledger.kept(f"{_HELD}{code}") is None:
                self.table.leave_out("the item is neither a person nor a position held in here")
        return self.table.finish()

    def _person(self, item: Object) -> None:
        label, _ = _label(item)
        person = _described(self.table, entry_slug(label, item["id"]), "Person", item)
        same_as(self.table, person, item["id"])
        for identifier in _external_ids(item):
            self.table.say(person, DCT.identifier, Literal(identifier))
        positions = _claims(item, POSITION_HELD)
        self.table.rows_read += len(positions) or 1
        for claim in positions:
            self._tenure(item, person, claim)

    def _tenure(self, item: Object, person: str, claim: Object) -> None:
        kind = _snak(claim).get("snaktype")
        position = _item_of(claim)
        if claim.get("rank") == "deprecated":
            self.table.leave_out("the statement is deprecated")
        elif kind == "somevalue":
            self.table.leave_out(_UNKNOWN)
        elif kind == "novalue":
            self.table.leave_out(_NONE)
        elif not (position and isinstance(claim.get("id"), str) and claim["id"].strip()):
            self.table.leave_out("the statement has no id or no item as its value")
        else:
            self._say(item, person, claim, position)

    def _say(self, item: Object, person: str, claim: Object, position: str) -> None:
        self.table.ledger.keep(f"{_HELD}{position}", "")
        office = self.table.entity_iri(f"position-{position.lower()}")
        start, end = when(_qualifiers(claim, START)), when(_qualifiers(claim, END))
        given = bounds(start.span, end.span)
        if end.none:
            given |= _still(item, given)
        made = self.table.fact(
            fact_name(claim["id"]),
            "Tenure",
            {"holder": person, "office": office},
            record=claim["id"],
            bounds=given,
            words=_words(start, end),
            precision=coarsest(start.span, end.span),
        )
        if made is None:
            self.table.leave_out("a statement of that id stands in the file before")


def _still(item: Object, given: dict[str, date]) -> dict[str, date]:
    """Return the bound of what has no end: it went on when the item was last written."""
    try:
        day = date.fromisoformat(str(item.get("modified", ""))[:10])
    except ValueError:
        return {}
    begun = given.get("startEarliest")
    return {} if begun is not None and begun > day else {"endEarliest": day}


def _words(start: When, end: When) -> str:
    return f"{start.words}/{end.words}" if start.words or end.words else ""


def _described(table: Table, slug: str, kind: str, item: Object) -> str:
    """Describe an item by its labels and aliases, each in its language, and return its IRI."""
    label, language = _label(item)
    iri = table.entity(slug, kind, label, language=language)
    for code, name in _texts(item, "labels"):
        if code != language:
            _say(table, iri, RDFS.label, name, code)
    for code, name in _texts(item, "aliases"):
        _say(table, iri, SKOS.altLabel, name, code)
    for code, words in _texts(item, "descriptions"):
        if code == "en":
            table.describe(iri, words)
    return iri


def _say(table: Table, iri: str, property_: str, name: str, language: str) -> None:
    try:
        table.say(iri, property_, Literal(name, language=language))
    except ValueError:
        table.say(iri, SKOS.altLabel, Literal(name, language="und"))


def _label(item: Object) -> tuple[str, str]:
    """Return the name to show and its language: English, or else the first; the id where none."""
    names = dict(_texts(item, "labels"))
    for language in ("en", "mul", *sorted(names)):
        if language in names and _is_language(language):
            return names[language], language
    return str(item["id"]), "und"


@lru_cache(1_000)
def _is_language(code: str) -> bool:
    try:
        Literal("", language=code)
    except ValueError:
        return False
    return True


def _texts(item: Object, what: str) -> Iterator[tuple[str, str]]:
    """Yield labels, aliases or descriptions with their languages."""
    found = item.get(what)
    for given in found.values() if isinstance(found, dict) else ():
        for one in given if isinstance(given, list) else [given]:
            if isinstance(one, dict) and one.get("language") and one.get("value"):
                yield str(one["language"]), str(one["value"])


def _names_alone(item: Object) -> Object:
    return {name: item[name] for name in ("id", "labels", "aliases", "descriptions")
            if name in item}  # fmt: skip


def _claims(item: Object, property_: str) -> list[Object]:
    found = item["claims"].get(property_, [])
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _qualifiers(claim: Object, property_: str) -> list[Any]:
    found = claim.get("qualifiers")
    given = found.get(property_, []) if isinstance(found, dict) else []
    return given if isinstance(given, list) else []


def _snak(claim: Object) -> Object:
    found = claim.get("mainsnak")
    return found if isinstance(found, dict) else {}


def _item_of(claim: Object) -> str:
    """Return the item that is a claim's value; blank where it is none."""
    value = _value(claim)
    code = value.get("id", "") if isinstance(value, dict) else ""
    return code if isinstance(code, str) and is_wikidata(code) else ""


def _value(claim: Object) -> Any:
    given = _snak(claim).get("datavalue")
    return given.get("value") if isinstance(given, dict) else None


def _external_ids(item: Object) -> Iterator[str]:
    """Yield the ids that other collections give an item, each after its property's."""
    for property_ in sorted(item["claims"]):
        for claim in _claims(item, property_):
            value = _value(claim)
            if _snak(claim).get("datatype") == "external-id" and isinstance(value, str) and value:
                yield f"{property_} {value}"


SOURCE = ImportSource(
    name="wikidata",
    title="Positions held, by Wikidata",
    help="items as JSON, one a line or as the API answers, plain or gzipped",
    find=_find,
    open=_open,
)
