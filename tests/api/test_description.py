"""The description of the API is valid, whole, and true."""

from collections.abc import Iterator
from typing import Any

import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from tests.conftest import STORE_KINDS

pytestmark = pytest.mark.stores("embedded")

GRAPHS = ("/graphs", "/graphs/{path}")
ASKED = {"revision", "timeout"}
CONTRACT = {
    "/actors": {"q", "type", "limit", "cursor", *ASKED},
    "/actors/{id}": {"id", *ASKED},
    "/actors/{id}/connections": {
        "id", "kind", "with", "as_of", "certainty", "standing", "claims", "limit", "cursor", *ASKED,
    },
    "/actors/{id}/tenures": {"id", "as_of", "certainty", "limit", "cursor", *ASKED},
    "/offices/{id}/holders": {"id", "as_of", "certainty", "limit", "cursor", *ASKED},
    "/events": {"type", "from", "to", "place", "participant", "limit", "cursor", *ASKED},
    "/statements": {"type", "asserter", "against", "disputed", "limit", "cursor", *ASKED},
    "/statements/{id}/thread": {"id", *ASKED},
    "/facts/{id}": {"id", *ASKED},
    "/articles": {"limit", "cursor", *ASKED},
    "/articles/{slug}": {"slug", "limit", "cursor", *ASKED},
    "/paths": {
        "from", "to", "k", "max_hops", "kind", "as_of", "certainty", "exclude_disputed", "claims",
        "through", "avoid", "max_work", *ASKED,
    },
    "/export/{format}": {
        "format", "actor", "fact", "depth", "kind", "with", "as_of", "certainty", "standing",
        "claims", "from", "to", "k", "max_hops", "exclude_disputed", "through", "avoid", "max_work",
        "max_edges", "max_nodes", "profile", *ASKED,
    },
    "/sparql": {
        "query", "default-graph-uri", "named-graph-uri", "max_rows", "max_bytes", "max_memory_mb",
        *ASKED,
    },
    "/graphs": {"graph", "default", *ASKED},
    "/judgements": {"by_rule", "limit", "cursor", *ASKED},
    "/revisions": {"limit", "cursor"},
    "/revisions/{number}": {"number"},
    "/dump.trig": ASKED,
    "/dump.nq": ASKED,
    "/healthz": set(),
    "/readyz": set(),
    "/metrics": set(),
}  # fmt: skip
WRITING = {
    ("/sparql", "post"),
    *((path, method) for path in GRAPHS for method in ("put", "post", "delete")),
    ("/judgements", "post"),
    ("/judgements/{id}", "delete"),
}


@pytest.fixture(scope="module")
def description(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def operations(description: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_it_is_valid(description: dict[str, Any]) -> None:
    validate(description)


def test_it_has_the_contract(description: dict[str, Any]) -> None:
    found = {
        path: {parameter["name"] for parameter in methods["get"].get("parameters", [])}
        for path, methods in description["paths"].items()
        if "get" in methods
    }
    assert found == CONTRACT
    writing = {(path, method) for path, method, _ in operations(description) if method != "get"}
    assert writing == WRITING


def test_every_parameter_is_described_with_an_example_or_a_choice(
    description: dict[str, Any],
) -> None:
    for path, method, operation in operations(description):
        for parameter in operation.get("parameters", []):
            where = (path, method, parameter["name"])
            assert parameter["description"], where
            written = str(parameter)
            told = ("example", "default", "boolean", "$ref", "cursor", "'name': 'default'")
            assert any(word in written for word in told), where


def test_every_answer_is_described(description: dict[str, Any]) -> None:
    for path, method, operation in operations(description):
        assert operation["summary"], path
        assert operation["description"], path
        answers = operation["responses"]
        good = [answer for status, answer in answers.items() if int(status) < 300]
        assert good, (path, method)
        for content in (content for one in good for content in one.get("content", {}).values()):
            assert content["schema"], (path, method)
        problems = {status for status in answers if int(status) >= 400}
        assert {"422", "429", "500", "503"} <= problems, path
        for status in problems:
            assert set(answers[status]["content"]) == {"application/problem+json"}, (path, status)


@pytest.mark.stores(*STORE_KINDS)
def test_the_examples_are_answered(client: TestClient, description: dict[str, Any]) -> None:
    """Each operation, asked with its own examples, gives an answer and no problem.

    That of a timeout alone is lengthened: what the first answer builds takes as long as it takes.
    """
    for path, method, operation in operations(description):
        if method != "get":
            continue
        address, asked = path, {}
        for parameter in operation.get("parameters", []):
            examples = parameter["schema"].get("examples") or list(
                parameter.get("examples", {}).values()
            )
            if not examples:
                continue
            if parameter["in"] == "path":
                address = address.replace(f"{{{parameter['name']}}}", str(examples[0]))
            else:
                asked[parameter["name"]] = examples[0]
        if path == "/export/{format}":
            del asked["from"], asked["to"], asked["fact"]  # one question of the three
        if "timeout" in asked:
            asked["timeout"] *= 12
        answer = client.get(address, params=asked)
        assert answer.status_code == 200, (path, asked, answer.text)


def test_each_operation_has_a_name_of_its_own(description: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names))
