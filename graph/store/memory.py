"""A store in memory: for tests, for small graphs, and for a look at a file."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import Store as Oxigraph

from graph.store.access import ANYBODY
from graph.store.base import KEPT_REVISIONS, Revision
from graph.store.draft import OxigraphDraft
from graph.store.oxigraph import OxigraphReader
from graph.store.revisions import latest_revision, missing_revision, revision_quads


class MemorySnapshot(OxigraphReader):
    """One revision, held in memory."""

    is_remote = False
    beside = None

    def __init__(self, oxigraph: Oxigraph) -> None:
        super().__init__(oxigraph)
        self.revision: Revision = latest_revision(self.select)

    def close(self) -> None:
        """Let go of nothing: memory frees itself."""


class MemoryStore:
    """Keeps the revisions published last; a draft is a copy of the current one.

    Parameters
    ----------
    kept : int
        How many revisions to keep, the current one included.

    Examples
    --------
    >>> store = MemoryStore()
    >>> with store.draft(who="me", why="an example") as draft:
    ...     draft.add([])
    >>> store.snapshot().revision.why
    'an example'
    """

    def __init__(self, kept: int = KEPT_REVISIONS) -> None:
        self.url = "memory:"
        self.access = ANYBODY
        self._writing = threading.Lock()
        self._snapshots = deque([MemorySnapshot(Oxigraph())], maxlen=max(1, kept))

    def current(self) -> int:
        """Return the number of the revision published last."""
        return self._snapshots[-1].revision.number

    def kept(self) -> list[int]:
        """Return the numbers of the revisions that can still be read, in order."""
        return [snapshot.revision.number for snapshot in tuple(self._snapshots)]

    def snapshot(self, number: int | None = None) -> MemorySnapshot:
        """Return a revision that is still kept; without a number the one published last.

        Raises
        ------
        NotFound, RevisionGone
            If there never was such a revision, or it has been removed.
        """
        kept = {snapshot.revision.number: snapshot for snapshot in tuple(self._snapshots)}
        wanted = max(kept) if number is None else number
        if wanted not in kept:
            raise missing_revision(wanted, sorted(kept))
        return kept[wanted]

    @contextmanager
    def draft(self, who: str, why: str) -> Iterator[OxigraphDraft]:
        """Open a draft. It is published on a clean exit and dropped on an exception."""
        with self._writing:
            base = self.snapshot()
            copy = Oxigraph()
            copy.bulk_extend(base.quads())
            draft = OxigraphDraft(copy, fresh=Oxigraph)
            yield draft
            number = base.revision.number + 1
            draft.oxigraph.extend(revision_quads(number, who, why, draft.changed))
            self._snapshots.append(MemorySnapshot(draft.oxigraph))

    def tidy(self) -> None:
        """Remove nothing: there are no revisions here but those that are kept."""

    def close(self) -> None:
        """Let go of nothing: memory frees itself."""
