"""``legation serve`` builds the graph, answers, and ends cleanly."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from api.cli.serving import listening_socket
from api.settings import Settings
from tests.serving import are_gone

LEGATION = str(Path(sys.executable).with_name("legation"))
LEADERS = """\
country_slug,catalog,position,person,personID,start,end,gender,DOB,DOD,image,enwiki
germany,Germany,Chancellor,Angela Merkel,Q567,2005-11-22,2021-12-08,female,,,,
"""
Started = tuple["subprocess.Popen[str]", str, list[str]]
Start = Callable[..., AbstractContextManager[Started]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts the service on a free port; gives it, its address, and what it said until then."""

    @contextmanager
    def started(*words: str) -> Iterator[Started]:
        process = subprocess.Popen(
            [LEGATION, "serve", "--port", "0", *words],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        told: list[str] = []
        try:
            assert process.stderr is not None
            for line in process.stderr:
                told.append(line.rstrip())
                if line.startswith("Try "):
                    break
            address = re.search(r"http://[^/\s]+", told[-1])
            assert address, told
            yield process, address[0], told
        finally:
            process.kill()
            process.communicate()

    return started


def ask(address: str, path: str) -> httpx.Response:
    """Ask a service that has only just begun to listen."""
    for _ in range(600):
        try:
            return httpx.get(f"{address}{path}", timeout=30)
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError(f"{address} never answered")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_builds_answers_and_ends_cleanly(start: Start, number: signal.Signals) -> None:
    with start("--store", "new/store") as (process, address, told):
        assert told[0].startswith("Building the shipped graph: done")
        assert told[-2] == f"Legation answers on {address}"
        assert ask(address, "/healthz").json()["status"] == "ok"
        assert ask(address, "/readyz").json() == {"status": "ok", "revision": 1}
        example = told[-1].removeprefix(f"Try {address}")
        assert ask(address, example).json()["paths"][0]["length"] == 1
        process.send_signal(number)
        _, rest = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "Traceback" not in rest


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_leaves_no_file_and_no_process(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    with start("--store", "memory:") as (process, address, _):
        assert ask(address, "/sparql?query=ASK{}").status_code == 200
        assert [*temporary.rglob("*")]
        readers = psutil.Process(process.pid).children(recursive=True)
        assert readers
        process.send_signal(number)
        assert process.wait(60) == 0
        assert are_gone(readers)
        assert [*temporary.rglob("*")] == []


def test_a_store_in_memory_is_served_as_it_was_filled(start: Start) -> None:
    with start("--store", "memory:") as (_, address, _told):
        assert ask(address, "/actors/russia").json()["id"] == "russia"


def test_records_are_imported_first_and_once(start: Start, tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    (records / "leaders.csv").write_text(LEADERS, encoding="utf-8")
    for account in ("leaders: 1 rows read, 1 facts made", "leaders: already here"):
        with start("--store", "new", "--records", "records") as (_, address, told):
            assert any(line.startswith(account) for line in told)
            assert ask(address, "/readyz").json()["revision"] == 2
    (records / "leaders.csv").unlink()
    with start("--store", "new", "--records", "records") as (_, _address, told):
        assert "records: nothing in there that can be imported" in told


def test_a_port_that_is_taken_is_told_before_any_work(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        result = subprocess.run(
            [LEGATION, "serve", "--port", port, "--store", "new"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
            text=True,
        )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert f"legation: 127.0.0.1:{port} cannot be listened on" in result.stderr
    assert not (tmp_path / "new").exists()


def test_answers_do_not_wait_for_acknowledgements() -> None:
    with listening_socket(Settings(store="memory:", port=0)) as listener:
        assert listener.proto == socket.IPPROTO_TCP
