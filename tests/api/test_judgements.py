"""Who is whom is judged over HTTP, listed, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.service import open_shared
from api.settings import Settings
from graph.seed import seed

SAME = {
    "kind": "same",
    "retired": "united-states",
    "kept": "russia",
    "reason": "only an example",
}
DIFFERENT = {"kind": "different", "one": "russia", "other": "north-korea", "reason": "two States"}


@pytest.fixture(scope="module")
def service(
    file: Path, bearers: dict[str, dict[str, str]], nothing: Settings
) -> Iterator[TestClient]:
    """A client of a service with the shipped graph, with a judge's token."""
    store = open_shared(nothing)
    seed(store)
    app = create_app(nothing.model_copy(update={"tokens": file}), store)
    with TestClient(app, headers=bearers["judge"], follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def http(service: TestClient) -> Iterator[TestClient]:
    """The client, of whose judgements the next test finds none."""
    yield service
    for item in service.get("/judgements", params={"by_rule": False}).json()["items"]:
        assert service.delete(f"/judgements/{item['id']}").status_code == 204


def test_two_are_one_until_it_is_taken_back(http: TestClient) -> None:
    made = http.post("/judgements", json=SAME)
    assert made.status_code == 201, made.text
    judged = made.json()
    assert made.headers["Location"] == f"/judgements/{judged['id']}"
    moved = http.get("/actors/united-states")
    assert moved.status_code == 308
    assert moved.headers["Location"].endswith("/actors/russia")
    shown = http.get("/actors/russia").headers["Legation-Revision"]
    assert shown == made.headers["Legation-Revision"]
    withdrawn = http.delete(f"/judgements/{judged['id']}")
    assert (withdrawn.status_code, withdrawn.content) == (204, b"")
    assert int(withdrawn.headers["Legation-Revision"]) == judged["revision"] + 1
    assert http.get("/actors/united-states").status_code == 200
    assert http.delete(f"/judgements/{judged['id']}").status_code == 404


def test_judgements_are_listed_with_who_and_why(http: TestClient) -> None:
    before = http.get("/judgements", params={"by_rule": False}).json()["items"]
    assert before == []
    same, different = (http.post("/judgements", json=one).json()["id"] for one in (SAME, DIFFERENT))
    items = http.get("/judgements", params={"by_rule": False}).json()["items"]
    assert [item["id"] for item in items] == sorted([same, different])
    told = {item["id"]: item for item in items}
    assert told[same] | SAME == told[same]
    assert told[different]["judge"] == "Eva judge"
    assert {told[different]["one"], told[different]["other"]} == {"russia", "north-korea"}
    assert told[different]["retired"] is None
    assert all(item["time"] and not item["by_rule"] for item in items)
    first = http.get("/judgements", params={"by_rule": False, "limit": 1})
    assert 'rel="next"' in first.headers["Link"]
    second = http.get(first.json()["next"] and first.links["next"]["url"])
    assert [*first.json()["items"], *second.json()["items"]] == items
    assert http.get("/judgements", params={"by_rule": True}).json()["items"] == []


def test_two_that_are_one_already(http: TestClient) -> None:
    assert http.post("/judgements", json=SAME).status_code == 201
    revision = http.get("/judgements").headers["Legation-Revision"]
    for again in (SAME, SAME | {"retired": "russia", "kept": "united-states"}):
        answer = http.post("/judgements", json=again)
        assert answer.status_code == 422
        assert "one actor already" in answer.json()["detail"]
    assert http.get("/judgements").headers["Legation-Revision"] == revision


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 2001}, "reason"),
        ({"kind": "similar"}, "body"),
        ({"kept": 1}, "kept"),
        ({"kept": ""}, "kept"),
        ({"judge": "somebody else"}, "judge"),
    ],
)
def test_what_is_wrong_is_named(
    http: TestClient, change: dict[str, object], parameter: str
) -> None:
    answer = http.post("/judgements", json=SAME | change)
    assert answer.status_code == 422
    assert answer.json()["parameter"] == parameter


@pytest.mark.parametrize("field", ["retired", "kept"])
@pytest.mark.parametrize("name", ["russai", "a b", "<>", "\0", "é", "article:x"])
def test_nobody_of_that_id(http: TestClient, field: str, name: str) -> None:
    answer = http.post("/judgements", json=SAME | {field: name})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'"\\ud800"', b"[" * 10_000])
def test_rubbish_is_refused(http: TestClient, content: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    assert http.post("/judgements", content=content, headers=headers).status_code == 422
    surrogate = b'{"kind":"same","retired":"russia","kept":"china","reason":"\\ud800"}'
    assert http.post("/judgements", content=surrogate, headers=headers).status_code == 422


def test_the_body_is_json_and_short(http: TestClient) -> None:
    assert http.post("/judgements", data={"kind": "same"}).status_code == 415
    headers = {"Content-Type": "application/json"}
    assert http.post("/judgements", content=b" " * 20_001, headers=headers).status_code == 413


@pytest.mark.parametrize("name", ["x", "judgement-0123456789abcdef", "a b", "%3E", "russia"])
def test_only_a_judgement_is_withdrawn(http: TestClient, name: str) -> None:
    assert http.delete(f"/judgements/{name}").status_code == 404


def test_a_judge_judges_and_nobody_else(
    http: TestClient, bearers: dict[str, dict[str, str]]
) -> None:
    for method, path in (("POST", "/judgements"), ("DELETE", "/judgements/judgement-x")):
        for right, status in (("load", 403), ("read", 403)):
            answer = http.request(method, path, json=SAME, headers=bearers[right])
            assert answer.status_code == status
            assert 'scope="judge"' in answer.headers["WWW-Authenticate"]
        nobody = http.request(method, path, json=SAME, headers={"Authorization": ""})
        assert nobody.status_code == 401
    assert http.post("/judgements", json=SAME, headers=bearers["admin"]).status_code == 201
