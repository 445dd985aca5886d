"""How large the store is, found out once a revision, while nobody waits for it."""

import asyncio
import contextlib
from pathlib import Path

import structlog
from pydantic import BaseModel

from api.metrics import Metrics, Size
from api.negotiation import JSON
from api.readers.frames import Kind
from api.readers.questions import Bounds, Looking, Question
from api.service import Service
from graph.errors import LegationError
from graph.view import View

log = structlog.get_logger("legation")

_PATIENCE = 2.0  # seconds for a store that is elsewhere to tell its revision
_CALLER = "metrics"


class Counted(BaseModel):
    """The quads of a revision."""

    revision: int
    quads: int


class Measuring:
    """Keeps the revision and the size in the metrics up to date.

    Parameters
    ----------
    service : Service
        Whose store to measure, and in whose processes.
    metrics : Metrics
        Where the figures go.
    """

    def __init__(self, service: Service, metrics: Metrics) -> None:
        self._service = service
        self._metrics = metrics
        self._task: asyncio.Task[None] | None = None

    async def refresh(self) -> None:
        """Find out the revision, and begin to measure it where that has not been done."""
        with contextlib.suppress(LegationError, TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                self._metrics.revision = await asyncio.to_thread(self._service.store.current)
        measured = self._metrics.size.revision if self._metrics.size else None
        is_idle = self._task is None or self._task.done()
        if self._metrics.revision not in (None, measured) and is_idle:
            self._task = asyncio.create_task(self._measure())

    async def _measure(self) -> None:
        try:
            counted = await self._count()
        except LegationError as fault:
            log.warning("the store could not be measured", kind=fault.kind)
            return
        space = await asyncio.to_thread(bytes_on_disk, Path(self._service.store.url))
        self._metrics.size = Size(counted.revision, counted.quads, space)

    async def _count(self) -> Counted:
        question = Question(Looking(count, JSON), "", "", Bounds(1000, 1000))
        lane, seconds = self._service.lanes.queries, self._service.settings.write_seconds
        asking = await lane.ask(question, _CALLER, seconds)
        body = b""
        while (frame := await asking.next()).kind is not Kind.end:
            body += frame.content if frame.kind is Kind.data else b""
        return Counted.model_validate_json(body)

    async def close(self) -> None:
        """Wait for what is being measured, which ends with the lanes."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)


def count(view: View) -> Counted:
    """Return how many quads there are: 0.3 s for each million."""
    return Counted(revision=view.revision.number, quads=view.snapshot.count())


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
