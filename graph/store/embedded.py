"""The embedded store: a directory of revisions, each an Oxigraph database of its own.

::

    DIR/CURRENT            the number of the revision published last
    DIR/revisions/N/       one database a revision, never written to again once published
    DIR/drafts/            the revision in the making; left over only by a crash
    DIR/writing.lock       held by the one writer

A draft starts as a checkpoint of the current revision, which shares its files by hard links and
takes milliseconds. Publishing it is the renaming of one small file, so a crash at any moment
leaves the last published revision whole, and readers in other processes never meet a change.
What a crash leaves over is cleared away by the next opening or the next writer.
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast
from weakref import WeakValueDictionary

from pyoxigraph import Store as Oxigraph

from graph.errors import Unavailable
from graph.progress import Progress, silent
from graph.store.access import ANYBODY
from graph.store.base import KEPT_REVISIONS, Revision
from graph.store.draft import OxigraphDraft
from graph.store.holding import Hold, make_names_durable, remove_unless_held
from graph.store.oxigraph import OxigraphReader
from graph.store.revisions import (
    changed_graphs,
    latest_revision,
    missing_revision,
    record_of_both,
    revision_quads,
)
from ontology import REVISIONS_GRAPH

_KNOWN = {"CURRENT", "CURRENT.new", "revisions", "drafts", "writing.lock"}


class _Opened:
    """A revision's database, opened once for all that read it in this process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.hold = Hold(path)
        self.oxigraph = Oxigraph.read_only(str(path))
        self.revision: Revision = latest_revision(OxigraphReader(self.oxigraph).select)


class _Closed:
    def __getattr__(self, name: str) -> object:
        raise Unavailable("this snapshot is closed; take another one from the store")


class EmbeddedSnapshot(OxigraphReader):
    """One published revision, opened read-only.

    Its files stay as long as it does: until it is closed, or nobody refers to it any more.
    Whoever reads lazily keeps it until the last row.
    """

    is_remote = False

    def __init__(self, opened: _Opened) -> None:
        super().__init__(opened.oxigraph)
        self.beside = opened.path
        self._opened: _Opened | None = opened
        self.revision = opened.revision

    def close(self) -> None:
        """Let go of the revision; other snapshots of it are not touched."""
        self._oxigraph = cast("Oxigraph", _Closed())
        self._opened = None


class EmbeddedStore:
    """Revisions kept in a directory.

    Parameters
    ----------
    directory : Path
        Created where it does not exist.
    kept : int
        How many revisions to keep, the current one included. Older ones go as soon as nobody
        reads them.

    Raises
    ------
    Unavailable
        If the directory cannot be made, read or written, or holds something else.
    """

    def __init__(self, directory: Path, kept: int = KEPT_REVISIONS) -> None:
        self.url = str(directory)
        self.access = ANYBODY
        self._directory = directory
        self._revisions = directory / "revisions"
        self._drafts = directory / "drafts"
        self._pointer = directory / "CURRENT"
        self._kept = max(1, kept)
        self._writing = threading.Lock()
        self._opening = threading.Lock()
        self._opened: WeakValueDictionary[int, _Opened] = WeakValueDictionary()
        self._latest: _Opened | None = None
        try:
            if not self._pointer.exists():
                self._create()
            self._drafts.mkdir(exist_ok=True)  # copying a store may lose an empty folder
            self._clear_after_crash()
        except OSError as fault:
            raise Unavailable(f"the store {directory} cannot be opened: {fault}") from None

    # -- reading ------------------------------------------------------------------------------

    def current(self) -> int:
        """Return the number of the revision published last, by whichever process.

        It costs the reading of one small file.
        """
        try:
            return int(self._pointer.read_text(encoding="ascii"))
        except (OSError, ValueError) as fault:
            raise Unavailable(f"the store {self.url} cannot be read: {fault}") from None

    def kept(self) -> list[int]:
        """Return the numbers of the revisions that can still be read, in order."""
        current = self.current()
        return [number for number in self._numbers() if number <= current]

    def snapshot(self, number: int | None = None) -> EmbeddedSnapshot:
        """Return a revision that is still kept; without a number the one published last.

        Raises
        ------
        NotFound
            If there never was such a revision.
        RevisionGone
            If there was, and it has been removed.
        """
        with self._opening:
            opened = self._open(number)
            if number is None:
                self._latest = opened
            return EmbeddedSnapshot(opened)

    def _open(self, number: int | None) -> _Opened:
        while True:
            current = self.current()
            wanted = current if number is None else number
            if wanted in self._opened:
                return self._opened[wanted]
            if wanted != current and wanted not in self.kept():
                raise missing_revision(wanted, self.kept())
            try:
                opened = self._opened[wanted] = _Opened(self._revision_path(wanted))
            except OSError as fault:
                if self.current() == current == wanted:
                    raise Unavailable(f"the store {self.url} cannot be read: {fault}") from None
                continue  # others published meanwhile, and what we wanted was removed
            return opened

    def _revision_path(self, number: int) -> Path:
        return self._revisions / str(number)

    def _numbers(self) -> list[int]:
        return sorted(int(path.name) for path in self._revisions.iterdir() if path.name.isdigit())

    # -- writing ------------------------------------------------------------------------------

    @contextmanager
    def draft(self, who: str, why: str) -> Iterator[OxigraphDraft]:
        """Open a draft. It is published on a clean exit and dropped on an exception.

        Raises
        ------
        Unavailable
            If the disk is full, or the directory may not be written to.
        """
        with self._faults_named(), self._locked():
            self._tidy()
            current = self.current()
            first = self._drafts / "0"
            Oxigraph.read_only(str(self._revision_path(current))).backup(str(first))
            draft = self._draft_over(first)
            try:
                yield draft
                self._publish(draft, Revision(current + 1, who=who, why=why))
            finally:
                draft.release()
                self._clear(self._drafts)

    @contextmanager
    def database(self) -> Iterator[tuple[Path, Revision]]:
        """Hold the files of the current revision in place, for a copy to be made of them."""
        snapshot = self.snapshot()
        try:
            yield self._revision_path(snapshot.revision.number), snapshot.revision
        finally:
            snapshot.close()

    def restore(
        self, unpack: Callable[[Path], None], who: str, progress: Progress = silent
    ) -> Revision:
        """Publish a database that was made elsewhere, and return the revision it became.

        An empty store takes it as it is, number and all. Any other publishes its content as a
        new revision, with the record of its own revisions kept beside that of the other store.

        Parameters
        ----------
        unpack : callable
            Makes the directory it is given, and puts the database into it.
        who : str
            Recorded with a new revision.
        progress : Progress
            Told when the two are compared: 8 s for each million quads.

        Raises
        ------
        Unavailable
            If the disk is full, or the directory may not be written to.
        """
        with self._faults_named(), self._locked():
            self._tidy()
            place = self._drafts / "restored"
            try:
                unpack(place)
                number = latest_revision(
                    OxigraphReader(Oxigraph.read_only(str(place))).select
                ).number
                if self.current() == 0:
                    self._adopt(place, number)
                else:
                    task = progress.start("Comparing with what is there", None)
                    self._publish_restored(place, number, who)
                    task.done()
                return self.snapshot().revision
            finally:
                self._clear(self._drafts)

    def _adopt(self, database: Path, number: int) -> None:
        if number == 0:
            return  # one empty store is like another
        database.rename(self._revision_path(number))
        make_names_durable(self._revisions)
        self._point_to(number)
        self._prune(kept=1)

    def _publish_restored(self, database: Path, number: int, who: str) -> None:
        own = self.snapshot()
        draft = self._draft_over(database)
        try:
            changed = changed_graphs(own, draft)
            draft.replace(REVISIONS_GRAPH, record_of_both(own, draft))
            draft.changed = changed
            highest = max(own.revision.number, number)
            why = f"restore revision {number} from a backup"
            self._publish(draft, Revision(highest + 1, who=who, why=why))
        finally:
            draft.release()

    def _draft_over(self, database: Path) -> OxigraphDraft:
        attempts = iter(range(1, 1_000_000))

        def fresh() -> Oxigraph:
            return Oxigraph(str(self._drafts / str(next(attempts))))

        return OxigraphDraft(Oxigraph(str(database)), fresh)

    def _publish(self, draft: OxigraphDraft, revision: Revision) -> None:
        record = revision_quads(revision.number, revision.who, revision.why, draft.changed)
        draft.oxigraph.extend(record)
        if draft.is_large:
            draft.oxigraph.optimize()  # costs 1.5 s a million quads, and reads are a third faster
        draft.oxigraph.flush()
        draft.oxigraph.backup(str(self._revision_path(revision.number)))
        make_names_durable(self._revisions)
        self._point_to(revision.number)
        self._prune(self._kept)

    def _point_to(self, number: int) -> None:
        written = self._pointer.with_suffix(".new")
        with written.open("w", encoding="ascii") as file:
            file.write(str(number))
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._pointer)
        make_names_durable(self._directory)
        self._latest = None

    # -- clearing away ------------------------------------------------------------------------

    def _prune(self, kept: int) -> None:
        """Remove what is older than the revisions kept, besides what somebody reads.

        What cannot be removed now waits for the next time: the revision is published already.
        """
        for number in self.kept()[:-kept]:
            try:
                remove_unless_held(self._revision_path(number), self._drafts / f"gone-{number}")
            except OSError:
                continue

    def _leftovers(self) -> list[Path]:
        """Return what a crash left over. Only the writer may trust this."""
        current = self.current()
        names = {str(number) for number in self._numbers() if number <= current}
        found = [path for path in self._revisions.iterdir() if path.name not in names]
        found += self._drafts.iterdir()
        if (written := self._pointer.with_suffix(".new")).exists():
            found.append(written)
        return found

    def _tidy(self) -> None:
        for path in self._leftovers():
            _remove(path)
        self._prune(self._kept)

    def _clear(self, directory: Path) -> None:
        for path in directory.iterdir():
            shutil.rmtree(path, ignore_errors=True)

    def _clear_after_crash(self) -> None:
        """Clear away what a writer left that is no more, unless another one is at work."""
        if self._leftovers() or len(self.kept()) > self._kept:
            try:
                with self._locked(wait=False):
                    self._tidy()
            except OSError:
                return  # a writer is at work, or we may only read: the next writer will do it

    # -- beginning ----------------------------------------------------------------------------

    def _create(self) -> None:
        if self._directory.exists():
            strangers = {path.name for path in self._directory.iterdir()} - _KNOWN
            if strangers:
                raise Unavailable(
                    f"{self._directory} is not a Legation store: it holds {min(strangers)!r}; "
                    "name an empty or a new directory"
                )
        self._revisions.mkdir(parents=True, exist_ok=True)
        self._drafts.mkdir(exist_ok=True)
        with self._locked():
            if not self._pointer.exists():
                self._create_empty()

    def _create_empty(self) -> None:
        if numbers := [number for number in self._numbers() if number]:
            raise Unavailable(
                f"the store {self._directory} has lost its file CURRENT; write the number of its "
                f"newest revision into it, which may be {max(numbers)}"
            )
        for path in (*self._drafts.iterdir(), *self._revisions.iterdir()):
            _remove(path)
        empty = Oxigraph(str(self._drafts / "0"))
        empty.flush()
        empty.backup(str(self._revision_path(0)))
        del empty
        self._clear(self._drafts)
        make_names_durable(self._revisions)
        self._point_to(0)

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise Unavailable(
                f"nothing was written to the store {self.url}: {fault}; see that the disk has "
                "room and that you may write there"
            ) from None

    @contextmanager
    def _locked(self, *, wait: bool = True) -> Iterator[None]:
        """Hold the writer's lock, across threads and processes.

        Raises
        ------
        BlockingIOError
            If another one holds it and we do not wait.
        """
        with self._writing, (self._directory / "writing.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            yield

    def close(self) -> None:
        """Let go of the snapshot kept open; those that others still read stay."""
        self._latest = None


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
