"""Graphs are written by whoever has the right, and the answer says what came of it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import anyio
import httpx2 as httpx
import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from api.app import create_app
from api.bodies import read_body
from api.settings import Settings
from graph.errors import TooLarge
from tests.api.conftest import Serve
from tests.graph.sending import ANY, PEOPLE, SAID
from tests.graph.test_loading import ARTICLE

ENTITIES = "https://w3id.org/legation/graph/entities"
ONE = b'<> <a:b> "1" .'
TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
MOST = 50_000


@pytest.fixture(scope="module")
def service(
    file: Path, bearers: dict[str, dict[str, str]], nothing: Settings
) -> Iterator[TestClient]:
    """A client of a service that knows a few people, with an admin's token."""
    chosen = nothing.model_copy(update={"tokens": file, "max_body_bytes": MOST})
    with TestClient(create_app(chosen), headers=bearers["admin"]) as opened:
        opened.put("/graphs", params={"graph": ENTITIES}, content=PEOPLE, headers=TURTLE)
        yield opened


@pytest.fixture
def http(service: TestClient) -> Iterator[TestClient]:
    """The client, of which the next test finds nothing."""
    yield service
    for graph in (ANY, ARTICLE):
        service.delete("/graphs", params={"graph": graph})


def put(
    http: TestClient,
    graph: str = ANY,
    content: bytes = ONE,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> httpx.Response:
    return http.put(
        "/graphs", params={"graph": graph}, content=content, headers={**TURTLE, **headers}
    )


def said(http: TestClient, graph: str = ANY) -> list[str]:
    answer = http.get(
        "/graphs", params={"graph": graph}, headers={"Accept": "application/n-triples"}
    )
    assert answer.status_code in (200, 404)
    return sorted(re.findall('"(.*?)"', answer.text)) if answer.status_code == 200 else []


def test_a_graph_is_made_replaced_and_deleted(http: TestClient) -> None:
    made = put(http)
    assert (made.status_code, made.content) == (201, b"")
    replaced = put(http, content=b'<> <a:b> "2" .')
    assert (replaced.status_code, replaced.content) == (204, b"")
    assert int(replaced.headers["Legation-Revision"]) == int(made.headers["Legation-Revision"]) + 1
    assert said(http) == ["2"]
    added = http.post("/graphs", params={"graph": ANY}, content=ONE, headers=TURTLE)
    assert added.status_code == 204
    assert said(http) == ["1", "2"]
    assert http.delete("/graphs", params={"graph": ANY}).status_code == 204
    assert http.delete("/graphs", params={"graph": ANY}).status_code == 404
    assert said(http) == []


def test_the_next_answer_is_of_the_revision_that_was_written(http: TestClient) -> None:
    before = http.get("/articles").headers
    written = put(http).headers["Legation-Revision"]
    after = http.get("/articles").headers
    assert after["Legation-Revision"] == written
    assert after["ETag"] != before["ETag"]


def test_the_record_says_who(http: TestClient) -> None:
    number = put(http).headers["Legation-Revision"]
    query = f"""
        SELECT ?who {{ ?r <https://w3id.org/legation/ns#changed> <{ANY}> ;
          <https://w3id.org/legation/ns#revisionNumber> {number} ;
          <http://purl.org/dc/terms/creator> ?who }}"""
    answer = http.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    assert answer.text.split() == ["who", "Eva", "admin"]


def test_an_article_is_looked_up_as_soon_as_it_is_sent(
    http: TestClient, bearers: dict[str, dict[str, str]]
) -> None:
    made = put(http, ARTICLE, SAID.encode(), bearers["load"])
    assert made.status_code == 201, made.text
    assert http.get("/facts/anna-meets-boris").json()["type"] == "Meeting"
    answer = http.delete("/graphs", params={"graph": ARTICLE}, headers=bearers["load"])
    assert answer.status_code == 204
    assert http.get("/facts/anna-meets-boris").status_code == 404


def test_a_refusal_lists_the_faults(http: TestClient) -> None:
    answer = put(http, ARTICLE, SAID.replace("id:boris", "id:borys").encode())
    assert answer.status_code == 422
    problem = answer.json()
    assert problem["type"].endswith("/load-refused")
    assert any("borys" in fault["reason"] for fault in problem["faults"])
    assert said(http, ARTICLE) == []


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
@pytest.mark.parametrize("path", ["/graphs", "/graphs/of/mine", f"/graphs?graph={ANY}"])
def test_nobody_writes_without_a_right(
    http: TestClient, bearers: dict[str, dict[str, str]], method: str, path: str
) -> None:
    before = http.get("/readyz").headers.get("Legation-Revision"), http.get("/dump.nq").text
    expected = {
        "": (401, 'Bearer realm="legation"'),
        "Bearer legation_x": (401, 'Bearer realm="legation", error="invalid_token"'),
        "Basic RXZhOnB3": (401, 'Bearer realm="legation"'),
        "Bearer": (401, 'Bearer realm="legation"'),
        bearers["judge"]["Authorization"]: (
            403,
            'Bearer realm="legation", error="insufficient_scope", scope="load"',
        ),
    }
    for header, (status, challenge) in expected.items():
        headers = TURTLE | {"Authorization": header}
        answer = http.request(method, path, content=ONE, headers=headers)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (status, challenge)
        assert answer.headers["Content-Type"] == "application/problem+json"
    assert (http.get("/readyz").headers.get("Legation-Revision"), http.get("/dump.nq").text) == (
        before
    )


def test_a_loader_writes_sources_and_nothing_else(
    http: TestClient, bearers: dict[str, dict[str, str]]
) -> None:
    for path in (f"/graphs?graph={ANY}", "/graphs?default", "/graphs/of/mine"):
        answer = http.put(path, content=ONE, headers=TURTLE | bearers["load"])
        assert answer.status_code == 403
        assert "admin" in answer.json()["detail"]
    assert http.post("/graphs", content=ONE, headers=TURTLE | bearers["load"]).status_code == 403


def test_a_token_in_the_address_is_no_token(
    http: TestClient, bearers: dict[str, dict[str, str]]
) -> None:
    token = bearers["admin"]["Authorization"].removeprefix("Bearer ")
    address = f"/graphs?graph={ANY}&access_token={token}"
    answer = http.put(address, content=ONE, headers=TURTLE | {"Authorization": ""})
    assert answer.status_code in (401, 422)
    assert token not in answer.text


def test_a_graph_is_named_by_its_address(http: TestClient) -> None:
    made = http.put("/graphs/of/m%69ne.ttl", content=ONE, headers=TURTLE)
    assert made.status_code == 201
    assert said(http, "http://testserver/graphs/of/m%69ne.ttl") == ["1"]
    assert said(http, "http://testserver/graphs/of/mine.ttl") == []
    added = http.post("/graphs/of/m%69ne.ttl", content=b'<> <a:b> "2" .', headers=TURTLE)
    assert added.status_code == 204
    assert said(http, "http://testserver/graphs/of/m%69ne.ttl") == ["1", "2"]
    assert http.delete("/graphs/of/m%69ne.ttl").status_code == 204
    assert http.delete("/graphs/of/m%69ne.ttl").status_code == 404


def test_a_new_graph_gets_an_address_of_its_own(http: TestClient) -> None:
    made = [http.post("/graphs", content=ONE, headers=TURTLE) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201]
    places = [answer.headers["Location"] for answer in made]
    assert len(set(places)) == 2
    for place in places:
        assert place.startswith("http://testserver/graphs/")
        assert said(http, place) == ["1"]


def test_relative_iris_are_the_graphs_own(http: TestClient) -> None:
    put(http, content=b"<#x> <a:b> <y> .")
    answer = http.get("/graphs", params={"graph": ANY}, headers={"Accept": "application/n-triples"})
    assert answer.text.split()[0] == f"<{ANY}#x>"
    assert answer.text.split()[2] == "<http://example.org/y>"


def files(*parts: tuple[str, str]) -> list[tuple[str, tuple[str, str, str]]]:
    return [("part", (f"{n}.x", text, kind)) for n, (text, kind) in enumerate(parts)]


def test_several_files_are_added_at_once(http: TestClient) -> None:
    sent = files(
        ('<> <a:b> "1" .', "text/turtle"), ('{"@id": "", "a:b": "2"}', "application/ld+json")
    )
    assert http.post("/graphs", params={"graph": ANY}, files=sent).status_code == 201
    assert said(http) == ["1", "2"]
    broken = files(('<> <a:b> "3" .', "text/turtle"), ("<> <a:b>", "text/turtle"))
    assert http.post("/graphs", params={"graph": ANY}, files=broken).status_code == 400
    assert said(http) == ["1", "2"]


@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("multipart/form-data", b"x", 400),
        ("multipart/form-data; boundary=b", b"x", 400),
        ("multipart/form-data; boundary=b", b"--b--\r\n", 400),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b--\r\n',
            400,
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nx\r\n--b--\r\n',
            415,
        ),
        ("text/turtle", b"<a:a> <a:b>", 400),
        ("text/turtle", b'<a:a> <a:b> "\xff" .', 400),
        ("application/rdf+xml", ONE, 400),
        ("application/ld+json", ONE, 400),
        ("text/turtle; charset=utf-16", ONE, 415),
        ("application/trig", ONE, 415),
        ("application/x-www-form-urlencoded", b"a=b", 415),
        ("", ONE, 415),
        ("text/turtle", b"#" * (MOST + 1), 413),
        ("multipart/form-data; boundary=b", b"#" * (MOST + 1), 413),
    ],
)
def test_a_body_that_cannot_be_taken(
    http: TestClient, kind: str, content: bytes, status: int
) -> None:
    answer = http.post(
        "/graphs", params={"graph": ANY}, content=content, headers={"Content-Type": kind}
    )
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert said(http) == []


def test_a_body_is_read_no_further_than_it_may_be_long() -> None:
    given = 0

    async def endless() -> Message:
        nonlocal given
        given += 1000
        return {"type": "http.request", "body": b"#" * 1000, "more_body": True}

    with pytest.raises(TooLarge):
        anyio.run(read_body, Request({"type": "http", "headers": []}, endless), MOST)
    assert given == MOST + 1000


def test_a_compressed_body_is_not_taken(http: TestClient) -> None:
    assert put(http, headers={"Content-Encoding": "gzip"}).status_code == 415


def test_the_place_of_an_error_is_told(http: TestClient) -> None:
    problem = put(http, content=b"<a:a> <a:b> 1 .\n<a:a> <a:b>").json()
    assert (problem["line"], problem["type"].rpartition("/")[2]) == (2, "graph-syntax")


@pytest.mark.parametrize(
    "query", ["graph=", "graph=x", "graph=a:a&graph=a:b", "graph=a:a&default", "graph=a:a%20b"]
)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_one_graph_is_named(http: TestClient, method: str, query: str) -> None:
    answer = http.request(method, f"/graphs?{query}", content=ONE, headers=TURTLE)
    assert answer.status_code == 400


def test_a_graph_must_be_named_to_be_put_or_deleted(http: TestClient) -> None:
    assert http.put("/graphs", content=ONE, headers=TURTLE).status_code == 400
    assert http.delete("/graphs").status_code == 400


def test_what_legation_makes_is_nobodys(http: TestClient) -> None:
    answer = put(http, "https://w3id.org/legation/graph/revisions")
    assert answer.status_code == 403
    assert "WWW-Authenticate" not in answer.headers


def test_there_is_no_patch(http: TestClient) -> None:
    answer = http.patch("/graphs", params={"graph": ANY}, content=ONE, headers=TURTLE)
    assert answer.status_code == 405
    assert "PUT" in answer.headers["Allow"]


def test_behind_a_real_server(
    serve: Serve, file: Path, bearers: dict[str, dict[str, str]], store: Path, service: TestClient
) -> None:
    with serve(store=str(store), tokens=file, max_body_bytes=MOST) as remote:
        headers = TURTLE | bearers["admin"]
        assert remote.put(f"/graphs?graph={ANY}", content=ONE, headers=headers).status_code == 201
        assert remote.get(f"/graphs?graph={ANY}").status_code == 200
        address = str(remote.base_url.join("/graphs/of/m%69ne"))
        assert remote.put(address, content=ONE, headers=headers).status_code == 201
        assert remote.get("/graphs", params={"graph": address}).status_code == 200
        big = b"#" * (MOST + 1)
        assert remote.put(address, content=big, headers=headers).status_code == 413
