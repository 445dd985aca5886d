"""The command line takes and restores backups while the service runs."""

import json
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx2 as httpx
import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Serve = Callable[..., AbstractContextManager[httpx.Client]]
ARTICLE = "2024-09-13-shoigu-kim-pyongyang"


@pytest.mark.stores("embedded")
def test_a_backup_is_taken_and_restored_while_the_service_runs(
    run: Run, serve: Serve, store: Path, tmp_path: Path
) -> None:
    with serve(store=str(store)) as client:
        before = client.get(f"/articles/{ARTICLE}")
        assert before.status_code == 200
        assert run("backup", "kept.tar").stdout == "revision 1: kept.tar\n"
        run("withdraw", ARTICLE)
        assert client.get(f"/articles/{ARTICLE}").status_code == 404
        restored = run("restore", "kept.tar")
        assert restored.stdout == "revision 3: restore revision 1 from a backup\n"
        assert "Checking the backup" in restored.stderr
        after = client.get(f"/articles/{ARTICLE}")
        assert after.content == before.content
        assert after.headers["Legation-Revision"] == "3"
    assert {path.name for path in tmp_path.iterdir()} == {"store", "kept.tar"}


def test_an_empty_store_becomes_what_was_kept(run: Run, store: Path, tmp_path: Path) -> None:
    run("backup", "kept.tar")
    there = run("restore", "kept.tar", "--store", "elsewhere")
    assert there.stdout == "revision 1: the shipped graph\n"
    dumps = [run("dump", "--format", "nq", "--store", name).stdout for name in (store, "elsewhere")]
    assert dumps[0] == dumps[1]
    assert ARTICLE in dumps[0]
    stats = [run("stats", "--json", "--store", name).stdout for name in (store, "elsewhere")]
    assert json.loads(stats[0]) == json.loads(stats[1])


def test_what_is_wrong_is_said_with_its_mend(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    told = {
        ("restore", "letter.txt"): "letter.txt is no whole backup",
        ("restore", "absent.tar"): "absent.tar cannot be read",
        ("backup", "letter.txt"): "give another name",
        ("backup", "b.tar", "--store", "memory:"): "legation dump",
    }
    for words, expected in told.items():
        answer = run(*words)
        assert answer.returncode == 2
        assert expected in answer.stderr.splitlines()[-1]
        assert answer.stdout == ""
