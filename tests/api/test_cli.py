"""The command line answers people and pipes, and complains in one line."""

import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx2 as httpx
import pytest

from graph.seed import seed
from graph.store import open_store

LEGATION = str(Path(sys.executable).with_name("legation"))
COMMANDS = (
    "serve", "find", "show", "path", "query", "stats", "export", "dump", "load", "withdraw",
    "verify", "import", "judge same", "judge different", "judge withdraw",
)  # fmt: skip
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    place = tmp_path / "store"
    seed(open_store(str(place)))
    return place


@pytest.fixture
def run(store: Path, tmp_path: Path) -> Run:
    def call(*words: str, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [LEGATION, *words],
            cwd=tmp_path,
            env={**os.environ, "LEGATION_STORE": str(store)},
            input=stdin,
            capture_output=True,
            check=False,
            text=True,
        )

    return call


def on_terminal(words: list[str], store: Path, **environment: str) -> str:
    """Run a command on a terminal of its own and return what it draws."""
    pid, descriptor = pty.fork()
    if pid == 0:
        os.environ.update({"LEGATION_STORE": str(store), "TERM": "xterm", **environment})
        os.execv(LEGATION, [LEGATION, *words])
    drawn = b""
    while True:
        try:
            chunk = os.read(descriptor, 4096)
        except OSError:
            break
        if not chunk:
            break
        drawn += chunk
    os.waitpid(pid, 0)
    return drawn.decode()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str, run: Run) -> None:
    result = run(*command.split(), "--help")
    assert result.returncode == 0
    assert re.search(rf"Example: .?legation {command}", " ".join(result.stdout.split()))


def test_a_pipe_gets_plain_text_and_a_terminal_colour(run: Run, store: Path) -> None:
    piped = run("find", "Шойгу", "--limit", "1").stdout
    assert piped == "sergei-shoigu\tPerson\tSergei Shoigu\t100.0\n"
    drawn = on_terminal(["find", "Шойгу", "--limit", "1"], store)
    assert "\x1b[1m" in drawn
    assert "Label" in drawn
    assert "\x1b[3" not in on_terminal(["find", "Шойгу"], store, NO_COLOR="1")


def test_json_is_what_the_service_answers(run: Run) -> None:
    found = json.loads(run("path", "Shoigu", "Kim Jong Un", "--json").stdout)
    assert found["paths"][0]["hops"][0]["to"]["id"] == "kim-jong-un"
    assert json.loads(run("show", "Шойгу", "--json").stdout)["id"] == "sergei-shoigu"


def test_a_path_is_told_in_sentences_with_its_evidence(run: Run) -> None:
    words = run("path", "Shoigu", "Путин").stdout
    assert "Kim Jong Un and Sergei Shoigu met in Pyongyang, on Friday (2024-09-13)" in words
    assert "“held talks with North Korean leader Kim Jong Un”" in words


def test_a_claim_is_never_worded_as_a_fact(run: Run) -> None:
    lines = run("show", "united-states").stdout.splitlines()
    claim = next(line for line in lines if "ammunition" in line)
    assert claim.startswith("- United States alleges against North Korea and Russia: ")
    assert "[disputed]" in claim


def test_an_ambiguous_name_lists_its_candidates_and_stops(run: Run) -> None:
    result = run("path", "Republic", "Putin")
    assert (result.returncode, result.stdout) == (2, "")
    first, *candidates = result.stderr.splitlines()
    assert first.startswith("legation: the name fits several actors")
    assert "  czechia\tCzechia" in candidates


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["show", "Zzyzx Qqq"], "no actor is called"),
        (["export", "gefx", "--actor", "russia"], "gexf"),
        (["export", "gexf"], "--actor"),
        (["path", "russia", "russia"], "same actor"),
        (["path", "Shoigu", "Putin", "--as-of", "May"], "YYYY-MM-DD"),
        (["query", "-e", "SELECT * { ?s"], "does not parse"),
        (["query", "-e", "ASK { SERVICE <http://127.0.0.1/> {} }"], "SERVICE is refused"),
        (["query", "-e", "CLEAR ALL"], "asks"),
        (["query", "missing.rq"], "cannot be read"),
        (["load", "missing.trig"], "missing.trig"),
        (["withdraw", "nothing"], "no article or table"),
        (["import", "leader", "x.csv"], "leaders"),
        (["import", "leaders", "missing.csv"], "cannot be read"),
        (["verify", "--texts", "nowhere"], "no folder"),
        (["stats", "--store", "/proc/nowhere"], "cannot be opened"),
        (["judge", "withdraw", "judgement-0"], "no person's judgement"),
    ],
)
def test_a_fault_is_told_in_a_line(run: Run, words: list[str], complaint: str) -> None:
    result = run(*words)
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    told = [line for line in result.stderr.splitlines() if line.startswith("legation: ")]
    assert any(complaint in line for line in told), result.stderr


def test_a_query_comes_from_standard_input(run: Run) -> None:
    result = run("query", "-", stdin="SELECT ?who { ?who leg:wikidata ?none }")
    assert (result.returncode, result.stdout) == (0, "?who\n")


def test_a_closed_pipe_is_no_fault(store: Path) -> None:
    result = subprocess.run(
        f"{LEGATION} dump --format nq --store {store} | head -n 1",
        shell=True,
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.stdout.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_an_export_goes_to_a_file_or_down_a_pipe(run: Run, tmp_path: Path) -> None:
    run("export", "dot", "--actor", "russia", "--claims", "-o", "russia.dot")
    piped = run("export", "dot", "--actor", "russia", "--claims").stdout
    assert (tmp_path / "russia.dot").read_text(encoding="utf-8") == piped
    assert piped.startswith("//")


def test_load_verify_and_withdraw(run: Run, article_text: str, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "any-name").write_text(article_text, encoding="utf-8")
    assert "all stand" in run("verify", "--texts", "texts").stdout
    (texts / "any-name").write_text(article_text.replace("Friday", "Monday"), encoding="utf-8")
    assert run("verify", "--texts", "texts").returncode == 1
    assert run("withdraw", "2024-09-13-shoigu-kim-pyongyang").returncode == 0
    assert run("stats").stdout.splitlines()[1:] == []


def test_judgements_there_and_back(run: Run) -> None:
    merged = run("judge", "same", "the-west", "united-states", "--reason", "a test")
    identifier = merged.stdout.split()[0]
    assert json.loads(run("show", "the-west", "--json").stdout)["id"] == "united-states"
    assert run("judge", "withdraw", identifier).returncode == 0
    assert json.loads(run("show", "the-west", "--json").stdout)["id"] == "the-west"


def test_serve_builds_answers_and_ends_cleanly(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [LEGATION, "serve", "--port", str(port), "--store", str(tmp_path / "new")],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        health = None
        for _ in range(600):
            try:
                health = httpx.get(f"http://127.0.0.1:{port}/readyz").json()
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        assert health == {"status": "ok", "revision": 1}
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
    assert process.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in told
    assert f"http://127.0.0.1:{port}" in told
