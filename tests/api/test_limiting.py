"""The door: long addresses, frequent callers, and whom a proxy may speak for."""

from collections.abc import Iterator

import httpx2 as httpx
import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import Serve

pytestmark = pytest.mark.stores("embedded")


@pytest.fixture
def hurried(chosen: Settings) -> Iterator[TestClient]:
    settings = chosen.model_copy(update={"rate": "1000/second; 3/hour"})
    with TestClient(create_app(settings)) as opened:
        yield opened


def test_whoever_asks_too_often_is_told_when_to_come_again(hurried: TestClient) -> None:
    statuses = [hurried.get("/articles").status_code for _ in range(3)]
    assert statuses == [200, 200, 200]
    turned_away = hurried.get("/nothing")
    assert turned_away.status_code == 429
    assert 1 <= int(turned_away.headers["retry-after"]) <= 3600
    assert turned_away.headers["content-type"] == "application/problem+json"
    assert turned_away.json()["type"].endswith("/too-often")
    assert "3 per 1 hour" in turned_away.json()["detail"]
    assert [hurried.get(path).status_code for path in ("/healthz", "/readyz")] == [200, 200]


def test_a_script_elsewhere_may_read_that_it_asks_too_often(hurried: TestClient) -> None:
    origin = {"origin": "https://elsewhere.example"}
    answers = [hurried.get("/articles", headers=origin) for _ in range(4)]
    assert answers[-1].status_code == 429
    assert answers[-1].headers["access-control-allow-origin"] == "*"
    assert "Retry-After" in answers[-1].headers["access-control-expose-headers"]


def test_by_default_nobody_asks_too_often(client: TestClient) -> None:
    assert {client.get("/healthz").status_code for _ in range(300)} == {200}
    assert {client.get("/nothing").status_code for _ in range(300)} == {404}


def statuses(client: httpx.Client, *callers: str) -> list[int]:
    return [
        client.get("/nothing", headers={"x-forwarded-for": caller}).status_code
        for caller in callers
    ]


CALLERS = ("192.0.2.1", "192.0.2.2", "192.0.2.1")


def test_nobody_is_believed_when_he_says_whom_he_asks_for(serve: Serve) -> None:
    with serve(rate="1/hour") as client:
        assert statuses(client, *CALLERS) == [404, 429, 429]


def test_a_trusted_proxy_is_believed(serve: Serve) -> None:
    with serve(rate="1/hour", trusted_proxies="127.0.0.1") as client:
        assert statuses(client, *CALLERS) == [404, 404, 429]


def test_one_line_is_one_caller_whatever_address_it_takes(serve: Serve) -> None:
    with serve(rate="1/hour", trusted_proxies="127.0.0.1") as client:
        addresses = ("2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:3::1")
        assert statuses(client, *addresses) == [404, 429, 404]


def test_an_address_too_long_is_refused_with_the_limit(serve: Serve) -> None:
    with serve(max_url_bytes=2000) as client:
        assert client.get("/actors", params={"q": "a" * 1900}).status_code == 200
        for address in (f"/actors?q={'a' * 2000}", f"/{'a' * 2000}", f"/actors?q={'%20' * 670}"):
            answer = client.get(address)
            assert answer.status_code == 414
            assert answer.headers["content-type"] == "application/problem+json"
            assert "2000 bytes" in answer.json()["detail"]


@pytest.mark.parametrize("rate", ["often", "0/second", "5/second; 0/minute", "-1/hour"])
def test_a_rate_nobody_understands_is_refused(rate: str) -> None:
    with pytest.raises(ValidationError, match="rate"):
        Settings(rate=rate)
