"""Every answer has its headers, whatever it is: pages, files, faults, and what is no request."""

import re
import socket
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.tokens import Right, Tokens
from tests.api.conftest import Serve

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/docs", 200),
    ("GET", "/openapi.json", 200),
    ("GET", "/static/page.css", 200),
    ("GET", "/docs/assets/swagger-ui.css", 200),
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/metrics", 200),
    ("GET", "/actors/russia", 200),
    ("HEAD", "/actors/russia", 200),
    ("GET", "/actors?q=", 422),
    ("GET", "/nothing", 404),
    ("GET", "/static/nothing", 404),
    ("GET", "/static/../../pyproject.toml", 404),
    ("GET", "/static/%2e%2e/%2e%2e/pyproject.toml", 404),
    ("DELETE", "/actors/russia", 405),
    ("GET", "/sparql?query=ASK{}", 200),
    ("GET", "/sparql?query=ASK{", 400),
    ("GET", "/sparql?query=LOAD<http://e/>", 403),
    ("POST", "/sparql", 415),
    ("PUT", "/graphs?default", 403),
    ("GET", "/dump.nq", 200),
]


def check(headers: httpx.Headers) -> None:
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "http:" not in str(policy)
    assert "https:" not in str(policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-request-id"]
    assert "server" not in headers
    assert "x-powered-by" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
@pytest.mark.parametrize(("method", "address", "status"), ANSWERS)
def test_every_answer_has_them(
    client: TestClient, method: str, address: str, status: int, accept: str
) -> None:
    headers = {"accept": accept, "origin": "https://example.org"}
    answer = client.request(method, address, headers=headers)
    if accept == "*/*":
        assert answer.status_code == status
    check(httpx.Headers(dict(answer.headers)))
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "Traceback" not in answer.text
    assert str(Path.cwd()) not in answer.text


def test_inline_styles_are_for_two_pages_alone(client: TestClient) -> None:
    for method, address, _ in ANSWERS:
        policy = client.request(method, address).headers["content-security-policy"]
        assert ("unsafe" in policy) == (address == "/docs"), address


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_other_sites_may_ask_and_not_write(client: TestClient, method: str) -> None:
    def preflight(method: str, headers: str = "") -> httpx.Response:
        asked = {"origin": "https://example.org", "access-control-request-method": method}
        if headers:
            asked["access-control-request-headers"] = headers
        answer: httpx.Response = client.options("/sparql", headers=asked)
        return answer

    allowed = preflight(method, "content-type")
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "*"
    check(httpx.Headers(dict(allowed.headers)))
    assert preflight("PUT").status_code == 400
    assert preflight("DELETE").status_code == 400
    assert preflight(method, "authorization").status_code == 400


_LAST = b"Host: e\r\nConnection: close\r\n\r\n"
RAW = {
    "no request": b"hello\r\n\r\n",
    "no HTTP of ours": b"GET / HTTP/9.9\r\n\r\n",
    "a header without a name": b"GET / HTTP/1.1\r\n: x\r\n" + _LAST,
    "two lengths": b"POST /sparql HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n"
    + _LAST
    + b"ab",
    "a length and chunks": b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Length: 5\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /dump.nq HTTP/1.1\r\n\r\n",
    "a line in a header": b"GET /healthz HTTP/1.1\r\nX-Request-ID: a\rSet-Cookie: b\r\n" + _LAST,
    "an absolute address": b"GET http://127.0.0.1:9/ HTTP/1.1\r\n" + _LAST,
    "a tunnel": b"CONNECT 127.0.0.1:9 HTTP/1.1\r\n" + _LAST,
}


@pytest.mark.parametrize("content", RAW.values(), ids=RAW)
def test_what_is_no_request_is_told_nothing(serve: Serve, content: bytes) -> None:
    with serve() as client:
        host, port = client.base_url.host, client.base_url.port
        with socket.create_connection((host, port or 80), timeout=30) as raw:
            raw.sendall(content)
            raw.shutdown(socket.SHUT_WR)
            answer = b""
            while part := raw.recv(65536):
                answer += part
        lowered = answer.lower()
        # Nothing is smuggled in behind.
        assert len(re.findall(rb"^http/1\.1 \d{3}", lowered, re.MULTILINE)) <= 1
        assert b"set-cookie" not in lowered
        assert b"traceback" not in lowered
        assert b"uvicorn" not in lowered
        assert client.get("/healthz").status_code == 200


# Who may


@pytest.fixture
def guarded(chosen: Settings, tmp_path: Path) -> tuple[TestClient, dict[str, str]]:
    """A service where reading needs a token, and a token for each right."""
    kept = Tokens(tmp_path / "tokens.json")
    tokens = {right.value: kept.create(right.value, [right]) for right in Right}
    update = {"tokens": kept.path, "token_to_read": True}
    return TestClient(create_app(chosen.model_copy(update=update))), tokens


def test_who_brings_no_token_or_a_wrong_one_is_challenged(
    guarded: tuple[TestClient, dict[str, str]],
) -> None:
    client, tokens = guarded
    with client:
        for address in ("/actors/russia", "/sparql?query=ASK{}", "/dump.nq", "/", "/metrics"):
            answer = client.get(address)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == 'Bearer realm="legation"'
            for wrong in ("Bearer nonsense", "Bearer ", "Basic YTpi", f"Basic {tokens['read']}"):
                answer = client.get(address, headers={"authorization": wrong})
                assert answer.status_code == 401
                assert answer.headers["www-authenticate"].startswith('Bearer realm="legation"')
            allowed = {"authorization": f"Bearer {tokens['read']}"}
            assert client.get(address, headers=allowed).status_code == 200
        for address in ("/healthz", "/readyz", "/docs", "/static/page.css"):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize("held", [right.value for right in Right])
def test_a_right_lets_do_that_alone(guarded: tuple[TestClient, dict[str, str]], held: str) -> None:
    client, tokens = guarded
    allowed = {"authorization": f"Bearer {tokens[held]}"}
    update = {"content-type": "application/sparql-update", **allowed}
    with client:
        did = {
            "read": client.get("/actors/russia", headers=allowed),
            "load": client.put("/graphs?graph=x", headers=allowed),
            "judge": client.post("/judgements", headers=allowed),
            "admin": client.post("/sparql", content="LOAD <x>", headers=update),
        }
    for right, answer in did.items():
        if held in (right, "admin"):
            assert "/missing-right" not in answer.text
            assert answer.status_code != 401
        else:
            assert answer.status_code == 403
            lacked = answer.json()["right"]
            assert lacked in (right, "read")  # for an update may be sent where queries are
            challenge = answer.headers["www-authenticate"]
            assert challenge.endswith(f'error="insufficient_scope", scope="{lacked}"')
