"""Blocking work off the event loop, so many at once and no longer than allowed."""

import asyncio
import contextlib
import threading
import traceback
from collections.abc import Callable
from typing import TypeVar

from graph.errors import DeadlineExceeded, TooBusy, Unavailable

T = TypeVar("T")


class Workers:
    """Threads with a queue in front of them and a deadline on everything.

    A thread cannot be ended from outside: work past its deadline is given up and its slot stays
    taken until it finishes, so that hopeless questions cannot pile up. The threads are daemons,
    for an executor's threads are waited for when the interpreter exits, and one hopeless query
    would keep a stopped service from ending.

    Parameters
    ----------
    slots : int
        How many pieces of work run at once.
    queue : int
        How many more may wait.
    deadline : float
        Seconds that one may take, waiting included.

    Attributes
    ----------
    given_up : int
        How many pieces of work were left to themselves so far.
    """

    def __init__(self, slots: int, queue: int, deadline: float) -> None:
        self._free = asyncio.Semaphore(slots)
        self._queue = queue
        self._waiting = 0
        self._closed = False
        self.deadline = deadline
        self.given_up = 0

    async def run(self, work: Callable[[], T]) -> T:
        """Return what ``work`` returns, from a thread.

        Raises
        ------
        TooBusy
            If the queue is full.
        DeadlineExceeded
            If it takes too long.
        """
        until = asyncio.get_running_loop().time() + self.deadline
        await self.hold()
        started = self.start(work)
        try:
            async with asyncio.timeout_at(until):
                return await asyncio.shield(started)
        except TimeoutError:
            if started.done():
                raise  # the work's own, not ours
            raise self.give_up() from None

    async def hold(self) -> None:
        """Take a slot, within the deadline, for work that is started next.

        Raises
        ------
        Unavailable
            If the service is stopping.
        TooBusy
            If the queue is full.
        DeadlineExceeded
            If no slot is free in time.
        """
        if self._closed:
            raise Unavailable("the service is stopping")
        if self._free.locked() and self._waiting >= self._queue:
            raise TooBusy("all slots are taken and the queue is full; try again shortly")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.deadline):
                await self._free.acquire()
        except TimeoutError:
            raise DeadlineExceeded(
                f"no slot was free within {self.deadline:g} seconds; try again later"
            ) from None
        finally:
            self._waiting -= 1

    def start(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        """Start work in a slot already taken; the slot is free again when it finishes."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        future.add_done_callback(_look_at)

        def settle(settle_future: Callable[[], None]) -> None:
            self._free.release()
            if not future.cancelled():
                settle_future()

        def in_thread() -> None:
            outcome = _outcome(work, future)
            with contextlib.suppress(RuntimeError):  # the service has stopped meanwhile
                loop.call_soon_threadsafe(settle, outcome)

        threading.Thread(target=in_thread, name="answer", daemon=True).start()
        return future

    def close(self) -> None:
        """Take no more work, and do not wait for what was given up."""
        self._closed = True

    def give_up(self) -> DeadlineExceeded:
        """Return the fault that says so, and count the work that is left to itself."""
        self.given_up += 1
        return DeadlineExceeded(
            f"the answer took longer than {self.deadline:g} seconds; ask for less"
        )


def _outcome(work: Callable[[], T], future: "asyncio.Future[T]") -> Callable[[], None]:
    try:
        result = work()
    except BaseException as caught:  # noqa: BLE001 - a panic of the engine too is handed on
        fault = portable(caught)
        return lambda: future.set_exception(fault)
    return lambda: future.set_result(result)


def _look_at(future: "asyncio.Future[T]") -> None:
    """See a fault that nobody waits for any more, so that nobody complains about it."""
    if not future.cancelled():
        future.exception()


def portable(fault: BaseException) -> Exception:
    """Return a fault as one that may leave its thread.

    What the failed call held is let go of here: the engine's results must not be dropped in
    another thread than their own, and the traceback would carry them there. Its lines stay, for
    the log. A panic of the engine is no `Exception`, and would end the server.
    """
    cause: BaseException | None = fault
    while cause is not None:
        traceback.clear_frames(cause.__traceback__)
        cause = cause.__cause__ or cause.__context__
    if isinstance(fault, Exception) and not isinstance(fault, StopIteration):
        return fault
    return RuntimeError(f"the engine failed: {fault!r}")
