"""The sources: articles and published tables."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.parameters import Cursor, Limit
from api.problems import responses
from api.service import ServiceDep
from graph.answers import Article, ArticleWhole, Page
from graph.lookups import articles, get_article
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["sources"])

Slug = Annotated[
    str, Path(description="the source's slug", examples=["2024-09-13-shoigu-kim-pyongyang"])
]


@router.get("/articles", response_model=Page[Article], responses=responses())
async def list_sources(
    request: Request, service: ServiceDep, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Return the sources: articles, and tables with the account of their rows."""
    return await service.answer(request, partial(articles, limit=limit, cursor=cursor))


@router.get("/articles/{slug}", response_model=ArticleWhole, responses=responses(404))
async def one_source(
    request: Request,
    service: ServiceDep,
    slug: Slug,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return a source and all that it says, newest first, a page at a time."""
    return await service.answer(
        request, partial(get_article, slug=slug, limit=limit, cursor=cursor)
    )
