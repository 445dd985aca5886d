"""A process that is killed while it writes leaves the store whole, whatever it was at."""

import hashlib
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from graph.lookups.revisions import list_revisions
from graph.progress import silent
from graph.seed import seed
from graph.store import Reader, open_store
from graph.view import KnowledgeGraph
from ontology import REVISIONS_GRAPH
from tests.graph.killing import (
    ARTICLE,
    Nursery,
    Pipe,
    Step,
    Telling,
    WatchedStore,
    change_for_ever,
    cycle_over,
    lateness,
)

KILLS = int(os.environ.get("LEGATION_KILLS", "60"))
SEED = int(os.environ.get("LEGATION_SEED", "20240913"))
PHASES = ["opened", "check", "tidy", "draft", "write", "judge", "derive", "publish", "point"]
PHASES += ["prune", "clear"]
ROOT = Path(__file__).resolve().parents[2]
LEADERS = """\
country_slug,catalog,position,person,personID,start,end,gender,DOB,DOD,image,enwiki
germany,Germany,Chancellor,Angela Merkel,Q567,2005-11-22,2021-12-08,female,,,,
germany,Germany,Chancellor,Olaf Scholz,Q61053,2021-12-08,,male,,,,
"""
MACRON = "france,France,President,Emmanuel Macron,Q3052772,2017-05-14,,male,,,,\n"


def fingerprint(reader: Reader) -> str:
    """What a revision holds, besides the record of revisions."""
    lines = sorted(str(quad) for quad in reader.quads() if not _is_record(str(quad.graph_name)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _is_record(graph: str) -> bool:
    return graph == f"<{REVISIONS_GRAPH}>"


@dataclass(frozen=True)
class Course:
    """A store that goes round a cycle of changes, and what it holds after each of them."""

    place: Path
    cycle: Sequence[Step]
    base: int
    states: Sequence[str]

    def state(self, number: int) -> str:
        return self.states[(number - self.base) % len(self.states)]


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    opened = Nursery()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The cycle, gone round three times: the last two have to agree in every state."""
    folder = tmp_path_factory.mktemp("course")
    article = ROOT / "data" / "articles" / f"{ARTICLE}.trig"
    text = article.read_text(encoding="utf-8")
    files = [folder / name for name in ("one.trig", "other.trig", "few.csv", "more.csv")]
    contents = [text, text.replace("Meets", "Met"), LEADERS, LEADERS + MACRON]
    for file, content in zip(files, contents, strict=True):
        file.write_text(content, encoding="utf-8")
    cycle = cycle_over(*files)
    store = open_store(str(folder / "store"))
    seed(store)
    states = []
    for _ in range(3):
        for step in cycle:
            states.append(fingerprint(store.snapshot()))
            step.work(store, *step.arguments, who="a test", progress=silent)
    size = len(cycle)
    assert states[size : 2 * size] == states[2 * size :]
    assert len(set(states[size : 2 * size])) == size
    return Course(folder / "store", cycle, 1 + 2 * size, states[size : 2 * size])


def check_after_kill(course: Course, before: int, acknowledged: int | None) -> tuple[int, float]:
    """Hold the store against all that was promised; return its revision, and the opening time."""
    begun = time.perf_counter()
    store = open_store(str(course.place))
    number = store.current()
    seconds = time.perf_counter() - begun
    last = before if acknowledged is None else acknowledged
    assert number in (last, last + 1), "an acknowledged revision was lost"
    snapshot = store.snapshot()
    assert snapshot.revision.number == number
    assert fingerprint(snapshot) == course.state(number), "the content is not a whole revision's"
    check_nothing_left(course.place, number)
    store.close()
    return number, seconds


def check_nothing_left(place: Path, current: int) -> None:
    """Whether there is nothing below a store but the revisions kept."""
    assert {path.name for path in place.iterdir()} == {
        "CURRENT", "drafts", "revisions", "writing.lock"
    }  # fmt: skip
    assert list((place / "drafts").iterdir()) == []
    revisions = {path.name for path in (place / "revisions").iterdir()}
    assert revisions == {str(number) for number in range(max(0, current - 2), current + 1)}


@pytest.mark.timeout(1800)
def test_nothing_acknowledged_is_lost_and_nothing_half_written(
    course: Course, nursery: Nursery
) -> None:
    print(f"\n{KILLS} kills from the seed {SEED}")
    chance, hits, dirty, openings = random.Random(SEED), Counter[str](), 0, []
    number = first = open_store(str(course.place)).current()
    for round_number in range(KILLS):
        work = (course.place, course.cycle, course.base, chance.choice([100, 20_000]))
        if round_number % 2:
            killed = nursery.kill_after(chance.uniform(0, 0.6), change_for_ever, *work)
        else:
            phase, nth = PHASES[round_number // 2 % len(PHASES)], chance.randint(1, 4)
            nth = 1 if phase == "opened" else nth
            late = lateness(chance) if round_number // 2 >= len(PHASES) else 0
            killed = nursery.kill_at(phase, nth, late, change_for_ever, *work)
        hits[killed.phase] += 1
        dirty += any((course.place / "drafts").iterdir())
        number, seconds = check_after_kill(course, number, killed.acknowledged)
        openings.append(seconds)
        assert psutil.Process(nursery.pid).children(recursive=True) == []
    inside = sum(hits[phase] for phase in PHASES[2:])
    print(f"hits: {dict(hits.most_common())}; {inside} inside a write, {dirty} left a draft")
    print(f"{number - first} revisions; opened within {max(openings) * 1000:.0f} ms each time")
    assert inside > KILLS / 3
    assert dirty > KILLS / 10
    if 2 * len(PHASES) <= KILLS:
        assert not [phase for phase in PHASES if not hits[phase]]
    check_goes_on(course, number)


def check_goes_on(course: Course, number: int) -> None:
    """Whether the next writer works, and every revision is on record just once."""
    store = open_store(str(course.place))
    for step in range(len(course.cycle)):
        work = course.cycle[(number + step - course.base) % len(course.cycle)]
        work.work(store, *work.arguments, who="a test", progress=silent)
    assert store.current() == number + len(course.cycle)
    assert fingerprint(store.snapshot()) == course.state(number)
    view = KnowledgeGraph(store).view()
    numbers: list[int] = []
    cursor = None
    while not numbers or cursor:
        page = list_revisions(view, [], limit=1000, cursor=cursor)
        numbers += [entry.number for entry in page.items]
        cursor = page.next
    assert numbers == list(range(store.current(), 0, -1))


def make(said: Pipe, place: Path) -> None:
    store = WatchedStore(place, said)
    said.send(seed(store, progress=Telling(said)).number)


@pytest.mark.timeout(600)
def test_a_store_killed_while_it_is_made_is_made_by_the_next(
    nursery: Nursery, tmp_path: Path
) -> None:
    chance, hits, found = random.Random(SEED + 1), Counter[str](), Counter[int]()
    phases = ["open", "create", "point", "opened", "tidy", "write", "derive", "publish", "clear"]
    for round_number in range(max(20, KILLS // 10)):
        place = tmp_path / "store"
        phase = phases[round_number % len(phases)]
        killed = nursery.kill_at(phase, 1, lateness(chance), make, place)
        hits[killed.phase] += 1
        store = open_store(str(place))
        number = store.current()
        found[number] += 1
        assert number in (0, 1)
        assert number >= (killed.acknowledged or 0)
        check_nothing_left(place, number)
        assert seed(store).number == 1
        assert seed(open_store(str(place))).number == 1
        assert fingerprint(store.snapshot()) == _of_new_store(tmp_path / "other")
        shutil.rmtree(place)
    print(f"\nhits: {dict(hits.most_common())}; revisions found: {dict(found)}")
    assert set(found) == {0, 1}


def _of_new_store(place: Path) -> str:
    if not place.exists():
        seed(open_store(str(place)))
    return fingerprint(open_store(str(place)).snapshot())
