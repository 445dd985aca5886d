"""A store in a directory of its own that goes when it is closed."""

import shutil
import tempfile
from pathlib import Path

from graph.store.embedded import EmbeddedStore


class TemporaryStore(EmbeddedStore):
    """What ``memory:`` is where several processes have to read it.

    Examples
    --------
    >>> store = TemporaryStore()
    >>> store.snapshot().revision.number
    0
    >>> store.close()
    """

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="legation-"))
        super().__init__(self._home / "store")

    def close(self) -> None:
        """Remove it."""
        super().close()
        shutil.rmtree(self._home, ignore_errors=True)
