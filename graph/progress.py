"""Progress, told to whoever wants to show it."""

from typing import Protocol


class Task(Protocol):
    """One piece of work under way."""

    def advance(self, n: int = 1) -> None:
        """Say that ``n`` more of its parts are done."""

    def done(self) -> None:
        """Say that it is finished."""


class Progress(Protocol):
    """Whoever is told of progress."""

    def start(self, description: str, total: int | None) -> Task:
        """Say that a piece of work begins; its number of parts is ``None`` where unknown."""


class _SilentTask:
    def advance(self, n: int = 1) -> None:
        pass

    def done(self) -> None:
        pass


class _Silent:
    def start(self, description: str, total: int | None) -> Task:
        return _SilentTask()


silent: Progress = _Silent()
