"""The frames in which a reader process answers: a letter, a length, and that many bytes.

What comes from a reader is bytes and JSON, never a pickle: a process that a hostile query has
taken over must not be able to run anything in its parent.
"""

import asyncio
import json
import struct
from collections import deque
from enum import Enum
from typing import Any, NamedTuple, cast

PIECE = 16 * 1024  # bytes: an answer of fewer is sent whole, with its length; others as they come
_HEAD = struct.Struct(">cI")
_ENOUGH = 1 << 20  # bytes that wait to be taken before no more are read


class Kind(Enum):
    """What a frame holds."""

    head = b"H"
    data = b"D"
    fault = b"F"
    end = b"E"


class Frame(NamedTuple):
    """One frame as it arrived."""

    kind: Kind
    content: bytes

    @property
    def fields(self) -> dict[str, Any]:
        """What a frame of JSON says."""
        fields: dict[str, Any] = json.loads(self.content)
        return fields


def pack(kind: Kind, content: bytes | dict[str, Any]) -> bytes:
    r"""Return a frame as bytes.

    >>> pack(Kind.data, b"ab")
    b'D\x00\x00\x00\x02ab'
    """
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return _HEAD.pack(kind.value, len(body)) + body


class FrameStream(asyncio.Protocol):
    """The frames that arrive over a connection, and what is sent over it.

    A frame that is there already is had without a turn of the event loop. Where frames are not
    taken as fast as they come, reading stops, so that the process at the other end waits.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._frames: deque[Frame] = deque()
        self._held = 0  # bytes in the frames
        self._waiter: asyncio.Future[None] | None = None
        self._lost = asyncio.Event()
        self._given_up = False
        self._paused = False
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take up the connection."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Cut what arrives into frames."""
        if self._given_up:
            return
        self._buffer += data
        start = 0
        while len(self._buffer) - start >= _HEAD.size:
            letter, length = _HEAD.unpack_from(self._buffer, start)
            end = start + _HEAD.size + length
            if end > len(self._buffer):
                break
            self._frames.append(Frame(Kind(letter), bytes(self._buffer[start + _HEAD.size : end])))
            self._held += length
            start = end
        del self._buffer[:start]
        if self._held > _ENOUGH and not self._paused and self._transport is not None:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever waits that nothing more will come."""
        self._lost.set()
        self._wake()

    def give_up(self) -> None:
        """Take no more frames from here on, though the process may take its time to go."""
        self._given_up = True
        if self._paused and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()  # or its end would not be noticed
        self._wake()

    async def lost(self) -> None:
        """Wait until the process is gone: only then are its memory and files free."""
        await self._lost.wait()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    @property
    def has_frame(self) -> bool:
        """Whether a frame is there already."""
        return bool(self._frames)

    async def next(self) -> Frame:
        """Return the next frame.

        Raises
        ------
        EOFError
            If the process is gone or given up.
        """
        while not self._frames:
            if self._given_up or self._lost.is_set():
                raise EOFError
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        frame = self._frames.popleft()
        self._held -= len(frame.content)
        if self._paused and self._held <= _ENOUGH and self._transport is not None:
            self._paused = False
            self._transport.resume_reading()
        return frame

    def write(self, data: bytes) -> None:
        """Send bytes."""
        if self._transport is not None:
            self._transport.write(data)

    def close(self) -> None:
        """Close the connection."""
        if self._transport is not None:
            self._transport.close()
