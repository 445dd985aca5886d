"""Faults as problem details (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457)."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.routing import Match

from api.concealing import Concealing
from api.negotiation import prefers_page
from api.pages.paths import paths_form
from api.pages.problems import problem_page
from graph.errors import InvalidParameter, LegationError, MissingRight, TooBusy, Unauthorized

MEDIA_TYPE = "application/problem+json"
TYPES = "https://w3id.org/legation/problems/"

_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


class Problem(BaseModel):
    """A problem, as RFC 9457 puts it."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(examples=[f"{TYPES}not-found"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["nothing has the id 'sergey-shoygu'; the nearest: sergei-shoigu"])
    parameter: str | None = Field(default=None, description="the parameter that is wrong")
    line: int | None = Field(default=None, description="where a query breaks, from 1")
    column: int | None = Field(default=None, description="where in the line, from 1")


def problem_response(fault: LegationError, request: Request) -> Response:
    """Return a fault as an answer: to a browser as a page, to others as problem details."""
    conceal: Concealing = request.app.state.conceal
    body: dict[str, object] = {
        "type": f"{TYPES}{fault.kind}",
        "title": fault.title,
        "status": fault.status,
        "detail": conceal.text(fault.detail),
        **fault.members(),
    }
    headers = {"Cache-Control": "no-store"}
    if isinstance(fault, TooBusy):
        headers["Retry-After"] = str(fault.retry_after)
    if challenge := _challenge(fault):
        headers["WWW-Authenticate"] = challenge
    return _answer(body, headers, request)


def _answer(body: dict[str, Any], headers: dict[str, str], request: Request) -> Response:
    headers["Vary"] = "Accept"
    if request.method not in ("GET", "HEAD") or not prefers_page(request):
        return JSONResponse(body, body["status"], headers, MEDIA_TYPE)
    given = request.query_params
    if request.url.path == "/paths" and body["status"] == HTTPStatus.UNPROCESSABLE_ENTITY:
        if not {"from", "to"} <= given.keys():
            return HTMLResponse(paths_form(given, None), 200, headers)
        return HTMLResponse(paths_form(given, str(body["detail"])), 422, headers)
    page = problem_page(body, request.url.path, request.url.query)
    return HTMLResponse(page, body["status"], headers)


def _challenge(fault: LegationError) -> str:
    """Return what RFC 6750 wants said of a token: none, unknown, or too little."""
    if isinstance(fault, Unauthorized):
        known = ', error="invalid_token"' if fault.was_given else ""
        return f'Bearer realm="legation"{known}'
    if isinstance(fault, MissingRight):
        return f'Bearer realm="legation", error="insufficient_scope", scope="{fault.right}"'
    return ""


def file_of(description: str, *media_types: str) -> dict[int | str, dict[str, Any]]:
    """Return the answer of an operation that sends a file, for the OpenAPI description."""
    content = {media_type: {"schema": schema_of(media_type)} for media_type in media_types}
    return {200: {"description": description, "content": content}}


def schema_of(media_type: str) -> dict[str, Any]:
    """Return the schema of a body that is a file in some format.

    >>> schema_of("text/turtle"), schema_of("application/ld+json")
    ({'type': 'string'}, {'type': ['object', 'array']})
    """
    return {"type": ["object", "array"] if media_type.endswith("json") else "string"}


# What the description of the API says of an operation that a browser gets a page from.
AS_PAGE = file_of("The answer, or to a browser a page that shows it", "text/html")


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the problems that an operation may answer with, for the OpenAPI description."""
    every = sorted({*statuses, 414, 422, 429, 500, 503})
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status in every
    }


def _first_error(fault: RequestValidationError) -> InvalidParameter:
    error = fault.errors()[0]
    where = [str(part) for part in error["loc"][1:]]
    name = where[0] if where else str(error["loc"][0])
    return InvalidParameter(name, f"{name}: {error['msg'].removeprefix('Value error, ')}")


async def _ours(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, LegationError):
        raise fault
    return problem_response(fault, request)


async def _invalid(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, RequestValidationError):
        raise fault
    given = request.query_params.multi_items()
    filled = [(name, value) for name, value in given if value]
    if len(filled) < len(given) and prefers_page(request):
        # A form sends the fields that were left empty as well.
        return RedirectResponse(f"{request.url.path}?{urlencode(filled)}", status_code=303)
    return problem_response(_first_error(fault), request)


async def _http(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, HTTPException):
        raise fault
    phrase = HTTPStatus(fault.status_code).phrase
    detail, headers = str(fault.detail), dict(fault.headers or {})
    if fault.status_code == HTTPStatus.NOT_FOUND:
        detail = f"there is nothing at {request.url.path}; /docs says what there is"
    elif fault.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = ", ".join(_methods(request))
        detail = f"{request.method} is not possible here, but {headers['Allow']}"
    body = {
        "type": f"{TYPES}{phrase.lower().replace(' ', '-')}",
        "title": phrase,
        "status": fault.status_code,
        "detail": detail,
    }
    return _answer(body, headers, request)


def _methods(request: Request) -> list[str]:
    """Return the methods that some route takes at this address."""

    def is_taken(method: str) -> bool:
        asked = {**request.scope, "method": "GET" if method == "HEAD" else method}
        return any(route.matches(asked)[0] is Match.FULL for route in request.app.router.routes)

    return [method for method in _METHODS if is_taken(method)]


def add_handlers(app: FastAPI) -> None:
    """Make an application answer every fault it knows with problem details."""
    app.add_exception_handler(LegationError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
