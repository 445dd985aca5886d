"""A reader process as its parent sees it: asked one question at a time, and ended at will."""

import asyncio
import contextlib
import os
import pickle
import socket
from dataclasses import dataclass

import psutil

from api.readers.forking import CONTEXT
from api.readers.frames import Frame, FrameStream, Kind
from api.readers.process import INTERRUPT, LENGTH, main
from api.readers.questions import Question, Writing
from api.readers.relayed import relayed
from graph.errors import LegationError, MemoryExceeded, Unavailable
from graph.store import Access

_LONG = 0.5  # seconds of work after which a process that stands back does so altogether
_GRACE = 0.5  # seconds that an interrupted process has to give up by itself
_SWOLLEN = 200 * 2**20  # bytes above its first size at which an idle process is replaced


@dataclass(frozen=True)
class Kindred:
    """What the processes of one lane have in common.

    Parameters
    ----------
    url : str
        The store.
    access : Access
        Who asks, where the store is an endpoint.
    name : str
        What it is called then, in logs.
    niceness : int
        How far they stand back when the processors are busy. Those that do so at all, and are at
        work for long, are given only what nobody else wants.
    memory : int
        How many bytes one may have.
    gentle : bool
        Whether one is asked to give up before it is killed: for those that hold what took long
        to build.
    """

    url: str
    access: Access
    name: str
    niceness: int
    memory: int
    gentle: bool


class Reader:
    """One process, and the connection to it."""

    def __init__(self, kindred: Kindred) -> None:
        self._kindred = kindred
        self._fault: LegationError | None = None
        self._killing: asyncio.TimerHandle | None = None
        self._first_size = 0
        self._most = kindred.memory
        self._asked_at = 0.0
        self._is_idle_class = False
        self.is_usable = True

    async def start(self) -> "Reader":
        """Start the process."""
        ours, theirs = socket.socketpair()
        kindred = self._kindred
        arguments = (kindred.url, kindred.access, kindred.name, theirs, kindred.niceness)
        self._process = CONTEXT.Process(target=main, args=arguments, daemon=True, name="reader")
        with theirs:
            await asyncio.to_thread(self._process.start)
        self._watched = psutil.Process(self._process.pid)
        loop = asyncio.get_running_loop()
        _, self._frames = await loop.create_connection(FrameStream, sock=ours)
        return self

    def put(self, question: Question | Writing) -> None:
        """Send a question; `next` then gives the frames of the answer, up to its end."""
        content = pickle.dumps(question)
        self._fault = None
        bound = question.bounds.memory if isinstance(question, Question) else None
        self._most = min(self._kindred.memory, bound or self._kindred.memory)
        self._asked_at = asyncio.get_running_loop().time()
        self._frames.write(LENGTH.pack(len(content)) + content)

    @property
    def has_frame(self) -> bool:
        """Whether the next frame is there already."""
        return self._frames.has_frame

    async def next(self) -> Frame:
        """Return the next frame of the answer.

        Raises
        ------
        LegationError
            What the process reported, or why it was ended.
        ReaderFault
            If something went wrong there that nobody expected.
        """
        try:
            frame = await self._frames.next()
        except EOFError:
            self.is_usable = False
            raise self._fault or Unavailable(
                "the process that worked on the answer failed; ask for less"
            ) from None
        if frame.kind in (Kind.fault, Kind.end) and self._killing is not None:
            self._killing.cancel()
            self._killing = None
        if frame.kind is Kind.fault:
            raise self._fault or relayed(frame.fields)
        return frame

    def stop(self, fault: LegationError) -> None:
        """Have the present answer given up: the caller gets this fault.

        The process is ended; one that holds what took long to build may give up by itself first.
        """
        if self._fault is not None:
            return
        self._fault = fault
        if not self._kindred.gentle:
            self.kill()
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process.pid or 0, INTERRUPT)
        self._killing = asyncio.get_running_loop().call_later(_GRACE, self.kill)

    def kill(self) -> None:
        """End the process at once, and have whoever waits for its answer told so.

        On a busy machine one that stands back takes long to let go of its memory.
        """
        self.is_usable = False
        self._process.kill()
        if self._is_idle_class:
            self._is_idle_class = not _schedule(self._process.pid, "SCHED_OTHER")
        self._frames.give_up()

    @property
    def size(self) -> int:
        """How many bytes of memory the process has; 0 once it is gone."""
        try:
            return int(self._watched.memory_info().rss)
        except (psutil.NoSuchProcess, ProcessLookupError):
            return 0

    def look(self) -> None:
        """End a process that has more memory than it may; have one at work for long stand back."""
        age = asyncio.get_running_loop().time() - self._asked_at
        if self._kindred.niceness and not self._is_idle_class and age > _LONG:
            self._is_idle_class = _schedule(self._process.pid, "SCHED_IDLE")
        if self.size > self._most:
            self.stop(
                MemoryExceeded(
                    f"the answer needs more than {self._most // 2**20} MB of memory; ask for less"
                )
            )

    def rest(self) -> None:
        """Note the size at rest: a process that a question left swollen is replaced."""
        if self._is_idle_class:
            self._is_idle_class = not _schedule(self._process.pid, "SCHED_OTHER")
            if self._is_idle_class:
                self.kill()
        self._first_size = self._first_size or self.size
        if not self._kindred.gentle and self.size > self._first_size + _SWOLLEN:
            self.kill()

    async def close(self) -> None:
        """End the process, and wait until it is gone."""
        self.kill()
        await self._frames.lost()
        self._frames.close()
        await asyncio.to_thread(self._process.join)
        self._process.close()


def _schedule(process: int | None, policy: str) -> bool:
    """Move a process to a class of the scheduler, and return whether that is possible here.

    Not every system has the classes of Linux, and not everybody may leave the lowest again.
    """
    try:
        os.sched_setscheduler(process or 0, getattr(os, policy), os.sched_param(0))
    except (AttributeError, OSError):
        return False
    return True
