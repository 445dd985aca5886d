"""Bytes that are no request, or only half of one: a problem, or a closed connection."""

import socket
import time
from collections.abc import Iterator

import httpx2 as httpx
import pytest

from tests.fuzz.answers import hold, sent
from tests.fuzz.conftest import Service
from tests.serving import running, with_operator

_POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
_CHUNKED = _POST + b"Transfer-Encoding: chunked\r\n\r\n"
BROKEN = {
    "nonsense": b"\x00\x01\x02\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "no method of HTTP": b"FETCH / HTTP/1.1\r\nHost: x\r\n\r\n",
    "a tunnel": b"CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
    "asterisk": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "bytes in the address": b"GET /\xff\xfe?\xff=\x80 HTTP/1.1\r\nHost: x\r\n\r\n",
    "NUL in the address": b"GET /\x00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "NUL in a header": b"GET / HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n",
    "a header without a colon": b"GET / HTTP/1.1\r\nHost: x\r\nA\r\n\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
    "a space before the colon": b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    "two lengths": _POST + b"Content-Length: 6\r\nContent-Length: 7\r\n\r\nASK {} ",
    "both": _POST + b"Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a negative length": _POST + b"Content-Length: -1\r\n\r\n",
    "a huge length": _POST + b"Content-Length: 99999999999999999999999\r\n\r\n",
    "a length of letters": _POST + b"Content-Length: six\r\n\r\nASK {}",
    "a chunk of no size": _CHUNKED + b"zz\r\nASK {}\r\n0\r\n\r\n",
    "a chunk of a huge size": _CHUNKED + b"ffffffffffffffffff\r\nASK",
    "a chunk longer than it says": _CHUNKED + b"2\r\nASK {}\r\n0\r\n\r\n",
    "an unknown coding": _POST + b"Transfer-Encoding: zip\r\n\r\nASK {}",
    "a length too large to be taken": _POST + b"Content-Length: 999999999\r\n\r\n",
    "a host of another sort": b"GET /sparql HTTP/1.1\r\nHost: a b<c>\xff:99999\r\n\r\n",
    "no host": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    "an absolute address": b"GET http://other.example/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    "an upgrade": b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "a thousand headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 1_000 + b"\r\n",
}
GOOD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_what_is_no_request(stranger: Service, content: bytes) -> None:
    answer = sent(stranger.place, content, content.partition(b" ")[0].decode("latin-1"))
    assert answer is not None
    hold("broken", "", answer, "text/html")
    assert httpx.get(f"{stranger.address}/healthz").status_code == 200


@pytest.mark.parametrize("cut", [b"", b"GET", GOOD, _CHUNKED + b"6\r\nASK", _POST[:40]])
def test_a_caller_who_leaves_halfway(stranger: Service, cut: bytes) -> None:
    with socket.create_connection(stranger.place) as connection:
        connection.sendall(cut)
    assert httpx.get(f"{stranger.address}/healthz").status_code == 200


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """A service with narrow bounds on the head of a request."""
    settings, _ = with_operator(tmp_path_factory.mktemp("strict"))
    narrow = {"max_head_bytes": 10_000, "head_seconds": 0.5}
    with running(settings.model_copy(update=narrow)) as place:
        yield place


def test_a_head_without_end(strict: tuple[str, int]) -> None:
    with socket.create_connection(strict, timeout=30) as connection:
        connection.sendall(GOOD + b"A: " + b"b" * 20_000)
        told = connection.recv(10_000)
    assert told.startswith(b"HTTP/1.1 431 ")
    assert b"head-too-large" in told


@pytest.mark.parametrize("begun", [b"", b"GET /healthz", GOOD])
def test_a_head_that_does_not_come(strict: tuple[str, int], begun: bytes) -> None:
    with socket.create_connection(strict, timeout=30) as connection:
        connection.sendall(begun)
        told = b"".join(iter(lambda: connection.recv(10_000), b""))
    assert told.startswith(b"HTTP/1.1 408 ")
    assert b"head-too-slow" in told


def test_a_second_head_on_a_connection(strict: tuple[str, int]) -> None:
    with socket.create_connection(strict, timeout=30) as connection:
        for _ in range(3):
            connection.sendall(GOOD + b"\r\n")
            assert connection.recv(10_000).startswith(b"HTTP/1.1 200 ")
            time.sleep(0.6)  # longer than a head may take: nobody is reading one
        connection.sendall(GOOD)
        told = b"".join(iter(lambda: connection.recv(10_000), b""))
    assert told.startswith(b"HTTP/1.1 408 ")


def test_an_answer_may_take_longer_than_a_head(strict: tuple[str, int]) -> None:
    body = b"SELECT (COUNT(*) AS ?n) { VALUES ?a { 1 2 3 } }"
    with socket.create_connection(strict, timeout=30) as connection:
        connection.sendall(_POST + f"Content-Length: {len(body)}\r\n\r\n".encode())
        time.sleep(1)
        connection.sendall(body)
        assert connection.recv(10_000).startswith(b"HTTP/1.1 200 ")
