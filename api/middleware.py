"""What every answer goes through: a request id, a line in the log, and security headers."""

import re
import time
import uuid

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.account import open_account
from api.metrics import Metrics
from api.problems import problem_response
from api.readers.relayed import ReaderFault, whereabouts
from graph.errors import LegationError

log = structlog.get_logger("legation")

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# For pages whose scripts set styles in their markup: the description of the API, the SPARQL editor.
STYLED_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",  # whoever may read may also embed
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Envelope:
    """Adds headers to every answer and logs it, without the words of the question.

    A fault that nobody expected becomes a problem here, so that it too has its headers and its
    request id, and shows nothing of our insides. One that comes after the answer has begun leaves
    the answer without its end: the server then breaks the connection, and nobody takes what was
    sent for whole.

    Parameters
    ----------
    app : ASGIApp
        What answers.
    metrics : Metrics
        Where requests are counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        request_id = request_id_of(Headers(scope=scope).get("x-request-id", ""))
        method, status = scope["method"], 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
                headers["X-Request-ID"] = request_id
            elif method == "HEAD":
                message = {**message, "body": b""}
            await send(message)

        # Whoever answers GET answers HEAD, less the body (RFC 9110, section 9.3.2).
        asked = {**scope, "method": "GET"} if method == "HEAD" else scope
        with structlog.contextvars.bound_contextvars(id=request_id):
            account = open_account()
            try:
                await self._app(asked, receive, send_with_headers)
            except Exception as fault:  # noqa: BLE001 - the last to see it
                self._report(fault, begun=bool(status))
                if not status:
                    answer = problem_response(_unexpected(), Request(scope))
                    await answer(scope, receive, send_with_headers)
            finally:
                seconds = time.perf_counter() - begun
                self._metrics.count(_route(asked), method, status, seconds)
                log.info(
                    "request",
                    method=method,
                    path=scope["path"],
                    status=status,
                    milliseconds=round(seconds * 1000, 1),
                    **account.known(),
                )

    def _report(self, fault: Exception, *, begun: bool) -> None:
        if begun:
            self._metrics.count_broken_off()
        report(fault, begun=begun)


def request_id_of(given: str) -> str:
    """Return a request's id: the one it came with where that is short and plain, or a new one.

    >>> request_id_of("a-1"), len(request_id_of("a b"))
    ('a-1', 16)
    """
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex[:16]


def _route(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "other"))


def report(fault: Exception, *, begun: bool) -> None:
    """Write a fault to the log: one of ours in a line, any other with where it came from.

    The words of an unexpected one may hold anything, and are logged as nothing but its type.
    """
    cause = fault.__cause__ if isinstance(fault.__cause__, LegationError) else fault
    if begun and isinstance(cause, LegationError):
        log.warning("answer broken off", kind=cause.kind, detail=cause.detail)
    else:
        name = fault.name if isinstance(fault, ReaderFault) else type(fault).__name__
        log.error("unexpected fault", kind=name, where=whereabouts(fault))
        log.debug("unexpected fault at length", exc_info=fault)


def _unexpected() -> LegationError:
    return LegationError("this should not have happened; it has been logged with the request id")
