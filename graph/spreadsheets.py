"""CSV that no spreadsheet runs: an apostrophe before each cell that begins like a formula.

A cell begins so with ``=``, ``+``, ``-``, ``@`` or their full-width forms, with a tab or a line
end. One that is a number, a date or a time, such as ``-5``, ``1e-3``, ``-0044-03-15`` or
``+01:00``, is left as it is: programs count with it, and a spreadsheet finds nothing to run there.
"""

import io
import re
from typing import IO

# Letters stand between digits only: "-1+E5" would be the content of a cell. The bounds are what
# lets a cell be judged by its beginning.
_NUMBER = (
    r"[+\-]{0,3}\.?[0-9][0-9.:+\-]{0,99}"
    r"(?:(?<=[0-9.])[eE][+\-]?[0-9]{1,9}|(?:(?<=[0-9])T[0-9][0-9.:]{0,40})?"
    r"(?:(?<=[0-9])Z|[+\-][0-9][0-9]:[0-9][0-9])?)|-INF"
)
_LONGEST = 200  # signs: more than any number has, with its quotes and line end
_TEXT = re.compile(rf"(?!(?:{_NUMBER})\Z)[=+\-@\uff1d\uff0b\uff0d\uff20\t\n\r]")
# In UTF-8, and told from where a cell begins: with or without a quote, up to the cell's end.
_START = rb"(?:[=+\-@\t]|\xef\xbc[\x9d\x8b\x8d\xa0]|(?<=\")[\n\r])"
_CELL = rb'("?)(?=%s)(?!(?:%s)\1(?:,|\r?\n|\Z))' % (_START, _NUMBER.encode())
_FIRST_CELL = re.compile(_CELL)
_NEXT_CELL = re.compile(rb"[,\n]" + _CELL)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("Kim"), guarded("-5"), guarded("-5+A1")
    ("'=1+1", 'Kim', '-5', "'-5+A1")
    """
    return f"'{text}" if _TEXT.match(text) else text


class GuardedCsv(io.RawIOBase):
    r"""Takes CSV in UTF-8, however it is cut, and passes it on with its cells guarded.

    What is held back for the rest of a cell is a few hundred bytes at most.

    Parameters
    ----------
    output : file
        Where it goes. It stays open.

    Examples
    --------
    >>> output = io.BytesIO()
    >>> guard = GuardedCsv(output)
    >>> for part in (b'a,b\r\n-5,', b'-', b'x\r\n"=a,', b'=b"'):
    ...     _ = guard.write(part)
    >>> guard.finish()
    >>> output.getvalue()
    b'a,b\r\n-5,\'-x\r\n"\'=a,=b"'
    """

    def __init__(self, output: IO[bytes]) -> None:
        super().__init__()
        self._output = output
        self._kept = b""
        self._is_quoted = False  # whether what comes next is within quotes
        self._begins_cell = True

    def writable(self) -> bool:
        """Return that this can be written to."""
        return True

    def write(self, data: object, /) -> int:
        """Take in some more, and pass on all but a cell that may not be whole."""
        content = bytes(data)  # type: ignore[call-overload]
        text = self._kept + content
        end = max(text.rfind(b","), text.rfind(b"\n")) + 1
        if len(text) - end > _LONGEST:
            end = len(text)
        self._kept = text[end:]
        self._pass_on(text[:end])
        return len(content)

    def finish(self) -> None:
        """Pass on what was held back: this is the end."""
        self._pass_on(self._kept)
        self._kept = b""

    def _pass_on(self, text: bytes) -> None:
        if not text:
            return
        parts: list[bytes] = []
        done = counted = 0
        quoted = self._is_quoted
        if self._begins_cell and (first := _FIRST_CELL.match(text)):
            done = first.end()
            parts += [text[:done], b"'"]
        for found in _NEXT_CELL.finditer(text):
            quoted ^= bool(text.count(b'"', counted, found.start()) % 2)
            counted = found.start()
            if not quoted:
                parts += [text[done : found.end()], b"'"]
                done = found.end()
        self._is_quoted = quoted ^ bool(text.count(b'"', counted) % 2)
        self._begins_cell = not self._is_quoted and text.endswith((b",", b"\n"))
        self._output.write(b"".join((*parts, text[done:])) if parts else text)
