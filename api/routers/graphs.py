"""Graph Store Protocol, reading (https://www.w3.org/TR/sparql11-http-rdf-update/), and dumps."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.asked import READING
from api.graph_names import direct_graph
from api.negotiation import negotiate
from api.problems import file_of, responses
from api.querying import Dumping
from api.service import ServiceDep
from graph.errors import BadRequest
from ontology import DEFAULT_GRAPH

router = APIRouter(tags=["graphs"], **READING)

FORMATS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


@router.get(
    "/graphs",
    response_class=Response,
    responses=responses(400, 404, 406) | file_of("The graph", *FORMATS),
)
async def one_graph(
    request: Request,
    service: ServiceDep,
    graph: Annotated[
        str | None,
        Query(
            description="a named graph's IRI",
            examples=["https://w3id.org/legation/article/2024-09-13-shoigu-kim-pyongyang"],
        ),
    ] = None,
    default: Annotated[
        str | None, Query(description="the default graph itself, as it was put here")
    ] = None,
) -> Response:
    """Return one graph: a named one, or the default graph itself and not the union of all."""
    if (graph is None) == (default is None):
        raise BadRequest("give either ?graph=<IRI> or ?default")
    media_type = negotiate(request.headers.get("accept"), FORMATS)
    named = DEFAULT_GRAPH if graph is None else graph
    return await service.stream(request, Dumping(named, media_type))


@router.get("/graphs/{path:path}", include_in_schema=False)
async def direct(request: Request, service: ServiceDep, path: str) -> Response:
    """Return the graph whose IRI is this address."""
    media_type = negotiate(request.headers.get("accept"), FORMATS)
    return await service.stream(request, Dumping(direct_graph(request), media_type))


@router.get(
    "/dump.trig",
    response_class=Response,
    responses=responses() | file_of("Everything", "application/trig"),
)
async def dump_trig(request: Request, service: ServiceDep) -> Response:
    """Return everything as TriG."""
    return await service.stream(request, Dumping(None, "application/trig"))


@router.get(
    "/dump.nq",
    response_class=Response,
    responses=responses() | file_of("Everything", "application/n-quads"),
)
async def dump_nquads(request: Request, service: ServiceDep) -> Response:
    """Return everything as N-Quads."""
    return await service.stream(request, Dumping(None, "application/n-quads"))
