"""The material: news events imported, dumped as N-Quads, and loaded by the engine alone."""

import gzip
import sys
from pathlib import Path
from typing import NamedTuple

from graph.seed import seed
from graph.store import open_store
from tests.bench.scale.running import LEGATION, Taken, run

_DUMP = """
import sys
from pyoxigraph import RdfFormat, Store
Store.read_only(sys.argv[1]).dump(sys.argv[2], RdfFormat.N_QUADS)
"""
_BULK_LOAD = """
import sys
from pyoxigraph import RdfFormat, Store
store = Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=RdfFormat.N_QUADS)
store.flush()
"""
_OPTIMIZE = "import sys; from pyoxigraph import Store; Store(sys.argv[1]).optimize()"


class Material(NamedTuple):
    """A store of ours, the same quads in a file and in a database, and what these took."""

    store: Path
    file: Path
    database: Path
    imported: Taken
    loaded: Taken


def cut(table: Path, share: float, to: Path) -> Path:
    """Return a table with a share of its rows, the first ones."""
    if share >= 1:
        return table
    with gzip.open(table, "rb") as whole:
        rows = whole.readlines()
    to.parent.mkdir(exist_ok=True)
    with gzip.open(to, "wb") as part:
        part.writelines(rows[: round(len(rows) * share)])
    return to


def prepare(folder: Path, table: Path) -> Material:
    """Import a table into a store that has the shipped graph, and load the same quads alone."""
    folder.mkdir()
    store, file, database = folder / "store", folder / "all.nq", folder / "database"
    shipped = open_store(str(store))
    seed(shipped)
    shipped.close()
    imported = run([LEGATION, "import", "icews", str(table)], LEGATION_STORE=str(store))
    revision = max((store / "revisions").iterdir(), key=lambda path: int(path.name))
    run([sys.executable, "-c", _DUMP, str(revision), str(file)])
    loaded = run([sys.executable, "-c", _BULK_LOAD, str(database), str(file)])
    run([sys.executable, "-c", _OPTIMIZE, str(database)])
    return Material(store, file, database, imported, loaded)
