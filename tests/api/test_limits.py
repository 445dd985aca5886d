"""Deadlines, slots and sizes, behind a real server: what is cut never passes for whole."""

import os
import subprocess
import sys

import httpx2 as httpx
import psutil
import pytest

from api.settings import Settings
from ontology import ENTITIES_GRAPH
from tests.api.conftest import Serve
from tests.api.figures import asking, wait_for
from tests.serving import are_gone

# An endpoint bounds its own queries; these are the bounds of our processes.
pytestmark = pytest.mark.stores("embedded")

LONG = """SELECT (COUNT(*) AS ?n)
{ { SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 30000000 } }"""
SORTED = """SELECT ?a
{ { SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000 } } ORDER BY ?c ?f"""
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOPELESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def ask(client: httpx.Client, query: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query})


@pytest.mark.parametrize("query", [LONG, SORTED])
def test_a_hopeless_query_is_given_up_and_others_go_on(serve: Serve, query: str) -> None:
    with serve() as client, asking(client, "queries", [{"query": HOPELESS}]):
        assert client.get("/healthz").status_code == 200
        assert client.get("/actors/russia").status_code == 200
        late = client.get("/sparql", params={"query": query, "timeout": 1.5})
        assert late.status_code == 503
        assert "1.5 seconds" in late.json()["detail"]
        assert ask(client, "ASK{}").status_code == 200
        # The caller is told at once; the slot is free when the process is gone.
        wait_for(client, "queries", at_work=1, waiting=0)


def test_who_comes_when_all_is_taken_is_told_when_to_come_again(serve: Serve) -> None:
    with serve(query_slots=1, queue=0) as client:
        with asking(client, "queries", [{"query": HOPELESS}]):
            busy = ask(client, "ASK{}")
            assert busy.status_code == 429
            assert int(busy.headers["retry-after"]) > 0
            assert busy.headers["content-type"] == "application/problem+json"
            assert client.get("/actors/russia").status_code == 200
            assert client.get("/healthz").status_code == 200
        assert ask(client, "ASK{}").status_code == 200


def slow(rows: int) -> str:
    """Return a query of so many rows at once, and of none after them for ever."""
    none = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(CONCAT(STR(?c), STR(?f)) = STR(?i))"
    return f"SELECT ?a ?b ?c {{ {{ SELECT * {{ ?a ?b ?c }} LIMIT {rows} }} UNION {{ {none} }} }}"


def test_an_answer_slow_in_coming_begins(serve: Serve) -> None:
    with serve(query_slots=1) as client:
        for _ in range(2):
            with client.stream("GET", "/sparql", params={"query": slow(500)}) as answer:
                assert answer.status_code == 200
                assert next(answer.iter_raw())
        assert ask(client, "ASK{}").json()["boolean"] is True


def test_an_answer_of_few_rows_past_its_deadline_is_a_problem(serve: Serve) -> None:
    with serve() as client:
        assert ask(client, "ASK{}").status_code == 200  # there is a process now
        late = client.get("/sparql", params={"query": slow(3), "timeout": 1.5})
        assert late.status_code == 503
        assert "the answer took longer than 1.5 seconds" in late.json()["detail"]


def test_an_answer_too_large_is_broken_off(serve: Serve) -> None:
    with serve(max_answer_bytes=1_000_000) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            ask(client, ENDLESS)
        assert ask(client, "ASK{}").status_code == 200


def test_an_answer_too_large_from_the_first_is_a_problem(serve: Serve) -> None:
    with serve(max_answer_bytes=1000) as client:
        for address in (
            "/sparql?query=CONSTRUCT WHERE {?s ?p ?o}",
            "/dump.nq",
            f"/graphs?graph={ENTITIES_GRAPH}",
        ):
            answer = client.get(address)
            assert answer.status_code == 503
            assert answer.json()["type"].endswith("/answer-too-large")


def test_an_answer_past_its_deadline_is_broken_off(serve: Serve) -> None:
    with serve() as client:
        assert ask(client, "ASK{}").status_code == 200  # there is a process now
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/sparql", params={"query": ENDLESS, "timeout": 3})
        assert ask(client, "ASK{}").status_code == 200


def test_a_caller_who_leaves_frees_the_slot(serve: Serve) -> None:
    with serve(query_slots=1, queue=1) as client:
        for _ in range(3):
            with client.stream("GET", "/sparql", params={"query": ENDLESS}) as answer:
                assert next(answer.iter_raw())
        assert ask(client, "ASK{}").json()["boolean"] is True


def test_what_streams_is_whole(serve: Serve) -> None:
    query = "SELECT ?a ?b { ?a a ?c . ?b a ?c } LIMIT 50000"
    with serve() as client:
        with client.stream("GET", "/sparql", params={"query": query}) as answer:
            assert answer.headers["transfer-encoding"] == "chunked"
            answer.read()
        assert len(answer.json()["results"]["bindings"]) == 50_000


def test_a_long_query_is_refused_before_it_is_read_whole(serve: Serve) -> None:
    with serve(max_query_bytes=1000) as client:
        answer = client.post(
            "/sparql",
            content=b"#" * 5_000_000,
            headers={"content-type": "application/sparql-query"},
        )
        assert answer.status_code == 413
        assert client.get("/sparql", params={"query": "#" * 2000}).status_code == 413


def test_a_service_with_a_hopeless_query_still_ends(chosen: Settings) -> None:
    """A process of its own, for it is the interpreter's end that must not wait."""
    program = (
        "import psutil\n"
        "from starlette.testclient import TestClient\n"
        "from api.app import create_app\n"
        "from api.settings import Settings\n"
        "with TestClient(create_app(Settings(deadline_seconds=0.5))) as client:\n"
        f"    print(client.get('/sparql', params={{'query': {HOPELESS!r}}}).status_code)\n"
        "    print(*(one.pid for one in psutil.Process().children(recursive=True)))\n"
    )
    environment = {**os.environ, "LEGATION_STORE": chosen.store, "LEGATION_LOG_LEVEL": "error"}
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    status, *processes = map(int, ended.stdout.split())
    assert status == 503
    assert processes
    assert are_gone(one for one in psutil.process_iter() if one.pid in processes)
