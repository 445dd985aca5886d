"""The real service behind a real server, for tests that are somebody else's client."""

import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import psutil

from api.app import create_app
from api.server import Server
from api.settings import Settings
from api.tokens import Right, Tokens
from graph.seed import seed
from graph.store import open_store

_STARTED_IN = 30.0  # seconds


def ship(store: str | Path) -> None:
    """Fill a store with the shipped graph."""
    opened = open_store(str(store))
    seed(opened)
    opened.close()


@contextmanager
def running(settings: Settings) -> Iterator[tuple[str, int]]:
    """Serve on a free port, and give the address."""
    # Only on a socket that says it is TCP does asyncio turn off Nagle's delay of 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind(("127.0.0.1", 0))
    server = Server(create_app(settings), settings)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    listening.listen()
    thread.start()
    try:
        _wait_until_started(server, thread)
        yield listening.getsockname()
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()


def are_gone(processes: Iterable[psutil.Process], seconds: float = 20) -> bool:
    """Return whether processes, children of ours or not, end within a time.

    Whoever waits for one that is just ending may be told of no such file, so this asks instead.
    """
    until = time.monotonic() + seconds
    left = list(processes)
    while left and time.monotonic() < until:
        time.sleep(0.02)
        left = [one for one in left if _is_alive(one)]
    return not left


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def _wait_until_started(server: Server, thread: threading.Thread) -> None:
    until = time.monotonic() + _STARTED_IN
    while not server.started:
        assert thread.is_alive(), "the service ended at its start"
        assert time.monotonic() < until, "the service did not start"
        time.sleep(0.01)


def with_operator(folder: Path) -> tuple[Settings, str]:
    """Return settings for a store in a folder, and a token that may do everything there."""
    tokens = folder / "tokens.json"
    settings = Settings(
        store=str(folder / "store"),
        tokens=tokens,
        log_level="error",
        warm_up=False,
        lookup_slots=1,
        query_slots=1,
    )
    return settings, Tokens(tokens).create("operator", [Right.admin])


@contextmanager
def running_with_operator(folder: Path) -> Iterator[httpx.Client]:
    """Serve a store in a folder, and give an operator's client of it."""
    settings, token = with_operator(folder)
    with running(settings) as (host, port):
        allowed = {"Authorization": f"Bearer {token}"}
        address = f"http://{host}:{port}"
        with httpx.Client(base_url=address, headers=allowed, timeout=60) as client:
            yield client
