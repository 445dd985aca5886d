"""Whatever an endpoint does instead of answering, it is named, and never taken for an answer."""

import contextlib
import gc
import json
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import ClassVar

import pytest

from graph.errors import EndpointFailure, EndpointTimeout, LegationError
from graph.store import Access, Store, open_store
from graph.store.access import locate
from graph.store.connection import Connection
from graph.store.endpoint_draft import EndpointDraft
from tests.graph.store.test_stores import quad
from tests.threads import served

ROW = {"graph": {"type": "uri", "value": "http://example.org/a"}}
WHOLE = json.dumps({"head": {"vars": ["graph"]}, "results": {"bindings": [ROW] * 3}}).encode()
EMPTY = b'{"head": {"vars": ["graph"]}, "results": {"bindings": []}}'
JSON = "application/sparql-results+json"
SECONDS = 0.6
HASTE = Access(seconds=SECONDS)  # where it is lateness that is told
PATIENCE = Access(seconds=60)


def answer(body: bytes, kind: str = JSON, status: str = "200 OK", **headers: object) -> bytes:
    fields: dict[str, object] = {"Content-Type": kind, "Content-Length": len(body)}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def chunked(*parts: bytes, is_ended: bool = True) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {JSON}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    body = b"".join(f"{len(part):x}\r\n".encode() + part + b"\r\n" for part in parts)
    return head + body + (b"0\r\n\r\n" if is_ended else b"")


class Server(socketserver.ThreadingTCPServer):
    """Says to each request what it was told to, whatever that is."""

    daemon_threads = True
    allow_reuse_address = True
    serving: ClassVar[dict[int, "Server"]] = {}

    def __init__(self, say: Callable[[socket.socket, int], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.say = say
        self.serving[self.server_address[1]] = self
        self.asked: list[bytes] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/query"


class _Talk(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        server = self.server
        assert isinstance(server, Server)
        text = b""
        while b"\r\n\r\n" not in text:
            part = self.request.recv(65536)
            if not part:
                return
            text += part
        head, _, body = text.partition(b"\r\n\r\n")
        length = next(
            int(line.partition(b":")[2])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        )
        while len(body) < length:
            part = self.request.recv(65536)
            if not part:
                return
            body += part
        server.asked.append(head + b"\r\n\r\n" + body)
        server.say(self.request, len(server.asked))


@contextmanager
def listening(say: Callable[[socket.socket, int], None]) -> Iterator[Server]:
    """Run a server that says this, and stop it whatever comes of the test."""
    with served(Server(say)) as server:
        yield server


@contextmanager
def saying(
    say: Callable[[socket.socket, int], None], access: Access = PATIENCE
) -> Iterator[tuple[Server, EndpointDraft]]:
    with listening(say) as server:
        connection = Connection(*locate(server.address, access))
        try:
            yield server, EndpointDraft(connection)
        finally:
            connection.close()


def always(content: bytes) -> Callable[[socket.socket, int], None]:
    return lambda connection, _: connection.sendall(content)


def hang(_connection: socket.socket, _number: int) -> None:
    time.sleep(2 * SECONDS)


def hang_midway(connection: socket.socket, _number: int) -> None:
    connection.sendall(answer(WHOLE)[:-20])
    time.sleep(2 * SECONDS)


def drip(connection: socket.socket, _number: int) -> None:
    with contextlib.suppress(OSError):
        for byte in answer(WHOLE):
            connection.sendall(bytes([byte]))
            time.sleep(SECONDS / 20)


BAD: dict[str, tuple[bytes, str]] = {
    "cut JSON of the length told": (answer(WHOLE[:-9]), "cannot be read"),
    "a body shorter than told": (answer(WHOLE, Content_Length=len(WHOLE) + 9), "broke off"),
    "JSON cut by its length": (answer(WHOLE, Content_Length=len(WHOLE) - 9), "cannot be read"),
    "chunks without an end": (chunked(WHOLE[:40], is_ended=False), "broke off"),
    "cut JSON in whole chunks": (chunked(WHOLE[:40], WHOLE[40:-9]), "cannot be read"),
    "no chunk": (chunked(WHOLE).replace(b"\r\n\r\n", b"\r\n\r\nzz\r\n", 1), "broke off"),
    "no length at all": (answer(WHOLE).replace(b"Content-Length", b"X-Length"), "how long"),
    "rows and then words": (answer(WHOLE[:-2] + b"\nTransaction timed out"), "cannot be read"),
    "an error for a body": (answer(b"Virtuoso S1T00 Error: timed out"), "cannot be read"),
    "an error in JSON": (answer(b'{"error": "timed out"}'), "cannot be read"),
    "nothing": (answer(b""), "cannot be read"),
    "a page": (answer(b"<html>Sign in</html>", "text/html"), "text/html"),
    "results of another type": (answer(EMPTY, "application/octet-stream"), "octet-stream"),
    "a boolean": (answer(b'{"head": {}, "boolean": true}'), "boolean"),
    "another question's answer": (answer(EMPTY.replace(b"graph", b"x")), "graph is missing"),
    "an IRI that is none": (answer(WHOLE.replace(b"http:", b"")), "cannot be read"),
    "a redirect": (answer(b"", status="302 Found", Location="http://127.0.0.1:9/x"), "elsewhere"),
    "a redirect for good": (
        answer(b"", status="308 Permanent Redirect", Location="http://127.0.0.1:9/x"), "elsewhere"
    ),
    "no leave": (answer(b"who?", status="401 Unauthorized"), "endpoint_password"),
    "no such place": (answer(b"gone", status="404 Not Found"), "404"),
    "a fault": (answer(b"trace", status="500 Internal Server Error"), "500"),
    "fewer rows, as Virtuoso says it": (answer(WHOLE, X_SPARQL_MaxRows=3), "cut its answer at 3"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9\r\n", "broke off"),
}  # fmt: skip
LATE: dict[str, Callable[[socket.socket, int], None]] = {
    "silent": hang,
    "silent midway": hang_midway,
    "a byte now and then": drip,
    "a gateway's time": always(answer(b"", status="504 Gateway Timeout")),
    "given up, as Virtuoso says it": always(answer(EMPTY, X_SQL_State="S1TAT")),
}


@pytest.mark.parametrize("case", BAD)
def test_rubbish_is_a_failure_that_names_the_endpoint(case: str) -> None:
    content, words = BAD[case]
    with saying(always(content)) as (server, reader):
        with pytest.raises(EndpointFailure, match=words) as caught:
            reader.graphs()
        assert server.address in str(caught.value)
        assert caught.value.status == 502


def fault_of(ask: Callable[[], object]) -> EndpointFailure:
    with pytest.raises(EndpointFailure) as caught:
        ask()
    return caught.value


ASKED: dict[str, Callable[[EndpointDraft], object]] = {
    "SELECT": EndpointDraft.graphs,
    "ASK": lambda draft: draft.ask("ASK { }"),
}


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    "case", ["a boolean", "another question's answer", "an IRI that is none", "rows and then words"]
)
def test_no_failure_holds_what_must_end_with_its_thread(case: str, asked: str) -> None:
    """The engine's results may be let go of by their own thread alone, wherever the fault goes."""
    with saying(always(BAD[case][0])) as (_, reader):
        gc.disable()
        try:
            faults: list[object] = [fault_of(lambda: ASKED[asked](reader))]
            faults.append(faults)  # only the collector frees it, in whatever thread that runs
            del faults
            collecting = threading.Thread(target=gc.collect)
            collecting.start()
            collecting.join()
        finally:
            gc.enable()


@pytest.mark.parametrize("case", LATE)
def test_lateness_is_a_timeout_that_names_the_endpoint(case: str) -> None:
    with saying(LATE[case], HASTE) as (server, reader):
        begun = time.monotonic()
        with pytest.raises(EndpointTimeout, match=server.address) as caught:
            reader.graphs()
        assert caught.value.status == 504
        assert time.monotonic() - begun < 20 * SECONDS


def test_what_is_whole_is_an_answer() -> None:
    for content in (answer(WHOLE), chunked(WHOLE[:30], WHOLE[30:])):
        with saying(always(content)) as (_, reader):
            assert reader.graphs() == ["http://example.org/a"]
    with saying(always(answer(EMPTY))) as (_, reader):
        assert reader.graphs() == []


def fail_first(connection: socket.socket, number: int) -> None:
    """Go away without a word, then say that there is too much to do, then answer."""
    if number == 2:
        connection.sendall(answer(b"", status="503 Service Unavailable"))
    elif number > 2:
        connection.sendall(answer(WHOLE))


def test_a_question_is_asked_again_and_an_update_is_not() -> None:
    with saying(fail_first) as (server, reader):
        assert reader.graphs() == ["http://example.org/a"]
        assert len(server.asked) == 3
    with saying(fail_first) as (server, draft):
        with pytest.raises(EndpointFailure, match="/update"):
            draft._update("CLEAR GRAPH <http://example.org/a>")
        assert len(server.asked) == 1


def test_an_endpoint_that_is_gone_is_named() -> None:
    with saying(always(answer(WHOLE))) as (server, reader):
        address = server.address
        assert reader.graphs()
    connection = Connection(*locate(address, PATIENCE))
    with pytest.raises(EndpointFailure, match="cannot be reached"):
        EndpointDraft(connection).graphs()
    connection.close()


SECRET = "h0rse-battery"


@pytest.mark.parametrize("scheme", ["Basic", "Digest", "Bearer"])
def test_who_asks_is_told_as_demanded_and_shown_nowhere(scheme: str) -> None:
    demand = {"Basic": 'Basic realm="x"', "Digest": 'Digest realm="x", nonce="n", qop="auth"'}

    def say(connection: socket.socket, _number: int) -> None:
        head = server.asked[-1].partition(b"\r\n\r\n")[0].lower()
        if f"authorization: {scheme}".lower().encode() in head:
            connection.sendall(answer(b"no", status="500 Internal Server Error"))
        else:
            fields = {"WWW-Authenticate": demand[scheme], "Content-Length": 0}
            told = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            connection.sendall(f"HTTP/1.1 401 Unauthorized\r\n{told}\r\n".encode())

    known = Access("eva", SECRET, SECRET if scheme == "Bearer" else "", PATIENCE.seconds)
    with saying(say, known) as (server, reader):
        with pytest.raises(EndpointFailure, match="500") as caught:
            reader.graphs()
        sent = b"".join(server.asked)
        assert (SECRET.encode() in sent) == (scheme == "Bearer")
    assert SECRET not in str(caught.value)
    assert SECRET not in repr(known)


def test_a_password_in_the_address_is_taken_out_of_it() -> None:
    place, access = locate(f"http://eva:{SECRET}@127.0.0.1:9/query", Access())
    assert (access.user, access.password) == ("eva", SECRET)
    connection = Connection(place, access)
    with pytest.raises(LegationError) as caught:
        EndpointDraft(connection).graphs()
    connection.close()
    assert SECRET not in str(caught.value)
    assert "eva" not in str(caught.value)


def passing_on(to: str, *, fail_at: int, after: bool) -> Callable[[socket.socket, int], None]:
    """Pass requests on to a real server, but for one update: failed before it is done, or after."""
    host, _, port = to.removeprefix("http://").partition(":")
    updates = [0]

    def say(connection: socket.socket, number: int) -> None:
        request = server_of(connection).asked[number - 1]
        is_update = b"sparql-update" in request
        updates[0] += is_update
        fails = is_update and updates[0] == fail_at
        if fails and not after:
            connection.sendall(answer(b"", status="500 Internal Server Error", Connection="close"))
            return
        with socket.create_connection((host, int(port))) as upstream:
            upstream.sendall(request.replace(b"keep-alive", b"close"))
            reply = b""
            while part := upstream.recv(65536):
                reply += part
        if not fails:
            connection.sendall(reply)

    def server_of(connection: socket.socket) -> Server:
        return Server.serving[connection.getsockname()[1]]

    return say


def write(store: Store, graph: str, other: str) -> None:
    with store.draft("tester", "fails") as draft:
        draft.replace(graph, [quad(n, graph) for n in range(3, 9)])
        draft.add([quad(1, other)])


# The first update says that somebody begins to write, and is sent again where no answer came.
@pytest.mark.parametrize(("fail_at", "after"), [(1, False), *product([2, 3, 4, 5], [False, True])])
def test_a_write_that_fails_midway_is_put_back(server: str, fail_at: int, after: bool) -> None:
    graph, other = (f"https://w3id.org/legation/article/{name}" for name in ("one", "two"))
    direct = open_store(f"{server}/query")
    with direct.draft("tester", "before") as draft:
        draft.replace(graph, [quad(n, graph) for n in range(6)])
        draft.replace(other, [])
    before = set(direct.snapshot().quads())
    with listening(passing_on(server, fail_at=fail_at, after=after)) as between:
        store = open_store(between.address, PATIENCE)
        try:
            with pytest.raises(EndpointFailure):
                write(store, graph, other)
        finally:
            store.close()
    assert set(direct.snapshot().quads()) == before
    direct.close()
