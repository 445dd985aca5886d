"""``legation serve``: the main job."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption
from api.cli.progress import progress


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on.")] = None,
    records: Annotated[
        Path | None, typer.Option(help="A folder of public records to import first.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Start the service; the first time, build the graph.

    Example: `legation serve --port 8000 --records ~/records`
    """
    import uvicorn  # noqa: PLC0415 - other commands need not wait for it

    from api.app import create_app  # noqa: PLC0415
    from api.settings import Settings  # noqa: PLC0415
    from graph.imports import recognize, run_imports  # noqa: PLC0415
    from graph.seed import seed  # noqa: PLC0415
    from graph.store import open_store  # noqa: PLC0415

    given = {"store": store, "host": host, "port": port}
    chosen = {name: value for name, value in given.items() if value is not None}
    settings = Settings().model_copy(update=chosen)
    opened = open_store(settings.store)
    with progress() as bars:
        seed(opened, progress=bars)
        reports = []
        if records is not None:
            reports = run_imports(opened, recognize(records), who="serve", progress=bars)
    opened.close()
    for report in reports:
        sys.stderr.write(f"{report}\n")
    if records is not None and not reports:
        sys.stderr.write(f"{records}: nothing in there that can be imported\n")
    address = f"http://{settings.host}:{settings.port}"
    sys.stderr.write(
        f"Legation answers on {address}\nTry {address}/paths?from=sergei-shoigu&to=kim-jong-un\n"
    )
    uvicorn.run(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
    )
