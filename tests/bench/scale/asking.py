"""Clients that ask one after the other, some at a time, and the times it took them."""

import http.client
import multiprocessing
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Thread
from urllib.parse import quote

JSON = "application/sparql-results+json"
PATIENCE = 60.0  # seconds that a client waits for one answer


@dataclass(frozen=True)
class Times:
    """The seconds of each answer, sorted, and those they took together.

    ``refused`` counts the questions that met a deadline, the server's or the client's; they are
    in no other figure.
    """

    each: list[float]
    together: float
    refused: int = 0

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.each) * 1000

    @property
    def p99(self) -> float:
        """Milliseconds."""
        return self.each[int(0.99 * len(self.each))] * 1000

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.each) / self.together


def sparql(path: str, query: str) -> str:
    """Return a query as an address."""
    return f"{path}?query={quote(query)}"


def ask(
    port: int, addresses: Sequence[str], *, clients: int, seconds: float, accept: str = JSON
) -> Times:
    """Ask for addresses in turn, from a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_ask, (port, list(addresses), clients, seconds, accept))


def _ask(port: int, addresses: list[str], clients: int, seconds: float, accept: str) -> Times:
    times: list[float] = []
    refused: list[str] = []
    faults: list[Exception] = []
    until = time.perf_counter() + seconds

    def client(turn: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        place = turn * len(addresses) // clients
        try:
            while time.perf_counter() < until:
                begun = time.perf_counter()
                try:
                    connection.request(
                        "GET", addresses[place % len(addresses)], headers={"Accept": accept}
                    )
                    answer = connection.getresponse()
                    content = answer.read()
                except TimeoutError:
                    refused.append(addresses[place % len(addresses)])
                    connection.close()
                    place += 1
                    continue
                if answer.status == http.client.SERVICE_UNAVAILABLE:
                    refused.append(addresses[place % len(addresses)])
                elif answer.status != http.client.OK:
                    raise RuntimeError(f"{answer.status}: {content[:300]!r}")
                else:
                    times.append(time.perf_counter() - begun)
                place += 1
        except Exception as fault:  # noqa: BLE001 - told below, in the thread that waits
            faults.append(fault)

    begun = time.perf_counter()
    threads = [Thread(target=client, args=(turn,)) for turn in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return Times(sorted(times), time.perf_counter() - begun, len(refused))
