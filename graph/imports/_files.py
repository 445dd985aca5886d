"""Files as users have them: folders, tar and zip archives, gzipped or plain."""

import gzip
import hashlib
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from graph.errors import InvalidInput

MAX_FILE_BYTES = 200_000_000
_ARCHIVES = (".tar", ".tar.gz", ".tgz", ".zip")


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
        except (OSError, tarfile.TarError, zipfile.BadZipFile, EOFError) as fault:
            raise InvalidInput(f"{path} cannot be read: {fault}") from None


def is_archive(path: Path) -> bool:
    """Return whether a file's name is that of an archive we read."""
    return path.name.lower().endswith(_ARCHIVES)


def _xml_in(path: Path) -> Iterator[tuple[str, bytes]]:
    if path.is_dir():
        for inner in sorted(path.rglob("*")):
            if inner.is_file() and inner.suffix == ".xml":
                yield inner.relative_to(path).as_posix(), inner.read_bytes()
            elif inner.is_file() and is_archive(inner):
                yield from _xml_in(inner)
    elif path.name.lower().endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.namelist()):
                if member.endswith(".xml") and archive.getinfo(member).file_size < MAX_FILE_BYTES:
                    yield member, archive.read(member)
    elif is_archive(path):
        with tarfile.open(path) as archive:
            for entry in archive:
                wanted = entry.isfile() and entry.name.endswith(".xml")
                if wanted and entry.size < MAX_FILE_BYTES:
                    content = archive.extractfile(entry)
                    if content is not None:
                        yield entry.name.removeprefix("./"), content.read()
    else:
        yield path.name, path.read_bytes()


def read_text(path: Path) -> str:
    """Return the text of a plain or gzipped file.

    Raises
    ------
    InvalidInput
        If it cannot be read.
    """
    try:
        content = path.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as fault:
        raise InvalidInput(f"{path} cannot be read: {fault}") from None


def version_of(parts: Sequence[bytes]) -> str:
    """Return a version made of the content itself: the beginning of its SHA-256."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return f"sha256:{digest.hexdigest()[:16]}"
