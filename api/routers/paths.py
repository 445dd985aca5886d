"""Paths between two actors."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.asked import READING, MaxWork, lowered
from api.pages.paths import paths_page
from api.parameters import (
    AsOf,
    Avoid,
    CertaintyAsked,
    Claims,
    ExcludeDisputed,
    From,
    Kinds,
    MaxHops,
    PathCount,
    Through,
    To,
)
from api.problems import AS_PAGE, responses
from api.service import ServiceDep
from graph.answers import Paths
from graph.paths import find_paths

router = APIRouter(tags=["paths"], **READING)


@router.get("/paths", response_model=Paths, responses=responses(404, 409) | AS_PAGE)
async def between(
    request: Request,
    service: ServiceDep,
    from_: From,
    to: To,
    k: PathCount = 5,
    max_hops: MaxHops = 6,
    kinds: Kinds = [],
    as_of: AsOf = None,
    certainty: CertaintyAsked = None,
    exclude_disputed: ExcludeDisputed = False,
    claims: Claims = False,
    through: Through = [],
    avoid: Avoid = [],
    max_work: MaxWork = None,
) -> Response:
    """Return paths, shortest first, then through less busy actors, with evidence on each hop."""
    asked: dict[str, Any] = {
        "from_": from_,
        "to": to,
        "k": k,
        "max_hops": max_hops,
        "kinds": kinds,
        "as_of": as_of,
        "certainty": certainty,
        "exclude_disputed": exclude_disputed,
        "claims": claims,
        "through": through,
        "avoid": avoid,
        "work": lowered(service.settings.path_work, max_work),
    }
    # A page lets what somebody denies carry a hop only where it is told to; a program is given all.
    undisputed = exclude_disputed or "exclude_disputed" not in request.query_params
    return await service.answer(
        request,
        partial(find_paths, **asked),
        lane=service.lanes.searches,
        page=partial(paths_page, **{**asked, "exclude_disputed": undisputed}),
    )
