"""Actors: by name, by id, their connections and their tenures."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.asked import READING
from api.negotiation import HTML, JSON, negotiate, own_address
from api.pages.actor import actor_page
from api.pages.facts import connections_page, tenures_page
from api.pages.finding import results_page
from api.parameters import AsOf, CertaintyAsked, Claims, Cursor, Kinds, Limit, Standings, With
from api.problems import AS_PAGE, responses
from api.rdf import actor_rdf
from api.readers.questions import Content, Reply
from api.service import ServiceDep
from graph.answers import Actor, ActorHit, Connection, Fact, Page, Statement
from graph.ids import short_id
from graph.lookups import connections, find_actors, get_actor, tenures
from graph.paging import DEFAULT_LIMIT
from graph.view import View

router = APIRouter(tags=["actors"], **READING)

ActorId = Annotated[str, Path(description="the actor's id", examples=["sergei-shoigu"])]
_RDF = ("text/turtle", "application/ld+json")
_OTHER_FORMATS: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {"schema": {"type": "string"}} for kind in (*_RDF, HTML)}},
    308: {"description": "Merged into the actor it is sent on to"},
}


@router.get("/actors", response_model=Page[ActorHit], responses=responses() | AS_PAGE)
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
        request,
        partial(find_actors, q=q, type=type, limit=limit, cursor=cursor),
        page=partial(
            results_page,
            q=q,
            type=type,
            limit=limit,
            cursor=cursor,
            address=own_address(request.url),
        ),
    )


@router.get("/actors/{id}", response_model=Actor, responses=responses(404, 406) | _OTHER_FORMATS)
async def one(request: Request, service: ServiceDep, id: ActorId) -> Response:  # noqa: A002
    """Return an actor whole. A merged id is sent on to the actor it became."""
    media_type = negotiate(request.headers.get("accept"), (JSON, *_RDF, HTML))
    work = partial(actor_as, identifier=id, media_type=media_type)
    return await service.answer(request, work, media_type)


def actor_as(view: View, identifier: str, media_type: str) -> Content:
    """Return an actor in a format, or where it went when it was merged into another."""
    kept = short_id(view.canonical(view.iri(identifier)))
    if kept != short_id(identifier):
        return Reply("", moved_to=kept)
    if media_type == HTML:
        return actor_page(view, identifier)
    if media_type in _RDF:
        return actor_rdf(view, identifier, media_type)
    return get_actor(view, identifier)


@router.get(
    "/actors/{id}/connections", response_model=Page[Connection], responses=responses(404) | AS_PAGE
)
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
    find = partial(
        connections,
        identifier=id,
        kinds=kinds,
        with_=with_,
        as_of=as_of,
        certainty=certainty,
        standing=standing,
        claims=claims,
        limit=limit,
        cursor=cursor,
    )
    page = partial(
        connections_page, find=find, actor=id, other=with_, address=own_address(request.url)
    )
    return await service.answer(request, find, page=page)


@router.get(
    "/actors/{id}/tenures",
    response_model=Page[Statement | Fact],
    responses=responses(404) | AS_PAGE,
)
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
    find = partial(
        tenures, identifier=id, as_of=as_of, certainty=certainty, limit=limit, cursor=cursor
    )
    page = partial(
        tenures_page,
        find=find,
        actor=id,
        nothing="No office held then is known." if as_of else "No office is known.",
        as_of=as_of,
        day_form=request.url.path,
        address=own_address(request.url),
    )
    return await service.answer(request, find, page=page)
