"""The real service over the shipped graph: in process, and behind a real server."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import httpx2 as httpx
import pytest
import uvicorn
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.connections import connection_options
from api.settings import Settings
from graph.seed import seed
from graph.store import open_store
from tests.engines import Engine

Finished: TypeAlias = "subprocess.CompletedProcess[str]"
Run = Callable[..., "Finished"]
Serve = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory store with the shipped graph. Nobody writes to it."""
    path = tmp_path_factory.mktemp("service") / "store"
    store = open_store(str(path))
    seed(store)
    store.close()
    return path


@pytest.fixture(scope="session")
def chosen(store_kind: str, store_path: Path, shipped: Callable[[str], Engine]) -> Settings:
    """Settings for the shipped graph in each kind of store."""
    quiet = Settings(store=str(store_path), log_level="error", warm_up=False)
    return quiet if store_kind == "embedded" else quiet.model_copy(update=at(shipped(store_kind)))


@pytest.fixture(scope="module")
def nothing(store_kind: str, blank: Callable[[str], Engine]) -> Settings:
    """Settings for a store of each kind that holds nothing, to be written to."""
    quiet = Settings(store="memory:", log_level="error")
    return quiet if store_kind == "embedded" else quiet.model_copy(update=at(blank(store_kind)))


def at(engine: Engine) -> dict[str, object]:
    """Return the settings that name an endpoint and who asks there."""
    return {
        "store": engine.url,
        "endpoint_user": engine.access.user,
        "endpoint_password": SecretStr(engine.access.password),
    }


@pytest.fixture(scope="session")
def client(chosen: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(chosen), follow_redirects=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def serve(chosen: Settings) -> Serve:
    """Runs the service behind uvicorn on a free port, and gives a client of it."""

    @contextmanager
    def served(**other_settings: object) -> Iterator[httpx.Client]:
        settings = chosen.model_copy(update=other_settings)
        options = connection_options(settings)
        app = create_app(settings)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, **options))
        listening = socket.create_server(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        started = threading.Event()
        startup = server.startup

        async def announce(sockets: list[socket.socket] | None = None) -> None:
            await startup(sockets)
            started.set()

        server.startup = announce  # type: ignore[method-assign]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            assert started.wait(30)
            with httpx.Client(base_url=address, timeout=60) as opened:
                yield opened
        finally:
            server.should_exit = True
            thread.join(30)
            listening.close()

    return served


@pytest.fixture
def store(store_path: Path, tmp_path: Path) -> Path:
    """A store of one's own with the shipped graph, to be written to."""
    return Path(shutil.copytree(store_path, tmp_path / "store"))


@pytest.fixture
def run(store: Path, tmp_path: Path) -> Run:
    """Runs ``legation`` as a person would, in a folder and on a store of its own."""

    def call(*words: str, stdin: str | None = None, **environment: str) -> Finished:
        return subprocess.run(
            [str(Path(sys.executable).with_name("legation")), *words],
            cwd=tmp_path,
            env={**os.environ, "LEGATION_STORE": str(store), **environment},
            input=stdin,
            capture_output=True,
            check=False,
            text=True,
        )

    return call
