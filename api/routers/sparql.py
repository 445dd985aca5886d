"""SPARQL 1.1 Protocol: queries by GET and POST (https://www.w3.org/TR/sparql11-protocol/)."""

from functools import partial
from typing import Annotated
from urllib.parse import parse_qsl
from uuid import uuid4

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.asked import asked_in_form, asked_of, note_asked_of_query
from api.bodies import media_type_of, read_body
from api.description import DESCRIPTION_FORMATS, service_description
from api.middleware import STYLED_POLICY
from api.negotiation import HTML, negotiate, prefers_page
from api.pages.sparql import editor_page, plain_page
from api.problems import file_of, responses
from api.querying import RESULTS, TRIPLES, Querying
from api.service import Service, ServiceDep
from api.tokens import Right, authorize, bearer_of
from graph.answers import Written
from graph.errors import BadRequest, LegationError, UnsupportedMediaType
from graph.sparql_guard import decoded
from graph.updating import run_update

router = APIRouter(tags=["SPARQL"])

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
_ANSWERS = responses(400, 401, 403, 404, 406, 410, 413, 415) | file_of(
    "The results, in the format asked for", *RESULTS[:4], *TRIPLES
)


class TooLong(LegationError):
    """A query over the length that is allowed."""

    status = 413
    kind = "query-too-long"
    title = "The query is too long"


@router.get(
    "/sparql",
    response_class=Response,
    responses=_ANSWERS,
    dependencies=[Depends(note_asked_of_query)],
)
async def by_get(
    request: Request,
    service: ServiceDep,
    query: QueryText = None,
    default_graph_uri: Annotated[Graphs, Query(alias="default-graph-uri")] = [],
    named_graph_uri: Annotated[Graphs, Query(alias="named-graph-uri")] = [],
) -> Response:
    """Answer a query; without one, describe the service."""
    if "update" in request.query_params:
        raise BadRequest("the protocol takes updates by POST only")
    queries = request.query_params.getlist("query")
    if prefers_page(request):
        return await _page(request, service, queries)
    if not queries:
        media_type = negotiate(request.headers.get("accept"), DESCRIPTION_FORMATS)
        statistics = await service.statistics.soon()
        if statistics and asked_of(request).revision not in (None, statistics.revision):
            statistics = None  # only those of the newest are counted
        work = partial(
            service_description,
            address=_address(request),
            media_type=media_type,
            statistics=statistics,
        )
        besides = str(statistics.revision) if statistics else ""
        return await service.answer(request, work, media_type, besides=besides)
    return await _answer(request, service, queries, default_graph_uri, named_graph_uri)


@router.get("/.well-known/void", include_in_schema=False)
async def by_convention() -> Response:
    """Send who looks for the VoID description (https://www.w3.org/TR/void/#well-known) on to it."""
    return RedirectResponse("../sparql", status_code=303)


@router.post(
    "/sparql",
    response_class=Response,
    responses=_ANSWERS | {204: {"description": "The update is carried out"}},
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                _QUERY: {"schema": {"type": "string"}, "example": "ASK { ?s ?p ?o }"},
                _UPDATE: {"schema": {"type": "string"}, "example": "CLEAR GRAPH <urn:mine>"},
                _FORM: {
                    "schema": {"type": "object", "properties": {"query": {"type": "string"}}},
                    "example": {"query": "ASK { ?s ?p ?o }"},
                },
            },
        }
    },
)
async def by_post(
    request: Request, service: ServiceDep, token: Annotated[str | None, Depends(bearer_of)]
) -> Response:
    """Answer a query, or carry out an update, sent as a form or as it is."""
    kind = media_type_of(request.headers.get("content-type"))
    given = [*request.query_params.multi_items()]
    if kind not in (_QUERY, _UPDATE, _FORM):
        raise UnsupportedMediaType(f"send the query as {_QUERY} or {_FORM}, not {kind or 'this'}")
    body = await _body(request, service, is_update=kind == _UPDATE)
    if kind == _FORM:
        given += _fields(body)
    else:
        given.append(("query" if kind == _QUERY else "update", body))

    def values(wanted: str) -> list[str]:
        return [value for name, value in given if name == wanted]

    if updates := values("update"):
        if len(updates) != 1 or values("query"):
            raise BadRequest("the protocol wants exactly one update, and no query with it")
        holder = authorize(service.settings, token, Right.admin)
        work = partial(
            run_update,
            text=updates[0],
            using_graphs=values("using-graph-uri"),
            using_named_graphs=values("using-named-graph-uri"),
            base=_address(request),
            who=holder.name,
        )
        written = await service.write(work, Written)
        headers = {"Legation-Revision": str(written.revision), "Cache-Control": "no-store"}
        return Response(status_code=204, headers=headers)
    request.state.asked = asked_in_form(given)
    return await _answer(
        request, service, values("query"), values("default-graph-uri"), values("named-graph-uri")
    )


def _address(request: Request) -> str:
    return str(request.url.replace(query=""))


async def _page(request: Request, service: Service, queries: list[str]) -> Response:
    if "plain" not in request.query_params:
        headers = {"Content-Security-Policy": STYLED_POLICY, "Vary": "Accept"}
        return HTMLResponse(editor_page(), headers=headers)
    query = _only(service, queries) if queries else None
    work = partial(plain_page, query=query, most_rows=service.settings.max_rows)
    return await service.answer(request, work, HTML, service.lanes.queries)


def _fields(body: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        raise BadRequest(
            f"the form cannot be read: it must be UTF-8, percent-encoded, of {MOST_FIELDS} fields "
            "at most"
        ) from None


async def _body(request: Request, service: Service, *, is_update: bool) -> str:
    settings = service.settings
    most = settings.max_body_bytes if is_update else settings.max_query_bytes
    try:
        return (await read_body(request, most)).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest("the body is not UTF-8") from None


def _only(service: Service, queries: list[str]) -> str:
    """Return the one query that there must be, of a length that is allowed."""
    if len(queries) != 1:
        raise BadRequest("the protocol wants exactly one query")
    most = service.settings.max_query_bytes
    if len(queries[0].encode()) > most:
        raise TooLong(f"the query is over {most} bytes")
    return queries[0]


async def _answer(
    request: Request,
    service: Service,
    queries: list[str],
    default_graphs: list[str],
    named_graphs: list[str],
) -> Response:
    querying = Querying(
        _only(service, queries),
        request.headers.get("accept"),
        tuple(default_graphs),
        tuple(named_graphs),
        asked_of(request).bounds(service.settings).rows,
        base=_address(request),
        outbound=service.settings.outbound,
    )
    asked = repr(querying) if request.method == "POST" else ""
    if querying.outbound and "service" in decoded(querying.query).lower():
        asked += uuid4().hex  # what others answer may change: no two answers are the same one
    return await service.stream(request, querying, asked)
