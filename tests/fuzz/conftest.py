"""Two services over the shipped graph: one for strangers, and one that an operator writes to."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.fuzz.answers import tally
from tests.serving import running, ship, with_operator


@dataclass(frozen=True)
class Service:
    """Where a service listens, and the token of whoever asks."""

    place: tuple[str, int]
    token: str | None

    @property
    def address(self) -> str:
        return "http://{}:{}".format(*self.place)

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}


@contextmanager
def _serving(folder: Path) -> Iterator[Service]:
    settings, token = with_operator(folder)
    ship(settings.store)
    hurried = settings.model_copy(update={"deadline_seconds": 5.0, "query_slots": 2})
    with running(hurried) as place:
        yield Service(place, token)


@pytest.fixture(scope="session")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service, as somebody without a token sees it."""
    with _serving(tmp_path_factory.mktemp("stranger")) as service:
        yield Service(service.place, None)


@pytest.fixture(scope="session")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Another service, as somebody sees it who may do everything."""
    with _serving(tmp_path_factory.mktemp("operator")) as service:
        yield service


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many requests were made, and what was answered."""
    if not tally:
        return
    terminalreporter.section("requests made up")
    by_kind: dict[str, Counter[int]] = {}
    for (who, status), number in tally.items():
        by_kind.setdefault(who, Counter())[status] += number
    for who, statuses in by_kind.items():
        told = ", ".join(f"{status}: {number}" for status, number in sorted(statuses.items()))
        terminalreporter.write_line(f"{who}: {statuses.total()} ({told})")
    terminalreporter.write_line(f"in all: {tally.total()}")
