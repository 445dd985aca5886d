"""Backups: one revision in one file, taken and restored while the store is served.

::

    manifest.json      format, revision, and the size and SHA-256 of each file
    database/NAME      the revision's database, file by file

A published revision never changes, so all a backup has to do is to keep it from being removed
meanwhile. The file is a plain tar archive, with the same bytes each time for the same revision.
"""

import fcntl
import hashlib
import io
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InvalidInput, Unavailable
from graph.progress import Progress, Task, silent
from graph.store import Revision, Store, open_store
from graph.store.base import BESIDE
from graph.store.embedded import EmbeddedStore
from graph.store.holding import make_names_durable

FORMAT = 1
MANIFEST = "manifest.json"
_DATABASE = "database/"
_MANIFEST_BYTES = 16 * 2**20
_STEP = 2**20
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


class _File(BaseModel):
    size: int = Field(ge=0)
    sha256: str


class Manifest(BaseModel):
    """What a backup says of itself."""

    model_config = ConfigDict(frozen=True)

    format: int
    revision: int = Field(ge=0)
    files: dict[str, _File]


def backup(store: Store, file: Path, *, progress: Progress = silent) -> Revision:
    """Write the current revision to a file, and return the revision.

    Nobody ever finds half a backup under the file's name: it is written beside it, as
    ``NAME.partial``, and takes the name when all of it is on the disk.

    Parameters
    ----------
    store : Store
        A store in a directory. It may be served and written to meanwhile.
    file : Path
        Where to write. A backup that is there already is replaced.
    progress : Progress
        Told of each file of the database, twice.

    Raises
    ------
    InvalidInput
        If the store is in memory or at an endpoint, or the file is there and is no backup.
    Unavailable
        If the file cannot be written.
    """
    embedded = _embedded(store)
    if file.exists():
        _refuse_to_replace_anything_else(file)
    with embedded.database() as (database, revision):
        paths = sorted(database.iterdir())
        names = [path.name for path in paths if not path.name.startswith(BESIDE)]
        task = progress.start("Writing the backup", 2 * len(names))
        files = {name: _described(database / name, task) for name in names}
        manifest = Manifest(format=FORMAT, revision=revision.number, files=files)
        with _named_when_whole(file) as output:
            _write(output, manifest, database, task)
        task.done()
    return revision


def restore(url: str, file: Path, *, who: str, progress: Progress = silent) -> Revision:
    """Publish the content of a backup, and return the revision it became.

    An empty store takes up the backup's own number and record. Any other publishes the content
    as a new revision, and keeps its own record beside the backup's.

    Parameters
    ----------
    url : str
        A store in a directory, made where it does not exist. It may be served meanwhile.
    file : Path
        The backup. All of it is checked before the store is touched.
    who : str
        Recorded with a new revision.
    progress : Progress
        Told of each file of the database.

    Raises
    ------
    InvalidInput
        If the store is in memory or at an endpoint, or the file is no backup, or not a whole one.
    Unavailable
        If the store cannot be written.
    """
    check(file, progress=progress)
    store = _embedded(open_store(url))
    try:
        return store.restore(lambda place: _unpack(file, place, progress), who, progress)
    finally:
        store.close()


def check(file: Path, *, progress: Progress = silent) -> Manifest:
    """Hold every byte of a backup against its manifest, and return the manifest.

    Raises
    ------
    InvalidInput
        If the file is no backup, or not a whole one.
    """
    return _read(file, None, "Checking the backup", progress)


def _embedded(store: Store) -> EmbeddedStore:
    if not isinstance(store, EmbeddedStore):
        store.close()
        raise InvalidInput(
            f"{store.url} is no store in a directory, and only those are backed up and restored; "
            "use `legation dump` to keep what it holds, and `legation load` to bring it back"
        )
    return store


# -- writing --------------------------------------------------------------------------------


def _refuse_to_replace_anything_else(file: Path) -> None:
    try:
        with _opened(file) as archive:
            _manifest_of(archive, file)
    except InvalidInput:
        raise InvalidInput(
            f"{file} is there already and is no backup; give another name, or remove it"
        ) from None


def _described(path: Path, task: Task) -> _File:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    task.advance()
    return _File(size=path.stat().st_size, sha256=digest)


def _write(output: IO[bytes], manifest: Manifest, database: Path, task: Task) -> None:
    head = manifest.model_dump_json(indent=2).encode()
    with tarfile.open(fileobj=output, mode="w") as archive:
        archive.addfile(_member(MANIFEST, len(head)), io.BytesIO(head))
        for name, described in manifest.files.items():
            with (database / name).open("rb") as content:
                archive.addfile(_member(_DATABASE + name, described.size), content)
            task.advance()


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member


@contextmanager
def _named_when_whole(file: Path) -> Iterator[IO[bytes]]:
    """Open a file that takes its name only on a clean exit, when it is durable."""
    partial = file.with_name(f"{file.name}.partial")
    try:
        with partial.open("ab") as output:
            _be_the_only_one(output, partial)
            output.truncate(0)  # one that was killed may have left something
            output.seek(0)
            try:
                yield output
                output.flush()
                os.fsync(output.fileno())
            except BaseException:
                partial.unlink()
                raise
            partial.replace(file)
        make_names_durable(file.parent)
    except OSError as fault:
        raise Unavailable(f"{file} cannot be written: {fault}") from None


def _be_the_only_one(output: IO[bytes], partial: Path) -> None:
    try:
        fcntl.flock(output, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InvalidInput(
            f"another backup is being written to {partial}; wait for it, or give another name"
        ) from None
    if not partial.exists() or not os.path.samestat(os.fstat(output.fileno()), partial.stat()):
        raise InvalidInput(f"another backup took the name {partial} just now; try again")


# -- reading --------------------------------------------------------------------------------


def _unpack(file: Path, place: Path, progress: Progress) -> None:
    place.mkdir()
    _read(file, place, "Restoring", progress)
    make_names_durable(place)


def _read(file: Path, place: Path | None, what: str, progress: Progress) -> Manifest:
    """Read a backup to its end, and write its files into a directory where one is given."""
    with _opened(file) as archive:
        manifest = _manifest_of(archive, file)
        task = progress.start(what, len(manifest.files))
        missing = dict(manifest.files)
        for member in archive:
            if member.name == MANIFEST:
                continue
            described = missing.pop(member.name.removeprefix(_DATABASE), None)
            if described is None or not _is_harmless(member):
                raise InvalidInput(f"{file} is no backup of ours: it holds {member.name!r}")
            _take(archive, member, described, place, file)
            task.advance()
    if missing:
        raise InvalidInput(f"{file} is no whole backup: {min(missing)} is missing; take another")
    task.done()
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[tarfile.TarFile]:
    try:
        stream = file.open("rb")
    except OSError as fault:
        raise InvalidInput(f"{file} cannot be read as a backup: {fault.strerror}") from None
    try:
        with stream, tarfile.open(fileobj=stream, mode="r:") as archive:
            yield archive
    except (tarfile.TarError, ValueError) as fault:
        raise InvalidInput(f"{file} is no whole backup: {fault}; take another") from None


def _manifest_of(archive: tarfile.TarFile, file: Path) -> Manifest:
    member = archive.next()
    if member is None or member.name != MANIFEST or not 0 < member.size <= _MANIFEST_BYTES:
        raise InvalidInput(f"{file} is no backup: it does not begin with {MANIFEST}")
    content = archive.extractfile(member)
    try:
        manifest = Manifest.model_validate_json(content.read() if content else b"")
    except ValidationError:
        raise InvalidInput(f"{file} is no backup: its {MANIFEST} cannot be read") from None
    if manifest.format != FORMAT:
        raise InvalidInput(
            f"{file} is a backup of format {manifest.format}, and this program reads format "
            f"{FORMAT}; use the version of Legation that wrote it"
        )
    return manifest


def _is_harmless(member: tarfile.TarInfo) -> bool:
    """Whether a member is a plain file that can only land in the database's directory."""
    tarfile.data_filter(member, "database")
    name = member.name.removeprefix(_DATABASE)
    return (
        member.isreg()
        and member.name.startswith(_DATABASE)
        and _PLAIN_NAME.fullmatch(name) is not None
    )


def _take(
    archive: tarfile.TarFile,
    member: tarfile.TarInfo,
    described: _File,
    place: Path | None,
    file: Path,
) -> None:
    """Read one file of the database to its end, writing it where it has a place."""
    content = archive.extractfile(member)
    digest = hashlib.sha256()
    with (place / Path(member.name).name).open("xb") if place else io.BytesIO() as output:
        while content and (part := content.read(_STEP)):
            digest.update(part)
            if place:
                output.write(part)
        if place:
            output.flush()
            os.fsync(output.fileno())
    if member.size != described.size or digest.hexdigest() != described.sha256:
        raise InvalidInput(f"{file} is damaged: {member.name} is not as written; take another")
