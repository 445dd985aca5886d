"""Tables of coded events as files: known by their header, and every row accounted for."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from graph.errors import InvalidInput
from graph.ids import slugify
from graph.imports._events import EventWriter, Record
from graph.imports._files import first_line
from graph.imports._lines import lines, text_version
from graph.imports._rows import Row
from graph.imports._source import Edition
from graph.imports._stream import StreamedTable
from graph.imports._table import Table
from graph.progress import Progress
from ontology import ID


class Unreadable(Exception):
    """A row that cannot be read, and why."""


# A day, with or without a time of it; no week of a year, which is written alike.
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:$|[T ])", re.ASCII)

Reader = Callable[[int, str], Record | None]


@dataclass(frozen=True)
class EventTables:
    """The event tables of one publisher.

    Parameters
    ----------
    publisher : tuple of (str, str)
        The publisher's slug, which the tables' own begin with, and name.
    address : str
        Where the tables and their terms are published.
    code : str
        The property that holds the code of an event.
    refused : callable
        Returns what is wrong with a header; blank where the table is one of these.
    reader : callable
        Returns what makes a record of a row's number and text, given the table in the making and
        its columns. It leaves out a row that is none itself.
    hostless : bool
        Whether a visit may name no host.
    """

    publisher: tuple[str, str]
    address: str
    code: str
    refused: Callable[[list[str]], str]
    reader: Callable[[StreamedTable, list[str]], Reader]
    hostless: bool = False

    def find(self, folder: Path) -> list[Path]:
        """Return the tables in a folder, known by their headers."""
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return [path for path in files if not self.refused(_columns(path))]

    def open(self, paths: list[Path]) -> list[Edition]:
        """Return the tables of some files, each named by its file.

        Raises
        ------
        InvalidInput
            If a file is no such table, or two would be one.
        """
        editions = [self._edition(path) for path in paths]
        slugs = [edition.slug for edition in editions]
        for slug in slugs:
            if slugs.count(slug) > 1:
                raise InvalidInput(f"two files would be the one table {slug}; rename one of them")
        return editions

    def _edition(self, path: Path) -> Edition:
        if not path.is_file():
            raise InvalidInput(f"{path} is no file; give tables of events, plain or gzipped")
        names = _columns(path)
        refused = self.refused(names)
        if refused:
            raise InvalidInput(f"{path} {refused}")
        ours = self.publisher[0]
        slug = slugify(path.name.split(".gz")[0].rsplit(".", 1)[0]) or "table"
        slug = slug if slug.startswith(ours) else f"{ours}-{slug}"
        version = text_version(path)

        def read(progress: Progress) -> StreamedTable:
            table = StreamedTable(
                slug,
                title=f"Coded news events: {path.name}",
                publisher=self.publisher,
                source=self.address,
                licence=self.address,
                version=version,
            )
            writer = EventWriter(table, ours, code=self.code, hostless=self.hostless)
            every = lines(path, progress, f"Reading {slug}")
            table.pieces = writer.pieces(_records(table, every, self.reader(table, names)))
            return table

        return Edition(slug, version, read)


def _columns(path: Path) -> list[str]:
    return first_line(path).split("\t")


def _records(table: StreamedTable, every: Iterator[str | None], read: Reader) -> Iterator[Record]:
    """Yield the records of a table; a row that cannot be read is accounted for."""
    next(every)
    for number, line in enumerate(every, start=1):
        table.rows_read += 1
        try:
            if line is None:
                raise Unreadable("the row is not UTF-8")
            record = read(number, line)
        except Unreadable as fault:
            table.bad(number, str(fault))
        else:
            if record is not None:
                yield record


def row_of(names: list[str], line: str) -> Row:
    """Return a row by the names of its columns.

    Raises
    ------
    Unreadable
        If it has more values or fewer.
    """
    values = line.split("\t")
    if len(values) != len(names):
        raise Unreadable(f"{len(values)} values for {len(names)} columns")
    return dict(zip(names, values, strict=True))


@lru_cache(50_000)
def day_of(text: str) -> str:
    """Return the day that a date is of.

    Raises
    ------
    Unreadable
        If it is none.
    """
    try:
        if not _DAY.match(text):
            raise ValueError(text)
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise Unreadable(f"{text[:40]!r} is no date; write it as in 2018-01-31") from None


def reporter_of(table: Table, name: str) -> str:
    """Return the slug of the publication that an event was read in; blank where none is named."""
    slug = slugify(name)
    if not slug:
        return ""
    publisher = table.publisher.removeprefix(ID)
    return table.entity(f"{slug}-press-{publisher}", "MediaOrganization", name).removeprefix(ID)
