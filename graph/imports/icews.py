"""Tables of coded events, as ICEWS publishes them and as research passes them on.

ICEWS (https://doi.org/10.7910/DVN/28075) codes news reports by the CAMEO codebook: who did what to
whom on which day. Two layouts are read: its own, tab-separated with a header, and the table of
``subject, relation, object, date`` that research on temporal graphs uses.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from graph.errors import InvalidInput
from graph.ids import slugify
from graph.imports._cameo import Relation, relation_named, relations
from graph.imports._event_places import place_of
from graph.imports._events import EventWriter, Record
from graph.imports._files import first_line
from graph.imports._lines import lines, text_version
from graph.imports._source import Edition, ImportSource
from graph.imports._stream import StreamedTable, escaped
from graph.progress import Progress
from ontology import ID

PUBLISHER = ("icews", "Integrated Crisis Early Warning System")
QUADS = ("subject", "relation", "object", "date")
EVENTS = (
    "Event ID", "Event Date", "Source Name", "Source Country", "Event Text", "CAMEO Code",
    "Target Name", "Target Country",
)  # fmt: skip
_ABSENT = frozenset({"NA", "NULL", ""})

_Row = dict[str, str]


class _Unreadable(Exception):
    """A row that cannot be read, and why."""


def _find(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _columns(path)]


def _columns(path: Path) -> list[str]:
    """Return the columns of a table of ours; none of any other file."""
    names = first_line(path).split("\t")
    ours = set(QUADS) <= set(names) or set(EVENTS) <= set(names)
    return names if ours else []


def _open(paths: list[Path]) -> list[Edition]:
    editions = [_edition(path) for path in paths]
    slugs = [edition.slug for edition in editions]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise InvalidInput(f"two files would be the one table {slug}; rename one of them")
    return editions


def _edition(path: Path) -> Edition:
    if not path.is_file():
        raise InvalidInput(f"{path} is no file; give tables of events, plain or gzipped")
    names = _columns(path)
    if not names:
        raise InvalidInput(
            f"{path} begins with neither of the headers known: {', '.join(QUADS)}; or "
            f"{', '.join(EVENTS)}"
        )
    slug = slugify(path.name.split(".gz")[0].rsplit(".", 1)[0])
    slug = slug if slug.startswith("icews") else f"icews-{slug}"
    version = text_version(path)

    def read(progress: Progress) -> StreamedTable:
        table = StreamedTable(
            slug,
            title=f"Coded news events: {path.name}",
            publisher=PUBLISHER,
            source="https://doi.org/10.7910/DVN/28075",
            licence="https://doi.org/10.7910/DVN/28075",
            version=version,
        )
        writer = EventWriter(table, PUBLISHER[0])
        table.pieces = writer.pieces(_records(table, path, names, progress))
        return table

    return Edition(slug, version, read)


def _records(
    table: StreamedTable, path: Path, names: list[str], progress: Progress
) -> Iterator[Record]:
    """Yield the records of a table; a row that cannot be read is accounted for."""
    read = _from_quads if set(QUADS) <= set(names) else _from_events(table)
    every = lines(path, progress, f"Reading {table.slug}")
    next(every)
    for number, line in enumerate(every, start=1):
        table.rows_read += 1
        try:
            yield read(number, _row(names, line))
        except _Unreadable as fault:
            table.bad(number, str(fault))


def _row(names: list[str], line: str | None) -> _Row:
    if line is None:
        raise _Unreadable("the row is not UTF-8")
    values = line.split("\t")
    if len(values) != len(names):
        raise _Unreadable(f"{len(values)} values for {len(names)} columns")
    return dict(zip(names, values, strict=True))


def _from_quads(number: int, row: _Row) -> Record:
    relation = relation_named(row["relation"])
    if relation is None:
        raise _Unreadable(f"the codebook has no relation {row['relation'][:80]!r}")
    if not (row["subject"].strip() and row["object"].strip()):
        raise _Unreadable("an actor is blank")
    return Record(number, _day(row["date"]), row["subject"], relation, row["object"])


def _from_events(table: StreamedTable) -> Callable[[int, _Row], Record]:
    def read(number: int, row: _Row) -> Record:
        if not row["Event ID"].strip():
            raise _Unreadable("the event has no id")
        return Record(
            number,
            _day(row["Event Date"]),
            row["Source Name"],
            _relation(row["CAMEO Code"]),
            row["Target Name"],
            record=escaped(row["Event ID"].strip()),
            source_country=_said(row, "Source Country"),
            target_country=_said(row, "Target Country"),
            reporter=_reporter(table, _said(row, "Publisher")),
            beside=place_of(table, row),
            story=_story(row),
        )

    return read


def _relation(code: str) -> Relation:
    """Return the relation of a code, which spreadsheets rob of its leading zeros."""
    known = relations()
    for spelt in (code, f"0{code}"):
        if spelt in known:
            return known[spelt]
    raise _Unreadable(f"the codebook has no code {code[:20]!r}")


@cache
def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise _Unreadable(f"{text[:40]!r} is no date; write it as in 2018-01-31") from None


def _said(row: _Row, name: str) -> str:
    value = row.get(name, "").strip()
    return "" if value in _ABSENT else value


def _reporter(table: StreamedTable, name: str) -> str:
    """Return the slug of the publication that the event was read in; blank where none is named."""
    slug = slugify(name)
    if not slug:
        return ""
    return table.entity(f"{slug}-press-icews", "MediaOrganization", name).removeprefix(ID)


def _story(row: _Row) -> str:
    """Return which sentence of which story it was read in, as Turtle."""
    story, sentence = _said(row, "Story ID"), _said(row, "Sentence Number")
    if not story:
        return ""
    words = f"story {story}, sentence {sentence}" if sentence else f"story {story}"
    return f';leg:remarks "{escaped(words)}"@en'


SOURCE = ImportSource(
    name="icews",
    title="Coded news events, by ICEWS",
    help="tab-separated tables of events, plain or gzipped: ICEWS's own, or subject, relation, "
    "object and date",
    find=_find,
    open=_open,
)
