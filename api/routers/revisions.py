"""Revisions: what was published when, by whom, why, and what it changed."""

import asyncio
from collections.abc import Collection
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.parameters import Cursor, Limit
from api.problems import responses
from api.service import Service, ServiceDep
from graph.answers import Page, RevisionEntry
from graph.lookups.revisions import find_revision, list_revisions
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["revisions"])

Number = Annotated[int, Path(ge=0, le=2**53, description="the revision's number", examples=[1])]


@router.get("/revisions", response_model=Page[RevisionEntry], responses=responses())
async def list_all(
    request: Request, service: ServiceDep, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Return the revisions, newest first, and whether `revision=` may still name them."""
    kept = await _kept(service)
    work = partial(list_revisions, kept=kept, limit=limit, cursor=cursor)
    return await service.answer(request, work, besides=repr(kept))


@router.get("/revisions/{number}", response_model=RevisionEntry, responses=responses(404))
async def one_revision(request: Request, service: ServiceDep, number: Number) -> Response:
    """Return one revision, kept or gone: when, by whom, why, and the graphs it changed."""
    kept = await _kept(service)
    work = partial(find_revision, number=number, kept=kept)
    return await service.answer(request, work, besides=repr(kept))


async def _kept(service: Service) -> Collection[int]:
    return await asyncio.to_thread(service.store.kept)
