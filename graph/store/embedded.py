"""The embedded store: a directory of revisions, each an Oxigraph database of its own.

::

    DIR/CURRENT            the number of the revision published last
    DIR/revisions/N/       one database a revision, never written to again once published
    DIR/drafts/N/          the revision in the making; left over only by a crash
    DIR/writing.lock       held by the one writer

A draft starts as a checkpoint of the current revision, which shares its files by hard links and
takes milliseconds. Publishing it is the renaming of one small file, so a crash at any moment
leaves the last published revision whole, and readers in other processes never meet a change.
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Store as Oxigraph

from graph.errors import Unavailable
from graph.store.base import Revision
from graph.store.draft import OxigraphDraft
from graph.store.oxigraph import OxigraphReader
from graph.store.revisions import latest_revision, revision_quads

KEPT_REVISIONS = 3


class EmbeddedSnapshot(OxigraphReader):
    """One published revision, opened read-only."""

    def __init__(self, path: Path) -> None:
        super().__init__(Oxigraph.read_only(str(path)))
        self.revision: Revision = latest_revision(self)


class EmbeddedStore:
    """Revisions kept in a directory.

    Parameters
    ----------
    directory : Path
        Created where it does not exist.
    kept : int
        How many revisions to keep, the current one included.

    Raises
    ------
    Unavailable
        If the directory cannot be made, read or written, or holds something else.
    """

    def __init__(self, directory: Path, kept: int = KEPT_REVISIONS) -> None:
        self.url = str(directory)
        self._directory = directory
        self._kept = max(1, kept)
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._open: tuple[int, EmbeddedSnapshot] | None = None
        try:
            if directory.exists() and any(directory.iterdir()) and not self._pointer.exists():
                known = {"revisions", "drafts", "writing.lock"}
                if strangers := {path.name for path in directory.iterdir()} - known:
                    raise Unavailable(
                        f"{directory} is not a Legation store: it holds {min(strangers)!r}; "
                        "name an empty or a new directory"
                    )
            (directory / "revisions").mkdir(parents=True, exist_ok=True)
            (directory / "drafts").mkdir(exist_ok=True)
            if not self._pointer.exists():
                with self._locked():
                    if not self._pointer.exists():
                        Oxigraph(str(self._revision_path(0))).flush()
                        self._point_to(0)
        except OSError as fault:
            raise Unavailable(f"the store {directory} cannot be opened: {fault}") from None

    @property
    def _pointer(self) -> Path:
        return self._directory / "CURRENT"

    def _revision_path(self, number: int) -> Path:
        return self._directory / "revisions" / str(number)

    def _current_number(self) -> int:
        return int(self._pointer.read_text(encoding="ascii"))

    def snapshot(self) -> EmbeddedSnapshot:
        """Return the revision published last, by whichever process."""
        with self._opening:
            try:
                number = self._current_number()
                if self._open is None or self._open[0] != number:
                    self._open = (number, EmbeddedSnapshot(self._revision_path(number)))
            except (OSError, ValueError) as fault:
                raise Unavailable(f"the store {self.url} cannot be read: {fault}") from None
            return self._open[1]

    @contextmanager
    def draft(self, who: str, why: str) -> Iterator[OxigraphDraft]:
        """Open a draft. It is published on a clean exit and dropped on an exception."""
        with self._locked():
            drafts = self._directory / "drafts"
            for leftover in drafts.iterdir():
                shutil.rmtree(leftover)
            current = self._current_number()
            attempts = iter(range(1, 1_000_000))

            def fresh() -> Oxigraph:
                return Oxigraph(str(drafts / f"{current + 1}-{next(attempts)}"))

            first = drafts / f"{current + 1}-0"
            Oxigraph.read_only(str(self._revision_path(current))).backup(str(first))
            draft = OxigraphDraft(Oxigraph(str(first)), fresh)
            try:
                yield draft
                self._publish(draft, current + 1, who, why)
            finally:
                draft.release()
                for leftover in drafts.iterdir():
                    shutil.rmtree(leftover, ignore_errors=True)

    def _publish(self, draft: OxigraphDraft, number: int, who: str, why: str) -> None:
        draft.oxigraph.extend(revision_quads(number, who, why, draft.changed))
        if draft.is_large:
            draft.oxigraph.optimize()  # costs 1.5 s a million quads, and reads are a third faster
        draft.oxigraph.flush()
        target = self._revision_path(number)
        if target.exists():
            shutil.rmtree(target)  # left by a crash between its backup and the pointer
        draft.oxigraph.backup(str(target))
        _sync(target.parent)
        self._point_to(number)
        self._prune(number)

    def _point_to(self, number: int) -> None:
        written = self._pointer.with_suffix(".new")
        with written.open("w", encoding="ascii") as file:
            file.write(str(number))
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._pointer)
        _sync(self._directory)

    def _prune(self, current: int) -> None:
        for path in (self._directory / "revisions").iterdir():
            if path.name.isdigit() and int(path.name) <= current - self._kept:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the writer's lock, across threads and processes."""
        with self._writing, (self._directory / "writing.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def close(self) -> None:
        """Let go of the open snapshot."""
        self._open = None


def _sync(directory: Path) -> None:
    """Make the directory's entries durable."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
