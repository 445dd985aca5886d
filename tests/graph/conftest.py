"""A real SPARQL server for the engine's tests."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real SPARQL server: Oxigraph's own."""
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert command, "the oxigraph server is not installed: run make test"
    port = free_port()
    place = str(tmp_path_factory.mktemp("server"))
    process = subprocess.Popen(
        [command, "serve", "--location", place, "--bind", f"127.0.0.1:{port}"],
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            httpx.get(address)
            break
        except httpx.HTTPError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait()
