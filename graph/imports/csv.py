"""Any table of comma-separated values, by a small mapping file in TOML that a person writes.

The mapping says what the table is, which columns name actors, and what fact a row is; see
docs/imports.md for one that works.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from graph.errors import InvalidInput
from graph.imports._csv_mapping import Mapping, read_mapping
from graph.imports._dates import Span, bounds, coarsest, span
from graph.imports._entries import entry_slug, is_wikidata, same_as, state_iri
from graph.imports._files import read_text, version_of
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.progress import Progress

_STEP = 1_000
_Row = dict[str, str]


def _find(folder: Path) -> list[Path]:
    """Return nothing: a table is imported with the mapping that somebody names."""
    return []


def _open(paths: list[Path]) -> list[Edition]:
    mappings = [path for path in paths if path.suffix == ".toml"]
    tables = [path for path in paths if path.suffix != ".toml"]
    if len(mappings) != 1 or len(tables) != 1:
        raise InvalidInput("give two files: the mapping, a .toml file, and the table")
    mapping, text = read_mapping(mappings[0]), read_text(tables[0])
    head = next(csv.reader(io.StringIO(text), delimiter=mapping.delimiter), [])
    missing = sorted(mapping.columns - set(head))
    if missing:
        raise InvalidInput(
            f"{tables[0]} has no column {', '.join(missing)}, which {mappings[0]} names; it has "
            f"{', '.join(head)}"
        )
    version = version_of([mappings[0].read_bytes(), text.encode()])

    def read(progress: Progress) -> Table:
        return _Reader(mapping, version).read(text, progress)

    return [Edition(mapping.slug, version, read)]


class _Reader:
    """Rows on their way into a table."""

    def __init__(self, mapping: Mapping, version: str) -> None:
        self.mapping = mapping
        self.table = Table(
            mapping.slug,
            title=mapping.title,
            publisher=mapping.publisher,
            source=mapping.source,
            licence=mapping.licence,
            version=version,
        )

    def read(self, text: str, progress: Progress) -> Table:
        """Read all rows."""
        task = progress.start(f"Reading {self.mapping.slug}", text.count("\n"))
        for number, row in enumerate(self._rows(text), start=1):
            self.table.rows_read += 1
            if None in row or None in row.values():
                self.table.bad(number, "it has not as many values as there are columns")
            else:
                self._add(number, {name: value.strip() for name, value in row.items()})
            if number % _STEP == 0:
                task.advance(_STEP)
        task.done()
        return self.table.finish()

    def _rows(self, text: str) -> Iterator[_Row]:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=self.mapping.delimiter)
        try:
            yield from reader
        except csv.Error as fault:
            raise InvalidInput(f"the table breaks off at line {reader.line_num}: {fault}") from None

    def _add(self, number: int, row: _Row) -> None:
        fact = self.mapping.fact
        start, end = row.get(fact.start, ""), row.get(fact.end, "")
        spans = span(start), span(end)
        for text, found in zip((start, end), spans, strict=True):
            if text and found is None:
                self.table.bad(
                    number, f"{text[:40]!r} is no date; write 2001, 2001-02 or 2001-02-03"
                )
                return
        blank = [
            role for role, actor in fact.roles.items() if not row[self.mapping.actors[actor].name]
        ]
        if blank:
            self.table.leave_out(f"the row names nobody for {', '.join(blank)}")
            return
        self._fact(number, row, spans)

    def _fact(self, number: int, row: _Row, spans: tuple[Span | None, Span | None]) -> None:
        fact = self.mapping.fact
        record = row.get(fact.id, "") or str(number)
        words = "/".join(row.get(name, "") for name in (fact.start, fact.end)).strip("/")
        made = self.table.fact(
            f"row-{number}",
            fact.kind,
            {role: self._actor(actor, number, row) for role, actor in fact.roles.items()},
            record=record,
            bounds=bounds(*spans),
            words=words,
            precision=coarsest(*spans),
            remarks=row.get(fact.remarks, ""),
        )
        assert made is not None  # noqa: S101 - the row's number is in no other fact's name

    def _actor(self, key: str, number: int, row: _Row) -> str:
        """Describe an actor of a row, and return its IRI.

        A person without an id is somebody of this row alone: a name makes nobody the same.
        """
        actor = self.mapping.actors[key]
        name, identifier = row[actor.name], row.get(actor.id, "")
        if actor.kind == "State":
            known = state_iri(self.table, name)
            if known is not None:
                return known
        if not is_wikidata(identifier):
            apart = f"row {number} {key}" if actor.kind == "Person" and not identifier else ""
            identifier = f"{self.mapping.slug} {apart or identifier or f'{actor.kind} {name}'}"
        slug = entry_slug(name, identifier)
        if actor.kind == "Office":
            owner = (
                self._actor(actor.of, number, row)
                if actor.of and self._named(actor.of, row)
                else None
            )
            label = self._label(actor.of, row) if owner else ""
            iri = self.table.office(name, owner, label, entry_slug(f"{name} {label}", identifier))
        else:
            iri = self.table.entity(slug, actor.kind, name)
        same_as(self.table, iri, identifier)
        return iri

    def _named(self, key: str, row: _Row) -> bool:
        return bool(row[self.mapping.actors[key].name])

    def _label(self, key: str, row: _Row) -> str:
        return row[self.mapping.actors[key].name]


SOURCE = ImportSource(
    name="csv",
    title="A table of your own, by a mapping",
    help="two files: the mapping, in TOML, and the table of comma-separated values",
    find=_find,
    open=_open,
)
