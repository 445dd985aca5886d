"""``legation serve``: the main job."""

import signal
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, person, settings_with
from api.cli.progress import progress
from api.settings import Settings
from api.temporary import take_temporary_folder
from graph.errors import Unavailable
from graph.store import Store


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="The port to listen on; 0 takes a free one.")
    ] = None,
    records: Annotated[
        Path | None, typer.Option(help="A folder of public records to import first.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Start the service; the first time, build the graph.

    Example: `legation serve --port 8000 --records ~/records`
    """
    settings = settings_with(store=store, host=host, port=port)
    listener = listening_socket(settings)
    take_temporary_folder()
    _answer(settings, _filled(settings, records), listener)


def listening_socket(settings: Settings) -> socket.socket:
    """Return a socket on the address wanted: one that is taken is told of before any work."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol named, asyncio turns Nagle's algorithm off: an answer in two packets
    # otherwise waits 40 ms for the acknowledgement of the first.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as fault:
        raise Unavailable(
            f"{settings.host}:{settings.port} cannot be listened on: {fault.strerror or fault}"
        ) from None
    return listener


def _filled(settings: Settings, records: Path | None) -> Store:
    """Return the store, with the shipped graph where it was empty, and a folder's records."""
    from api.service import open_shared  # noqa: PLC0415
    from graph.imports import recognize, run_imports  # noqa: PLC0415 - slow to import
    from graph.seed import seed  # noqa: PLC0415

    store = open_shared(settings)
    reports = []
    with progress() as bars:
        seed(store, progress=bars)
        if records is not None:
            reports = run_imports(store, recognize(records), who=person(), progress=bars)
    for report in reports:
        sys.stderr.write(f"{report}\n")
    if records is not None and not reports:
        sys.stderr.write(f"{records}: nothing in there that can be imported\n")
    return store


def _answer(settings: Settings, store: Store, listener: socket.socket) -> None:
    """Answer until told to stop."""
    from api.readers.forking import begin  # noqa: PLC0415

    begin()  # what follows takes as long there as here
    from api.app import create_app  # noqa: PLC0415 - slow to import
    from api.server import Server  # noqa: PLC0415

    host, port = listener.getsockname()[:2]
    address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    sys.stderr.write(
        f"Legation answers on {address}\nTry {address}/paths?from=sergei-shoigu&to=kim-jong-un\n"
    )
    for number in (signal.SIGINT, signal.SIGTERM):
        # uvicorn raises the signal anew once all is closed; that is no fault, and what the
        # interpreter clears away on its own way out is not to be left behind.
        signal.signal(number, lambda *_: sys.exit(0))
    server = Server(create_app(settings, store), settings)
    server.run(sockets=[listener])
    if not server.started:
        raise Unavailable("the service could not start; the log above says why")
