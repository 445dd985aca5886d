"""The real service over a graph of TriG, behind a real server, for a browser to look at."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.loading import load
from graph.seed import seed
from graph.store import open_store


def filled(folder: Path, trig: str | None = None) -> Path:
    """Return a new store in a folder: of this graph, or of the one that is shipped."""
    path = folder / "store"
    store = open_store(str(path))
    if trig is None:
        seed(store)
    else:
        file = folder / "graph.trig"
        file.write_text(trig, encoding="utf-8")
        load(store, [file], who="a tester")
    store.close()
    return path


@contextmanager
def served(store: Path) -> Iterator[str]:
    """Serve a store on a free port; give the address."""
    app = create_app(Settings(store=str(store), log_level="error", warm_up=False))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
