"""Processes that write to a store without end and say what they are at, to be killed."""

import multiprocessing
import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NoReturn

from graph.imports import run_imports
from graph.loading import load, withdraw
from graph.progress import Task, silent
from graph.store import Store, draft
from graph.store.base import Revision
from graph.store.directory import StoreDirectory
from graph.store.draft import OxigraphDraft
from graph.store.embedded import EmbeddedStore

ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
WORK = {
    "Reading and checking": "check",
    "Reading leaders": "check",
    "Checking": "check",
    "Writing": "write",
    "Judging who is who": "judge",
    "Deriving shortcuts": "derive",
}


@dataclass(frozen=True)
class End:
    """Where a process kills itself: when it enters a phase for the so many-th time."""

    phase: str
    time_of_it: int


class LastWords:
    """A pipe that kills the process which says through it that it has come to its end."""

    def __init__(self, said: Connection, end: End) -> None:
        self._said = said
        self._end = end
        self._times = 0

    def send(self, event: str | int) -> None:
        self._said.send(event)
        self._times += event == self._end.phase
        if self._times == self._end.time_of_it:
            os.kill(os.getpid(), signal.SIGKILL)


Pipe = Connection | LastWords


class Telling:
    """Says through a pipe which phase of its work a process is in."""

    def __init__(self, said: Pipe) -> None:
        self.say = said.send

    def start(self, description: str, total: int | None) -> Task:
        if description in WORK:
            self.say(WORK[description])
        return silent.start(description, total)


class WatchedDirectory(StoreDirectory):
    """The real directory; it only says what it is at."""

    def __init__(self, path: Path, kept: int, said: Pipe) -> None:
        self._say = said.send
        super().__init__(path, kept)

    def _create_empty(self) -> None:
        self._say("create")
        super()._create_empty()

    def tidy(self) -> None:
        self._say("tidy")
        super().tidy()
        self._say("draft")

    def point_to(self, number: int) -> None:
        self._say("point")
        super().point_to(number)
        self._say("prune")


class WatchedStore(EmbeddedStore):
    """The real store; it only says what it is at."""

    def __init__(self, directory: Path, said: Pipe) -> None:
        self._said = said
        said.send("open")
        super().__init__(directory)
        said.send("opened")

    def _open_directory(self, path: Path, kept: int) -> StoreDirectory:
        return WatchedDirectory(path, kept, self._said)

    def _publish(self, draft: OxigraphDraft, revision: Revision) -> None:
        self._said.send("publish")
        super()._publish(draft, revision)
        self._said.send("clear")


@dataclass(frozen=True)
class Step:
    """One change of the cycle that leads back to where it began."""

    work: Callable[..., object]
    arguments: tuple[object, ...]

    def take(self, store: Store, telling: Telling) -> None:
        self.work(store, *self.arguments, who="a test", progress=telling)


def change_for_ever(
    said: Pipe, place: Path, cycle: Sequence[Step], base: int, many_removals: int
) -> None:
    """Go round the cycle from wherever the store stands, and acknowledge each revision."""
    draft.MANY_REMOVALS = many_removals
    store, telling = WatchedStore(place, said), Telling(said)
    while True:
        cycle[(store.current() - base) % len(cycle)].take(store, telling)
        said.send(store.current())


def cycle_over(article: Path, other: Path, leaders: Path, more_leaders: Path) -> list[Step]:
    """Loads, replaces and withdraws an article, and imports, replaces and withdraws a table."""
    return [
        Step(withdraw, (ARTICLE,)),
        Step(run_imports, ([("leaders", [leaders])],)),
        Step(load, ([article],)),
        Step(run_imports, ([("leaders", [more_leaders])],)),
        Step(load, ([other],)),
        Step(withdraw, ("leaders",)),
    ]


def _fork_and_reap(orders: Connection, said: Connection) -> None:
    """Fork a process for each order, and reap it: all it needs is imported already."""
    while True:
        try:
            work, arguments, end = orders.recv()
        except EOFError:
            return
        if (pid := os.fork()) == 0:
            _run(work, said, arguments, end)
        orders.send(pid)
        os.waitpid(pid, 0)
        orders.send("reaped")


def _run(
    work: Callable[..., object], said: Connection, arguments: Sequence[object], end: End | None
) -> NoReturn:
    try:
        work(LastWords(said, end) if end else said, *arguments)
    finally:  # it must not go on as the parent
        said.send(traceback.format_exc())
        os._exit(1)


@dataclass
class Killed:
    """What a process had said when it was killed."""

    phase: str = "start"
    acknowledged: int | None = None
    events: list[str | int] = field(default_factory=list)

    def hear(self, event: str | int) -> None:
        assert "Traceback" not in str(event), event
        self.events.append(event)
        if isinstance(event, int):
            self.acknowledged, self.phase = event, "between"
        else:
            self.phase = event


class Nursery:
    """Starts processes in a millisecond, from one that has imported everything."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._orders, orders = context.Pipe()
        self._said, said = context.Pipe(duplex=False)
        self._process = context.Process(target=_fork_and_reap, args=(orders, said), daemon=True)
        self._process.start()
        orders.close()
        self.pid = self._process.pid or 0

    def close(self) -> None:
        self._orders.close()
        self._process.join()

    @contextmanager
    def _running(
        self, work: Callable[..., object], arguments: Sequence[object], end: End | None = None
    ) -> Iterator[Killed]:
        killed = Killed()
        self._orders.send((work, arguments, end))
        pid = self._orders.recv()
        try:
            yield killed
        finally:
            with suppress(ProcessLookupError):  # it has killed itself, and is reaped already
                os.kill(pid, signal.SIGKILL)
            assert self._orders.recv() == "reaped"
            while self._said.poll():
                killed.hear(self._said.recv())

    def kill_after(self, seconds: float, work: Callable[..., object], *arguments: object) -> Killed:
        """Kill a process so many seconds after it began."""
        with self._running(work, arguments) as killed:
            time.sleep(seconds)
        return killed

    def kill_at(
        self,
        phase: str,
        time_of_it: int,
        late: float,
        work: Callable[..., object],
        *arguments: object,
    ) -> Killed:
        """Kill a process when it enters a phase for the so many-th time, or so much later.

        Where it is not to be later at all, the process does it itself: a short phase would be
        over before another process had heard of it.
        """
        end = None if late else End(phase, time_of_it)
        with self._running(work, arguments, end) as killed:
            while killed.events.count(phase) < time_of_it:
                assert self._said.poll(60), f"{phase} was not reached after {killed.events}"
                killed.hear(self._said.recv())
            until = time.perf_counter() + late
            while time.perf_counter() < until:
                pass
        return killed


def lateness(chance: random.Random) -> float:
    """Seconds after the beginning of a phase: often none, for phases may be short."""
    return chance.choice([0, chance.uniform(0, 0.001), chance.uniform(0, 0.01)])
