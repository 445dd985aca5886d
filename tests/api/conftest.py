"""The real service over the shipped graph: in process, and behind a real server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TypeAlias

import httpx2 as httpx
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.tokens import Right, Tokens
from tests.engines import Engine
from tests.serving import running, ship

Finished: TypeAlias = "subprocess.CompletedProcess[str]"
Run = Callable[..., "Finished"]
Serve = Callable[..., AbstractContextManager[httpx.Client]]


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory store with the shipped graph. Nobody writes to it."""
    path = tmp_path_factory.mktemp("service") / "store"
    ship(path)
    return path


@pytest.fixture(scope="session")
def chosen(store_kind: str, store_path: Path, shipped: Callable[[str], Engine]) -> Settings:
    """Settings for the shipped graph in each kind of store, for a machine that may be busy."""
    quiet = Settings(
        store=str(store_path),
        log_level="error",
        warm_up=False,
        deadline_seconds=120,
        endpoint_seconds=110,
    )
    return quiet if store_kind == "embedded" else quiet.model_copy(update=at(shipped(store_kind)))


@pytest.fixture(scope="module")
def nothing(store_kind: str, blank: Callable[[str], Engine]) -> Settings:
    """Settings for a store of each kind that holds nothing, to be written to."""
    quiet = Settings(store="memory:", log_level="error")
    return quiet if store_kind == "embedded" else quiet.model_copy(update=at(blank(store_kind)))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of tokens, one for each right."""
    return tmp_path_factory.mktemp("tokens") / "tokens.json"


@pytest.fixture(scope="module")
def bearers(file: Path) -> dict[str, dict[str, str]]:
    """The headers of somebody for each right."""
    kept = Tokens(file)
    return {
        right: {"Authorization": f"Bearer {kept.create(f'Eva {right}', [right])}"}
        for right in Right
    }


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
    """Runs the service behind its server on a free port, and gives a client of it."""

    @contextmanager
    def served(**other_settings: object) -> Iterator[httpx.Client]:
        settings = chosen.model_copy(update=other_settings)
        with (
            running(settings) as (host, port),
            httpx.Client(base_url=f"http://{host}:{port}", timeout=60) as opened,
        ):
            yield opened

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
