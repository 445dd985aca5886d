"""Lines of a long text, plain or gzipped, one at a time."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from graph.errors import InvalidInput
from graph.imports._files import GZIP_MARK
from graph.progress import Progress

_CHUNK = 1 << 20
_STEP = 5_000
_MARK = b"\xef\xbb\xbf"  # of UTF-8, which some programs write


def text_version(path: Path) -> str:
    """Return a version made of the text itself, whether it is gzipped or not.

    Raises
    ------
    InvalidInput
        If it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        with path.open("rb") as raw, _unzipped(raw) as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except (OSError, EOFError, zlib.error) as fault:
        raise InvalidInput(f"{path} cannot be read: {fault}") from None
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
    try:
        with path.open("rb") as raw, _unzipped(raw) as file:
            task = progress.start(what, path.stat().st_size)
            told = 0
            for number, line in enumerate(file):
                if number % _STEP == 0:
                    at = raw.tell()
                    task.advance(at - told)
                    told = at
                try:
                    yield line.removeprefix(_MARK).rstrip(b"\r\n").decode()
                except UnicodeDecodeError:
                    yield None
            task.done()
    except (OSError, EOFError, zlib.error) as fault:
        raise InvalidInput(f"{path} cannot be read: {fault}") from None


def _unzipped(raw: IO[bytes]) -> IO[bytes]:
    zipped = raw.read(len(GZIP_MARK)) == GZIP_MARK
    raw.seek(0)
    return gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[return-value]
