"""The command line changes the graph, and takes changes back."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.store import open_store

Run = Callable[..., "subprocess.CompletedProcess[str]"]
ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
LEADERS = """\
country_slug,catalog,position,person,personID,start,end,gender,DOB,DOD,image,enwiki
germany,Germany,Chancellor,Angela Merkel,Q567,2005-11-22,2021-12-08,female,,,,
germany,Germany,Chancellor,Olaf Scholz,Q61053,2021-12-08,,male,,,,
"""
ROOT = Path(__file__).resolve().parents[2]


def revision(store: Path) -> int:
    return open_store(str(store)).snapshot().revision.number


def test_an_export_goes_to_a_file_or_down_a_pipe(run: Run, tmp_path: Path) -> None:
    asked = ("export", "dot", "--actor", "russia", "--claims")
    assert run(*asked, "-o", "russia.dot").stdout == ""
    piped = run(*asked).stdout
    assert (tmp_path / "russia.dot").read_text(encoding="utf-8") == piped
    assert piped.startswith("//")
    assert run(*asked, "-o", "-").stdout == piped


def test_a_profile_and_bounds_can_be_asked_for(run: Run) -> None:
    asked = ("--actor", "Shoigu", "--profile", "links", "--max-edges", "2", "--max-nodes", "3")
    document = json.loads(run("export", "node-link", *asked).stdout)
    assert 0 < len(document["links"]) <= 2
    assert document["graph"]["complete"] is False


def test_a_picture_goes_to_a_file_as_it_is(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "shoigu.png"
    run("export", "png", "--actor", "Shoigu", "-o", str(file))
    assert file.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_a_fact_is_exported_as_well(run: Run) -> None:
    allegation = "2024-09-13-shoigu-kim-pyongyang:us-allegation"
    result = run("export", "mermaid", "--fact", allegation)
    assert "denial in answer to" in result.stdout
    assert "allegation against" in result.stdout


def test_several_facts_are_exported_together(run: Run) -> None:
    talks = "shoigu-kim-talks-2024-09-13"
    facts = [f"{ARTICLE}:us-allegation", talks]
    asked = [word for fact in facts for word in ("--fact", fact)]
    drawn = json.loads(run("export", "node-link", *asked).stdout)
    assert drawn["graph"]["title"] == "2 facts"
    told = {edge["predicate"] for edge in drawn["edges"]}
    assert {"allegation against", "denial in answer to", "meeting with"} <= told


def test_paths_are_exported_as_well(run: Run) -> None:
    drawn = json.loads(run("export", "node-link", "--from", "Shoigu", "--to", "Kim Jong Un").stdout)
    assert {"sergei-shoigu", "kim-jong-un"} <= {node["id"] for node in drawn["nodes"]}


@pytest.mark.parametrize("form", ["trig", "nq"])
def test_a_dump_is_the_same_in_a_pipe_and_a_file(form: str, run: Run, tmp_path: Path) -> None:
    assert run("dump", "--format", form, "-o", f"all.{form}").returncode == 0
    written = (tmp_path / f"all.{form}").read_text(encoding="utf-8")
    assert sorted(written.splitlines()) == sorted(run("dump", "--format", form).stdout.splitlines())
    assert ARTICLE in written


def test_quotations_are_held_against_the_texts(run: Run, article_text: str, tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "any-name").write_text(article_text, encoding="utf-8")
    assert "all stand" in run("verify", "--texts", "texts").stdout
    (texts / "any-name").write_text(article_text.replace("Friday", "Monday"), encoding="utf-8")
    broken = run("verify", "--texts", "texts")
    assert broken.returncode == 1
    assert broken.stderr.startswith("legation: ")
    assert "written" not in broken.stderr


def test_an_article_goes_and_comes_back(run: Run, store: Path) -> None:
    before = run("stats").stdout.splitlines()[1:]
    assert run("withdraw", ARTICLE).stdout == f"revision 2: withdraw {ARTICLE}\n"
    assert run("stats").stdout.splitlines()[1:] == []
    loaded = run("load", str(ROOT / "data" / "articles" / f"{ARTICLE}.trig"))
    assert loaded.returncode == 0, loaded.stderr
    assert run("stats").stdout.splitlines()[1:] == before
    assert revision(store) == 3


def test_each_fault_of_a_file_is_told_and_nothing_written(
    run: Run, store: Path, tmp_path: Path
) -> None:
    (tmp_path / "faulty.trig").write_text(
        "PREFIX leg: <https://w3id.org/legation/ns#>\n"
        "PREFIX id: <https://w3id.org/legation/id/>\n"
        "GRAPH <https://w3id.org/legation/graph/entities> {\n"
        "  id:one a leg:Person .\n"
        "  id:two a leg:State .\n"
        "}\n",
        encoding="utf-8",
    )
    result = run("load", "faulty.trig")
    *faults, last = [line for line in result.stderr.splitlines() if line.startswith("legation: ")]
    assert result.returncode == 1
    assert last == "legation: nothing was written"
    assert any("id/one" in line and "faulty.trig:4" in line for line in faults)
    assert any("id/two" in line and "faulty.trig:5" in line for line in faults)
    assert revision(store) == 1


def test_records_are_imported_with_an_account_of_each_row(run: Run, tmp_path: Path) -> None:
    (tmp_path / "leaders.csv").write_text(LEADERS, encoding="utf-8")
    first = run("import", "leaders", "leaders.csv")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("leaders: 2 rows read, 2 facts made")
    assert "Angela Merkel held the office of" in run("show", "Angela Merkel").stdout
    again = run("import", "leaders", "leaders.csv")
    assert again.stdout.startswith("leaders: already here at this version (2 rows)")


def test_judgements_there_and_back(run: Run) -> None:
    merged = run("judge", "same", "the West", "united-states", "--reason", "a test")
    identifier = merged.stdout.split()[0]
    assert json.loads(run("show", "the-west", "--json").stdout)["id"] == "united-states"
    assert run("judge", "withdraw", identifier).returncode == 0
    assert json.loads(run("show", "the-west", "--json").stdout)["id"] == "the-west"


def test_two_are_judged_different_by_name(run: Run) -> None:
    judged = run("judge", "different", "Shoigu", "Путин", "--reason", "a test")
    assert judged.returncode == 0, judged.stderr
    asked = "ASK { ?one a leg:DifferentActorsJudgement ; leg:actor id:vladimir-putin }"
    assert json.loads(run("query", "-e", asked).stdout)["boolean"] is True
    assert run("judge", "withdraw", judged.stdout.split()[0]).returncode == 0
    assert json.loads(run("query", "-e", asked).stdout)["boolean"] is False
