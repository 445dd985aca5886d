"""Any table of comma-separated values, by a small mapping file in TOML that a person writes.

The mapping says what the table is, which columns name actors, and what fact a row is; see
docs/imports.md for one that works.
"""

from pathlib import Path

from graph.errors import InvalidInput
from graph.imports._csv_mapping import Mapping, read_mapping
from graph.imports._dates import Span, bounds, coarsest, span
from graph.imports._entries import entry_slug, is_wikidata, same_as, state_iri
from graph.imports._lines import text_version
from graph.imports._rows import Row, columns, rows
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.progress import Progress


def _find(folder: Path) -> list[Path]:
    """Return nothing: a table is imported with the mapping that somebody names."""
    return []


def _open(paths: list[Path]) -> list[Edition]:
    mappings = [path for path in paths if path.suffix == ".toml"]
    tables = [path for path in paths if path.suffix != ".toml"]
    if len(mappings) != 1 or len(tables) != 1:
        raise InvalidInput("give two files: the mapping, a .toml file, and the table")
    mapping, path = read_mapping(mappings[0]), tables[0]
    head = columns(path, mapping.delimiter)
    missing = sorted(mapping.columns - set(head))
    if missing:
        raise InvalidInput(
            f"{path} has no column {', '.join(missing)}, which {mappings[0]} names; it has "
            f"{', '.join(head)}"
        )
    version = text_version(path, mappings[0].read_bytes())

    def read(progress: Progress) -> Table:
        return _Reader(mapping, version).read(path, progress)

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

    def read(self, path: Path, progress: Progress) -> Table:
        """Read all rows."""
        for number, row in rows(self.table, path, progress, self.mapping.delimiter):
            self._add(number, row)
        return self.table.finish()

    def _add(self, number: int, row: Row) -> None:
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

    def _fact(self, number: int, row: Row, spans: tuple[Span | None, Span | None]) -> None:
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

    def _actor(self, key: str, number: int, row: Row) -> str:
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

    def _named(self, key: str, row: Row) -> bool:
        return bool(row[self.mapping.actors[key].name])

    def _label(self, key: str, row: Row) -> str:
        return row[self.mapping.actors[key].name]


SOURCE = ImportSource(
    name="csv",
    title="A table of your own, by a mapping",
    help="two files: the mapping, in TOML, and the table of comma-separated values",
    find=_find,
    open=_open,
)
