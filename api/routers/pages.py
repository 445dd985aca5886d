"""Pages, the description of the API, and health."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from api.middleware import STYLED_POLICY
from api.pages.finding import start_page
from api.pages.rendering import render
from api.problems import responses
from api.service import ServiceDep
from api.tokens import may_read
from graph.picture.colours import style_sheet
from graph.view import View

router = APIRouter()


class Health(BaseModel):
    """Whether the service can answer."""

    status: str = "ok"
    revision: int | None = None


@router.get("/", include_in_schema=False, dependencies=[Depends(may_read)])
async def start(request: Request, service: ServiceDep) -> Response:
    """Return the page to begin with."""
    return await service.answer(request, start_page, "text/html")


@router.get("/docs", include_in_schema=False)
async def docs() -> Response:
    """Return the page that shows the API."""
    return HTMLResponse(
        render("docs.html", base="/docs/assets"), headers={"Content-Security-Policy": STYLED_POLICY}
    )


@router.get("/colours.css", include_in_schema=False)
async def colours(v: Annotated[str, Query(description="its version")] = "") -> Response:
    """Return the colours of types and standings, as every picture has them."""
    kept = "public, max-age=31536000, immutable" if v else "no-cache"
    return Response(style_sheet(), media_type="text/css", headers={"Cache-Control": kept})


@router.get("/healthz", tags=["health"], responses=responses())
async def alive() -> Health:
    """Say that the service runs."""
    return Health()


@router.get("/readyz", tags=["health"], responses=responses())
async def ready(request: Request, service: ServiceDep, response: Response) -> Health:
    """Say that the store can be read, and at which revision."""
    answer = await service.answer(request, readiness)
    response.headers["Legation-Revision"] = answer.headers["Legation-Revision"]
    return Health(revision=int(answer.headers["Legation-Revision"]))


def readiness(_: View) -> str:
    """Return nothing, from a revision that can be read."""
    return ""
