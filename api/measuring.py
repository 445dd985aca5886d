"""The revision and how large the store is, for those who watch: nobody waits for it."""

import asyncio
import contextlib
from pathlib import Path

from api.metrics import Metrics, Size
from api.service import Service
from graph.errors import LegationError

_PATIENCE = 2.0  # seconds for a store that is elsewhere to tell its revision
_MOMENT = 0.2  # seconds for what may have been counted already


class Measuring:
    """Keeps the revision and the size in the metrics up to date.

    Parameters
    ----------
    service : Service
        Whose store to measure.
    metrics : Metrics
        Where the figures go.
    """

    def __init__(self, service: Service, metrics: Metrics) -> None:
        self._service = service
        self._metrics = metrics

    async def refresh(self) -> None:
        """Find out the revision, and its size where that is known; else have it counted."""
        with contextlib.suppress(LegationError, TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                self._metrics.revision = await asyncio.to_thread(self._service.store.current)
        measured = self._metrics.size.revision if self._metrics.size else None
        if self._metrics.revision != measured:
            with contextlib.suppress(LegationError, TimeoutError):
                async with asyncio.timeout(_MOMENT):
                    await self._measure()

    async def _measure(self) -> None:
        counted = await self._service.statistics.soon()
        if counted is not None:
            place = Path(self._service.store.url)
            space = await asyncio.to_thread(bytes_on_disk, place)
            self._metrics.size = Size(counted.revision, sum(counted.graphs.values()), space)


def bytes_on_disk(directory: Path) -> int | None:
    """Return the bytes of the files in a directory; one that revisions share counts once.

    Where there is no such directory the store is elsewhere, and its size its own affair.
    """
    if not directory.is_dir():
        return None
    sizes: dict[int, int] = {}
    for path in directory.rglob("*"):
        with contextlib.suppress(FileNotFoundError):  # revisions go while we look
            found = path.lstat()
            sizes[found.st_ino] = found.st_size if path.is_file() else 0
    return sum(sizes.values())
