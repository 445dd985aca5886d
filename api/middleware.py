"""What every answer goes through: a request id, a line in the log, and security headers."""

import time
import uuid

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem_response
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
}


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
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        request_id = uuid.uuid4().hex[:16]
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
            try:
                await self._app(asked, receive, send_with_headers)
            except Exception as fault:  # noqa: BLE001 - the last to see it
                report(fault, begun=bool(status))
                if not status:
                    answer = problem_response(_unexpected(), Request(scope))
                    await answer(scope, receive, send_with_headers)
            finally:
                log.info(
                    "request",
                    method=method,
                    path=scope["path"],
                    status=status,
                    milliseconds=round((time.perf_counter() - begun) * 1000, 1),
                )


def report(fault: Exception, *, begun: bool) -> None:
    """Write a fault to the log: one of ours in a line, any other with its traceback."""
    cause = fault.__cause__ if isinstance(fault.__cause__, LegationError) else fault
    if begun and isinstance(cause, LegationError):
        log.warning("answer broken off", kind=cause.kind, detail=cause.detail)
    else:
        log.error("unexpected fault", exc_info=fault)


def _unexpected() -> LegationError:
    return LegationError("this should not have happened; it has been logged with the request id")
