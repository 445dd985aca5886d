"""Programs beside ours: started, watched for what they take, and ended."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from tests.ports import free_port

BIN = Path(sys.executable).parent
LEGATION = str(BIN / "legation")
LONGEST_SECONDS = 1800.0


class Taken(NamedTuple):
    """What a program took: seconds, and MB of memory at the most."""

    seconds: float
    peak: float


def run(command: Sequence[str], **environment: str) -> Taken:
    """Run a program to its end.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command[0]} failed: {said[-2000:]}")
    return Taken(time.perf_counter() - begun, usage.ru_maxrss / 1024)


class Server(NamedTuple):
    """A server that answers."""

    port: int
    process: psutil.Process

    def memory(self) -> float:
        """Return the MB that it takes with its processes; pages they share count once."""
        every = [self.process, *self.process.children(recursive=True)]
        return sum(float(one.memory_full_info().pss) for one in every) / 2**20


@contextmanager
def serving(command: Sequence[str], port: int, probe: str) -> Iterator[Server]:
    """Start a server, wait until it answers, and end it afterwards."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}{probe}", process)
        yield Server(port, psutil.Process(process.pid))
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()  # amid a query that it cannot be taken from
            process.wait()


def wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until an address answers."""
    begun = time.perf_counter()
    while time.perf_counter() - begun < LONGEST_SECONDS:
        if process.poll() is not None:
            raise RuntimeError(f"the server of {address} ended by itself")
        try:
            with urllib.request.urlopen(address, timeout=LONGEST_SECONDS) as answer:
                answer.read()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(address)


@contextmanager
def legation(store: Path) -> Iterator[Server]:
    """Serve a store with Legation, everything built that the first answers need."""
    port = free_port()
    command = [LEGATION, "serve", "--port", str(port), "--store", str(store)]
    with serving(command, port, "/readyz") as server:
        time.sleep(5)  # what is built beside the first answers is not to be measured with them
        yield server


@contextmanager
def oxigraph(folder: Path) -> Iterator[Server]:
    """Serve a database with the server of Oxigraph, its default graph the union as ours."""
    port = free_port()
    command = [
        str(BIN / "oxigraph"), "serve-read-only", "--location", str(folder),
        "--bind", f"127.0.0.1:{port}", "--union-default-graph",
    ]  # fmt: skip
    with serving(command, port, "/query?query=ASK%7B%7D") as server:
        yield server


@contextmanager
def rdflib_endpoint(python: Path, file: Path) -> Iterator[Server]:
    """Serve a file with rdflib-endpoint, from an environment of its own."""
    port = free_port()
    script = Path(__file__).with_name("peer.py")
    command = [str(python), str(script), str(file), str(port)]
    with serving(command, port, "/?query=ASK%7B%7D") as server:
        yield server
