"""Figures for Prometheus."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.measuring import Measuring
from api.metrics import Metrics
from api.problems import file_of, responses
from api.tokens import may_read

router = APIRouter()


@router.get(
    "/metrics",
    tags=["health"],
    response_class=Response,
    responses=responses() | file_of("The figures", "text/plain"),
    dependencies=[Depends(may_read)],
)
async def figures(request: Request) -> Response:
    """Return the figures that an operator watches. The size of the store comes a little later."""
    measuring: Measuring = request.app.state.measuring
    metrics: Metrics = request.app.state.metrics
    await measuring.refresh()
    headers = {"Cache-Control": "no-store"}
    return Response(metrics.text(), headers=headers, media_type=CONTENT_TYPE_LATEST)
