"""The log: a line of JSON for each request, with its id, its time and its rows, and no secret."""

import json
from collections.abc import Iterator
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer
from typing import Any

import httpx2 as httpx
import pytest
import structlog
from starlette.testclient import TestClient

from api.app import create_app
from api.concealing import Concealing
from api.querying import RESULTS, TRIPLES
from api.routers.graphs import FORMATS
from api.settings import Settings
from api.tokens import Right, Tokens
from tests.api.test_limits import ENDLESS

pytestmark = pytest.mark.stores("embedded")

GRAPH = "https://w3id.org/legation/article/2024-09-13-shoigu-kim-pyongyang"
Lines = list[dict[str, Any]]


@pytest.fixture
def log(capfd: pytest.CaptureFixture[str]) -> Iterator["Log"]:
    yield Log(capfd)
    structlog.reset_defaults()


class Log:
    """What has been written to standard error since it was looked at last."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def text(self) -> str:
        return self._captured.readouterr().err

    def lines(self) -> Lines:
        return [json.loads(line) for line in self.text().splitlines()]

    def request(self) -> dict[str, Any]:
        (line,) = (line for line in self.lines() if line["event"] == "request")
        return line


def service(chosen: Settings, **other: object) -> TestClient:
    informed = chosen.model_copy(update={"log_level": "info", **other})
    return TestClient(create_app(informed), raise_server_exceptions=False)


def test_a_request_is_a_line(chosen: Settings, log: Log) -> None:
    with service(chosen) as client:
        log.text()
        answer = client.get("/actors/russia")
        line = log.request()
        assert line["id"] == answer.headers["x-request-id"]
        assert (line["method"], line["path"], line["status"]) == ("GET", "/actors/russia", 200)
        assert line["milliseconds"] > 0
        assert line["outcome"] == "ok"
        assert line["timestamp"].endswith("Z")
        assert "rows" not in line  # an actor has none


@pytest.mark.parametrize("accept", [*RESULTS, *TRIPLES])
def test_rows_are_told(chosen: Settings, log: Log, accept: str) -> None:
    form = "CONSTRUCT WHERE" if accept in TRIPLES else "SELECT *"
    with service(chosen) as client:
        log.text()
        client.get(
            "/sparql",
            params={"query": f"{form} {{ ?s ?p ?o }} LIMIT 123"},
            headers={"accept": accept},
        )
        line = log.request()
    assert (line["rows"], line["outcome"]) == (123, "ok")


@pytest.mark.parametrize("address", ["/dump.nq", "/dump.trig"])
def test_the_quads_of_a_dump_are_told(chosen: Settings, log: Log, address: str) -> None:
    with service(chosen) as client:
        quads = len(client.get("/dump.nq").text.splitlines())
        log.text()
        client.get(address)
        assert log.request()["rows"] == quads


@pytest.mark.parametrize("accept", FORMATS)
def test_the_triples_of_a_graph_are_told(chosen: Settings, log: Log, accept: str) -> None:
    with service(chosen) as client:
        lines = client.get("/graphs", params={"graph": GRAPH}, headers={"accept": FORMATS[1]}).text
        log.text()
        client.get("/graphs", params={"graph": GRAPH}, headers={"accept": accept})
        assert log.request()["rows"] == len(lines.splitlines()) > 100


@pytest.mark.parametrize("address", ["/actors?q=russia", "/events?limit=3", "/articles"])
def test_the_items_of_a_list_are_told(chosen: Settings, log: Log, address: str) -> None:
    with service(chosen) as client:
        log.text()
        items = client.get(address).json()["items"]
        assert log.request()["rows"] == len(items) > 0


def test_what_has_no_rows_tells_none(chosen: Settings, log: Log) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } LIMIT 5"}
    with service(chosen) as client:
        tag = client.get("/sparql", params=query).headers["etag"]
        log.text()
        answer = client.get("/sparql", params=query, headers={"if-none-match": tag})
        assert answer.status_code == 304
        assert "rows" not in log.request()
        for address in ("/sparql?query=ASK{}", "/paths?from=russia&to=kim-jong-un"):
            assert client.get(address).status_code == 200
            assert "rows" not in log.request()


@pytest.mark.parametrize(
    ("query", "outcome"),
    [("ASK{", "query-syntax"), ("LOAD <http://e/>", "forbidden"), (ENDLESS, "answer-too-large")],
)
def test_what_came_of_it_is_told(chosen: Settings, log: Log, query: str, outcome: str) -> None:
    with service(chosen, max_answer_bytes=100) as client:
        log.text()
        client.get("/sparql", params={"query": query})
        assert log.request()["outcome"] == outcome


@pytest.mark.parametrize("given", ["abc", "4bf92f3577b34da6a3ce929d0e0e4736", "a.b_c-1", "x" * 64])
def test_a_plain_request_id_is_kept(client: TestClient, given: str) -> None:
    answer = client.get("/healthz", headers={"x-request-id": given})
    assert answer.headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "é", 'a"b', "a\x1b[31m", "<b>", "a;b"])
def test_any_other_is_replaced(client: TestClient, given: str) -> None:
    answers = [
        client.get(address, headers=[(b"x-request-id", given.encode())])
        for address in ("/healthz", "/nothing")
    ]
    ids = [answer.headers["x-request-id"] for answer in answers]
    assert len(set(ids)) == 2
    assert all(len(one) == 16 and one.isalnum() for one in ids)


def test_no_secret_is_logged(chosen: Settings, log: Log, tmp_path: Path) -> None:
    file = tmp_path / "tokens.json"
    token = Tokens(file).create("Eva", [Right.read])
    headers = {"Authorization": f"Bearer {token}"}
    with service(chosen, tokens=file, token_to_read=True) as client:
        assert client.get("/actors/russia", headers=headers).status_code == 200
        assert client.put("/graphs?default", headers=headers).status_code == 403
        assert client.get(f"/actors?q={token}").status_code == 401
        bad = {"Authorization": f"Bearer {token}x"}
        assert client.get("/actors/russia", headers=bad).status_code == 401
        file.chmod(0o644)
        answer = client.get("/actors/russia", headers=headers)
        assert answer.status_code == 503
    told = log.text()
    assert "others may read the tokens" in told
    for secret in (token, token.removeprefix("legation_"), "Bearer", str(tmp_path), chosen.store):
        assert secret not in told
        assert secret not in answer.text


def test_a_store_that_fails_is_told_without_its_place(store: Path, log: Log) -> None:
    with service(Settings(store=str(store), warm_up=False)) as client:
        assert client.get("/actors/russia").status_code == 200
        (store / "CURRENT").write_text("nonsense")
        for address in ("/actors/russia", "/sparql?query=ASK{}", "/dump.nq", "/readyz"):
            answer = client.get(address)
            assert answer.status_code == 503
            assert "the store" in answer.json()["detail"]
            assert str(store.parent) not in answer.text
        assert client.get("/healthz").status_code == 200
        assert client.get("/metrics").status_code == 200
    told = log.text()
    assert str(store.parent) not in told
    assert "Traceback" not in told


def test_an_endpoint_that_fails_is_told_without_its_address(log: Log) -> None:
    secret = "http://user:hush@127.0.0.1:9/query"  # nobody listens on the discard port
    with service(Settings(store=secret, warm_up=False)) as client:
        answer = client.get("/actors/russia")
        assert isinstance(answer, httpx.Response)
        assert answer.status_code == 502
        assert "the store cannot be reached" in answer.json()["detail"]
    for text in (answer.text, log.text()):
        assert "hush" not in text
        assert "127.0.0.1" not in text


def test_an_endpoint_that_fails_or_is_too_slow_has_the_name_the_operator_gave(log: Log) -> None:
    name = "Virtuoso in Geneva"
    with TCPServer(("127.0.0.1", 0), BaseRequestHandler) as silent:  # it takes calls, and no more
        slow = f"http://127.0.0.1:{silent.server_address[1]}/query"
        for place, status in (("http://127.0.0.1:9/query", 502), (slow, 504)):
            chosen = Settings(store=place, endpoint_name=name, endpoint_seconds=0.5, warm_up=False)
            with service(chosen) as client:
                for address in ("/actors/russia", "/paths?from=a&to=b", "/sparql?query=ASK{}"):
                    answer = client.get(address)
                    assert answer.status_code == status
                    assert name in answer.json()["detail"]
                    assert "127.0.0.1" not in answer.text
    assert "127.0.0.1" not in log.text()


def test_what_an_endpoint_is_told_in_secret_is_never_shown() -> None:
    conceal = Concealing(
        Settings(store="http://e/query", endpoint_password="hush-1", endpoint_token="hush-2")
    )
    told = conceal(None, "error", {"detail": "hush-1 and hush-2 at http://e/query"})
    assert told["detail"] == "(a secret) and (a secret) at the store"


def test_lines_cannot_be_forged(chosen: Settings, log: Log) -> None:
    forged = '/x%0A{"event": "request", "id": "forged"}%1b[2J'
    with service(chosen) as client:
        log.text()
        client.get(forged)
        text = log.text()
    (line,) = text.splitlines()
    assert json.loads(line)["status"] == 404
    assert "\x1b" not in text
