"""Another SPARQL server: Oxigraph's own."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx

from tests.ports import free_port

_STARTING = 30  # seconds


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[str]:
    """Run an Oxigraph server over a folder, and give its address."""
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    assert command, "the oxigraph server is not installed: run make test"
    place = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [command, "serve", "--location", str(folder), "--bind", place],
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://{place}")
        yield f"http://{place}"
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    until = time.monotonic() + _STARTING
    while time.monotonic() < until:
        try:
            httpx.get(address)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the oxigraph server does not start")
