"""Statements and their threads, and any one fact."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.asked import READING
from api.negotiation import own_address
from api.pages.facts import fact_page, facts_page, thread_page
from api.parameters import Cursor, Limit
from api.problems import AS_PAGE, responses
from api.service import ServiceDep
from graph.answers import Fact, Page, Statement, Thread
from graph.lookups import get_fact, statements, thread
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["statements and facts"], **READING)

StatementId = Annotated[
    str,
    Path(
        description="the statement's id",
        examples=["2024-09-13-shoigu-kim-pyongyang:us-allegation"],
    ),
]
FactId = Annotated[str, Path(description="the fact's id", examples=["shoigu-kim-talks-2024-09-13"])]


@router.get("/statements", response_model=Page[Statement], responses=responses(404) | AS_PAGE)
async def list_statements(
    request: Request,
    service: ServiceDep,
    type: Annotated[  # noqa: A002 - the contract's own word
        list[str],
        Query(description="statement classes, subclasses included", examples=[["Allegation"]]),
    ] = [],
    asserter: Annotated[
        str | None, Query(description="who says it", examples=["united-states"])
    ] = None,
    against: Annotated[
        str | None, Query(description="against whom it is said", examples=["russia"])
    ] = None,
    disputed: Annotated[
        bool | None, Query(description="only those somebody denies, or only those nobody does")
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return statements, newest first."""
    find = partial(
        statements,
        type=type,
        asserter=asserter,
        against=against,
        disputed=disputed,
        limit=limit,
        cursor=cursor,
    )
    page = partial(
        facts_page,
        find=find,
        heading="Statements",
        about="What somebody alleges, denies, warns of or pledges, newest first.",
        nothing="Nobody said any such thing.",
        address=own_address(request.url),
    )
    return await service.answer(request, find, page=page)


@router.get("/statements/{id}/thread", response_model=Thread, responses=responses(404) | AS_PAGE)
async def whole_thread(
    request: Request,
    service: ServiceDep,
    id: StatementId,  # noqa: A002 - the contract's own word
) -> Response:
    """Return a statement, what was said back, and what it is about."""
    return await service.answer(
        request, partial(thread, identifier=id), page=partial(thread_page, identifier=id)
    )


@router.get("/facts/{id}", response_model=Statement | Fact, responses=responses(404) | AS_PAGE)
async def one_fact(
    request: Request,
    service: ServiceDep,
    id: FactId,  # noqa: A002 - the contract's own word
) -> Response:
    """Return one fact with its evidence."""
    return await service.answer(
        request, partial(get_fact, identifier=id), page=partial(fact_page, identifier=id)
    )
