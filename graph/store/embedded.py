"""The embedded store: revisions in a directory, each opened read-only by whoever asks.

A draft starts as a checkpoint of the current revision, which shares its files by hard links and
takes milliseconds. It is published whole or not at all: see :mod:`graph.store.directory`.
"""

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
from graph.store.directory import StoreDirectory
from graph.store.draft import OxigraphDraft
from graph.store.holding import Hold
from graph.store.oxigraph import OxigraphReader
from graph.store.revisions import (
    changed_graphs,
    latest_revision,
    missing_revision,
    record_of_both,
    revision_quads,
)
from ontology import REVISIONS_GRAPH


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
        self._opening = threading.Lock()
        self._opened: WeakValueDictionary[int, _Opened] = WeakValueDictionary()
        self._latest: _Opened | None = None
        try:
            self._files = self._open_directory(directory, kept)
        except OSError as fault:
            raise Unavailable(f"the store {directory} cannot be opened: {fault}") from None

    def _open_directory(self, path: Path, kept: int) -> StoreDirectory:
        return StoreDirectory(path, kept)

    # -- reading ------------------------------------------------------------------------------

    def current(self) -> int:
        """Return the number of the revision published last, by whichever process.

        It costs the reading of one small file.
        """
        return self._files.current()

    def kept(self) -> list[int]:
        """Return the numbers of the revisions that can still be read, in order."""
        return self._files.kept()

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
                opened = self._opened[wanted] = _Opened(self._files.revision(wanted))
            except OSError as fault:
                if self.current() == current == wanted:
                    raise Unavailable(f"the store {self.url} cannot be read: {fault}") from None
                continue  # others published meanwhile, and what we wanted was removed
            return opened

    # -- writing ------------------------------------------------------------------------------

    @contextmanager
    def draft(self, who: str, why: str) -> Iterator[OxigraphDraft]:
        """Open a draft. It is published on a clean exit and dropped on an exception.

        Raises
        ------
        Unavailable
            If the disk is full, or the directory may not be written to.
        """
        with self._faults_named(), self._files.locked():
            self._files.tidy()
            current = self.current()
            first = self._files.drafts / "0"
            Oxigraph.read_only(str(self._files.revision(current))).backup(str(first))
            draft = self._draft_over(first)
            try:
                yield draft
                self._publish(draft, Revision(current + 1, who=who, why=why))
            finally:
                draft.release()
                self._files.clear_drafts()

    @contextmanager
    def database(self) -> Iterator[tuple[Path, Revision]]:
        """Hold the files of the current revision in place, for a copy to be made of them."""
        snapshot = self.snapshot()
        try:
            yield self._files.revision(snapshot.revision.number), snapshot.revision
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
        with self._faults_named(), self._files.locked():
            self._files.tidy()
            place = self._files.drafts / "restored"
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
                self._files.clear_drafts()

    def _adopt(self, database: Path, number: int) -> None:
        if number == 0:
            return  # one empty store is like another
        database.rename(self._files.revision(number))
        self._point_to(number)
        self._files.prune(kept=1)

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
            return Oxigraph(str(self._files.drafts / str(next(attempts))))

        return OxigraphDraft(Oxigraph(str(database)), fresh)

    def _publish(self, draft: OxigraphDraft, revision: Revision) -> None:
        record = revision_quads(revision.number, revision.who, revision.why, draft.changed)
        draft.oxigraph.extend(record)
        if draft.is_large:
            draft.oxigraph.optimize()  # costs 1.5 s a million quads, and reads are a third faster
        draft.oxigraph.flush()
        draft.oxigraph.backup(str(self._files.revision(revision.number)))
        self._point_to(revision.number)
        self._files.prune()

    def _prepare(self, number: int) -> None:
        """Build what every reader would have to wait for, before there is a reader."""
        from graph.view import prepare  # noqa: PLC0415 - a view stands on a store

        prepare(EmbeddedSnapshot(_Opened(self._files.revision(number))))

    def _point_to(self, number: int) -> None:
        self._prepare(number)
        self._files.point_to(number)
        self._latest = None

    @contextmanager
    def _faults_named(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise Unavailable(
                f"nothing was written to the store {self.url}: {fault}; see that the disk has "
                "room and that you may write there"
            ) from None

    def tidy(self) -> None:
        """Let go of the snapshot kept open, and remove old revisions that nobody reads any more."""
        self._latest = None
        self._files.tidy_unless_busy()

    def close(self) -> None:
        """Let go of the snapshot kept open; those that others still read stay."""
        self._latest = None
