"""Blocking work off the event loop, so many at once and no longer than allowed."""

import asyncio
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from graph.errors import DeadlineExceeded, TooBusy

T = TypeVar("T")


class Workers:
    """A pool of threads with a queue in front of it and a deadline on everything.

    A thread cannot be ended from outside: work past its deadline is given up and its slot stays
    taken until it finishes, so that hopeless questions cannot pile up.

    Parameters
    ----------
    slots : int
        How many pieces of work run at once.
    queue : int
        How many more may wait.
    deadline : float
        Seconds that one may take, waiting included.
    """

    def __init__(self, slots: int, queue: int, deadline: float) -> None:
        self._executor = ThreadPoolExecutor(max_workers=slots, thread_name_prefix="answer")
        self._free = asyncio.Semaphore(slots)
        self._queue = queue
        self._waiting = 0
        self.deadline = deadline

    async def run(self, work: Callable[[], T]) -> T:
        """Return what ``work`` returns, from a thread.

        Raises
        ------
        TooBusy
            If the queue is full.
        DeadlineExceeded
            If it takes too long.
        """
        try:
            async with asyncio.timeout(self.deadline):
                await self._take()
                return await asyncio.shield(self.start(work))
        except TimeoutError:
            raise DeadlineExceeded(
                f"the answer took longer than {self.deadline:g} seconds; ask for less"
            ) from None

    async def _take(self) -> None:
        if self._free.locked() and self._waiting >= self._queue:
            raise TooBusy("all slots are taken and the queue is full; try again shortly")
        self._waiting += 1
        try:
            await self._free.acquire()
        finally:
            self._waiting -= 1

    def start(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        """Start work in a slot already taken; the slot is free again when it finishes."""

        def in_thread() -> T:
            try:
                return work()
            except BaseException as fault:
                forget_locals(fault)
                raise

        future = asyncio.get_running_loop().run_in_executor(self._executor, in_thread)
        future.add_done_callback(self._finished)
        return future

    def _finished(self, future: "asyncio.Future[T]") -> None:
        self._free.release()
        if not future.cancelled():
            future.exception()  # seen by whoever still waits; given up silently otherwise

    async def hold(self) -> None:
        """Take a slot for work that reports as it goes, within the deadline."""
        try:
            async with asyncio.timeout(self.deadline):
                await self._take()
        except TimeoutError:
            raise DeadlineExceeded(f"no slot was free within {self.deadline:g} seconds") from None

    def close(self) -> None:
        """Take no more work, and do not wait for what was given up."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def forget_locals(fault: BaseException) -> None:
    """Let go of what a failed call held, in the thread that held it.

    The engine's results must not be dropped in another thread than their own, and a traceback
    that is handed over would carry them there. Its lines stay, for the log.
    """
    cause: BaseException | None = fault
    while cause is not None:
        traceback.clear_frames(cause.__traceback__)
        cause = cause.__cause__ or cause.__context__
