"""The sources: articles and published tables."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from api.asked import READING
from api.negotiation import own_address
from api.pages.facts import source_page
from api.pages.finding import sources_page
from api.parameters import Cursor, Limit
from api.problems import AS_PAGE, responses
from api.service import ServiceDep
from graph.answers import Article, ArticleWhole, Page
from graph.lookups import articles, get_article
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["sources"], **READING)

Slug = Annotated[
    str, Path(description="the source's slug", examples=["2024-09-13-shoigu-kim-pyongyang"])
]


@router.get("/articles", response_model=Page[Article], responses=responses() | AS_PAGE)
async def list_sources(
    request: Request, service: ServiceDep, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> Response:
    """Return the sources: articles, and tables with the account of their rows."""
    page = partial(sources_page, limit=limit, cursor=cursor, address=own_address(request.url))
    return await service.answer(request, partial(articles, limit=limit, cursor=cursor), page=page)


@router.get("/articles/{slug}", response_model=ArticleWhole, responses=responses(404) | AS_PAGE)
async def one_source(
    request: Request,
    service: ServiceDep,
    slug: Slug,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return a source and all that it says, newest first, a page at a time."""
    asked: dict[str, Any] = {"slug": slug, "limit": limit, "cursor": cursor}
    page = partial(source_page, **asked, address=own_address(request.url))
    return await service.answer(request, partial(get_article, **asked), page=page)
