"""Several documents read as one file, for an engine that takes files."""

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Documents(io.RawIOBase):
    """Documents one after another as a file of bytes, none made before it is read.

    What goes wrong in making one is kept in ``fault`` and ends the file: an engine that reads a
    file tells of its faults in words of its own.

    Parameters
    ----------
    documents : iterable of bytes
        What the file holds.

    Examples
    --------
    >>> Documents([b"one ", b"", b"two"]).read()
    b'one two'
    """

    def __init__(self, documents: Iterable[bytes]) -> None:
        super().__init__()
        self.fault: Exception | None = None
        self._documents = iter(documents)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """Return that it can be read, which buffering asks."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill a buffer with what comes next; with nothing at the end or after a fault."""
        if not self._left:
            self._left = memoryview(self._next())
        into = memoryview(buffer)
        taken = self._left[: len(into)]
        self._left = self._left[len(taken) :]
        into[: len(taken)] = taken
        return len(taken)

    def _next(self) -> bytes:
        try:
            return next((one for one in self._documents if one), b"")
        except Exception as fault:  # noqa: BLE001 - raised again to the caller
            self.fault = fault
            return b""
