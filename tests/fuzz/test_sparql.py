"""Whatever is sent to ``/sparql``, the answer is results, a description or a problem."""

import httpx2 as httpx
import hypothesis
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.fuzz.answers import IS_ORDINARY, REQUESTS, SECONDS, hold, sent
from tests.fuzz.conftest import Service
from tests.fuzz.requests import Asked, requests

pytestmark = pytest.mark.timeout(SECONDS)
made_up = hypothesis.settings(
    deadline=None,
    database=None,
    derandomize=IS_ORDINARY,
    suppress_health_check=list(HealthCheck),
)


def _ask(asked: Asked, who: str, service: Service) -> None:
    answer = sent(service.place, asked.content(service.headers), asked.method)
    assert answer is not None, asked
    hold(who, asked.method, answer, dict(asked.headers).get("Accept", ""))


@hypothesis.settings(made_up, max_examples=REQUESTS // 2)
@given(asked=requests())
def test_as_a_stranger(stranger: Service, asked: Asked) -> None:
    _ask(asked, "at /sparql, without a token", stranger)


@hypothesis.settings(made_up, max_examples=REQUESTS // 6)
@given(asked=requests())
def test_as_an_operator(operator: Service, asked: Asked) -> None:
    _ask(asked, "at /sparql, with a token", operator)


@hypothesis.settings(made_up, max_examples=REQUESTS // 10)
@given(path=st.binary(max_size=60), method=st.sampled_from(["GET", "HEAD", "POST", "DELETE"]))
def test_any_address(stranger: Service, path: bytes, method: str) -> None:
    """A path of any bytes that can stand in one, raw or encoded."""
    target = bytes(byte if byte > 32 and byte != 127 else ord("/") for byte in path)
    asked = Asked(method, b"/" + target, (), b"")
    answer = sent(stranger.place, asked.content({}), method)
    assert answer is not None, asked
    hold("at any address", method, answer)


def test_the_services_go_on(stranger: Service, operator: Service) -> None:
    for service in (stranger, operator):
        answer = httpx.get(f"{service.address}/sparql", params={"query": "ASK {}"})
        assert answer.json()["boolean"] is True
