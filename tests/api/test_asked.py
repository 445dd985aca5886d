"""A request may lower the limits and never raise them."""

import httpx2 as httpx
import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from api.app import create_app
from api.asked import Asked, lowered
from api.settings import Settings
from tests.api.conftest import Serve
from tests.api.test_lanes import readers
from tests.api.test_limits import HOPELESS
from tests.serving import are_gone

pytestmark = pytest.mark.stores("embedded")

ALL = "SELECT * { ?s ?p ?o } LIMIT 10"
TRIPLES = "CONSTRUCT WHERE { ?s ?p ?o }"


@given(st.integers(min_value=1), st.integers(min_value=1))
def test_what_is_asked_never_raises_a_limit(limit: int, asked: int) -> None:
    assert lowered(limit, asked) <= limit
    assert lowered(limit, asked) in (limit, asked)


@given(timeout=st.floats(min_value=0.01, max_value=1e9), number=st.integers(1, 10**12))
def test_no_field_raises_a_limit(timeout: float, number: int) -> None:
    settings = Settings()
    asked = Asked(None, timeout, number, number, number)
    bounds = asked.bounds(settings)
    assert asked.deadline(settings) <= settings.deadline_seconds
    assert bounds.rows <= settings.max_rows
    assert bounds.bytes <= settings.max_answer_bytes


@pytest.mark.parametrize("is_posted", [False, True])
@pytest.mark.parametrize(
    ("asked", "query", "told"),
    [
        ({"timeout": "0.4"}, HOPELESS, "0.4 seconds"),
        ({"max_rows": "9"}, ALL, "9 rows"),
        ({"max_rows": "10"}, TRIPLES, "10 rows"),
        ({"max_bytes": "1000"}, ALL, "1000 bytes"),
        ({"max_memory_mb": "1"}, HOPELESS, "1 MB of memory"),
    ],
)
def test_a_query_may_lower_each_limit(
    client: TestClient, asked: dict[str, str], query: str, told: str, is_posted: bool
) -> None:
    fields = {"query": query, **asked}
    if is_posted:
        answer = client.post("/sparql", data=fields)
    else:
        answer = client.get("/sparql", params=fields)
    assert answer.status_code == 503
    assert told in answer.json()["detail"]


def test_limits_stand_in_the_address_of_a_posted_query_too(client: TestClient) -> None:
    answer = client.post(
        "/sparql?max_rows=5", content=ALL, headers={"content-type": "application/sparql-query"}
    )
    assert "5 rows" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("settings", "asked", "query", "told"),
    [
        ({"deadline_seconds": 0.4}, {"timeout": "3600"}, HOPELESS, "0.4 seconds"),
        ({"max_rows": 5}, {"max_rows": "1000"}, ALL, "5 rows"),
        ({"max_answer_bytes": 1000}, {"max_bytes": "100000"}, ALL, "1000 bytes"),
        ({"query_memory_mb": 10}, {"max_memory_mb": "4000"}, HOPELESS, "10 MB of memory"),
    ],
)
def test_no_query_may_raise_one(
    serve: Serve, settings: dict[str, float], asked: dict[str, str], query: str, told: str
) -> None:
    with serve(**settings) as client:
        answer = client.get("/sparql", params={"query": query, **asked})
        assert answer.status_code == 503
        assert told in answer.json()["detail"]


@pytest.mark.parametrize(
    "address",
    ["/actors/russia", "/paths?from=russia&to=ukraine", "/export/dot?actor=russia", "/judgements"],
)
def test_any_look_up_may_ask_for_less_time(chosen: Settings, address: str) -> None:
    """Its process is made to hang, so that it has no answer in time."""
    with TestClient(create_app(chosen)) as client:
        assert client.get("/sparql?query=ASK{}").status_code == 200
        before = readers()
        mark = "&" if "?" in address else "?"
        assert client.get(f"{address}{mark}timeout=20").status_code == 200
        (reader,) = (psutil.Process(pid) for pid in readers() - before)
        reader.suspend()
        late = client.get(f"{address}{mark}timeout=0.2")
        assert late.status_code == 503
        assert "0.2 seconds" in late.json()["detail"]
        assert are_gone([reader])
        assert client.get(address).status_code == 200


def test_a_search_for_paths_may_ask_for_less_work(client: TestClient) -> None:
    paths = "/paths?from=sergei-shoigu&to=united-states&k=50"
    assert client.get(paths).json()["complete"]
    assert not client.get(f"{paths}&max_work=1").json()["complete"]
    assert client.get(f"{paths}&max_work=1000000000000").json() == client.get(paths).json()


def test_an_export_may_ask_for_fewer_edges(client: TestClient) -> None:
    export = "/export/node-link?actor=sergei-shoigu"
    whole, few = client.get(export).json(), client.get(f"{export}&max_edges=2").json()
    assert len(few["edges"]) < len(whole["edges"])
    more = client.get(f"{export}&max_edges=1000000000000").json()
    assert len(more["edges"]) == len(whole["edges"])


@pytest.mark.parametrize("name", ["timeout", "max_rows", "max_bytes", "max_memory_mb", "revision"])
@pytest.mark.parametrize("value", ["", "soon", "-1", "nan", "inf", "1e999"])
def test_nonsense_is_refused_by_name(client: TestClient, name: str, value: str) -> None:
    answers: list[httpx.Response] = [
        client.get("/sparql", params={"query": "ASK{}", name: value}),
        client.post("/sparql", data={"query": "ASK{}", name: value}),
    ]
    for answer in answers:
        assert answer.status_code == 422
        assert answer.json()["parameter"] == name


def test_two_services_lower_each_by_its_own(chosen: Settings) -> None:
    strict = chosen.model_copy(update={"max_rows": 5})
    with TestClient(create_app(strict)) as client:
        asked = {"query": "SELECT * { ?s ?p ?o } LIMIT 6"}
        assert "5 rows" in client.get("/sparql", params=asked).json()["detail"]
