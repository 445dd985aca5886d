"""One kind of slot taken by what never ends: other kinds answer, and whoever comes too many."""

import socket

import httpx2 as httpx
import psutil
import pytest

from tests.api.conftest import Serve
from tests.api.figures import asking, load
from tests.api.test_lanes import readers
from tests.hopeless import HOPELESS
from tests.serving import are_gone

pytestmark = pytest.mark.stores("embedded")

CARD = "/actors/russia"
PATHS = "/paths?from=sergei-shoigu&to=kim-jong-un"
EXPORTS = [
    "/export/svg?actor=sergei-shoigu",
    "/export/csv?from=sergei-shoigu&to=kim-jong-un",
]
CHEAP = [
    *(CARD, "/actors?q=kim", "/events?limit=1", "/articles", "/statements", "/revisions", "/"),
    *("/sparql?query=ASK{}", "/graphs?graph=https://w3id.org/legation/graph/derived"),
    *(f"{CARD}?revision=1", "/healthz", "/readyz", "/metrics", "/openapi.json"),
]
ELSEWHERE = "127.0.0.2"  # another caller, by the address


def hung(client: httpx.Client, address: str) -> psutil.Process:
    """Have the process that answers an address work on whatever comes next for ever."""
    assert client.get("/sparql?query=ASK{}").status_code == 200  # what forks them is there now
    before = readers()
    assert client.get(address).status_code == 200
    (reader,) = (psutil.Process(pid) for pid in readers() - before)
    reader.suspend()
    return reader


def check_turned_away(answer: httpx.Response) -> None:
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith("/too-busy")


def status_of(connection: socket.socket) -> bytes:
    """Return the first line of an answer."""
    return connection.makefile("rb").readline().rstrip()


def test_searches_that_hang_hold_up_searches_alone(serve: Serve) -> None:
    with serve(queue=2) as client:
        reader = hung(client, PATHS)
        asked = [{"from": "sergei-shoigu", "to": "kim-jong-un", "k": str(k)} for k in (1, 2, 3)]
        with asking(client, "searches", asked, path="/paths") as connections:
            for address in CHEAP:
                assert client.get(address).status_code == 200, address
            for address in (PATHS, *EXPORTS):
                check_turned_away(client.get(address))
            assert load(client, "searches") == (1, 2)
            reader.resume()
            for connection in connections:
                assert status_of(connection) == b"HTTP/1.1 200 OK"
        assert client.get(PATHS).status_code == 200


@pytest.mark.parametrize("asked", EXPORTS)
def test_an_export_that_hangs_is_ended_for_the_next(serve: Serve, asked: str) -> None:
    with serve(queue=0) as client:
        reader = hung(client, PATHS)
        path, _, query = asked.partition("?")
        fields = dict(field.split("=") for field in query.split("&"))
        with asking(client, "searches", [fields], path=path):
            check_turned_away(client.get(PATHS))
            assert client.get(CARD).status_code == 200
        assert are_gone([reader])
        assert client.get(asked).status_code == 200


def test_look_ups_that_hang_leave_a_slot_to_others(serve: Serve) -> None:
    with serve(lookup_slots=2, queue=1) as client:
        hung(client, CARD)
        with (
            asking(client, "lookups", [{}, {"timeout": "100"}], path=CARD),
            httpx.Client(
                base_url=client.base_url,
                timeout=60,
                transport=httpx.HTTPTransport(local_address=ELSEWHERE),
            ) as other,
        ):
            check_turned_away(client.get(CARD))
            for address in (CARD, "/actors?q=kim", PATHS, *EXPORTS, "/sparql?query=ASK{}"):
                assert other.get(address).status_code == 200, address
            for address in (PATHS, *EXPORTS, "/sparql?query=ASK{}", "/healthz"):
                assert client.get(address).status_code == 200, address
            assert load(client, "lookups") == (1, 1)
        assert client.get(CARD).status_code == 200


def test_hopeless_queries_hold_up_queries_alone(serve: Serve) -> None:
    with serve(query_slots=2, queue=1) as client:
        asked = [{"query": query} for query in list(HOPELESS.values())[:2]]
        with asking(client, "queries", asked):
            for address in CHEAP:
                answer = client.get(address)
                if address.startswith(("/sparql", "/graphs")):
                    check_turned_away(answer)
                else:
                    assert answer.status_code == 200, address
            for address in (PATHS, *EXPORTS):
                assert client.get(address).status_code == 200, address
            assert load(client, "queries") == (1, 1)
        assert client.get("/sparql?query=ASK{}").status_code == 200
