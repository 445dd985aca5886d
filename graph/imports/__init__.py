"""Public records, read in their publishers' own formats.

One file a source: a new one is found by being there. A table is checked by the same shapes as an
article, and every row of it is accounted for.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from graph.errors import InvalidInput, LoadRefused, NotFound
from graph.imports._report import ImportReport
from graph.imports._source import ImportSource
from graph.imports._table import Table
from graph.loading import check_graph, write_graphs
from graph.nearest import nearest
from graph.progress import Progress, silent
from graph.queries import stock
from graph.store import Store
from ontology import RDF

__all__ = ["ImportReport", "ImportSource", "recognize", "run_imports", "sources"]


@cache
def sources() -> dict[str, ImportSource]:
    """Return the sources that can be imported, by name.

    >>> sorted(sources())
    ['leaders', 'state-department']
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
    progress : Progress
        Told of each step.

    Raises
    ------
    NotFound
        If a source is not known; with the nearest.
    InvalidInput
        If a file cannot be read.
    LoadRefused
        If what was read does not obey the shapes. Nothing was written.
    """
    tables: list[Table] = []
    for name, paths in wanted:
        if name not in sources():
            raise NotFound(f"there is no source {name!r}", nearest(name, sources()))
        tables += sources()[name].read(list(paths), progress)
    snapshot = store.snapshot()
    present = {
        (row["source"].value, row["version"].value) for row in snapshot.select(stock("versions"))
    }
    fresh = [table for table in tables if (table.graph, table.version) not in present]
    reports = [table.report(already=table not in fresh) for table in tables]
    if not fresh:
        return reports
    task = progress.start("Checking", len(fresh))
    every = [quad for table in fresh for quad in table.quads if quad.predicate.value == RDF.type]
    replaced = {table.graph for table in fresh}
    faults = []
    for table in fresh:
        faults += check_graph(snapshot, table.quads, every, replaced)
        task.advance()
    task.done()
    if faults:
        raise LoadRefused(faults)
    names = ", ".join(table.slug for table in fresh)
    graphs = {table.graph: table.quads for table in fresh}
    write_graphs(store, graphs, who=who, why=f"import {names}", progress=progress)
    return reports
