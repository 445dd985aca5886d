"""Reader processes: ended at their bounds, replaced, and shared out fairly."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import psutil
import pytest

from api.querying import Querying
from api.readers.frames import FrameStream, Kind, pack
from api.readers.lane import Asking, Lane
from api.readers.questions import Bounds, Looking, Question
from api.readers.reader import Kindred
from api.readers.relayed import ReaderFault
from graph.errors import DeadlineExceeded, LegationError, NotFound, TooBusy, Unavailable
from graph.store import ANYBODY
from graph.view import View
from tests.hopeless import HOPELESS

MANY = Bounds(10**9, 10**9)


def querying(query: str, bounds: Bounds = MANY) -> Question:
    return Question(Querying(query, None, (), (), bounds.rows), query, "", bounds)


def looking(work: Callable[[View], str]) -> Question:
    return Question(Looking(work, "text/plain"), "", "", MANY)


def for_ever(_: View) -> str:
    while True:
        pass


def nothing_there(_: View) -> str:
    raise NotFound("nothing here", ["there"])


def broken(_: View) -> str:
    raise ZeroDivisionError


def size_of_names(view: View) -> str:
    return str(len(view.names.search("russia")))


async def asked(lane: Lane, question: Question, caller: str, deadline: float = 30) -> bytes:
    return await whole(await lane.ask(question, caller, deadline))


async def whole(asking: Asking) -> bytes:
    body = b""
    while (frame := await asking.next()).kind is not Kind.end:
        body += frame.content if frame.kind is Kind.data else b""
    return body


def readers() -> set[int]:
    return {one.pid for one in psutil.Process().children(recursive=True)}


def with_lane(
    store: Path,
    work: Callable[[Lane], Awaitable[None]],
    *,
    slots: int = 1,
    queue: int = 9,
    memory: int = 2**33,
    gentle: bool = False,
) -> None:
    async def run() -> None:
        kindred = Kindred(str(store), ANYBODY, "", niceness=10, memory=memory, gentle=gentle)
        lane = Lane("tested", kindred, slots, queue)
        try:
            await work(lane)
        finally:
            await lane.close()
        assert (lane.busy, lane.waiting) == (0, 0)

    before = readers()
    asyncio.run(run())
    after = readers() - before
    assert all("forkserver" in " ".join(psutil.Process(pid).cmdline()) for pid in after) or (
        len(after) <= 2  # the server that forks readers, and the tracker of its resources
    )


@pytest.mark.parametrize("query", HOPELESS.values(), ids=HOPELESS)
def test_a_query_past_its_deadline_is_ended_whatever_it_is_at(store_path: Path, query: str) -> None:
    async def work(lane: Lane) -> None:
        with pytest.raises(DeadlineExceeded, match=r"0\.5 seconds"):
            await whole(await lane.ask(querying(query), "a", 0.5))
        assert b"true" in await whole(await lane.ask(querying("ASK {}"), "a", 20))
        assert lane.ended == 1

    with_lane(store_path, work)


def test_a_query_past_its_memory_is_ended(store_path: Path) -> None:
    async def work(lane: Lane) -> None:
        with pytest.raises(Unavailable, match="300 MB of memory"):
            await whole(await lane.ask(querying(HOPELESS["ORDER BY"]), "a", 60))
        assert b"true" in await whole(await lane.ask(querying("ASK {}"), "a", 20))

    with_lane(store_path, work, memory=300 * 2**20)


@pytest.mark.parametrize(
    "accept",
    [
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    ],
)
def test_rows_are_counted_and_bounded_in_every_format(store_path: Path, accept: str) -> None:
    async def ask(lane: Lane, rows: int) -> object:
        text = "SELECT * { ?s ?p ?o } LIMIT 500"
        question = Question(Querying(text, accept, (), (), rows), "", "", Bounds(10**9, rows))
        asking = await lane.ask(question, "a", 20)
        while (frame := await asking.next()).kind is not Kind.end:
            pass
        return frame.fields["rows"]

    async def work(lane: Lane) -> None:
        assert await ask(lane, 500) == 500
        with pytest.raises(LegationError, match="over 499 rows"):
            await ask(lane, 499)

    with_lane(store_path, work)


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples"])
def test_triples_are_bounded_too(store_path: Path, accept: str) -> None:
    async def work(lane: Lane) -> None:
        text = "CONSTRUCT WHERE { ?s ?p ?o }"
        question = Question(Querying(text, accept, (), (), 100), "", "", Bounds(10**9, 100))
        with pytest.raises(LegationError, match="over 100 rows"):
            await whole(await lane.ask(question, "a", 20))

    with_lane(store_path, work)


def test_what_took_long_to_build_outlives_a_search_given_up(store_path: Path) -> None:
    async def work(lane: Lane) -> None:
        first = await whole(await lane.ask(looking(size_of_names), "a", 60))
        with pytest.raises(DeadlineExceeded):
            await whole(await lane.ask(looking(for_ever), "a", 0.3))
        assert await whole(await lane.ask(looking(size_of_names), "a", 60)) == first
        assert lane.ended == 0

    with_lane(store_path, work, gentle=True)


def test_faults_come_through_as_they_are(store_path: Path) -> None:
    async def work(lane: Lane) -> None:
        with pytest.raises(LegationError, match="the nearest: there") as caught:
            await whole(await lane.ask(looking(nothing_there), "a", 20))
        assert caught.value.status == 404
        assert caught.value.members() == {"nearest": ["there"]}
        with pytest.raises(ReaderFault, match="ZeroDivisionError"):
            await whole(await lane.ask(looking(broken), "a", 20))
        assert lane.ended == 0

    with_lane(store_path, work)


def test_one_caller_cannot_take_every_slot(store_path: Path) -> None:
    async def work(lane: Lane) -> None:
        hopeless = [
            asyncio.create_task(lane.ask(querying(HOPELESS["cross join"]), "greedy", 30))
            for _ in range(5)
        ]
        while lane.waiting < 4:
            await asyncio.sleep(0.01)
        assert b"true" in await whole(await lane.ask(querying("ASK {}"), "modest", 30))
        for task in hopeless:
            task.cancel()
        for done in await asyncio.gather(*hopeless, return_exceptions=True):
            if isinstance(done, Asking):
                done.leave()

    with_lane(store_path, work, slots=2)


def test_a_full_queue_makes_room_for_whoever_has_least_in_it(store_path: Path) -> None:
    async def work(lane: Lane) -> None:
        running = await lane.ask(querying(HOPELESS["cross join"]), "greedy", 30)
        waiting = [asyncio.create_task(asked(lane, querying("ASK {}"), "greedy")) for _ in range(3)]
        while lane.waiting < 3:
            await asyncio.sleep(0.01)
        with pytest.raises(TooBusy):
            await lane.ask(querying("ASK {}"), "greedy", 30)
        modest = asyncio.create_task(asked(lane, querying("ASK {}"), "modest"))
        with pytest.raises(TooBusy):
            await waiting[-1]
        running.leave()
        for task in (*waiting[:-1], modest):
            assert b"true" in await task

    with_lane(store_path, work, queue=3)


@pytest.mark.parametrize("frames", [0, 40])
def test_a_process_given_up_is_waited_for_by_nobody_but_its_slot(frames: int) -> None:
    """However long it takes to go, and though more may lie in the way than is read."""

    async def run() -> None:
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        loop = asyncio.get_running_loop()
        _, stream = await loop.create_connection(FrameStream, sock=ours)
        sending = loop.create_task(
            loop.sock_sendall(theirs, pack(Kind.data, b"x" * 100_000) * frames)
        )
        taken = [await stream.next() for _ in range(min(frames, 1))]
        waiting = loop.create_task(drained(stream))
        stream.give_up()
        await sending
        assert len(taken) + await waiting <= frames
        gone = loop.create_task(stream.lost())
        await asyncio.sleep(0)
        assert not gone.done()
        theirs.close()
        await gone
        stream.close()

    async def drained(stream: FrameStream) -> int:
        for number in range(frames + 1):
            try:
                await stream.next()
            except EOFError:
                return number
        raise AssertionError("there was no end")

    asyncio.run(run())
