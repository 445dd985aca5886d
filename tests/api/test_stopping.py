"""``legation serve`` told to stop: what runs finishes, what is hopeless is cut, nothing stays."""

import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import psutil
import pytest

from tests.api.test_cli_serving import LEGATION, ask
from tests.api.test_limits import ENDLESS, HOPELESS
from tests.serving import are_gone

# Joins every triple with so many others, and takes about as long on any machine as it is told to.
SOME_SECONDS = "SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {rows} }} }}"
ROWS_AT_FIRST = 1_000_000


class Running:
    """The service as a process of its own, and what it writes to its log."""

    def __init__(self, process: "subprocess.Popen[str]", address: str, log: list[str]) -> None:
        self.process = process
        self.address = address
        self._log = log

    def query(self, text: str) -> httpx.Response:
        return httpx.get(f"{self.address}/sparql", params={"query": text}, timeout=60)

    def in_background(self, work: Callable[[], Any]) -> "Background":
        return Background(work)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self._log if line.startswith("{")]

    def written(self) -> list[str]:
        return list(self._log)

    def processes(self) -> list[psutil.Process]:
        own = psutil.Process(self.process.pid)
        return [own, *own.children(recursive=True)]


class Background(threading.Thread):
    """Work in a thread, with its result or its fault."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self._work = work
        self.result: Any = None
        self.fault: Exception | None = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self._work()
        except Exception as fault:  # noqa: BLE001 - looked at by the test
            self.fault = fault


@contextmanager
def serving(store: Path, **settings: str) -> Iterator[Running]:
    environment = {f"LEGATION_{name.upper()}": value for name, value in settings.items()}
    with subprocess.Popen(
        [LEGATION, "serve", "--port", "0", "--store", str(store)],
        env={**os.environ, "LEGATION_WARM_UP": "false", **environment},
        stderr=subprocess.PIPE,
        text=True,
        bufsize=1,
    ) as process:
        assert process.stderr is not None
        log: list[str] = []
        try:
            address = ""
            while not address:
                line = process.stderr.readline()
                assert line, log
                if line.startswith("Legation answers on "):
                    address = line.split()[-1]
            reading = Background(lambda: log.extend(process.stderr or ()))
            ask(address, "/healthz")
            wait_for(address, "\nlegation_store_quads ")  # its counting is a question as well
            yield Running(process, address, log)
        finally:
            process.kill()
            process.wait()
            reading.join()


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """A folder whose name leaves room for that of a socket."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        yield Path(name)


def test_what_a_killed_service_leaves_is_removed_by_the_next(
    store: Path, monkeypatch: pytest.MonkeyPatch, short_folder: Path
) -> None:
    temporary = short_folder
    monkeypatch.setenv("TMPDIR", str(temporary))
    with serving(store) as running:
        (own,) = temporary.iterdir()
        assert list(own.iterdir()), "nothing temporary is in the folder for that"
        with serving(store) as another:
            assert len(list(temporary.iterdir())) == 2  # whoever lives keeps what is theirs
            another.stop()
            assert another.process.wait(timeout=60) == 0
        assert list(temporary.iterdir()) == [own]
        every = running.processes()
        running.process.kill()
        running.process.wait()
        assert are_gone(every, 60)
        assert own.is_dir()
    with serving(store) as running:
        (new,) = temporary.iterdir()
        assert new != own
        running.stop()
        assert running.process.wait(timeout=60) == 0
    assert not list(temporary.iterdir())


def seconds_of_work(running: Running, seconds: float) -> str:
    """Return a query that takes about so long on this machine."""
    running.query("ASK{}")
    begun = time.perf_counter()
    assert running.query(SOME_SECONDS.format(rows=ROWS_AT_FIRST)).status_code == 200
    took = time.perf_counter() - begun
    return SOME_SECONDS.format(rows=int(ROWS_AT_FIRST * seconds / took))


def wait_for(address: str, figure: str) -> None:
    """Wait until the metrics say something."""
    for _ in range(500):
        if figure in httpx.get(f"{address}/metrics").text:
            return
        time.sleep(0.02)
    raise AssertionError(f"there never was {figure}")


def wait_for_work(running: Running) -> None:
    wait_for(running.address, 'legation_slots_busy{lane="queries"} 1.0')


def is_refused(address: str) -> bool:
    host, port = address.removeprefix("http://").split(":")
    try:
        with socket.create_connection((host, int(port)), timeout=5):
            return False
    except ConnectionRefusedError:
        return True


def test_a_running_answer_finishes_and_nobody_new_comes_in(store: Path) -> None:
    with serving(store, shutdown_seconds="60") as running:
        query = seconds_of_work(running, 3)
        answering = running.in_background(lambda: running.query(query))
        wait_for_work(running)
        processes = running.processes()
        running.stop()
        for _ in range(100):
            if is_refused(running.address):
                break
            time.sleep(0.02)
        assert answering.is_alive()
        assert is_refused(running.address)
        answering.join()
        assert answering.result.status_code == 200
        assert answering.result.json()["results"]["bindings"][0]["n"]["value"].isdecimal()
        assert running.process.wait(30) == 0
        assert are_gone(processes)
    events = [line["event"] for line in running.logged()]
    assert events[-1] == "stopped"
    assert "answers cut" not in events


@pytest.mark.parametrize("query", [HOPELESS, ENDLESS], ids=["silent", "streaming"])
def test_a_hopeless_answer_is_cut_after_the_grace(store: Path, query: str) -> None:
    with serving(store, shutdown_seconds="1", deadline_seconds="100") as running:
        answering = running.in_background(lambda: running.query(query))
        wait_for_work(running)
        processes = running.processes()
        begun = time.monotonic()
        running.stop()
        assert running.process.wait(30) == 0
        assert time.monotonic() - begun >= 1
        answering.join()
        assert are_gone(processes)
    if query == HOPELESS:
        assert answering.result.status_code == 503
        assert "stopping" in answering.result.json()["detail"]
    else:
        assert isinstance(answering.fault, httpx.RemoteProtocolError)
    (cut,) = (line for line in running.logged() if line["event"] == "answers cut")
    assert cut["number"] == 1


def test_a_caller_who_does_not_read_holds_nothing_up(store: Path) -> None:
    with serving(store, shutdown_seconds="0", deadline_seconds="100") as running:
        host, port = running.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as silent:
            path = httpx.URL("/sparql", params={"query": ENDLESS}).raw_path.decode()
            silent.sendall(f"GET {path} HTTP/1.1\r\nHost: e\r\n\r\n".encode())
            wait_for_work(running)
            processes = running.processes()
            running.stop()
            assert running.process.wait(30) == 0
        assert are_gone(processes)


def test_told_twice_it_ends_too(store: Path) -> None:
    with serving(store, shutdown_seconds="60", deadline_seconds="100") as running:
        answering = running.in_background(lambda: running.query(HOPELESS))
        wait_for_work(running)
        processes = running.processes()
        running.process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        running.process.send_signal(signal.SIGINT)
        running.process.wait(30)
        answering.join()
        assert are_gone(processes)
