"""What the service tells of itself, and callers who keep it busy for as long as a test wants."""

import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode

import httpx2 as httpx
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

Sample = tuple[str, frozenset[tuple[str, str]]]


def figures(client: TestClient | httpx.Client) -> dict[Sample, float]:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def sample(name: str, **labels: str) -> Sample:
    return name, frozenset(labels.items())


def questions(lane: str, outcome: str) -> Sample:
    return sample("legation_questions_total", lane=lane, outcome=outcome)


def settled(client: TestClient | httpx.Client) -> dict[Sample, float]:
    """The figures once the store is measured, which is a question to a reader process too."""
    for _ in range(600):
        told = figures(client)
        if sample("legation_store_quads") in told:
            return told
        time.sleep(0.1)
    raise AssertionError("the store was never measured")


@contextmanager
def asking(
    client: httpx.Client,
    lane: str,
    questions: Sequence[Mapping[str, str]],
    *,
    path: str = "/sparql",
    at_work: int = 1,
) -> Iterator[list[socket.socket]]:
    """Ask what is never answered, until so many are at work and the others wait.

    At the end the callers leave, and their slots are free again.
    """
    settled(client)  # by a query, which is none of these
    wait_for(client, lane, 0, 0)
    place = (client.base_url.host, client.base_url.port or 0)
    with ExitStack() as callers:
        connections = []
        for question in questions:
            connection = callers.enter_context(socket.create_connection(place, timeout=60))
            request = f"GET {path}?{urlencode(question)} HTTP/1.1\r\nHost: x\r\n\r\n"
            connection.sendall(request.encode())
            connections.append(connection)
        wait_for(client, lane, at_work, len(questions) - at_work)
        yield connections
    wait_for(client, lane, 0, 0)


def load(client: httpx.Client, lane: str) -> tuple[int, int]:
    """Return how many questions of a kind are at work, and how many wait."""
    told = figures(client)
    return (
        int(told[sample("legation_slots_busy", lane=lane)]),
        int(told[sample("legation_queue", lane=lane)]),
    )


def wait_for(client: httpx.Client, lane: str, at_work: int, waiting: int) -> None:
    """Wait until so many questions are at work and so many wait, and no longer than a minute."""
    for _ in range(1200):
        found = load(client, lane)
        if found == (at_work, waiting):
            return
        time.sleep(0.05)
    raise AssertionError(f"{found} at work and waiting, not {at_work} and {waiting}")
