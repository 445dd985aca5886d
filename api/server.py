"""The server in front of the application, which ends when told to, but not amid an answer."""

import asyncio
import contextlib
import math
import socket

import structlog
import uvicorn
from fastapi import FastAPI

from api.connections import connection_options
from api.service import Service
from api.settings import Settings

log = structlog.get_logger("legation")

_LAST_WORDS = 3  # seconds for what was cut to tell its caller so


class Server(uvicorn.Server):
    """uvicorn, with a bound on how long it waits for answers when it is to stop.

    Told to stop, it takes no more connections and lets what runs finish. What has not by then is
    cut: a caller who waits for the first byte gets a 503, any other a broken connection.

    Parameters
    ----------
    app : FastAPI
        From `create_app`.
    settings : Settings
        Say how long that is, and how connections are taken.
    """

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=math.ceil(settings.shutdown_seconds) + _LAST_WORDS,
                **connection_options(settings, app.state.metrics),
            )
        )
        self._app = app
        self._grace = settings.shutdown_seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, letting answers finish while the grace lasts."""
        log.info("stopping", seconds=self._grace)
        cutting = asyncio.create_task(self._cut())
        try:
            await super().shutdown(sockets)
        finally:
            cutting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await cutting
        log.info("stopped")

    async def _cut(self) -> None:
        await asyncio.sleep(self._grace)
        service: Service = self._app.state.service
        log.warning("answers cut", number=sum(lane.busy for lane in service.lanes.all))
        await service.lanes.close()
