"""Offices: who held them."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.asked import READING
from api.negotiation import own_address
from api.pages.facts import holders_page
from api.parameters import AsOf, CertaintyAsked, Cursor, Limit
from api.problems import AS_PAGE, responses
from api.service import ServiceDep
from graph.answers import Fact, Page, Statement
from graph.lookups import holders
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["offices"], **READING)

OfficeId = Annotated[
    str, Path(description="the office's id", examples=["minister-of-defense-of-russia"])
]


@router.get(
    "/offices/{id}/holders",
    response_model=Page[Statement | Fact],
    responses=responses(404) | AS_PAGE,
)
async def who_held_it(
    request: Request,
    service: ServiceDep,
    id: OfficeId,  # noqa: A002 - the contract's own word
    as_of: AsOf = None,
    certainty: CertaintyAsked = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return the tenures of an office, newest first, and how sure each is on a day."""
    find = partial(
        holders, identifier=id, as_of=as_of, certainty=certainty, limit=limit, cursor=cursor
    )
    page = partial(
        holders_page,
        find=find,
        office=id,
        about="Those who held the office, the last first.",
        nothing="Nobody is known to have held it then." if as_of else "No holder is known.",
        as_of=as_of,
        day_form=request.url.path,
        address=own_address(request.url),
    )
    return await service.answer(request, find, page=page)
