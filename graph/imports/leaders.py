"""Peppercat's table of cabinet-level offices: who held which, from when to when.

https://github.com/peppercatorg/site-build, CC BY-NC 4.0; its facts come from Wikidata. One row is
one tenure: ``country_slug, catalog, position, person, personID, start, end`` and more.
"""

import csv
import re
from pathlib import Path

from graph.errors import InvalidInput
from graph.ids import slugify
from graph.imports._dates import bounds, coarsest, span
from graph.imports._entries import fact_name, is_wikidata, same_as
from graph.imports._files import first_line
from graph.imports._lines import text_version
from graph.imports._offices import office_slug
from graph.imports._rows import Row, columns, rows
from graph.imports._source import Edition, ImportSource
from graph.imports._states import state_of
from graph.imports._table import Table
from graph.progress import Progress

COLUMNS = {"country_slug", "catalog", "position", "person", "personID", "start", "end"}
SLUG = "leaders"
_QUALIFIER = re.compile(r" \([^)]*\)$")  # as in "Robert Harris (diplomat)"


def _find(folder: Path) -> list[Path]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in paths if _is_ours(path)][:1]


def _is_ours(path: Path) -> bool:
    try:
        return set(next(csv.reader([first_line(path)]), [])) >= COLUMNS
    except csv.Error:
        return False


def _open(paths: list[Path]) -> list[Edition]:
    if len(paths) != 1:
        raise InvalidInput("give one file: the table of leaders, as .csv or .csv.gz")
    path = paths[0]
    missing = COLUMNS - set(columns(path))
    if missing:
        raise InvalidInput(f"{path} has no column {', '.join(sorted(missing))}")
    version = text_version(path)

    def read(progress: Progress) -> Table:
        return _read(path, version, progress)

    return [Edition(SLUG, version, read)]


def _read(path: Path, version: str, progress: Progress) -> Table:
    table = Table(
        SLUG,
        title="Cabinet-level offices and who held them",
        publisher=("peppercat", "Peppercat"),
        source="https://github.com/peppercatorg/site-build",
        licence="https://creativecommons.org/licenses/by-nc/4.0/",
        version=version,
    )
    for _, row in rows(table, path, progress):
        _add(table, row)
    return table.finish()


def _add(table: Table, row: Row) -> None:
    position, person, code = (row[name] for name in ("position", "person", "personID"))
    if not (position and person and is_wikidata(code)):
        table.leave_out("the row names no office or no person with a Wikidata id")
        return
    start, end = span(row["start"]), span(row["end"])
    parts = (row["country_slug"], office_slug(position), code.lower(), row["start"], row["end"])
    key = ".".join(part.replace(" ", "-") for part in parts)
    state, label = _state(table, row)
    office = table.office(position, state, label)
    holder = table.entity(
        f"{slugify(person)}-{code.lower()}".strip("-"),
        "Person",
        person,
        [_QUALIFIER.sub("", row.get("enwiki") or "")],
    )
    found = table.fact(
        fact_name(key),
        "Tenure",
        {"holder": holder, "office": office},
        record=key,
        bounds=bounds(start, end),
        words=f"{row['start']}/{row['end']}",
        precision=coarsest(start, end),
    )
    if found is None:
        table.leave_out("the same row stands in the table before")
        return
    same_as(table, holder, code)


def _state(table: Table, row: Row) -> tuple[str | None, str]:
    """Return whose the offices of a catalogue are, and its name; ``World`` is nobody's."""
    if row["country_slug"] == "world":
        return None, ""
    return state_of(table, row["catalog"], kind="Organization")


SOURCE = ImportSource(
    name="leaders",
    title="Cabinet-level offices, by Peppercat",
    help="one CSV file, plain or gzipped, as published in peppercatorg/site-build",
    find=_find,
    open=_open,
)
