"""A backup is one revision in one file, and what comes back is what was kept."""

import io
import multiprocessing
import os
import random
import shutil
import signal
import tarfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from graph.archive import backup, check, restore
from graph.errors import InvalidInput
from graph.loading import load, withdraw
from graph.lookups.revisions import list_revisions
from graph.seed import seed
from graph.store import QueryRequest, Reader, open_store
from graph.view import KnowledgeGraph
from ontology import REVISIONS_GRAPH, prefix_declarations

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
FILE = ROOT / "data" / "articles" / f"{ARTICLE}.trig"
QUERIES = sorted((ROOT / "data" / "queries").glob("*.rq"))
processes = multiprocessing.get_context("forkserver")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a past. Nobody writes to it."""
    place = tmp_path_factory.mktemp("original") / "store"
    store = open_store(str(place))
    seed(store, who="a")
    withdraw(store, ARTICLE, who="b")
    load(store, [FILE], who="c")
    return place


@pytest.fixture(scope="module")
def kept(original: Path) -> Path:
    """A backup of it."""
    file = original.with_name("backup.tar")
    backup(open_store(str(original)), file)
    return file


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "restored"


def answers(reader: Reader) -> Iterator[tuple[str, bytes]]:
    """The bytes of all queries' answers and of everything there is."""
    for query in QUERIES:
        text = prefix_declarations() + query.read_text(encoding="utf-8")
        asks_for_triples = any(word in text for word in ("CONSTRUCT", "DESCRIBE"))
        kinds = ["text/turtle"] if asks_for_triples else ["text/csv", "application/json"]
        for kind in kinds:
            output = io.BytesIO()
            reader.stream(QueryRequest(text, kind), output)
            yield query.name, output.getvalue()
    for graph in (None, *reader.graphs()):
        yield str(graph), "\n".join(map(str, reader.quads(graph))).encode()


def content(reader: Reader) -> list[str]:
    """All but the record of revisions."""
    return sorted(
        str(quad)
        for quad in reader.quads()
        if getattr(quad.graph_name, "value", "") != REVISIONS_GRAPH
    )


def files_below(place: Path) -> set[str]:
    return {str(path.relative_to(place)) for path in place.rglob("*")}


def test_an_empty_store_gets_the_same_revision_and_answers_with_the_same_bytes(
    original: Path, kept: Path, place: Path
) -> None:
    revision = restore(str(place), kept, who="d")
    before, after = open_store(str(original)), open_store(str(place))
    assert revision == before.snapshot().revision
    assert after.current() == 3
    assert after.kept() == [3]
    expected = list(answers(before.snapshot()))
    assert len(expected) > 10
    assert all(body for _, body in expected)
    assert list(answers(after.snapshot())) == expected
    record = [list_revisions(KnowledgeGraph(store).view(), [3]).items for store in (before, after)]
    assert record[0] == record[1]
    assert [entry.number for entry in record[0]] == [3, 2, 1]


def test_a_store_with_a_past_gets_a_new_revision(original: Path, kept: Path, place: Path) -> None:
    shutil.copytree(original, place)
    store = open_store(str(place))
    withdraw(store, ARTICLE, who="c", why="a mistake")
    revision = restore(str(place), kept, who="d")
    assert (revision.number, revision.who) == (5, "d")
    assert revision.why == "restore revision 3 from a backup"
    assert content(store.snapshot()) == content(open_store(str(original)).snapshot())
    entries = list_revisions(KnowledgeGraph(store).view(), store.kept()).items
    assert [(entry.number, entry.who) for entry in entries] == [
        (5, "d"), (4, "c"), (3, "c"), (2, "b"), (1, "a")
    ]  # fmt: skip
    assert ARTICLE in entries[0].changed
    assert not any("entities" in graph or "ontology" in graph for graph in entries[0].changed)
    assert withdraw(store, ARTICLE, who="e").number == 6


def test_two_pasts_are_kept_apart(kept: Path, place: Path) -> None:
    store = open_store(str(place))
    seed(store, who="z")
    first = restore(str(place), kept, who="d")
    assert first.number == 4  # one more than the highest of both, so that it is the newest
    assert restore(str(place), kept, who="e").number == 5
    entries = list_revisions(KnowledgeGraph(store).view(), store.kept()).items
    told = sorted((entry.number, entry.who, entry.kept) for entry in entries)
    assert told == [
        (1, "a", False),
        (1, "z", True),
        (2, "b", False),
        (3, "c", False),
        (4, "d", True),
        (5, "e", True),
    ]


def test_readers_of_the_store_are_not_disturbed(original: Path, kept: Path, place: Path) -> None:
    shutil.copytree(original, place)
    store = open_store(str(place))
    withdraw(store, ARTICLE, who="c")
    reading = store.snapshot()
    before = content(reading)
    restore(str(place), kept, who="d")
    assert content(reading) == before
    assert store.current() == store.snapshot().revision.number == 5


def test_the_same_revision_makes_the_same_file(original: Path, kept: Path, tmp_path: Path) -> None:
    partial = tmp_path / "again.tar.partial"
    partial.write_bytes(b"left by one that was killed" * 10_000)
    backup(open_store(str(original)), tmp_path / "again.tar")
    assert (tmp_path / "again.tar").read_bytes() == kept.read_bytes()
    assert files_below(tmp_path) == {"again.tar"}
    assert check(kept).revision == 3


def test_a_backup_is_replaced_by_a_backup_and_nothing_else_is(
    original: Path, kept: Path, tmp_path: Path
) -> None:
    store = open_store(str(original))
    (tmp_path / "old.tar").write_bytes(kept.read_bytes())
    assert backup(store, tmp_path / "old.tar").number == 3
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(InvalidInput, match="no backup"):
        backup(store, tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "dear"


def test_a_file_without_a_place_is_refused(original: Path, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="cannot be written") as caught:
        backup(open_store(str(original)), tmp_path / "nowhere" / "backup.tar")
    assert type(caught.value).__name__ == "Unavailable"


def altered(kept: Path, file: Path, change: Callable[[list[tarfile.TarInfo]], None]) -> Path:
    with tarfile.open(kept) as old, tarfile.open(file, "w") as new:
        members = old.getmembers()
        contents = {id(member): old.extractfile(member) for member in members}
        change(members)
        for member in members:
            if content := contents.get(id(member)):
                content.seek(0)
            new.addfile(member, content if member.isreg() else None)
    return file


def renamed(name: str) -> Callable[[list[tarfile.TarInfo]], None]:
    def change(members: list[tarfile.TarInfo]) -> None:
        members[1].name = name

    return change


def linked(kind: bytes) -> Callable[[list[tarfile.TarInfo]], None]:
    def change(members: list[tarfile.TarInfo]) -> None:
        members[1].type, members[1].linkname, members[1].size = kind, "../../../outside", 0

    return change


TRICKS: dict[str, Callable[[list[tarfile.TarInfo]], None]] = {
    "a way out": renamed("database/../../../outside"),
    "an absolute path": renamed("/outside"),
    "a folder below": renamed("database/below/it"),
    "a stranger": renamed("database/stranger"),
    "a symbolic link": linked(tarfile.SYMTYPE),
    "a hard link": linked(tarfile.LNKTYPE),
    "a device": linked(tarfile.CHRTYPE),
    "one too few": lambda members: members.__delitem__(2),
    "one twice": lambda members: members.append(members[1]),
    "no manifest": lambda members: members.__delitem__(0),
    "nothing": lambda members: members.clear(),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_file_with_tricks_is_refused_and_nothing_touched(
    trick: str, kept: Path, place: Path, tmp_path: Path
) -> None:
    file = altered(kept, tmp_path / "tricky.tar", TRICKS[trick])
    with pytest.raises(InvalidInput, match=r"tricky\.tar"):
        restore(str(place), file, who="d")
    assert files_below(tmp_path) == {"tricky.tar"}


@pytest.mark.parametrize("seed_number", range(12))
def test_a_damaged_or_broken_off_file_is_refused_and_nothing_touched(
    seed_number: int, kept: Path, place: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed_number)
    content = bytearray(kept.read_bytes())
    if seed_number % 2:
        del content[chance.randrange(len(content) - 20_000) :]  # the end is only padding
    else:
        with tarfile.open(kept) as archive:
            members = [member for member in archive if member.size]
        member = chance.choice(members)
        content[member.offset_data + chance.randrange(member.size)] ^= 1 << chance.randrange(8)
    (tmp_path / "damaged.tar").write_bytes(content)
    with pytest.raises(InvalidInput, match=r"damaged\.tar"):
        restore(str(place), tmp_path / "damaged.tar", who="d")
    assert files_below(tmp_path) == {"damaged.tar"}


@pytest.mark.parametrize("name", ["absent.tar", "folder", "letter.txt"])
def test_what_is_no_backup_is_named(name: str, tmp_path: Path, place: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "letter.txt").write_text("dear" * 1000)
    with pytest.raises(InvalidInput, match=name):
        restore(str(place), tmp_path / name, who="d")
    assert not place.exists()


def test_other_stores_are_sent_to_the_dump(kept: Path, tmp_path: Path) -> None:
    for store in (open_store("memory:"), open_store("http://127.0.0.1:9/query")):
        with pytest.raises(InvalidInput, match="legation dump"):
            backup(store, tmp_path / "backup.tar")
        with pytest.raises(InvalidInput, match="legation dump"):
            restore(store.url, kept, who="d")
    assert files_below(tmp_path) == set()


# A busy machine is slow to begin, and catches fewer of them amid their work.
ROUNDS, MOST_ROUNDS, CAUGHT = 30, 200, 3


def keep_backing_up(begun: Event, place: str, file: str) -> None:
    begun.set()
    while True:
        backup(open_store(place), Path(file))


def keep_restoring(begun: Event, place: str, file: str) -> None:
    begun.set()
    while True:
        restore(place, Path(file), who="d")


def run_and_kill(
    work: Callable[[Event, str, str], None], place: Path, file: Path, after: float
) -> None:
    """Start work, and kill it some seconds after it has begun."""
    begun = processes.Event()
    process = processes.Process(target=work, args=(begun, str(place), str(file)), daemon=True)
    process.start()
    assert begun.wait(60)
    time.sleep(after)
    assert process.pid
    assert process.is_alive()
    os.kill(process.pid, signal.SIGKILL)
    process.join()


@pytest.mark.timeout(600)
def test_backups_that_are_killed_leave_nothing_half_under_the_name(
    original: Path, kept: Path, tmp_path: Path
) -> None:
    processes.set_forkserver_preload(["graph.archive", "graph.loading"])
    chance, file, caught_inside = random.Random(1), tmp_path / "backup.tar", 0
    for round_number in range(MOST_ROUNDS):
        if round_number >= ROUNDS and caught_inside > CAUGHT:
            break
        run_and_kill(keep_backing_up, original, file, chance.uniform(0.05, 0.3))
        caught_inside += (tmp_path / "backup.tar.partial").exists()
        if file.exists():
            assert file.read_bytes() == kept.read_bytes()
        assert files_below(tmp_path) <= {"backup.tar", "backup.tar.partial"}
    assert caught_inside > CAUGHT
    backup(open_store(str(original)), file)
    assert files_below(tmp_path) == {"backup.tar"}


@pytest.mark.timeout(600)
def test_restores_that_are_killed_leave_the_store_whole(
    original: Path, kept: Path, place: Path
) -> None:
    processes.set_forkserver_preload(["graph.archive", "graph.loading"])
    chance, expected, caught_inside = random.Random(2), None, 0
    restored = content(open_store(str(original)).snapshot())
    for round_number in range(MOST_ROUNDS):
        if round_number >= ROUNDS and caught_inside > CAUGHT:
            break
        if round_number % 10 == 0:
            shutil.rmtree(place, ignore_errors=True)
            expected = None
        run_and_kill(keep_restoring, place, kept, chance.uniform(0.02, 0.4))
        caught_inside += place.exists() and any((place / "drafts").glob("*"))
        store = open_store(str(place))
        assert list((place / "drafts").iterdir()) == []
        number = store.current()
        assert number == 0 or number >= (expected or 3)
        assert content(store.snapshot()) == (restored if number else [])
        assert {int(path.name) for path in (place / "revisions").iterdir()} == set(store.kept())
        expected = number
    assert caught_inside > CAUGHT
