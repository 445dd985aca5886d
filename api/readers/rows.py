"""Counting the rows of an answer from the bytes the engine writes.

The engine writes results faster than Python could go through them, and has no bound on rows of
its own; so the rows are told from the format's own marks, a chunk at a time.
"""

import re
from collections.abc import Callable

_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*+"', re.DOTALL)
_UNENDED = re.compile(rb'"(?:[^"\\]|\\.)*+\\?\Z', re.DOTALL)


class JsonRows:
    """Counts the solutions of SPARQL 1.1 Query Results JSON, as the engine writes it.

    Strings set aside, a solution is the only object that begins a list or follows a comma.

    >>> rows = JsonRows()
    >>> rows.feed(b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"value":"[{"}},')
    >>> rows.feed(b'{"a":{"value":"' + b'"}}]}}')
    >>> rows.count
    2
    """

    def __init__(self) -> None:
        self.count = 0
        self._kept = b""

    def feed(self, chunk: bytes) -> None:
        """Take in some more of the answer."""
        text = _QUOTED.sub(b"", self._kept + chunk)
        unended = _UNENDED.search(text)
        end = unended.start() if unended else len(text)
        self.count += text.count(b"[{", 0, end) + text.count(b",{", 0, end)
        # The last sign too may belong to what comes: a comma to the object after it.
        self._kept = text[max(0, end - 1) :]


class CsvRows:
    r"""Counts the rows of CSV, less its head: line ends that are not inside quotes.

    >>> rows = CsvRows()
    >>> rows.feed(b'a,b\r\n"x\n""y",1\r\n2')
    >>> rows.count
    1
    """

    def __init__(self) -> None:
        self._ends = 0
        self._quotes = 0

    @property
    def count(self) -> int:
        """How many rows there were so far."""
        return max(0, self._ends - 1)

    def feed(self, chunk: bytes) -> None:
        """Take in some more of the answer."""
        for number, part in enumerate(chunk.split(b'"')):
            self._quotes += number > 0
            if self._quotes % 2 == 0:
                self._ends += part.count(b"\n")


class MarkRows:
    """Counts a mark that stands once in every row, and nowhere else.

    >>> rows = MarkRows(b"<result>")
    >>> rows.feed(b"<results><res")
    >>> rows.feed(b"ult></result><result>")
    >>> rows.count
    2
    """

    def __init__(self, mark: bytes, besides: int = 0) -> None:
        self._mark = mark
        self._seen = -besides
        self._kept = b""

    @property
    def count(self) -> int:
        """How many rows there were so far."""
        return max(0, self._seen)

    def feed(self, chunk: bytes) -> None:
        """Take in some more of the answer."""
        text = self._kept + chunk
        self._seen += text.count(self._mark)
        self._kept = text[len(text) - len(self._mark) + 1 :] if len(self._mark) > 1 else b""


Rows = JsonRows | CsvRows | MarkRows

_COUNTERS: dict[str, Callable[[], Rows]] = {
    "application/sparql-results+json": JsonRows,
    "application/sparql-results+xml": lambda: MarkRows(b"<result>"),
    "text/csv": CsvRows,
    "text/tab-separated-values": lambda: MarkRows(b"\n", besides=1),
}


def rows_of(media_type: str) -> Rows | None:
    """Return a counter for a format; none where its rows cannot be told from its bytes."""
    make = _COUNTERS.get(media_type)
    return make() if make else None
