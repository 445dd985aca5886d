"""A store in memory: for tests, for small graphs, and for a look at a file."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import Store as Oxigraph

from graph.store.base import Revision
from graph.store.draft import OxigraphDraft
from graph.store.oxigraph import OxigraphReader
from graph.store.revisions import latest_revision, revision_quads


class MemorySnapshot(OxigraphReader):
    """One revision, held in memory."""

    def __init__(self, oxigraph: Oxigraph) -> None:
        super().__init__(oxigraph)
        self.revision: Revision = latest_revision(self)


class MemoryStore:
    """Keeps the revision published last; a draft is a copy of it.

    Examples
    --------
    >>> store = MemoryStore()
    >>> with store.draft(who="me", why="an example") as draft:
    ...     draft.add([])
    >>> store.snapshot().revision.why
    'an example'
    """

    def __init__(self) -> None:
        self.url = "memory:"
        self._writing = threading.Lock()
        self._current = MemorySnapshot(Oxigraph())

    def snapshot(self) -> MemorySnapshot:
        """Return the revision published last."""
        return self._current

    @contextmanager
    def draft(self, who: str, why: str) -> Iterator[OxigraphDraft]:
        """Open a draft. It is published on a clean exit and dropped on an exception."""
        with self._writing:
            base = self._current
            copy = Oxigraph()
            copy.bulk_extend(base.quads())
            draft = OxigraphDraft(copy, fresh=Oxigraph)
            yield draft
            number = base.revision.number + 1
            draft.oxigraph.extend(revision_quads(number, who, why, draft.changed))
            self._current = MemorySnapshot(draft.oxigraph)

    def close(self) -> None:
        """Let go of nothing: memory frees itself."""
