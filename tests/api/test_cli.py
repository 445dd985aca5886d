"""The command line answers people and pipes, and complains in one line."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.cli.commands import app

LEGATION = str(Path(sys.executable).with_name("legation"))
COMMANDS = (
    "serve", "find", "show", "path", "query", "stats", "export", "dump", "load", "withdraw",
    "verify", "import", "judge same", "judge different", "judge withdraw",
    "token create", "token list", "token revoke", "backup", "restore",
)  # fmt: skip
Run = Callable[..., "subprocess.CompletedProcess[str]"]


def on_terminal(words: list[str], store: Path, **environment: str) -> str:
    """Run a command on a terminal of its own and return what it draws."""
    descriptor, its_own = pty.openpty()
    process = subprocess.Popen(
        [LEGATION, *words],
        env={**os.environ, "LEGATION_STORE": str(store), "TERM": "xterm", **environment},
        stdin=its_own,
        stdout=its_own,
        stderr=its_own,
    )
    os.close(its_own)
    drawn = b""
    while True:
        try:
            chunk = os.read(descriptor, 4096)
        except OSError:
            break
        if not chunk:
            break
        drawn += chunk
    os.close(descriptor)
    process.wait()
    return drawn.decode()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(command: str) -> None:
    result = CliRunner().invoke(app, [*command.split(), "--help"])
    assert result.exit_code == 0
    assert re.search(rf"Example: .?legation {command} ?", " ".join(result.stdout.split()))


def test_the_contract_s_commands_are_there(run: Run) -> None:
    listed = re.findall(r"^  ([a-z]+)  ", run("--help").stdout, re.MULTILINE)
    assert set(listed) == {command.split()[0] for command in COMMANDS}
    assert run().stdout == run("--help").stdout
    assert run("judge").stdout == run("judge", "--help").stdout
    assert run("--version").stdout == f"legation {version('legation')}\n"


def test_a_pipe_gets_plain_text_and_a_terminal_colour(run: Run, store_path: Path) -> None:
    piped = run("find", "Шойгу", "--limit", "1").stdout
    assert piped == "sergei-shoigu\tPerson\tSergei Shoigu\t100.0\n"
    drawn = on_terminal(["find", "Шойгу", "--limit", "1"], store_path)
    assert "\x1b[1m" in drawn
    assert "Label" in drawn
    assert "\x1b[3" not in on_terminal(["find", "Шойгу"], store_path, NO_COLOR="1")


def test_a_terminal_gets_bars_and_a_pipe_lines(run: Run, store: Path) -> None:
    slug = "2024-09-13-shoigu-kim-pyongyang"
    assert "Deriving shortcuts: done in" in run("withdraw", slug).stderr
    article = Path(__file__).resolve().parents[2] / "data" / "articles" / f"{slug}.trig"
    drawn = on_terminal(["load", str(article)], store)
    assert "━" in drawn
    assert "done in" not in drawn
    assert "revision 3: load" in drawn


def test_a_terminal_gets_the_sentences_with_headings(store_path: Path) -> None:
    drawn = on_terminal(["show", "Шойгу"], store_path)
    assert "\x1b[1mOffices\x1b[0m" in drawn
    assert "Minister of Defense of Russia" in drawn
    asked = ["query", "-e", "SELECT ?who { ?who a leg:Person ; rdfs:label 'Kim Jong Un'@en }"]
    assert re.search(r"who.*\r\n.*/id/kim-jong-un", on_terminal(asked, store_path))


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (["find", "Шойгу", "--limit", "3"], "/actors?q=Шойгу&limit=3"),
        (["show", "Шойгу"], "/actors/sergei-shoigu"),
        (
            ["path", "Shoigu", "Путин", "--k", "2", "--as-of", "2024-06-15"],
            "/paths?from=sergei-shoigu&to=vladimir-putin&k=2&as_of=2024-06-15",
        ),
        (["stats"], "/articles"),
    ],
)
@pytest.mark.stores("embedded")
def test_json_is_what_the_service_answers(
    words: list[str], address: str, run: Run, client: TestClient
) -> None:
    assert json.loads(run(*words, "--json").stdout) == client.get(address).json()


def test_a_path_is_told_in_sentences_with_its_evidence(run: Run) -> None:
    words = run("path", "Shoigu", "Путин").stdout
    assert (
        "Kim Jong Un and Sergei Shoigu met in Pyongyang, on Friday (2024-09-13) "
        "[attributed to Russian news agencies]"
    ) in words
    assert "“held talks with North Korean leader Kim Jong Un” (Russia’s Shoigu Meets" in words


def test_a_path_tells_how_sure_it_is_on_a_day(run: Run) -> None:
    asked = ("path", "Shoigu", "minister-of-defense-of-russia", "--max-hops", "1", "--as-of")
    assert "; certain on that day]" in run(*asked, "2024-05-01").stdout
    assert "; possible on that day]" in run(*asked, "2024-05-20").stdout
    assert run(*asked, "2024-05-20", "--certain").stdout == "No path of at most 1 hops.\n"


def test_a_claim_is_never_worded_as_a_fact(run: Run) -> None:
    for words in (
        ["show", "United States"],
        ["path", "United States", "North Korea", "--claims", "--k", "1"],
    ):
        lines = run(*words).stdout.splitlines()
        told = [line for line in lines if "ammunition" in line and "“" not in line]
        assert told
        for line in told:
            claim = "United States alleges against North Korea and Russia that North Korea supplied"
            assert line.strip(" -").startswith(claim)
            assert line.endswith("[disputed: somebody denies it]")


def test_a_card_has_its_parts(run: Run) -> None:
    card = run("show", "Шойгу").stdout
    assert card.startswith("Sergei Shoigu (Person, sergei-shoigu")
    assert "Сергей Шойгу" in card.splitlines()[1]
    assert card.index("\nOffices\n") < card.index("\nConnections\n")
    assert "until May (began by 2024-05-01, ended between 2024-05-01 and 2024-05-31)" in card
    spoken = run("show", "RIA").stdout
    assert "\nStatements\n" in spoken
    assert run("show", "Iceland").stdout.endswith("No source ties this actor to another.\n")


def test_an_ambiguous_name_lists_its_candidates_and_stops(run: Run) -> None:
    result = run("path", "Republic", "Putin")
    assert (result.returncode, result.stdout) == (2, "")
    first, *candidates = result.stderr.splitlines()
    assert first.startswith("legation: the name fits several actors")
    assert "  czechia\tCzechia" in candidates


def test_a_state_is_meant_and_not_its_territory(run: Run) -> None:
    assert json.loads(run("show", "United States", "--json").stdout)["id"] == "united-states"


@pytest.mark.parametrize(
    ("words", "code", "complaint"),
    [
        (["show", "Zzyzx Qqq"], 2, "no actor is called"),
        (["find", "Zzyzx Qqq"], 2, "no actor is called"),
        (["find"], 2, "Missing argument 'name'; see legation find --help"),
        (["find", "x", "--limt", "3"], 2, "--limit"),
        (["find", "x", "--limit", "0"], 2, "from 1 to 1000"),
        (["fnd", "x"], 2, "No such command 'fnd'"),
        (["judge", "same", "a"], 2, "see legation judge same --help"),
        (["export", "gefx", "--actor", "russia"], 2, "gexf"),
        (["export", "gexf"], 2, "--actor"),
        (["export", "gexf", "--fact", "no:such"], 2, "no:such"),
        (
            ["export", "gexf", "--actor", "russia", "-o", "no/where"],
            2,
            "no/where cannot be written",
        ),
        (["dump", "--format", "xml"], 2, "neither trig nor nq"),
        (["path", "russia", "russia"], 2, "same actor"),
        (["path", "Shoigu", "Putin", "--as-of", "May"], 2, "YYYY-MM-DD"),
        (["query", "-e", "SELECT * { ?s"], 2, "does not parse at line 1, column 14"),
        (
            ["query", "-e", "SELECT *\n{ ?s a lag:Person }"],
            2,
            "line 2, column 18: it uses a prefix",
        ),
        (["query", "-e", "ASK {}", "--format", "csv"], 2, "give one of json, xml"),
        (["query", "-e", "ASK { SERVICE <http://127.0.0.1/> {} }"], 1, "SERVICE is refused"),
        (["query", "-e", "CLEAR ALL"], 2, "asks"),
        (["query", "missing.rq"], 2, "cannot be read"),
        (["query"], 2, "give a file"),
        (["load", "missing.trig"], 1, "missing.trig"),
        (["withdraw", "nothing"], 2, "no article or table"),
        (["import", "leader", "x.csv"], 2, "leaders"),
        (["import", "leaders", "missing.csv"], 2, "cannot be read"),
        (["verify", "--texts", "nowhere"], 2, "no folder"),
        (["stats", "--store", "/proc/nowhere"], 1, "cannot be opened"),
        (["stats", "--store", "http://127.0.0.1:1/query"], 1, "cannot be reached"),
        (["judge", "withdraw", "judgement-0"], 2, "no person's judgement"),
        (["serve", "--port", "70000"], 2, "the setting port is 70000"),
        (["serve", "--host", "nowhere.invalid"], 1, "cannot be listened on"),
    ],
)
def test_a_fault_is_told_in_a_line(run: Run, words: list[str], code: int, complaint: str) -> None:
    result = run(*words)
    assert (result.returncode, result.stdout) == (code, "")
    told = [line for line in result.stderr.splitlines() if line.startswith("legation: ")]
    assert any(complaint in line for line in told), result.stderr
    assert "Traceback" not in result.stderr
    assert "Usage" not in result.stderr


def test_a_setting_that_cannot_be_is_told_in_a_line(run: Run) -> None:
    result = run("stats", LEGATION_QUERY_SLOTS="none")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "the setting query_slots is 'none'" in result.stderr


def test_debug_shows_where_a_fault_arose(run: Run) -> None:
    for words in (["--debug", "show", "Zzyzx"], ["show", "Zzyzx", "--debug"]):
        assert "Traceback" in run(*words).stderr
    assert "Traceback" in run("show", "Zzyzx", LEGATION_DEBUG="1").stderr


def test_the_store_is_named_before_or_after_the_command(run: Run) -> None:
    for words in (["--store", "memory:", "stats"], ["stats", "--store", "memory:"]):
        assert run(*words, LEGATION_STORE="/proc/nowhere").returncode == 0


def test_a_query_comes_from_standard_input(run: Run) -> None:
    result = run("query", "-", stdin="SELECT ?who { ?who leg:wikidata ?none }")
    assert (result.returncode, result.stdout) == (0, "?who\n")


def test_a_query_may_bring_prefixes_of_its_own(run: Run) -> None:
    commented = "# PREFIX leg: <urn:other#>\nASK { ?who a leg:Person }"
    declared = "PREFIX leg: <urn:other#> ASK { ?who a leg:Person }"
    assert json.loads(run("query", "-e", commented).stdout)["boolean"] is True
    assert json.loads(run("query", "-e", declared).stdout)["boolean"] is False


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("turtle", "<http"), ("ntriples", "<http"), ("rdfxml", "<?xml"), ("jsonld", "[{")],
)
def test_a_graph_is_written_in_the_form_asked_for(form: str, beginning: str, run: Run) -> None:
    asked = "CONSTRUCT { ?who a leg:Person } WHERE { ?who a leg:Person }"
    assert run("query", "-e", asked, "--format", form).stdout.startswith(beginning)


@pytest.mark.parametrize("words", ["dump --format nq | head -n 1", "stats | true"])
def test_a_closed_pipe_is_no_fault(words: str, store_path: Path) -> None:
    command, reader = words.split(" | ")
    result = subprocess.run(
        f"{LEGATION} {command} --store {store_path} | {reader}",
        shell=True,
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.stdout.count("\n") == (1 if "head" in reader else 0)
    assert result.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_told_in_a_line(store_path: Path) -> None:
    for command in ("find Kim", "dump"):
        result = subprocess.run(
            f"{LEGATION} {command} --store {store_path} > /dev/full",
            shell=True,
            capture_output=True,
            check=False,
            text=True,
        )
        assert result.returncode == 1
        assert result.stderr == "legation: No space left on device\n"


def test_what_is_loaded_does_not_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sly.trig").write_text(
        "@prefix id: <https://w3id.org/legation/id/> .\n"
        "@prefix leg: <https://w3id.org/legation/ns#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "GRAPH <https://w3id.org/legation/graph/entities> {\n"
        'id:sly a leg:Person ; rdfs:label "Sly\\u001B[2J Person\\u0007"@en . }\n',
        encoding="utf-8",
    )
    loaded = run("load", "sly.trig")
    assert loaded.returncode == 0, loaded.stderr
    for words in (["show", "sly"], ["find", "Sly"]):
        assert "\x1b" not in run(*words).stdout
        assert "Sly" in run(*words).stdout
