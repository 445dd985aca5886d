"""The frames in which a reader process answers: a letter, a length, and that many bytes.

What comes from a reader is bytes and JSON, never a pickle: a process that a hostile query has
taken over must not be able to run anything in its parent.
"""

import asyncio
import json
import struct
from enum import Enum
from typing import Any, NamedTuple

_HEAD = struct.Struct(">cI")


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


async def next_frame(stream: asyncio.StreamReader) -> Frame:
    """Return the next frame.

    Raises
    ------
    EOFError
        If the process is gone.
    """
    try:
        letter, length = _HEAD.unpack(await stream.readexactly(_HEAD.size))
        return Frame(Kind(letter), await stream.readexactly(length))
    except (asyncio.IncompleteReadError, ConnectionError):
        raise EOFError from None
