"""SPARQL 1.1 Protocol: queries by GET and POST (https://www.w3.org/TR/sparql11-protocol/)."""

import io
from dataclasses import replace
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.description import DESCRIPTION_FORMATS, service_description
from api.negotiation import negotiate
from api.problems import file_of, responses
from api.service import Service, ServiceDep, is_known, revision_headers
from api.streaming import stream
from graph.errors import BadRequest, Forbidden, InvalidInput, LegationError
from graph.sparql_guard import Form, examine
from graph.store import QueryRequest
from graph.view import View

router = APIRouter(tags=["SPARQL"])

RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
)
TRIPLES = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
)
RDFLIB_DEFAULT = "urn:x-rdflib:default"  # rdflib's client names the default graph so
_ALIASES = {"application/json": RESULTS[0], "application/xml": RESULTS[1]}
MOST_FIELDS = 1000
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"

QueryText = Annotated[
    str | None,
    Query(
        description="a SPARQL 1.1 query; without one, the service description",
        examples=["SELECT ?actor WHERE { ?actor a <https://w3id.org/legation/ns#Person> } LIMIT 5"],
    ),
]
Graphs = Annotated[
    list[str],
    Query(
        description="graphs of the dataset, by IRI; without any, the default graph is all of them",
        examples=[["https://w3id.org/legation/graph/entities"]],
    ),
]
_ANSWERS = responses(400, 403, 406, 413, 415) | file_of(
    "The results, in the format asked for", *RESULTS[:4], *TRIPLES
)


class TooLong(LegationError):
    """A query over the length that is allowed."""

    status = 413
    kind = "query-too-long"
    title = "The query is too long"


class UnsupportedMediaType(LegationError):
    """A body in a format the protocol does not have."""

    status = 415
    kind = "unsupported-media-type"
    title = "The body's format is not known"


@router.get("/sparql", response_class=Response, responses=_ANSWERS)
async def by_get(
    request: Request,
    service: ServiceDep,
    query: QueryText = None,
    default_graph_uri: Annotated[Graphs, Query(alias="default-graph-uri")] = [],
    named_graph_uri: Annotated[Graphs, Query(alias="named-graph-uri")] = [],
) -> Response:
    """Answer a query; without one, describe the service."""
    queries = request.query_params.getlist("query")
    if "update" in request.query_params:
        raise Forbidden("updates need a token, and none is configured here")
    if not queries:
        media_type = negotiate(request.headers.get("accept"), DESCRIPTION_FORMATS)
        address = str(request.url.replace(query=""))
        return await service.answer(
            request, lambda view: service_description(view, address, media_type), media_type
        )
    return await _answer(request, service, queries, default_graph_uri, named_graph_uri)


@router.post(
    "/sparql",
    response_class=Response,
    responses=_ANSWERS,
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _QUERY: {"schema": {"type": "string"}, "example": "ASK { ?s ?p ?o }"},
                _FORM: {
                    "schema": {"type": "object", "properties": {"query": {"type": "string"}}},
                    "example": {"query": "ASK { ?s ?p ?o }"},
                },
            },
        }
    },
)
async def by_post(request: Request, service: ServiceDep) -> Response:
    """Answer a query sent as a form or as it is."""
    body = await _body(request, service.settings.max_query_bytes)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    given = [*request.query_params.multi_items()]
    if kind == _UPDATE:
        raise Forbidden("updates need a token, and none is configured here")
    if kind == _QUERY:
        given.append(("query", body))
    elif kind == _FORM:
        given += _fields(body)
    else:
        raise UnsupportedMediaType(f"send the query as {_QUERY} or {_FORM}, not {kind or 'this'}")
    if any(name == "update" for name, _ in given):
        raise Forbidden("updates need a token, and none is configured here")

    def values(wanted: str) -> list[str]:
        return [value for name, value in given if name == wanted]

    return await _answer(
        request, service, values("query"), values("default-graph-uri"), values("named-graph-uri")
    )


def _fields(body: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise BadRequest(
            f"the form cannot be read: it must be UTF-8, percent-encoded, of {MOST_FIELDS} fields "
            "at most"
        ) from None


async def _body(request: Request, most: int) -> str:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > most:
            raise TooLong(f"the query is over {most} bytes; send a shorter one")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("the body is not UTF-8") from None


async def _answer(
    request: Request,
    service: Service,
    queries: list[str],
    default_graphs: list[str],
    named_graphs: list[str],
) -> Response:
    if len(queries) != 1:
        raise BadRequest("the protocol wants exactly one query")
    query = queries[0]
    if len(query.encode()) > service.settings.max_query_bytes:
        raise TooLong(f"the query is over {service.settings.max_query_bytes} bytes")
    shape = await service.workers.run(lambda: examine(query))
    if shape.form is Form.update:
        raise Forbidden("updates need a token, and none is configured here")
    is_results = shape.form in (Form.select, Form.ask)
    media_type = negotiate(request.headers.get("accept"), RESULTS if is_results else TRIPLES)
    asked = QueryRequest(query, _ALIASES.get(media_type, media_type), union=not shape.names_dataset)
    view = await service.workers.run(service.graph.view)
    if set(default_graphs) - {RDFLIB_DEFAULT} or named_graphs:
        if RDFLIB_DEFAULT in default_graphs:
            default_graphs = await service.workers.run(view.snapshot.graphs)
        asked = replace(
            asked, default_graphs=tuple(default_graphs), named_graphs=tuple(named_graphs)
        )
    return await _stream(request, service, view, asked, media_type)


async def _stream(
    request: Request, service: Service, view: View, asked: QueryRequest, media_type: str
) -> Response:
    headers = revision_headers(view, request, media_type, repr(asked))
    if request.method == "GET" and is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)

    def write(output: io.RawIOBase) -> None:
        try:
            view.snapshot.stream(asked, output)  # type: ignore[arg-type]
        except (ValueError, OverflowError) as fault:
            raise InvalidInput(f"the query cannot be answered: {fault}") from None

    return await stream(
        service.workers,
        write,
        media_type=media_type,
        headers=headers,
        most=service.settings.max_answer_bytes,
    )
