"""Progress for people: a bar on a terminal, a line now and then elsewhere."""

import sys
import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import Progress as Bars

from graph.progress import Task

_FIRST_PAUSE = 5.0  # seconds; each is twice as long as the one before, so that a log stays short


class TerminalProgress:
    """Bars on standard error, cleared away when all is done. Used as a context manager."""

    def __init__(self) -> None:
        self._bars = Bars(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )

    def __enter__(self) -> "TerminalProgress":
        """Begin to draw."""
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop drawing."""
        self._bars.stop()

    def start(self, description: str, total: int | None) -> Task:
        """Add a bar."""
        return _Bar(self._bars, description, total)


class _Bar:
    def __init__(self, bars: Bars, description: str, total: int | None) -> None:
        self._bars = bars
        self._id = bars.add_task(description, total=total)

    def advance(self, n: int = 1) -> None:
        self._bars.advance(self._id, n)

    def done(self) -> None:
        task = next(task for task in self._bars.tasks if task.id == self._id)
        self._bars.update(self._id, total=task.completed or 1, completed=task.completed or 1)


class PlainProgress:
    """Lines on standard error: now and then, ever less often, and at the end."""

    def __enter__(self) -> "PlainProgress":
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""

    def start(self, description: str, total: int | None) -> Task:
        """Say that a piece of work begins."""
        return _Lines(description, total)


class _Lines:
    def __init__(self, description: str, total: int | None) -> None:
        self._description = description
        self._total = total
        self._count = 0
        self._begun = self._said = time.monotonic()
        self._pause = _FIRST_PAUSE

    def advance(self, n: int = 1) -> None:
        self._count += n
        if time.monotonic() - self._said > self._pause:
            self._said = time.monotonic()
            self._pause *= 2
            of = f" of {self._total:,}" if self._total else ""
            sys.stderr.write(f"{self._description}: {self._count:,}{of}\n")

    def done(self) -> None:
        seconds = time.monotonic() - self._begun
        sys.stderr.write(f"{self._description}: done in {seconds:.1f} s\n")


def progress() -> TerminalProgress | PlainProgress:
    """Return what suits standard error."""
    return TerminalProgress() if sys.stderr.isatty() else PlainProgress()
