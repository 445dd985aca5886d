"""The statistics of the current revision, worked out once and kept."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

from graph.errors import LegationError
from graph.lookups.statistics import Statistics

log = structlog.get_logger("legation")

_PATIENCE = 2.0  # seconds that a caller waits for what is being counted


class CurrentStatistics:
    """Has everything counted at most once a revision, however many ask, and nobody wait for long.

    Parameters
    ----------
    current : callable
        Tells the number of the current revision; it may block.
    count : callable
        Counts everything, elsewhere.
    """

    def __init__(
        self, current: Callable[[], int], count: Callable[[], Coroutine[Any, Any, Statistics]]
    ) -> None:
        self._current = current
        self._count = count
        self._task: asyncio.Task[Statistics | None] | None = None
        self._of = -1  # the revision that was the current one when the task began

    async def soon(self) -> Statistics | None:
        """Return the statistics, or none where they are not there within a moment.

        They may be those of a revision that has just been replaced, or has just replaced the
        one that the caller knows.
        """
        number = await asyncio.to_thread(self._current)
        if self._task is None or (self._task.done() and self._of != number):
            self._of = number
            self._task = asyncio.create_task(self._work())
        done, _ = await asyncio.wait({self._task}, timeout=_PATIENCE)
        return self._task.result() if done and not self._task.cancelled() else None

    async def _work(self) -> Statistics | None:
        try:
            found = await self._count()
        except LegationError as fault:
            log.warning("statistics given up", detail=fault.detail)
            return None
        self._of = found.revision
        return found

    def close(self) -> None:
        """Stop counting."""
        if self._task is not None:
            self._task.cancel()
