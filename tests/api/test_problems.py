"""Every fault is a problem that names what is wrong, and shows nothing of our insides."""

from pathlib import Path
from typing import Any

import pytest
import structlog
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings

FAULTS = [
    ("/nothing/here", 404, None),
    ("/actors", 422, "q"),
    ("/actors?q=", 422, "q"),
    ("/actors?q=kim&type=Nobody", 422, "type"),
    ("/actors?q=kim&limit=0", 422, "limit"),
    ("/actors?q=kim&limit=1001", 422, "limit"),
    ("/actors?q=kim&limit=many", 422, "limit"),
    ("/actors?q=kim&cursor=nonsense", 422, "cursor"),
    ("/actors/nobody", 404, None),
    ("/actors/%00", 404, None),
    ("/actors/shoigu-kim-talks-2024-09-13", 404, None),
    ("/actors/russia/connections?as_of=2024-1-1", 422, "as_of"),
    ("/actors/russia/connections?as_of=2024-02-31", 422, "as_of"),
    ("/actors/russia/connections?as_of=20240101", 422, "as_of"),
    ("/actors/russia/connections?certainty=certain", 422, "certainty"),
    ("/actors/russia/connections?as_of=2024-01-01&certainty=maybe", 422, "certainty"),
    ("/actors/russia/connections?kind=Nonsense", 422, "kind"),
    ("/actors/russia/connections?standing=doubtful", 422, "standing"),
    ("/actors/russia/connections?claims=perhaps", 422, "claims"),
    ("/actors/russia/connections?with=nobody", 404, None),
    ("/actors/nobody/tenures", 404, None),
    ("/offices/no-office/holders", 404, None),
    ("/events?from=2024-09-14&to=2024-09-13", 422, "to"),
    ("/events?from=yesterday", 422, "from"),
    ("/events?place=nowhere", 404, None),
    ("/statements?asserter=nobody", 404, None),
    ("/statements/russia/thread", 404, None),
    ("/facts/nothing", 404, None),
    ("/facts/%C2%80", 404, None),  # no character of an IRI
    ("/articles/nothing", 404, None),
    ("/paths?from=russia", 422, "to"),
    ("/paths?from=russia&to=russia", 422, "to"),
    ("/paths?from=russia&to=nobody", 404, None),
    ("/paths?from=russia&to=ukraine&k=51", 422, "k"),
    ("/paths?from=russia&to=ukraine&max_hops=0", 422, "max_hops"),
    ("/paths?from=russia&to=ukraine&through=Nonsense", 422, "through"),
    ("/export/gexf", 422, "actor"),
    ("/export/gexf?from=russia", 422, "actor"),
    ("/export/gexf?actor=russia&to=ukraine", 422, "actor"),
    ("/export/gexf?actor=russia&depth=6", 422, "depth"),
    ("/export/parquet?actor=russia", 404, None),
    ("/graphs", 400, None),
    ("/graphs?default&graph=x", 400, None),
    ("/graphs?graph=https://example.org/none", 404, None),
    ("/sparql?query=hello", 400, None),
    ("/sparql?query=ASK{}&query=ASK{}", 400, None),
    ("/docs/assets/nothing.js", 404, None),
]


def check(problem: dict[str, Any], status: int) -> None:
    assert problem["status"] == status
    assert problem["type"].startswith("https://")
    assert problem["title"]
    assert problem["detail"]


@pytest.mark.parametrize(("address", "status", "parameter"), FAULTS)
def test_a_fault_is_a_problem(
    client: TestClient, address: str, status: int, parameter: str | None
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"]
    check(answer.json(), status)
    assert answer.json().get("parameter") == parameter


def test_an_unknown_id_comes_with_the_nearest(client: TestClient) -> None:
    assert "sergei-shoigu" in client.get("/actors/sergey-shoygu").json()["nearest"]


def test_a_syntax_error_comes_with_its_place(client: TestClient) -> None:
    problem = client.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"}).json()
    assert (problem["status"], problem["line"]) == (400, 2)
    assert problem["column"] > 1


def strict_addresses(client: TestClient) -> list[str]:
    paths = client.get("/openapi.json").json()["paths"]
    return [path for path in paths if path != "/sparql" and "get" in paths[path]]


def test_an_unknown_parameter_is_refused_by_name_everywhere(client: TestClient) -> None:
    addresses = strict_addresses(client)
    assert len(addresses) > 15
    for address in addresses:
        answer = client.get(f"{address}?colour=red")
        assert answer.status_code == 422, address
        # The whole list of what is wrong is not owed, but one of the wrong ones is named.
        assert answer.json()["parameter"] in {"colour", "q", "from", "to"}, address
    known = client.get("/actors?q=kim&colour=red").json()
    assert known["parameter"] == "colour"


def test_sparql_takes_unknown_parameters(client: TestClient) -> None:
    assert client.get("/sparql?query=ASK{}&colour=red").status_code == 200


@pytest.mark.parametrize(
    ("method", "address", "allowed"),
    [
        ("POST", "/actors", "GET, HEAD"),
        ("DELETE", "/actors/russia", "GET, HEAD"),
        ("PUT", "/sparql", "GET, HEAD, POST"),
        ("PATCH", "/healthz", "GET, HEAD"),
    ],
)
def test_another_method_is_told_which_are_possible(
    client: TestClient, method: str, address: str, allowed: str
) -> None:
    answer = client.request(method, address)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    check(answer.json(), 405)


class Broken(Exception):
    """Something nobody expected, with a secret in it."""


def broken_app(chosen: Settings) -> FastAPI:
    app = create_app(chosen.model_copy(update={"log_level": "info"}))

    @app.get("/broken")
    async def broken() -> None:
        raise Broken(str(Path.home() / "secret"))

    return app


def test_an_unexpected_fault_is_logged_and_says_nothing(chosen: Settings) -> None:
    app = broken_app(chosen)
    with TestClient(app) as client, structlog.testing.capture_logs() as logged:
        answer = client.get("/broken?token=hush", headers={"Origin": "https://example.org"})
    assert answer.status_code == 500
    check(answer.json(), 500)
    assert "secret" not in answer.text
    assert "Broken" not in answer.text
    assert answer.headers["content-security-policy"]
    (fault,) = (line for line in logged if line["log_level"] == "error")
    assert fault["kind"] == "Broken"
    assert fault["where"][-1].startswith("tests.api.test_problems:")
    assert fault["where"][-1].endswith(" broken")
    assert "secret" not in str(logged)
    assert ".py" not in str(logged)
    (request,) = (line for line in logged if line["event"] == "request")
    assert (request["method"], request["path"], request["status"]) == ("GET", "/broken", 500)
    assert "hush" not in str(request)


def test_a_store_that_cannot_be_opened_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("not a store")
    app = create_app(Settings(store=str(tmp_path), log_level="error"))
    with pytest.raises(Exception, match="not a Legation store"), TestClient(app):
        pass
