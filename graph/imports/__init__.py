"""Public records, read in their publishers' own formats.

One file a source: a new one is found by being there. A table is checked by the same shapes as an
article, and every row of it is accounted for.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from pyoxigraph import NamedNode

from graph.errors import Fault, InvalidInput, LoadRefused, NotFound, Unavailable
from graph.ids import local_name
from graph.imports._report import ImportReport, accounts
from graph.imports._source import Edition, ImportSource
from graph.imports._stream import StreamedTable
from graph.imports._table import Table
from graph.loading import all_ids, bring_up_to_date
from graph.nearest import nearest
from graph.progress import Progress, silent
from graph.references import MAX_FAULTS, described, type_quads, unknown_references
from graph.schema import subclasses
from graph.shapes import check_shapes
from graph.store import Snapshot, Store
from ontology import LEG, RDF

__all__ = ["BadRows", "ImportReport", "ImportSource", "recognize", "run_imports", "sources"]


class BadRows(StrEnum):
    """What becomes of rows that cannot be read."""

    skip = "skip"
    refuse = "refuse"


@cache
def sources() -> dict[str, ImportSource]:
    """Return the sources that can be imported, by name.

    >>> ", ".join(sorted(sources()))
    'csv, followthemoney, icews, leaders, polecat, popolo, state-department, wikidata'
    """
    names = [module.name for module in iter_modules(__path__) if not module.name.startswith("_")]
    found = [import_module(f"{__name__}.{name}").SOURCE for name in sorted(names)]
    return {source.name: source for source in found}


def recognize(folder: Path) -> list[tuple[str, list[Path]]]:
    """Return what can be imported from a folder: sources with their files.

    Files are known by what is in them; whatever else is there is passed over.

    Parameters
    ----------
    folder : Path
        Looked through with its sub-folders.

    Raises
    ------
    InvalidInput
        If it is no folder.
    """
    if not folder.is_dir():
        raise InvalidInput(f"{folder} is no folder; give the one that holds the records")
    found = ((name, source.find(folder)) for name, source in sources().items())
    return [(name, paths) for name, paths in found if paths]


def run_imports(
    store: Store,
    wanted: Sequence[tuple[str, Sequence[Path]]],
    *,
    who: str,
    bad_rows: BadRows = BadRows.skip,
    progress: Progress = silent,
) -> list[ImportReport]:
    """Import tables, all in one revision, or nothing where anything is wrong.

    A table that is in the store already, at the same version, is left as it is.

    Parameters
    ----------
    store : Store
        Where to put them.
    wanted : sequence of (name, paths)
        Which source each group of files is from.
    who : str
        Recorded with the revision.
    bad_rows : BadRows
        Whether rows that cannot be read are left out, each accounted for, or refuse all.
    progress : Progress
        Told of each step.

    Raises
    ------
    NotFound
        If a source is not known; with the nearest.
    InvalidInput
        If a file cannot be read.
    LoadRefused
        If what was read does not obey the shapes, or a row cannot be read and such are refused.
        Nothing was written.
    Unavailable
        If the folder for temporary files has no room for what is kept of a table meanwhile.
    """
    try:
        return _run(store, wanted, who, bad_rows, progress)
    except sqlite3.Error as fault:
        raise Unavailable(
            f"nothing was written, for what is kept of a table meanwhile found no place: {fault}; "
            "make room for some 4 kB a row in the folder for temporary files, or name another with "
            "SQLITE_TMPDIR"
        ) from None


def _run(
    store: Store,
    wanted: Sequence[tuple[str, Sequence[Path]]],
    who: str,
    bad_rows: BadRows,
    progress: Progress,
) -> list[ImportReport]:
    editions = _opened(wanted)
    snapshot = store.snapshot()
    here = accounts(snapshot)
    present = {
        edition.graph: here[edition.graph]
        for edition in editions
        if edition.graph in here and here[edition.graph].version == edition.version
    }
    tables = {
        edition.graph: edition.read(progress)
        for edition in editions
        if edition.graph not in present
    }
    if tables:
        _write(store, list(tables.values()), who=who, bad_rows=bad_rows, progress=progress)
    return [
        present[edition.graph] if edition.graph in present else tables[edition.graph].report()
        for edition in editions
    ]


def _write(
    store: Store, tables: Sequence[Table], *, who: str, bad_rows: BadRows, progress: Progress
) -> None:
    """Write tables into one revision, which is published if nothing is wrong with any of them.

    A long table is read while it is written, and checked then. Nobody sees the draft meanwhile,
    but for an endpoint's, of which whoever reads there sees what is sent so far.
    """
    snapshot = store.snapshot()
    whole = [table for table in tables if not isinstance(table, StreamedTable)]
    streamed = [table for table in tables if isinstance(table, StreamedTable)]
    _check(snapshot, whole, bad_rows, progress)
    with store.draft(who, f"import {', '.join(table.slug for table in tables)}") as draft:
        for long in streamed:
            long.write(draft)
        _check(snapshot, streamed, bad_rows, progress)
        task = progress.start("Writing", len(whole))
        for table in whole:
            table.write(draft)
            task.advance()
        task.done()
        bring_up_to_date(draft, progress)


def _opened(wanted: Sequence[tuple[str, Sequence[Path]]]) -> list[Edition]:
    editions: list[Edition] = []
    for name, paths in wanted:
        if name not in sources():
            raise NotFound(f"there is no source {name!r}", nearest(name, sources()))
        editions += sources()[name].open(list(paths))
    return editions


def _check(
    snapshot: Snapshot, tables: Sequence[Table], bad_rows: BadRows, progress: Progress
) -> None:
    """Refuse tables that do not obey the shapes, as any other graph would be.

    A table is checked in batches, and no further where a hundred faults are found. It knows what
    it names and describes, so none of its million triples is looked at again for that.
    """
    if not tables:
        return
    if bad_rows is BadRows.refuse:
        _refuse_bad_rows(tables)
    task = progress.start("Checking", len(tables))
    unexplained = {iri: place for table in tables for iri, place in table.unexplained().items()}
    beside = [quad for table in tables for quad in table.types(unexplained)]
    replaced = {table.graph for table in tables}
    around = [*beside, *type_quads(snapshot, unexplained, besides=replaced)]
    faults = unknown_references(unexplained, described(around), lambda: all_ids(snapshot))
    for made in (some for table in tables for some in table.elsewhere()):
        faults += _clashes(snapshot, made, replaced)
    for table in tables:
        for batch, types in table.batches():
            if len(faults) >= MAX_FAULTS:
                break
            faults += check_shapes(batch, [*types, *around])
        task.advance()
    task.done()
    if faults:
        raise LoadRefused(faults)


def _clashes(snapshot: Snapshot, made: Mapping[str, str], replaced: set[str]) -> list[Fault]:
    """Return a fault for what is something else in the store: a claim made a fact, for one."""
    return [
        Fault(
            f"what is a {made[quad.subject.value]} here is a {local_name(quad.object.value)} in "
            f"{quad.graph_name}",
            "give the entity an id of its own",
            node=quad.subject.value,
            path=RDF.type,
        )
        for quad in type_quads(snapshot, made, besides=replaced)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, NamedNode)
        and quad.object.value.startswith(LEG)
        and not _agree(LEG.term(made[quad.subject.value]), quad.object.value)
    ]


def _agree(one: str, other: str) -> bool:
    if one == LEG.CitedWork:
        return other in (LEG.CitedWork, LEG.Article, LEG.Dataset)
    return one in subclasses(other) or other in subclasses(one)


def _refuse_bad_rows(tables: Sequence[Table]) -> None:
    bad = [(table.slug, row) for table in tables for row in table.bad_rows]
    if bad:
        mend = "mend the row, or leave such rows out with --bad-rows skip"
        raise LoadRefused([Fault(f"{slug}, {row}", mend) for slug, row in bad])
