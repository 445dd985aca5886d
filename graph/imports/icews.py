"""Tables of coded events, as ICEWS publishes them and as research passes them on.

ICEWS (https://doi.org/10.7910/DVN/28075) codes news reports by the CAMEO codebook: who did what to
whom on which day. Two layouts are read: its own, tab-separated with a header, and the table of
``subject, relation, object, date`` that research on temporal graphs uses.
"""

from graph.imports._cameo import relation_named, relations
from graph.imports._codebook import Relation
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
from graph.imports._icews_actors import SUFFIX, IcewsActors
from graph.imports._rows import Row
from graph.imports._source import ImportSource
from graph.imports._stream import StreamedTable, escaped

QUADS = ("subject", "relation", "object", "date")
EVENTS = (
    "Event ID", "Event Date", "Source Name", "Source Country", "Event Text", "CAMEO Code",
    "Target Name", "Target Country",
)  # fmt: skip
_ABSENT = frozenset({"NA", "NULL", ""})


def _refused(names: list[str]) -> str:
    if set(QUADS) <= set(names) or set(EVENTS) <= set(names):
        return ""
    return f"begins with neither of the headers known: {', '.join(QUADS)}; or {', '.join(EVENTS)}"


def _reader(table: StreamedTable, names: list[str]) -> Reader:
    actors = IcewsActors(table)
    if set(QUADS) <= set(names):
        return lambda number, line: _from_quads(actors, number, row_of(names, line))
    return lambda number, line: _from_events(actors, number, row_of(names, line))


def _from_quads(actors: IcewsActors, number: int, row: Row) -> Record:
    relation = relation_named(row["relation"])
    if relation is None:
        raise Unreadable(f"the codebook has no relation {row['relation'][:80]!r}")
    if not (row["subject"].strip() and row["object"].strip()):
        raise Unreadable("an actor is blank")
    day = day_of(row["date"])
    return Record(number, day, relation, actors.get(row["subject"]), actors.get(row["object"]))


def _from_events(actors: IcewsActors, number: int, row: Row) -> Record:
    if not row["Event ID"].strip():
        raise Unreadable("the event has no id")
    table = actors.table
    return Record(
        number,
        day_of(row["Event Date"]),
        _relation(row["CAMEO Code"]),
        actors.get(row["Source Name"], _said(row, "Source Country")),
        actors.get(row["Target Name"], _said(row, "Target Country")),
        record=escaped(row["Event ID"].strip()),
        reporter=reporter_of(table, _said(row, "Publisher")),
        beside=place_of(table, row, SUFFIX),
        story=_story(row),
    )


def _relation(code: str) -> Relation:
    """Return the relation of a code, which spreadsheets rob of its leading zeros."""
    known = relations()
    for spelt in (code, f"0{code}"):
        if spelt in known:
            return known[spelt]
    raise Unreadable(f"the codebook has no code {code[:20]!r}")


def _said(row: Row, name: str) -> str:
    value = row.get(name, "").strip()
    return "" if value in _ABSENT else value


def _story(row: Row) -> str:
    """Return which sentence of which story it was read in, as Turtle."""
    story, sentence = _said(row, "Story ID"), _said(row, "Sentence Number")
    if not story:
        return ""
    words = f"story {story}, sentence {sentence}" if sentence else f"story {story}"
    return f';leg:remarks "{escaped(words)}"@en'


_TABLES = EventTables(
    publisher=("icews", "Integrated Crisis Early Warning System"),
    address="https://doi.org/10.7910/DVN/28075",
    code="cameoCode",
    refused=_refused,
    reader=_reader,
)
SOURCE = ImportSource(
    name="icews",
    title="Coded news events, by ICEWS",
    help="tab-separated tables of events, plain or gzipped: ICEWS's own, or subject, relation, "
    "object and date",
    find=_TABLES.find,
    open=_TABLES.open,
)
