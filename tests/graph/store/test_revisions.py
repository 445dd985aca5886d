"""Revisions can be asked for by number, and stay while anybody reads them, in any process."""

import gc
import multiprocessing
import os
import resource
import signal
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import NotFound, RevisionGone, Unavailable
from graph.store import Store, open_store
from graph.store.embedded import EmbeddedStore

GRAPH = "https://w3id.org/legation/article/one"
processes = multiprocessing.get_context("forkserver")


def quad(number: int) -> Quad:
    name = NamedNode("https://example.org/number")
    return Quad(name, name, Literal(str(number)), NamedNode(GRAPH))


def publish(store: Store, times: int = 1) -> None:
    for _ in range(times):
        with store.draft("tester", "a test") as draft:
            draft.replace(GRAPH, [quad(store.current() + 1)])


def numbers(store: Path) -> list[int]:
    return sorted(int(path.name) for path in (store / "revisions").iterdir())


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(params=["memory", "directory"])
def store(request: pytest.FixtureRequest, place: Path) -> Store:
    return open_store("memory:" if request.param == "memory" else str(place))


def test_kept_revisions_can_be_asked_for(store: Store) -> None:
    publish(store, 5)
    assert store.current() == 5
    assert store.kept() == [3, 4, 5]
    for number in store.kept():
        snapshot = store.snapshot(number)
        assert snapshot.revision.number == number
        assert list(snapshot.quads(GRAPH)) == [quad(number)]
    assert store.snapshot().revision.number == 5


def test_a_revision_that_went_is_gone_and_says_what_is_kept(store: Store) -> None:
    publish(store, 5)
    for number in (0, 2):
        with pytest.raises(RevisionGone, match="3, 4, 5") as caught:
            store.snapshot(number)
        assert caught.value.status == 410
        assert caught.value.members() == {"kept": [3, 4, 5]}


@pytest.mark.parametrize("number", [-1, 6])
def test_a_revision_that_never_was_is_not_found(store: Store, number: int) -> None:
    publish(store, 5)
    with pytest.raises(NotFound, match="3, 4, 5"):
        store.snapshot(number)


def test_an_endpoint_has_only_its_current_revision(server: str) -> None:
    store = open_store(f"{server}/query")
    current = store.current()
    publish(store)
    assert store.kept() == [store.current()] == [current + 1]
    assert store.snapshot(current + 1).revision.number == current + 1
    with pytest.raises(RevisionGone):
        store.snapshot(current)
    store.close()


def test_what_is_read_stays_and_goes_when_it_is_closed(place: Path) -> None:
    store = open_store(str(place))
    publish(store)
    held = store.snapshot()
    publish(store, 5)
    assert numbers(place) == [1, 4, 5, 6]
    assert list(held.quads(GRAPH)) == [quad(1)]
    assert store.snapshot(1).revision.number == 1
    held.close()
    publish(store)
    assert numbers(place) == [5, 6, 7]


def test_a_snapshot_that_nobody_refers_to_is_not_held(place: Path) -> None:
    store = open_store(str(place))
    publish(store)
    held = [store.snapshot(1)]
    publish(store, 5)
    assert 1 in numbers(place)
    held.clear()
    gc.collect()
    open_store(str(place))
    assert numbers(place) == [4, 5, 6]


def test_closing_one_snapshot_leaves_others_of_the_same_revision_alone(place: Path) -> None:
    store = open_store(str(place))
    publish(store)
    one, other = store.snapshot(), store.snapshot(1)
    one.close()
    one.close()
    assert list(other.quads(GRAPH)) == [quad(1)]
    assert store.snapshot().ask("ASK { ?s ?p ?o }")
    with pytest.raises(Unavailable, match="closed"):
        one.ask("ASK { ?s ?p ?o }")
    publish(store, 5)
    assert 1 in numbers(place)


def hold(place: str, number: int, said: Connection) -> None:
    snapshot = open_store(place).snapshot(number)
    while True:
        said.send([quad.object.value for quad in snapshot.quads(GRAPH)])  # type: ignore[union-attr]
        said.recv()


@pytest.mark.parametrize("way", ["ends", "is killed"])
def test_a_reader_in_another_process_holds_until_it(way: str, place: Path) -> None:
    store = open_store(str(place))
    publish(store)
    ours, theirs = processes.Pipe()
    reader = processes.Process(target=hold, args=(str(place), 1, theirs), daemon=True)
    reader.start()
    theirs.close()
    assert ours.recv() == ["1"]
    publish(store, 5)
    assert numbers(place) == [1, 4, 5, 6]
    ours.send("again")
    assert ours.recv() == ["1"]
    if way == "ends":
        ours.close()
    else:
        assert reader.pid
        os.kill(reader.pid, signal.SIGKILL)
    reader.join()
    publish(store)
    assert numbers(place) == [5, 6, 7]


def read_on(place: str, said: Connection) -> None:
    store = open_store(place)
    seen = 0
    while not said.poll():
        for number in store.kept()[:1]:
            try:
                snapshot = EmbeddedStore(Path(place)).snapshot(number)
            except RevisionGone:
                continue
            assert [quad.object.value for quad in snapshot.quads(GRAPH)] == [str(number)]  # type: ignore[union-attr]
            seen += 1
    said.send(seen)


def test_no_reader_opens_what_is_just_being_removed(place: Path) -> None:
    store = EmbeddedStore(place, kept=1)
    publish(store)
    pipes = [processes.Pipe() for _ in range(2)]
    readers = [
        processes.Process(target=read_on, args=(str(place), theirs), daemon=True)
        for _, theirs in pipes
    ]
    for reader, (_, theirs) in zip(readers, pipes, strict=True):
        reader.start()
        theirs.close()
    publish(store, 40)
    for ours, _ in pipes:
        ours.send("enough")
    assert min(ours.recv() for ours, _ in pipes) > 10
    for reader in readers:
        reader.join()
        assert reader.exitcode == 0
    publish(store)
    assert numbers(place) == [store.current()]


def test_leftovers_of_a_crash_are_cleared_by_the_next_opening(place: Path) -> None:
    publish(open_store(str(place)), 2)
    leftovers = ["drafts/0", "drafts/gone-1", "revisions/3", "revisions/3.tmp"]
    for name in leftovers:
        (place / name).mkdir()
        (place / name / "half-written").write_text("x")
    (place / "CURRENT.new").write_text("3")
    store = open_store(str(place))
    assert store.kept() == numbers(place) == [0, 1, 2]
    assert list((place / "drafts").iterdir()) == []
    assert not (place / "CURRENT.new").exists()
    with pytest.raises(NotFound):
        store.snapshot(3)


def test_what_a_writer_is_at_is_no_leftover(place: Path) -> None:
    store = open_store(str(place))
    with store.draft("tester", "a test") as draft:
        assert open_store(str(place)).current() == 0
        draft.add([quad(1)])
    assert list(open_store(str(place)).snapshot().quads(GRAPH)) == [quad(1)]


def test_a_store_that_lost_its_pointer_is_not_taken_for_a_new_one(place: Path) -> None:
    publish(open_store(str(place)), 2)
    (place / "CURRENT").unlink()
    with pytest.raises(Unavailable, match="may be 2"):
        open_store(str(place))
    assert numbers(place) == [0, 1, 2]


def test_a_creation_broken_off_is_begun_anew(place: Path) -> None:
    (place / "revisions" / "0").mkdir(parents=True)
    (place / "revisions" / "0" / "half-written").write_text("x")
    (place / "writing.lock").touch()
    publish(open_store(str(place)))
    assert open_store(str(place)).current() == 1


def read_as_a_stranger(place: str, said: Connection) -> None:
    with tempfile.TemporaryDirectory() as elsewhere:
        publish(open_store(elsewhere))  # whom nobody trusts may not be able to import any more
    if os.geteuid() == 0:
        os.setuid(65534)
    store = open_store(place)
    said.send([quad.object.value for quad in store.snapshot().quads(GRAPH)])  # type: ignore[union-attr]
    with pytest.raises(Unavailable) as caught:
        publish(store)
    said.send(caught.value.detail)


def test_a_store_can_be_read_by_who_cannot_write_to_it() -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        publish(open_store(str(place)))
        leftover = place / "drafts" / "0"
        leftover.mkdir()
        for path in (Path(folder), *place.rglob("*"), place):
            path.chmod(0o555 if path.is_dir() else 0o444)
        ours, theirs = processes.Pipe()
        reader = processes.Process(target=read_as_a_stranger, args=(str(place), theirs))
        reader.start()
        theirs.close()
        assert ours.recv() == ["1"]
        assert "you may write there" in ours.recv()
        reader.join()
        assert leftover.exists()
        for path in (Path(folder), *place.rglob("*"), place):
            path.chmod(0o755)


def fill(place: str, said: Connection) -> None:
    store = open_store(place)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    with pytest.raises(Unavailable) as caught, store.draft("tester", "too much") as draft:
        draft.replace(GRAPH, [quad(number) for number in range(100_000)])
    said.send(caught.value.detail)


def test_a_full_disk_leaves_the_revision_whole(place: Path) -> None:
    store = open_store(str(place))
    publish(store)
    ours, theirs = processes.Pipe()
    writer = processes.Process(target=fill, args=(str(place), theirs))
    writer.start()
    theirs.close()
    assert "nothing was written" in ours.recv()
    writer.join()
    assert store.current() == 1
    publish(store)
    assert list(store.snapshot().quads(GRAPH)) == [quad(2)]
    assert list((place / "drafts").iterdir()) == []
