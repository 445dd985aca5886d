"""What holds of every format: again gives the same, a bad row has its number, progress is told."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import LoadRefused, Unavailable
from graph.imports import BadRows, _ledger, run_imports
from graph.store import Store
from tests.graph.imports import (
    test_csv,
    test_followthemoney,
    test_polecat,
    test_popolo,
    test_wikidata,
)
from tests.graph.imports.long import LONG
from tests.graph.imports.published import blank


def _csv(folder: Path) -> list[Path]:
    head, *rows = test_csv.example("csv").splitlines()
    return test_csv.written(folder, table="\n".join([head, *rows, "99,too,few"]) + "\n")


def _followthemoney(folder: Path) -> list[Path]:
    entities = test_followthemoney.ADA, test_followthemoney.BODY, "no JSON"
    return [test_followthemoney.written(folder, *entities)]


def _polecat(folder: Path) -> list[Path]:
    return [test_polecat.written(folder, test_polecat.row(), test_polecat.row("SING"))]


def _popolo(folder: Path) -> list[Path]:
    return [test_popolo.written(folder)]


def _wikidata(folder: Path) -> list[Path]:
    held = test_wikidata.held("1", test_wikidata.position())
    path = test_wikidata.written(folder, test_wikidata.person(held), test_wikidata.OFFICE)
    path.write_text(path.read_text(encoding="utf-8") + "no JSON\n", encoding="utf-8")
    return [path]


# A file of each format with at least one row that cannot be read.
FORMATS: dict[str, Callable[[Path], list[Path]]] = {
    "csv": _csv,
    "followthemoney": _followthemoney,
    "polecat": _polecat,
    "popolo": _popolo,
    "wikidata": _wikidata,
}


class Telling:
    """Counts what is begun, and what is finished of it."""

    def __init__(self) -> None:
        self.begun: Counter[str] = Counter()
        self.finished: Counter[str] = Counter()

    def start(self, description: str, total: int | None) -> "_Task":
        self.begun[description] += 1
        return _Task(self, description)


class _Task:
    def __init__(self, telling: Telling, description: str) -> None:
        self._telling = telling
        self._description = description

    def advance(self, n: int = 1) -> None:
        assert n >= 0

    def done(self) -> None:
        self._telling.finished[self._description] += 1


def said(store: Store, graph: str) -> set[object]:
    return set(store.snapshot().quads(graph))


@pytest.mark.parametrize("name", FORMATS)
def test_again_gives_the_same(tmp_path: Path, name: str) -> None:
    wanted = [(name, FORMATS[name](tmp_path))]
    store, other = blank(), blank()
    (report,) = run_imports(store, wanted, who="tester")
    graph = f"https://w3id.org/legation/dataset/{report.slug}"
    first, number = said(store, graph), store.current()
    assert first
    (again,) = run_imports(store, wanted, who="tester")
    assert again.already
    assert store.current() == number
    run_imports(other, wanted, who="another")
    assert said(store, graph) == said(other, graph) == first


@pytest.mark.parametrize("name", FORMATS)
def test_a_row_that_cannot_be_read_is_numbered_and_can_refuse_the_file(
    tmp_path: Path, name: str
) -> None:
    wanted = [(name, FORMATS[name](tmp_path))]
    store = blank()
    number = store.current()
    with pytest.raises(LoadRefused, match=r"row \d+") as fault:
        run_imports(store, wanted, who="tester", bad_rows=BadRows.refuse)
    assert store.current() == number
    (report,) = run_imports(store, wanted, who="tester", bad_rows=BadRows.skip)
    assert report.bad_rows
    assert report.left_out["the row cannot be read"] == len(report.bad_rows)
    assert [one.reason for one in fault.value.faults] == [
        f"{report.slug}, {row}" for row in report.bad_rows
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_progress_is_told_from_beginning_to_end(tmp_path: Path, name: str) -> None:
    telling = Telling()
    run_imports(blank(), [(name, FORMATS[name](tmp_path))], who="tester", progress=telling)
    assert any(description.startswith("Reading") for description in telling.begun)
    assert telling.begun == telling.finished


def test_without_room_for_what_is_kept_meanwhile_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_ledger, "_TABLES", f"PRAGMA max_page_count = 50;{_ledger._TABLES}")
    store = blank()
    number = store.current()
    with pytest.raises(Unavailable, match="database or disk is full; make room") as fault:
        run_imports(store, [("leaders", LONG["leaders"](tmp_path, 1_000))], who="tester")
    assert "SQLITE_TMPDIR" in str(fault.value)
    assert store.current() == number


@pytest.mark.parametrize("name", LONG)
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, name: str) -> None:
    short, long = (_read_apart(tmp_path / str(rows), name, rows) for rows in (2_000, 8_000))
    assert long["facts"] == 4 * short["facts"]
    more = long["written"] - short["written"]
    assert more > 5_000_000
    # As objects the quads of such text fill several times its length.
    assert long["held"] - short["held"] < more / 2


def _read_apart(folder: Path, name: str, rows: int) -> dict[str, int]:
    """Read a long file in a process of its own, and return what that tells of itself."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.graph.imports.reading", name]
    paths = [str(path) for path in LONG[name](folder, rows)]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found
