"""Lines of a long text, plain or gzipped, one at a time."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from graph.imports._files import opened
from graph.progress import Progress

_CHUNK = 1 << 20
_STEP = 5_000
_MARK = b"\xef\xbb\xbf"  # of UTF-8, which some programs write


def text_version(path: Path, before: bytes = b"") -> str:
    """Return a version made of the text itself, whether it is gzipped or not.

    Parameters
    ----------
    path : Path
        A plain or gzipped file.
    before : bytes
        What else the table hangs on, such as how it is to be read.

    Raises
    ------
    InvalidInput
        If it cannot be read.
    """
    digest = hashlib.sha256(before)
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()[:16]}"


def lines(path: Path, progress: Progress, what: str) -> Iterator[str | None]:
    """Yield the lines of a text without their ends; ``None`` for one that is not UTF-8.

    Parameters
    ----------
    path : Path
        A plain or gzipped file.
    progress : Progress
        Told of the bytes read of the file, in a task of that name.
    what : str
        What is read, for people.

    Raises
    ------
    InvalidInput
        If it cannot be read to its end.
    """
    for line in byte_lines(path, progress, what):
        try:
            yield line.rstrip(b"\r\n").decode()
        except UnicodeDecodeError:
            yield None


def byte_lines(path: Path, progress: Progress, what: str) -> Iterator[bytes]:
    """Yield the lines of a text with their ends, as ``lines`` does."""
    task = progress.start(what, path.stat().st_size if path.is_file() else None)
    told = 0
    with opened(path) as file:
        raw = getattr(file, "fileobj", file)
        for number, line in enumerate(file):
            if number % _STEP == 0:
                at = raw.tell()
                task.advance(at - told)
                told = at
            yield line if number else line.removeprefix(_MARK)
    task.done()
