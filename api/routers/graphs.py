"""Graph Store Protocol, reading (https://www.w3.org/TR/sparql11-http-rdf-update/), and dumps."""

import io
from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pyoxigraph import Quad, RdfFormat, Triple, serialize

from api.negotiation import negotiate
from api.problems import file_of, responses
from api.rdf import SHORT_PREFIXES, rdf_format
from api.service import Service, ServiceDep, is_known, revision_headers
from api.streaming import stream
from graph.errors import BadRequest, Forbidden, NotFound
from graph.nearest import nearest

router = APIRouter(tags=["graphs"])

FORMATS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
_WITH_PREFIXES = (RdfFormat.TURTLE, RdfFormat.TRIG)


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
    default: Annotated[str | None, Query(description="the default graph: the union of all")] = None,
) -> Response:
    """Return one graph, or the union of all."""
    if (graph is None) == (default is None):
        raise BadRequest("give either ?graph=<IRI> or ?default")
    media_type = negotiate(request.headers.get("accept"), FORMATS)

    def list_graphs() -> list[str]:
        return service.graph.view().snapshot.graphs()

    names = await service.workers.run(list_graphs)
    if graph is not None and graph not in names:
        raise NotFound(f"there is no graph <{graph}>", nearest(graph, names))
    return await _stream(request, service, graph, media_type)


@router.api_route("/graphs", methods=["PUT", "POST", "DELETE", "PATCH"], include_in_schema=False)
async def no_writing(graph: str | None = None, default: str | None = None) -> Response:
    """Refuse to write."""
    raise Forbidden("writing a graph needs a token, and none is configured here")


@router.get(
    "/dump.trig",
    response_class=Response,
    responses=responses() | file_of("Everything", "application/trig"),
)
async def dump_trig(request: Request, service: ServiceDep) -> Response:
    """Return everything as TriG."""
    return await _stream(request, service, None, "application/trig")


@router.get(
    "/dump.nq",
    response_class=Response,
    responses=responses() | file_of("Everything", "application/n-quads"),
)
async def dump_nquads(request: Request, service: ServiceDep) -> Response:
    """Return everything as N-Quads."""
    return await _stream(request, service, None, "application/n-quads")


async def _stream(
    request: Request, service: Service, graph: str | None, media_type: str
) -> Response:
    view = await service.workers.run(service.graph.view)
    headers = revision_headers(view, request, media_type)
    if is_known(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    form = rdf_format(media_type)

    def write(output: io.RawIOBase) -> None:
        quads = view.snapshot.quads(graph)
        content: Iterable[Quad] | Iterable[Triple] = quads
        if not form.supports_datasets:
            content = (quad.triple for quad in quads)
        serialize(
            content,
            output,  # type: ignore[arg-type]
            form,
            prefixes=SHORT_PREFIXES if form in _WITH_PREFIXES else None,
        )

    return await stream(
        service.workers,
        write,
        media_type=media_type,
        headers=headers,
        most=service.settings.max_answer_bytes,
    )
