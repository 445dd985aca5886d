"""Files as users have them: folders, tar and zip archives, gzipped or plain."""

import gzip
import hashlib
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from graph.errors import InvalidInput

MAX_FILE_BYTES = 200_000_000
_GZIP_MARK = b"\x1f\x8b"
_UNREADABLE = (OSError, EOFError, tarfile.TarError, zipfile.BadZipFile)


def xml_files(paths: Sequence[Path]) -> Iterator[tuple[str, bytes]]:
    """Yield the XML files of folders, archives and files: each one's inner path and content.

    Raises
    ------
    InvalidInput
        If an archive or a file cannot be read.
    """
    for path in paths:
        try:
            yield from _xml_in(path)
        except _UNREADABLE as fault:
            raise InvalidInput(f"{path} cannot be read: {fault}") from None


def is_archive(path: Path) -> bool:
    """Return whether a file is a zip or tar archive, whatever its name.

    >>> is_archive(Path(__file__))
    False
    """
    try:
        return zipfile.is_zipfile(path) or _may_be_tar(path)
    except OSError:
        return False


def _may_be_tar(path: Path) -> bool:
    """Return whether a file is a tar archive, plain or compressed, by its first header."""
    try:
        with tarfile.open(path) as archive:
            return archive.next() is not None
    except _UNREADABLE:
        return False


def _xml_in(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        yield from _in_folder(path)
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as zipped:
            for member in sorted(zipped.namelist()):
                if member.endswith(".xml") and zipped.getinfo(member).file_size < MAX_FILE_BYTES:
                    yield member, zipped.read(member)
    elif _may_be_tar(path):
        yield from _in_tar(path)
    else:
        yield path.name, path.read_bytes()


def _in_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix == ".xml":
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        elif path.is_file() and is_archive(path):
            yield from _xml_in(path)


def _in_tar(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for entry in archive:
            wanted = entry.isfile() and entry.name.endswith(".xml")
            content = archive.extractfile(entry) if wanted else None
            if content is not None and entry.size < MAX_FILE_BYTES:
                yield entry.name.removeprefix("./"), content.read()


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Give a plain or gzipped file as its content.

    Raises
    ------
    InvalidInput
        If it cannot be opened, or is not read to its end.
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.read(len(_GZIP_MARK)) == _GZIP_MARK
            raw.seek(0)
            yield gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[misc]
    except (OSError, EOFError, zlib.error) as fault:
        raise InvalidInput(f"{path} cannot be read: {fault}") from None


def first_line(path: Path) -> str:
    """Return the first line of a plain or gzipped text; blank where it is no text."""
    try:
        with opened(path) as file:
            return file.readline(10_000).decode("utf-8-sig").strip()
    except (InvalidInput, UnicodeDecodeError):
        return ""


def version_of(parts: Iterable[bytes]) -> str:
    """Return a version made of the content itself: the beginning of its SHA-256."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return f"sha256:{digest.hexdigest()[:16]}"
