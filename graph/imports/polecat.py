"""Tables of coded events as POLECAT publishes them, the successor of ICEWS.

POLECAT (https://doi.org/10.7910/DVN/AJGVIT) codes news reports by PLOVER's event types, each with
an optional mode, and not by CAMEO. Its tables are tab-separated with a header. Some have names of
withheld columns in the header, and no values for them; some have blank values at the ends of rows.
"""

import re
from dataclasses import replace
from functools import cache

from graph.imports._codebook import Relation, codebook
from graph.imports._event_places import place_of
from graph.imports._event_tables import (
    EventTables,
    Reader,
    Unreadable,
    day_of,
    reporter_of,
    row_of,
)
from graph.imports._events import Record
from graph.imports._polecat_actors import SUFFIX, PolecatActors, country_named, said
from graph.imports._rows import Row
from graph.imports._source import ImportSource
from graph.imports._stream import StreamedTable, escaped

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Contexts", "Actor Name",
    "Actor Country", "Recipient Name", "Recipient Country",
)  # fmt: skip
WITHHELD = frozenset({"Headline", "Event Text", "Feed", "Story ID"})
# Contexts by which PLOVER marks what is no event of the day: such a row becomes no fact.
NO_EVENT = {
    "hypothetical": "the record says that it is hypothetical",
    "negation": "the record says that it did not happen",
    "future": "the record says that it is still to come",
    "historical": "the record says that it is historical, so its day is not known",
}
_MODE = re.compile(r"[A-Za-z]+(?:[-_][A-Za-z]+)*")


def _refused(names: list[str]) -> str:
    lacking = [name for name in COLUMNS if name not in names]
    return f"is no table of POLECAT's: it has no column {', '.join(lacking)}" if lacking else ""


def _reader(table: StreamedTable, names: list[str]) -> Reader:
    actors = PolecatActors(table)
    layouts = (names, [name for name in names if name not in WITHHELD])
    return lambda number, line: _record(actors, number, _row(layouts, line))


def _row(layouts: tuple[list[str], list[str]], line: str) -> Row:
    """Return a row by the names of its columns, whichever of the two layouts it fits."""
    values = line.split("\t")
    for names in layouts:
        if len(values) >= len(names) and not any(map(said, values[len(names) :])):
            return dict(zip(names, values[: len(names)], strict=True))
    return row_of(layouts[0], line)


def _record(actors: PolecatActors, number: int, row: Row) -> Record | None:
    """Return what a row records; nothing where it is of no event."""
    table = actors.table
    event = said(row["Event ID"])
    if not event:
        raise Unreadable("the event has no id")
    day = day_of(row["Event Date"].strip())
    relation = relation_of(said(row["Event Type"]), said(row["Event Mode"]))
    contexts = [one for one in map(said, re.split("[;,]", row["Contexts"])) if one]
    for mark in map(str.lower, contexts):
        if mark in NO_EVENT:
            table.leave_out(NO_EVENT[mark])
            return None
    return Record(
        number,
        day,
        relation,
        actors.of(row, "Actor"),
        actors.of(row, "Recipient"),
        record=escaped(event),
        reporter=reporter_of(table, said(row.get("Source", ""))),
        beside=place_of(table, _place(row), SUFFIX),
        story=_story(contexts),
    )


def _place(row: Row) -> Row:
    """Return where it took place, the country by its name."""
    columns = ("City", "District", "Province", "Latitude", "Longitude")
    place = {name: said(row.get(name, "")) for name in columns}
    return place | {"Country": country_named(said(row.get("Country", "")))}


def _story(contexts: list[str]) -> str:
    """Return in which contexts it was told, as Turtle."""
    words = f"contexts: {', '.join(contexts)}"
    return f';leg:remarks "{escaped(words)}"@en' if contexts else ""


@cache
def relation_of(kind: str, mode: str) -> Relation:
    """Return the relation of a type and mode: of the type alone where the mode is a later one.

    >>> relation_of("CONSULT", "visit").kind, relation_of("PROTEST", "online").name
    ('Visit', 'Protest')

    Raises
    ------
    Unreadable
        If there is no such type, or the mode is no mode's name.
    """
    known = codebook("plover.tsv")
    kind = kind.upper()
    if kind not in known or "-" in kind:
        raise Unreadable(f"the codebook has no event type {kind[:20]!r}")
    if not mode:
        return known[kind]
    if not _MODE.fullmatch(mode):
        raise Unreadable(f"{mode[:40]!r} is no mode of an event")
    code = f"{kind}-{mode}"
    return known[code] if code in known else replace(known[kind], code=code)


_TABLES = EventTables(
    publisher=("polecat", "Political Event Classification, Attributes, and Types"),
    address="https://doi.org/10.7910/DVN/AJGVIT",
    code="ploverCode",
    refused=_refused,
    reader=_reader,
    hostless=True,
)
SOURCE = ImportSource(
    name="polecat",
    title="Coded news events, by POLECAT",
    help="tab-separated tables of events, plain or gzipped, with PLOVER's types and modes",
    find=_TABLES.find,
    open=_TABLES.open,
)
