"""Events by type, date, place and participant."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.asked import READING
from api.negotiation import own_address
from api.pages.facts import facts_page
from api.parameters import Cursor, Day, Limit
from api.problems import AS_PAGE, responses
from api.service import ServiceDep
from graph.answers import Fact, Page, Statement
from graph.lookups import events
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["events"], **READING)


@router.get("/events", response_model=Page[Statement | Fact], responses=responses(404) | AS_PAGE)
async def list_events(
    request: Request,
    service: ServiceDep,
    type: Annotated[  # noqa: A002 - the contract's own word
        list[str], Query(description="event classes, subclasses included", examples=[["Meeting"]])
    ] = [],
    from_: Annotated[
        Day | None,
        Query(alias="from", description="on or after this day", examples=["2024-06-01"]),
    ] = None,
    to: Annotated[
        Day | None, Query(description="on or before this day", examples=["2024-09-30"])
    ] = None,
    place: Annotated[str | None, Query(description="at this place", examples=["pyongyang"])] = None,
    participant: Annotated[
        str | None, Query(description="with this actor", examples=["kim-jong-un"])
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return events by date, oldest first."""
    find = partial(
        events,
        type=type,
        from_=from_,
        to=to,
        place=place,
        participant=participant,
        limit=limit,
        cursor=cursor,
    )
    page = partial(
        facts_page,
        find=find,
        heading="Events",
        about="Visits, meetings and what else happened, oldest first.",
        nothing="No such event is known.",
        address=own_address(request.url),
    )
    return await service.answer(request, find, page=page)
