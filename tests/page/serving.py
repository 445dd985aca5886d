"""The real service over a graph of TriG, behind a real server, for a browser to look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.settings import Settings
from graph.loading import load
from graph.store import open_store
from tests.serving import running, ship


def filled(folder: Path, trig: str | None = None) -> Path:
    """Return a new store in a folder: of this graph, or of the one that is shipped."""
    path = folder / "store"
    if trig is None:
        ship(path)
        return path
    file = folder / "graph.trig"
    file.write_text(trig, encoding="utf-8")
    store = open_store(str(path))
    load(store, [file], who="a tester")
    store.close()
    return path


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve a store on a free port; give the address."""
    # Nothing here is about time: a machine busy with other things may take its own.
    settings = Settings(store=str(store), log_level="error", warm_up=False, deadline_seconds=60)
    with running(settings) as (host, port):
        yield f"http://{host}:{port}"
