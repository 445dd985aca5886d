"""Graph Store Protocol, writing (https://www.w3.org/TR/sparql11-http-rdf-update/)."""

from functools import partial
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from api.bodies import MULTIPART, media_type_of, read_body, read_files
from api.graph_names import (
    DefaultParameter,
    DirectGraph,
    GraphParameter,
    NamedGraph,
    named_graph,
)
from api.problems import responses, schema_of
from api.service import Service, ServiceDep
from api.tokens import Holder, Right, needs
from graph.answers import Written
from graph.sent import GRAPH_FORMATS, graph_format
from graph.updating import delete_graph, post_graph, put_graph

router = APIRouter(tags=["graphs"])

Loader = Annotated[Holder, Depends(needs(Right.load))]

_EXAMPLE = """\
<https://w3id.org/legation/id/ada> a <https://w3id.org/legation/ns#Person> ;
    <http://www.w3.org/2000/01/rdf-schema#label> "Ada"@en .
"""
_ONE: dict[str, Any] = {
    name: {"schema": schema_of(name), **({"example": _EXAMPLE} if "turtle" in name else {})}
    for name in GRAPH_FORMATS
}
_FILES = {
    MULTIPART: {
        "schema": {
            "type": "object",
            "additionalProperties": {"type": "string", "format": "binary"},
        }
    }
}
_REVISION = {
    "Legation-Revision": {
        "description": "the number of the revision published",
        "schema": {"type": "integer"},
    }
}
_WRITTEN: dict[int | str, dict[str, Any]] = {
    201: {"description": "The graph is new", "headers": _REVISION},
    204: {"description": "The graph was there, and is written", "headers": _REVISION},
}
_DELETED: dict[int | str, dict[str, Any]] = {
    204: {"description": "The graph is gone", "headers": _REVISION}
}
_PROBLEMS = responses(400, 401, 403, 404, 413, 415)


def _body(*kinds: dict[str, Any]) -> dict[str, Any]:
    content = {name: told for kind in kinds for name, told in kind.items()}
    return {"requestBody": {"required": True, "content": content}}


_PUT: dict[str, Any] = {
    "status_code": 204,
    "response_class": Response,
    "responses": _WRITTEN | _PROBLEMS,
    "openapi_extra": _body(_ONE),
}
_POST: dict[str, Any] = {**_PUT, "openapi_extra": _body(_ONE, _FILES)}
_DELETE: dict[str, Any] = {
    "status_code": 204,
    "response_class": Response,
    "responses": _DELETED | responses(400, 401, 403, 404),
}


@router.put("/graphs", **_PUT)
async def put_named(
    request: Request, service: ServiceDep, holder: Loader, graph: NamedGraph
) -> Response:
    """Replace a graph, checked as any load is. It is published whole, or nothing is."""
    return await _put(request, service, holder, graph)


@router.put("/graphs/{path:path}", **_PUT)
async def put_direct(
    request: Request, service: ServiceDep, holder: Loader, graph: DirectGraph
) -> Response:
    """Replace the graph whose IRI is this address."""
    return await _put(request, service, holder, graph)


@router.post("/graphs", **_POST)
async def post_named(
    request: Request,
    service: ServiceDep,
    holder: Loader,
    graph: GraphParameter = None,
    default: DefaultParameter = None,
) -> Response:
    """Add to a graph; where neither is named, make a new one and say where it is."""
    if graph is None and default is None:
        made = f"{request.url.replace(query='')}/{uuid4().hex}"
        return await _post(request, service, holder, made, location=made)
    return await _post(request, service, holder, named_graph(request))


@router.post("/graphs/{path:path}", **_POST)
async def post_direct(
    request: Request, service: ServiceDep, holder: Loader, graph: DirectGraph
) -> Response:
    """Add to the graph whose IRI is this address."""
    return await _post(request, service, holder, graph)


@router.delete("/graphs", **_DELETE)
async def delete_named(service: ServiceDep, holder: Loader, graph: NamedGraph) -> Response:
    """Delete a graph and all that followed from it, where no other names what it describes."""
    return await _delete(service, holder, graph)


@router.delete("/graphs/{path:path}", **_DELETE)
async def delete_direct(service: ServiceDep, holder: Loader, graph: DirectGraph) -> Response:
    """Delete the graph whose IRI is this address."""
    return await _delete(service, holder, graph)


async def _put(request: Request, service: Service, holder: Holder, graph: str | None) -> Response:
    kind = media_type_of(request.headers.get("content-type"))
    graph_format(kind)
    content = await read_body(request, service.settings.max_body_bytes)
    work = partial(
        put_graph,
        graph=graph,
        content=content,
        media_type=kind,
        base=_base(request, graph),
        who=holder.name,
        anything=holder.may(Right.admin),
    )
    return _answer(await service.write(work, Written))


async def _post(
    request: Request,
    service: Service,
    holder: Holder,
    graph: str | None,
    location: str | None = None,
) -> Response:
    work = partial(
        post_graph,
        graph=graph,
        parts=await _parts(request, service.settings.max_body_bytes),
        base=_base(request, graph),
        who=holder.name,
        anything=holder.may(Right.admin),
    )
    return _answer(await service.write(work, Written), location)


async def _delete(service: Service, holder: Holder, graph: str | None) -> Response:
    work = partial(delete_graph, graph=graph, who=holder.name, anything=holder.may(Right.admin))
    return _answer(await service.write(work, Written))


async def _parts(request: Request, most: int) -> list[tuple[bytes, str]]:
    kind = media_type_of(request.headers.get("content-type"))
    if kind == MULTIPART:
        return await read_files(request, most)
    graph_format(kind)
    return [(await read_body(request, most), kind)]


def _base(request: Request, graph: str | None) -> str:
    return graph if graph is not None else str(request.url.replace(query=""))


def _answer(written: Written, location: str | None = None) -> Response:
    headers = {"Legation-Revision": str(written.revision), "Cache-Control": "no-store"}
    if location is not None and written.created:
        headers["Location"] = location
    return Response(status_code=201 if written.created else 204, headers=headers)
