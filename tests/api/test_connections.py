"""Callers who stall, and those who open too many connections, behind a real server."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.api.conftest import Serve
from tests.api.test_stopping import serving
from tests.hopeless import HOPELESS

pytestmark = pytest.mark.stores("embedded")

LARGE = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@contextmanager
def connected(client: httpx.Client) -> Iterator[socket.socket]:
    with socket.create_connection((client.base_url.host, client.base_url.port or 0)) as connection:
        connection.settimeout(60)
        yield connection


def posted(query: str, length: int | None = None) -> bytes:
    return (
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        f"Content-Length: {len(query) if length is None else length}\r\n\r\n{query}"
    ).encode()


def rest_of(connection: socket.socket) -> bytes:
    """All that comes until the connection ends, however it does."""
    parts = []
    try:
        while part := connection.recv(1 << 20):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def test_a_caller_who_takes_nothing_of_an_answer_is_cut_off(serve: Serve) -> None:
    with serve(stall_seconds=0.5, query_slots=1, queue=5) as client, connected(client) as idle:
        idle.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        idle.sendall(posted(LARGE))
        # The one slot is his until he is cut off.
        answer = client.get("/sparql", params={"query": "ASK {}"})
        assert answer.status_code == 200
        assert not rest_of(idle).endswith(b"0\r\n\r\n")


def test_a_caller_who_stops_amid_a_body_is_cut_off(serve: Serve) -> None:
    with serve(stall_seconds=0.5) as client, connected(client) as stalling:
        stalling.sendall(posted("ASK {", length=100))
        assert rest_of(stalling) == b""
        assert client.get("/healthz").status_code == 200


def test_whoever_is_only_slow_is_answered(serve: Serve) -> None:
    query = "ASK {}"
    with serve(stall_seconds=1.5, head_seconds=1.5) as client, connected(client) as slow:
        whole = posted("", length=len(query)) + query.encode()
        for position in range(len(whole) - len(query), len(whole)):
            slow.sendall(whole[:position] if position == len(whole) - len(query) else b"")
            slow.sendall(whole[position : position + 1])
        assert slow.recv(1000).startswith(b"HTTP/1.1 200 ")


def test_a_caller_with_too_many_connections_is_turned_away(serve: Serve) -> None:
    with serve(caller_connections=5) as client, ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(connected(client))
        with connected(client) as further:
            told = rest_of(further)
        assert told.startswith(b"HTTP/1.1 429 ")
        assert b"Retry-After: 1" in told
        assert b"too-many-connections" in told
        stack.close()
        assert client.get("/healthz").status_code == 200


def test_an_answer_that_is_cut_lacks_its_end(serve: Serve) -> None:
    """Its last chunk is missing, so that no client takes it for whole."""
    with serve(max_answer_bytes=1_000_000) as client, connected(client) as reading:
        reading.sendall(posted(ENDLESS))
        told = rest_of(reading)
        assert told.startswith(b"HTTP/1.1 200 ")
        assert b"transfer-encoding: chunked" in told.lower()
        assert not told.endswith(b"0\r\n\r\n")
    with serve() as client, connected(client) as reading:
        reading.sendall(posted("ASK {}").replace(b"Host: x", b"Host: x\r\nConnection: close"))
        assert rest_of(reading).endswith((b"0\r\n\r\n", b"}"))


def test_before_its_first_row_a_hopeless_query_is_told_so(serve: Serve) -> None:
    with serve(deadline_seconds=0.7) as client, connected(client) as reading:
        query = HOPELESS["cross join"]
        reading.sendall(posted(query).replace(b"Host: x", b"Host: x\r\nConnection: close"))
        told = rest_of(reading)
        assert told.startswith(b"HTTP/1.1 503 ")
        assert b"0.7 seconds" in told


def test_what_is_refused_at_the_connection_is_counted_logged_and_named(store: Path) -> None:
    bounds = {"caller_connections": "2", "head_seconds": "0.5", "max_head_bytes": "2000"}
    told: dict[str, bytes] = {}
    with serving(store, **bounds) as running:
        host, port = running.address.removeprefix("http://").split(":")

        def sent(content: bytes) -> bytes:
            with socket.create_connection((host, int(port)), timeout=60) as stranger:
                stranger.sendall(content)
                return rest_of(stranger)

        told["bad-request"] = sent(b"hello\r\n\r\n")
        told["head-too-slow"] = sent(b"GET / HTTP/1.1\r\n")
        told["head-too-large"] = sent(b"GET / HTTP/1.1\r\nA: " + b"b" * 3000)
        with ExitStack() as stack:
            for _ in range(2):  # each is answered, so that it is there before the next
                held = stack.enter_context(httpx.Client(base_url=running.address))
                held.get("/healthz")
            told["too-many-connections"] = sent(b"")
            figures = held.get("/metrics").text
        running.stop()
        assert running.process.wait(60) == 0
    lines = [line for line in running.logged() if line["event"] == "connection refused"]
    for outcome, answer in told.items():
        head, _, body = answer.partition(b"\r\n\r\n")
        status = json.loads(body)["status"]
        assert json.loads(body)["type"].endswith(outcome)
        (one,) = (line for line in lines if line["outcome"] == outcome)
        assert (one["status"], one["level"]) == (status, "info")
        assert f"\r\nX-Request-ID: {one['id']}\r\n".encode() in head + b"\r\n"
        labels = f'method="OTHER",route="(connection)",status="{status}"'
        assert f"legation_requests_total{{{labels}}} 1.0" in figures
    assert len({line["id"] for line in lines}) == len(told) == len(lines)
    assert 'legation_request_seconds_count{route="(connection)"} 4.0' in figures


def test_what_breaks_off_an_answer_is_no_answer_of_its_own(serve: Serve) -> None:
    """Nonsense amid an answer closes the connection; the request is counted where it belongs."""
    with serve(stall_seconds=30) as client, connected(client) as reading:
        reading.sendall(posted(ENDLESS))
        assert reading.recv(1000).startswith(b"HTTP/1.1 200 ")
        reading.sendall(b"hello\r\n\r\n")
        rest_of(reading)
        assert "(connection)" not in client.get("/metrics").text
