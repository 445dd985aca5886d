"""Requests made from the description of the API, and beside it: every answer is as described."""

from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
from requests.exceptions import ChunkedEncodingError
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.settings import Settings
from tests.fuzz.answers import IS_ORDINARY, REQUESTS, SECONDS, Answer, hold
from tests.fuzz.conftest import Service

AS_DESCRIBED: list[schemathesis.CheckFunction] = [
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@schemathesis.serializer(
    "application/n-triples", "application/sparql-query", "application/sparql-update"
)
def as_it_is(_: object, value: object) -> bytes:
    """Return a body in a format that schemathesis does not know."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")


pytestmark = pytest.mark.timeout(SECONDS)
schema = schemathesis.openapi.from_dict(create_app(Settings(store="memory:")).openapi())
writing = schema.include(method=["PUT", "POST", "DELETE"])
OPERATIONS = sum(1 for _ in schema.get_all_operations())
made_up = hypothesis.settings(
    max_examples=max(2, REQUESTS // 3 // OPERATIONS),
    deadline=None,
    database=None,
    derandomize=IS_ORDINARY,
    suppress_health_check=list(HealthCheck),
)


def _ask(case: schemathesis.Case[Any], who: str, service: Service) -> None:
    try:
        response = case.call(base_url=service.address, headers=service.headers, timeout=60)
    except ChunkedEncodingError:
        hold(who, case.method.upper(), Answer(200, {}, b"", is_whole=False))
        return
    headers = {name.lower(): values[0] for name, values in response.headers.items()}
    given: dict[str, Any] = dict(case.headers) if case.headers else {}
    accept = given.get("Accept", "")
    hold(who, case.method.upper(), Answer(response.status_code, headers, response.content), accept)
    case.validate_response(response, checks=AS_DESCRIBED)


@schema.parametrize()
@made_up
def test_as_a_stranger(case: schemathesis.Case[Any], stranger: Service) -> None:
    _ask(case, "by the description, without a token", stranger)


@writing.parametrize()
@made_up
def test_as_an_operator(case: schemathesis.Case[Any], operator: Service) -> None:
    _ask(case, "by the description, with a token", operator)
