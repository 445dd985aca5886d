"""Answers sent as they are made: the status line waits for the first bytes.

The engine writes in a thread, the caller reads on the event loop. An answer that is cut by its
deadline, its size, a fault or a caller who left is aborted, so that nobody takes it for whole.
"""

import asyncio
import contextlib
import io
import time
from collections.abc import AsyncIterator, Callable

from fastapi.responses import Response, StreamingResponse

from api.work import Workers, portable
from graph.errors import DeadlineExceeded, LegationError

_CHUNK = 64 * 1024
_AHEAD = 16


class TooLarge(LegationError):
    """An answer over the size that is allowed."""

    status = 503
    kind = "answer-too-large"
    title = "The answer is too large"


class _Gone(Exception):
    """The caller left."""


class _Pipe(io.RawIOBase):
    """Takes what the engine writes, a chunk at a time, and stops it where it must end."""

    def __init__(self, loop: asyncio.AbstractEventLoop, until: float, most: int) -> None:
        super().__init__()
        self._loop = loop
        self._until = until
        self._left = most
        self._most = most
        self._buffer = bytearray()
        self.chunks: asyncio.Queue[bytes | Exception | None] = asyncio.Queue(_AHEAD)
        self.gone = False

    def writable(self) -> bool:
        return True

    def write(self, data: object, /) -> int:
        content = bytes(data)  # type: ignore[call-overload]
        if self.gone:
            raise _Gone
        if time.monotonic() > self._until:
            raise DeadlineExceeded("the answer took longer than allowed; ask for less")
        self._left -= len(content)
        if self._left < 0:
            raise TooLarge(f"the answer is over {self._most} bytes; ask for less")
        self._buffer += content
        if len(self._buffer) >= _CHUNK:
            self.send()
        return len(content)

    def send(self) -> None:
        """Hand over what is buffered, waiting where the caller reads slowly."""
        chunk, self._buffer = bytes(self._buffer), bytearray()
        self.put(chunk)

    async def next(self) -> bytes | Exception | None:
        """Return what was handed over next, or the deadline's fault where nothing comes."""
        if self.gone and self.chunks.empty():
            return DeadlineExceeded("the caller was too slow to take the answer in time")
        try:
            async with asyncio.timeout(max(1.0, self._until - time.monotonic())):
                return await self.chunks.get()
        except TimeoutError:
            return DeadlineExceeded("the answer took longer than allowed; ask for less")

    def put(self, item: bytes | Exception | None) -> None:
        """Hand over an item from the engine's thread; a caller too slow is given up."""
        handed = asyncio.run_coroutine_threadsafe(self.chunks.put(item), self._loop)
        try:
            handed.result(max(1.0, self._until - time.monotonic()))
        except TimeoutError:
            handed.cancel()
            self.gone = True
            raise _Gone from None


async def stream(
    workers: Workers,
    write: Callable[[io.RawIOBase], None],
    *,
    media_type: str,
    headers: dict[str, str],
    most: int,
) -> Response:
    """Return an answer that ``write`` makes in a thread, its first bytes already there.

    Parameters
    ----------
    workers : Workers
        Gives the slot and the deadline.
    write : callable
        Writes the whole answer to what it is given.
    media_type, headers
        Of the answer.
    most : int
        How many bytes it may have.

    Raises
    ------
    LegationError
        What ``write`` raises before its first bytes.
    """
    await workers.hold()
    pipe = _Pipe(asyncio.get_running_loop(), time.monotonic() + workers.deadline, most)

    def work() -> None:
        try:
            write(pipe)
            pipe.send()
            pipe.put(None)
        except _Gone:
            return
        except BaseException as caught:  # noqa: BLE001 - a panic of the engine too is handed on
            fault = portable(caught)
            if not pipe.gone:
                with contextlib.suppress(_Gone):
                    pipe.put(fault)

    workers.start(work)
    try:
        async with asyncio.timeout(workers.deadline):
            first = await pipe.chunks.get()
    except (TimeoutError, asyncio.CancelledError) as fault:
        pipe.gone = True
        if isinstance(fault, asyncio.CancelledError):
            raise
        raise workers.give_up() from None
    if isinstance(first, Exception):
        raise first
    return StreamingResponse(_chunks(pipe, first), headers=headers, media_type=media_type)


async def _chunks(pipe: _Pipe, first: bytes | None) -> AsyncIterator[bytes]:
    item: bytes | Exception | None = first
    try:
        while item is not None:
            if isinstance(item, Exception):
                raise item
            if item:
                yield item
            item = await pipe.next()
    finally:
        pipe.gone = True
        while not pipe.chunks.empty():
            pipe.chunks.get_nowait()
