"""What an operator watches: every request and question is counted, where and as what it was."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx2 as httpx
import pytest
from pyoxigraph import Store
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import Serve
from tests.api.figures import asking, figures, questions, sample, settled
from tests.api.test_limits import ENDLESS, HOPELESS, SORTED, ask

pytestmark = pytest.mark.stores("embedded")


@pytest.fixture
def one(chosen: Settings) -> Iterator[TestClient]:
    """A client of a service of one's own, which nobody else has asked anything."""
    with TestClient(create_app(chosen), follow_redirects=False) as opened:
        yield opened


def test_requests_are_counted_by_route_and_status(one: TestClient) -> None:
    for address in ("/actors/russia", "/actors/ukraine", "/actors/nobody", "/nothing", "/no/thing"):
        one.get(address)
    one.head("/actors/russia")
    one.request("BREW", "/actors/russia")
    one.get("/actors?q=")
    told = figures(one)

    def requests(route: str, method: str, status: int) -> float:
        labels = {"route": route, "method": method, "status": str(status)}
        return told[sample("legation_requests_total", **labels)]

    assert requests("/actors/{id}", "GET", 200) == 2
    assert requests("/actors/{id}", "GET", 404) == 1
    assert requests("/actors/{id}", "HEAD", 200) == 1
    assert requests("/actors/{id}", "OTHER", 405) == 1
    assert requests("/actors", "GET", 422) == 1
    assert requests("other", "GET", 404) == 2
    assert told[sample("legation_request_seconds_count", route="/actors/{id}")] == 5
    assert told[sample("legation_request_seconds_sum", route="/actors/{id}")] > 0
    assert told[questions("lookups", "not-found")] == 1
    assert told[questions("lookups", "ok")] == 3


def test_strangers_make_no_series(one: TestClient) -> None:
    before = len(settled(one))
    for number in range(50):
        one.get(f"/x{number}")
        one.get(f"/actors/x{number}?y{number}=1")
        one.request(f"M{number}", "/")
    series = len(figures(one)) - before
    buckets = 16
    assert series < 6 + 4 * (buckets + 3)


def test_two_applications_do_not_add_up(one: TestClient, chosen: Settings) -> None:
    with TestClient(create_app(chosen)) as other:
        other.get("/actors/russia")
        assert questions("lookups", "ok") in figures(other)
    assert questions("lookups", "ok") not in figures(one)


def test_queries_are_counted_by_what_they_came_to(serve: Serve) -> None:
    with serve(max_rows=50, query_slots=1, queue=0) as client:
        before = settled(client)
        assert ask(client, "ASK{}").status_code == 200
        assert ask(client, "ASK{").status_code == 400
        assert ask(client, "ASK{ SERVICE <http://e/> {} }").status_code == 403
        assert ask(client, "CONSTRUCT WHERE {?s ?p ?o}").status_code == 503
        late = client.get("/sparql", params={"query": HOPELESS, "timeout": 1.5})
        assert late.status_code == 503
        with asking(client, "queries", [{"query": HOPELESS}]):
            told = figures(client)
            assert told[sample("legation_slots", lane="queries")] == 1
            assert told[sample("legation_slots_busy", lane="queries")] == 1
            assert ask(client, "ASK{}").status_code == 429
        told = figures(client)
    for outcome, number in {
        "ok": 1,
        "query-syntax": 1,
        "forbidden": 1,
        "answer-too-large": 1,
        "deadline-exceeded": 1,
        "too-busy": 1,
        "caller-gone": 1,
    }.items():
        key = questions("queries", outcome)
        assert told[key] - before.get(key, 0) == number, outcome
    assert told[sample("legation_slots_busy", lane="queries")] == 0
    assert told[sample("legation_processes_ended_total", lane="queries")] == 2


def test_memory_and_callers_who_left_are_outcomes_too(serve: Serve) -> None:
    with serve(query_memory_mb=200) as client:
        sorting = SORTED.replace("200000", "20000000")
        assert ask(client, sorting).json()["type"].endswith("/memory-exceeded")
        with client.stream("GET", "/sparql", params={"query": ENDLESS}) as answer:
            assert next(answer.iter_raw())
        with suppress(httpx.ReadTimeout):
            client.get("/sparql", params={"query": HOPELESS}, timeout=0.5)
        for _ in range(100):
            told = figures(client)
            if told.get(questions("queries", "caller-gone")) == 2:
                break
            time.sleep(0.1)
        assert told[questions("queries", "caller-gone")] == 2
        assert told[questions("queries", "memory-exceeded")] == 1
        assert told[sample("legation_answers_broken_off_total")] == 0


def test_an_answer_broken_off_is_counted(serve: Serve) -> None:
    with serve(max_answer_bytes=1_000_000) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            ask(client, ENDLESS)
        told = figures(client)
        assert told[sample("legation_answers_broken_off_total")] == 1
        assert told[questions("queries", "answer-too-large")] == 1


def test_the_store_is_measured_once_a_revision(one: TestClient, chosen: Settings) -> None:
    told = settled(one)
    assert told[sample("legation_revision")] == 1
    database = Path(chosen.store) / "revisions" / "1"
    assert told[sample("legation_store_quads")] == len(Store.read_only(str(database)))
    held = sum(path.stat().st_size for path in database.iterdir() if path.is_file())
    assert told[sample("legation_store_bytes")] >= held
    asked = told[questions("queries", "ok")]
    assert figures(one)[questions("queries", "ok")] == asked == 1


def test_many_may_watch_at_once(serve: Serve) -> None:
    with serve() as client:
        settled(client)
        threads = [threading.Thread(target=figures, args=[client]) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        told = figures(client)
        labels = {"route": "/metrics", "method": "GET", "status": "200"}
        assert told[sample("legation_requests_total", **labels)] >= 9
        assert told[questions("queries", "ok")] == 1
