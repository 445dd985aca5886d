"""The HTTP service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import fastapi_offline
from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles

from api.assets import Assets
from api.concealing import Concealing
from api.limiting import Limiter
from api.log import configure_log
from api.measuring import Measuring
from api.metrics import Metrics
from api.middleware import Envelope
from api.parameters import refuse_unknown
from api.problems import Problem, add_handlers
from api.routers import (
    actors,
    events,
    export,
    graphs,
    judgements,
    metrics,
    offices,
    pages,
    paths,
    revisions,
    sources,
    sparql,
    statements,
    writing,
)
from api.service import Service
from api.settings import Settings
from api.tokens import may_read
from graph.store import Store

_DESCRIPTION = """\
Who met whom, who held which office, who alleged what, who denied it, and on whose word we know.

Every fact carries its evidence, its dates in words and in bounds, and its standing. An allegation
never becomes a fact. Answers about a day say *certain* or *possible*.
"""
_STRICT = (
    actors,
    offices,
    events,
    statements,
    sources,
    paths,
    export,
    graphs,
    revisions,
)
_BEARER = "HTTPBearer"  # as FastAPI calls the scheme of bearer tokens
# Where reading is allowed, each route of these says itself.
_OWN_RIGHTS = (writing, judgements, pages, metrics)


def create_app(settings: Settings | None = None, store: Store | None = None) -> FastAPI:
    """Return the service as an ASGI application.

    Parameters
    ----------
    settings : Settings or None
        None reads them from the environment.
    store : Store or None
        A store that is open already, instead of the one that the settings name. It is closed with
        the application.
    """
    chosen = settings or Settings()
    conceal, figures = Concealing(chosen), Metrics()
    configure_log(chosen.log_level, conceal)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        service = app.state.service = Service(chosen, store)
        app.state.measuring = Measuring(service, figures)
        conceal.add(service.store.url, conceal.store)
        figures.watch(service.lanes)
        service.warm_up()
        service.keep_tidy()
        try:
            yield
        finally:
            await service.close()

    app = FastAPI(
        title="Legation",
        version=version("legation"),
        description=_DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        generate_unique_id_function=lambda route: route.name,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.conceal, app.state.metrics = conceal, figures
    _add_routes(app)
    add_handlers(app)
    _add_middleware(app, chosen, figures)
    _complete_description(app, chosen)
    return app


def _add_routes(app: FastAPI) -> None:
    for module in _STRICT:
        app.include_router(
            module.router,
            dependencies=[Depends(refuse_unknown), Depends(may_read)],
        )
    for module in _OWN_RIGHTS:
        app.include_router(module.router, dependencies=[Depends(refuse_unknown)])
    app.include_router(sparql.router, dependencies=[Depends(may_read)])
    app.mount("/static", GZipMiddleware(Assets()), name="static")
    swagger = Path(fastapi_offline.__file__).with_name("static")
    app.mount("/docs/assets", StaticFiles(directory=swagger), name="docs")


def _add_middleware(app: FastAPI, settings: Settings, figures: Metrics) -> None:
    app.add_middleware(Limiter, settings=settings)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["Accept", "Content-Type", "If-None-Match"],
        expose_headers=["ETag", "Legation-Revision", "Link", "Retry-After", "X-Request-ID"],
    )
    app.add_middleware(Envelope, metrics=figures)


def _complete_description(app: FastAPI, settings: Settings) -> None:
    """Put into the description of the API what a problem is, and where no token is needed."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        whole = described()
        schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        whole["components"]["schemas"].setdefault("Problem", schema)
        for unused in ("HTTPValidationError", "ValidationError"):
            whole["components"]["schemas"].pop(unused, None)
        for path, methods in whole["paths"].items():
            for method, operation in methods.items():
                reads = method == "get" or path == "/sparql"
                if operation.get("security") and reads and not settings.token_to_read:
                    operation["security"] = [{}, {_BEARER: []}]
        return whole

    app.openapi = openapi  # type: ignore[method-assign]
