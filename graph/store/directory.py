"""The files of an embedded store: a directory of revisions, each an Oxigraph database of its own.

::

    DIR/CURRENT            the number of the revision published last
    DIR/revisions/N/       one database a revision, never written to again once published
    DIR/drafts/            the revision in the making; left over only by a crash
    DIR/writing.lock       held by the one writer

Publishing a revision is the renaming of one small file, so a crash at any moment leaves the last
published revision whole, and readers in other processes never meet a change. What a crash leaves
over is cleared away by the next opening or the next writer.
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
from graph.store.holding import make_names_durable, remove_unless_held

_KNOWN = {"CURRENT", "CURRENT.new", "revisions", "drafts", "writing.lock"}


class StoreDirectory:
    """Which revisions a directory holds, which is current, and who may write.

    Parameters
    ----------
    path : Path
        Created where it does not exist.
    kept : int
        How many revisions to keep, the current one included.

    Raises
    ------
    OSError
        If it cannot be made, read or written.
    Unavailable
        If it holds something else.
    """

    def __init__(self, path: Path, kept: int) -> None:
        self.path = path
        self.drafts = path / "drafts"
        self._revisions = path / "revisions"
        self._pointer = path / "CURRENT"
        self._kept = max(1, kept)
        self._writing = threading.Lock()
        if not self._pointer.exists():
            self._create()
        self.drafts.mkdir(exist_ok=True)  # copying a store may lose an empty folder
        self.tidy_unless_busy()

    # -- reading ------------------------------------------------------------------------------

    def current(self) -> int:
        """Return the number of the revision published last, by whichever process.

        It costs the reading of one small file.
        """
        try:
            return int(self._pointer.read_text(encoding="ascii"))
        except (OSError, ValueError) as fault:
            raise Unavailable(f"the store {self.path} cannot be read: {fault}") from None

    def kept(self) -> list[int]:
        """Return the numbers of the revisions that can still be read, in order."""
        current = self.current()
        return [number for number in self._numbers() if number <= current]

    def revision(self, number: int) -> Path:
        """Return where a revision's database is, or is to be."""
        return self._revisions / str(number)

    def _numbers(self) -> list[int]:
        return sorted(int(path.name) for path in self._revisions.iterdir() if path.name.isdigit())

    # -- writing ------------------------------------------------------------------------------

    @contextmanager
    def locked(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the writer's lock, across threads and processes.

        Raises
        ------
        BlockingIOError
            If another one holds it and we do not wait.
        """
        with self._writing, (self.path / "writing.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            yield

    def point_to(self, number: int) -> None:
        """Make a revision whose database is in its place the current one, durably."""
        make_names_durable(self._revisions)
        written = self._pointer.with_suffix(".new")
        with written.open("w", encoding="ascii") as file:
            file.write(str(number))
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._pointer)
        make_names_durable(self.path)

    # -- clearing away ------------------------------------------------------------------------

    def prune(self, kept: int | None = None) -> None:
        """Remove what is older than the revisions kept, besides what somebody reads.

        What cannot be removed now waits for the next time: the revision is published already.
        """
        for number in self.kept()[: -(kept or self._kept)]:
            try:
                remove_unless_held(self.revision(number), self.drafts / f"gone-{number}")
            except OSError:
                continue

    def tidy(self) -> None:
        """Clear away what a crash left over and what nobody keeps. Only the writer may."""
        for path in self._leftovers():
            _remove(path)
        self.prune()

    def clear_drafts(self) -> None:
        """Remove what was in the making."""
        for path in self.drafts.iterdir():
            shutil.rmtree(path, ignore_errors=True)

    def _leftovers(self) -> list[Path]:
        """Return what a crash left over. Only the writer may trust this."""
        current = self.current()
        names = {str(number) for number in self._numbers() if number <= current}
        found = [path for path in self._revisions.iterdir() if path.name not in names]
        found += self.drafts.iterdir()
        if (written := self._pointer.with_suffix(".new")).exists():
            found.append(written)
        return found

    def tidy_unless_busy(self) -> None:
        """Clear away what nobody keeps, or a writer left that is no more, unless one is at work."""
        if self._leftovers() or len(self.kept()) > self._kept:
            try:
                with self.locked(wait=False):
                    self.tidy()
            except OSError:
                return  # a writer is at work, or we may only read: the next writer will do it

    # -- beginning ----------------------------------------------------------------------------

    def _create(self) -> None:
        if self.path.exists():
            strangers = {path.name for path in self.path.iterdir()} - _KNOWN
            if strangers:
                raise Unavailable(
                    f"{self.path} is not a Legation store: it holds {min(strangers)!r}; "
                    "name an empty or a new directory"
                )
        self._revisions.mkdir(parents=True, exist_ok=True)
        self.drafts.mkdir(exist_ok=True)
        with self.locked():
            if not self._pointer.exists():
                self._create_empty()

    def _create_empty(self) -> None:
        if numbers := [number for number in self._numbers() if number]:
            raise Unavailable(
                f"the store {self.path} has lost its file CURRENT; write the number of its "
                f"newest revision into it, which may be {max(numbers)}"
            )
        for path in (*self.drafts.iterdir(), *self._revisions.iterdir()):
            _remove(path)
        empty = Oxigraph(str(self.drafts / "0"))
        empty.flush()
        empty.backup(str(self.revision(0)))
        del empty
        self.clear_drafts()
        self.point_to(0)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
