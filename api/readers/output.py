"""Where a reader process writes an answer: sent as it is made, and stopped at its bounds."""

import io
import socket
import time
from collections.abc import Callable

from api.readers.frames import PIECE, Kind, pack
from api.readers.questions import Bounds
from api.readers.rows import Rows
from graph.errors import AnswerTooLarge
from graph.store import Tally

_CHUNK = 64 * 1024
_PATIENCE = 0.1  # seconds that a row may lie here before it is sent, once the answer has begun


class FrameOutput(io.RawIOBase):
    """Takes what the engine writes and sends it in frames, the head before the first of them.

    An answer under `PIECE` bytes leaves in one frame, and the first frame of any other has so many
    at least. Whether an answer is sent whole thus hangs on its bytes alone and not on how fast
    they come, and one of few rows that is cut is a problem rather than a broken answer. What is
    made slowly begins once a piece is there, after which no row waits for long.

    Parameters
    ----------
    connection : socket
        To the parent.
    head : callable
        Makes the head's frame; called when the first bytes leave, or at the end.
    bounds : Bounds
        How much may be written.
    rows : Rows or None
        Counts rows, where the format lets it.
    tally : Tally or None
        Counts them otherwise, where whoever makes the answer can.
    """

    def __init__(
        self,
        connection: socket.socket,
        head: Callable[[], bytes],
        bounds: Bounds,
        rows: Rows | None,
        tally: Tally | None = None,
    ) -> None:
        super().__init__()
        self._connection = connection
        self._head = head
        self._bounds = bounds
        self._rows = rows
        self._counted = rows or tally
        self._buffer = bytearray()
        self._sent_at = time.monotonic()
        self._written = 0
        self.begun = False

    def writable(self) -> bool:
        """Return that this can be written to."""
        return True

    def write(self, data: object, /) -> int:
        """Take in some of the answer.

        Raises
        ------
        AnswerTooLarge
            If that is more than the bounds allow; the engine stops there.
        """
        content = bytes(data)  # type: ignore[call-overload]
        self._written += len(content)
        if self._written > self._bounds.bytes:
            raise AnswerTooLarge(f"the answer is over {self._bounds.bytes} bytes; ask for less")
        self._count(content)
        self._buffer += content
        if self._is_due():
            self._send()
        return len(content)

    def _is_due(self) -> bool:
        if self.begun:
            return len(self._buffer) >= _CHUNK or time.monotonic() - self._sent_at > _PATIENCE
        # Never before the first row: until then there may be a problem to tell.
        return len(self._buffer) >= PIECE and (self._rows is None or self._rows.count > 0)

    def finish(self) -> None:
        """Send what is left, and that it is the end."""
        self._send(is_last=True)

    def _send(self, *, is_last: bool = False) -> None:
        chunk = bytes(self._buffer)
        counted = self._counted.count if self._counted is not None else None
        after = pack(Kind.end, {"rows": counted}) if is_last else b""
        before = b"" if self.begun else self._head()
        self.begun = True
        data = pack(Kind.data, chunk) if chunk else b""
        self._connection.sendall(before + data + after)
        self._buffer.clear()
        self._sent_at = time.monotonic()

    def _count(self, chunk: bytes) -> None:
        if self._rows is None:
            return
        self._rows.feed(chunk)
        if self._rows.count > self._bounds.rows:
            raise AnswerTooLarge(f"the answer is over {self._bounds.rows} rows; ask for less")
