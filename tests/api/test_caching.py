"""Every answer names its revision, and is not sent twice."""

from itertools import product
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.readers.frames import PIECE
from api.settings import Settings
from graph.seed import seed
from graph.store import open_store
from ontology import ENTITIES_GRAPH
from tests.api.test_graphs import ARTICLE

ADDRESSES = [
    "/actors?q=kim",
    "/actors/russia",
    "/actors/russia/connections",
    "/events",
    "/statements/2024-09-13-shoigu-kim-pyongyang:us-allegation/thread",
    "/articles",
    "/paths?from=sergei-shoigu&to=kim-jong-un",
    "/export/gexf?actor=sergei-shoigu",
    "/sparql",
    "/sparql?query=ASK{}",
    "/graphs?graph=https://w3id.org/legation/graph/derived",
    "/dump.nq",
    "/",
]


@pytest.mark.stores("embedded", "oxigraph")
def test_the_default_graph_is_not_sent_twice(client: TestClient) -> None:
    tag = client.get("/graphs?default").headers["etag"]
    assert client.get("/graphs?default", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_names_its_revision_and_is_not_sent_twice(
    client: TestClient, address: str
) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["legation-revision"] == "1"
    tag = first.headers["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = client.get(address, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert (again.headers["etag"], again.headers["legation-revision"]) == (tag, "1")
    assert client.get(address, headers={"if-none-match": '"1-other"'}).status_code == 200


def test_tags_differ_by_format_and_question(client: TestClient) -> None:
    asked = [
        ("/actors/russia", "application/json"),
        ("/actors/russia", "text/turtle"),
        ("/actors/ukraine", "application/json"),
        ("/events?limit=1", "application/json"),
        ("/events?limit=2", "application/json"),
    ]
    tags = {
        client.get(address, headers={"accept": kind}).headers["etag"] for address, kind in asked
    }
    assert len(tags) == len(asked)


def test_posted_questions_have_tags_of_their_own(client: TestClient) -> None:
    tags = {
        client.post("/sparql", data={"query": query}).headers["etag"]
        for query in ("ASK { }", "ASK { ?s ?p ?o }")
    }
    assert len(tags) == 2


def test_a_new_revision_has_a_new_tag(tmp_path: Path) -> None:
    path = str(tmp_path / "store")
    store = open_store(path)
    seed(store)
    with TestClient(create_app(Settings(store=path, log_level="error"))) as client:
        before = client.get("/actors/russia")
        with store.draft(who="a tester", why="nothing new"):
            pass
        after = client.get("/actors/russia", headers={"if-none-match": before.headers["etag"]})
        assert after.status_code == 200
        assert (before.headers["legation-revision"], after.headers["legation-revision"]) == (
            "1",
            "2",
        )
        assert client.get("/readyz").json() == {"status": "ok", "revision": 2}
    store.close()


RESULTS = [
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv",
    "text/tab-separated-values",
]  # fmt: skip
TRIPLES = ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
SENT = [
    *((address, "*/*") for address in (*ADDRESSES, "/healthz", "/docs")),
    ("/actors/russia", "text/html"),
    ("/actors/russia", "text/turtle"),
    *(
        (f"/sparql?query=SELECT * {{?s ?p ?o}} LIMIT {rows}", form)
        for rows, form in product((0, 1, 50, 100, 5000), RESULTS)
    ),
    *(
        (f"/sparql?query=CONSTRUCT WHERE {{?s ?p ?o}} LIMIT {rows}", form)
        for rows, form in product((1, 100, 5000), TRIPLES)
    ),
    *((f"/graphs?graph={ARTICLE}", form) for form in TRIPLES),
    *((f"/graphs?graph={ENTITIES_GRAPH}", form) for form in TRIPLES),
]


@pytest.mark.parametrize(("address", "form"), SENT)
def test_head_is_get_without_the_body(client: TestClient, address: str, form: str) -> None:
    whole, head = (ask(address, headers={"accept": form}) for ask in (client.get, client.head))
    assert whole.status_code == 200
    assert head.content == b""
    for name in ("content-length", "content-type", "content-encoding", "etag"):
        assert head.headers.get(name) == whole.headers.get(name)


@pytest.mark.parametrize("form", RESULTS)
def test_only_what_is_small_has_a_length(client: TestClient, form: str) -> None:
    lengths: dict[str, bool] = {}
    for rows in (1, 5000):
        query = {"query": f"SELECT * {{?s ?p ?o}} LIMIT {rows}"}
        answer = client.get("/sparql", params=query, headers={"accept": form})
        lengths[answer.headers.get("content-length", "none")] = len(answer.content) < PIECE
    assert lengths.pop("none") is False
    assert list(lengths.values()) == [True]
