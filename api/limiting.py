"""What is turned away at the door: addresses that are too long, and callers who ask too often."""

import math
import time

from limits import RateLimitItem, parse_many
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.callers import caller_of
from api.problems import problem_response
from api.settings import Settings
from graph.errors import LegationError, TooBusy

_FREE = frozenset({"/healthz", "/readyz"})  # whoever keeps the service running asks as he must


class AddressTooLong(LegationError):
    """A request to an address of more bytes than are taken."""

    status = 414
    kind = "address-too-long"
    title = "The address is too long"


class TooOften(TooBusy):
    """A caller asks more often than anybody may."""

    kind = "too-often"
    title = "Too many requests"


class Limiter:
    """Turns requests away before any work is done for them.

    Parameters
    ----------
    app : ASGIApp
        What answers the others.
    settings : Settings
        How long an address may be, and how often a caller may ask.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._most_bytes = settings.max_url_bytes
        self._rates: list[RateLimitItem] = parse_many(settings.rate) if settings.rate else []
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] == "http" and (fault := await self._refusal(scope)):
            await problem_response(fault, Request(scope))(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _refusal(self, scope: Scope) -> LegationError | None:
        length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
        if length > self._most_bytes:
            return AddressTooLong(
                f"the address is over {self._most_bytes} bytes; send a long query by POST"
            )
        return await self._over_the_rate(scope)

    async def _over_the_rate(self, scope: Scope) -> TooOften | None:
        if not self._rates or scope["path"] in _FREE:
            return None
        caller = caller_of(HTTPConnection(scope))
        for rate in self._rates:
            if not await self._limiter.hit(rate, caller):
                window = await self._limiter.get_window_stats(rate, caller)
                wait = max(1, math.ceil(window.reset_time - time.time()))
                return TooOften(f"one caller may ask {rate}; come again in {wait} s", wait)
        return None
