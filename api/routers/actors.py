"""Actors: by name, by id, their connections and their tenures."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.html import actor_page
from api.negotiation import negotiate
from api.parameters import AsOf, CertaintyAsked, Claims, Cursor, Kinds, Limit, Standings, With
from api.problems import responses
from api.rdf import actor_rdf
from api.service import JSON, ServiceDep
from graph.answers import Actor, ActorHit, Connection, Fact, Page, Statement
from graph.ids import short_id
from graph.lookups import connections, find_actors, get_actor, tenures
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["actors"])

ActorId = Annotated[str, Path(description="the actor's id", examples=["sergei-shoigu"])]
_HTML = "text/html"
_RDF = ("text/turtle", "application/ld+json")
_OTHER_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string"}} for kind in (*_RDF, _HTML)}},
    308: {"description": "Merged into the actor it is sent on to"},
}


@router.get("/actors", response_model=Page[ActorHit], responses=responses())
async def search(
    request: Request,
    service: ServiceDep,
    q: Annotated[
        str,
        Query(description="a name in any script, misspelt or transliterated", examples=["Шойгу"]),
    ],
    type: Annotated[  # noqa: A002 - the contract's own word
        list[str], Query(description="classes, subclasses included", examples=[["Person"]])
    ] = [],
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Find actors by name, best first."""
    return await service.answer(
        request, lambda view: find_actors(view, q, type=type, limit=limit, cursor=cursor)
    )


@router.get("/actors/{id}", response_model=Actor, responses=responses(404, 406) | _OTHER_FORMATS)
async def one(request: Request, service: ServiceDep, id: ActorId) -> Response:  # noqa: A002
    """Return an actor whole. A merged id is sent on to the actor it became."""
    media_type = negotiate(request.headers.get("accept"), (JSON, *_RDF, _HTML))

    def where_it_went() -> str:
        view = service.graph.view()
        return short_id(view.canonical(view.iri(id)))

    kept = await service.workers.run(where_it_went)
    if kept != short_id(id):
        url = request.url.replace(path=request.url.path.removesuffix(id) + kept)
        return RedirectResponse(str(url), status_code=308)
    if media_type == _HTML:
        return await service.answer(request, lambda view: actor_page(view, id), media_type)
    if media_type in _RDF:
        return await service.answer(
            request, lambda view: actor_rdf(view, id, media_type), media_type
        )
    return await service.answer(request, lambda view: get_actor(view, id))


@router.get("/actors/{id}/connections", response_model=Page[Connection], responses=responses(404))
async def ties(
    request: Request,
    service: ServiceDep,
    id: ActorId,  # noqa: A002 - the contract's own word
    kinds: Kinds = [],
    with_: With = None,
    as_of: AsOf = None,
    certainty: CertaintyAsked = None,
    standing: Standings = [],
    claims: Claims = False,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return what ties an actor to others: one item for each fact and other actor."""
    return await service.answer(
        request,
        lambda view: connections(
            view,
            id,
            kinds=kinds,
            with_=with_,
            as_of=as_of,
            certainty=certainty,
            standing=standing,
            claims=claims,
            limit=limit,
            cursor=cursor,
        ),
    )


@router.get("/actors/{id}/tenures", response_model=Page[Statement | Fact], responses=responses(404))
async def offices_held(
    request: Request,
    service: ServiceDep,
    id: ActorId,  # noqa: A002 - the contract's own word
    as_of: AsOf = None,
    certainty: CertaintyAsked = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return the offices a person held, newest first."""
    return await service.answer(
        request,
        lambda view: tenures(
            view, id, as_of=as_of, certainty=certainty, limit=limit, cursor=cursor
        ),
    )
