"""HTTP as uvicorn speaks it, with bounds on a request's head, and problems for what is no HTTP.

uvicorn reads a head of any length for any time, and tells a caller who sends something else so in
plain text.
"""

import asyncio
import json
from collections import Counter
from http import HTTPStatus
from typing import ClassVar

import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.callers import caller_named
from api.metrics import Metrics
from api.middleware import SECURITY, request_id_of
from api.problems import MEDIA_TYPE, TYPES
from api.settings import Settings

log = structlog.get_logger("legation")

ROUTE = "(connection)"  # what is refused here counts as, having no route
_REASONS = {
    HTTPStatus.BAD_REQUEST: ("bad-request", "what was sent is no HTTP/1.1 request"),
    HTTPStatus.REQUEST_TIMEOUT: ("head-too-slow", "the head of the request took too long to come"),
    HTTPStatus.TOO_MANY_REQUESTS: (
        "too-many-connections",
        "there are too many connections; use those you have again, or come again in 1 s",
    ),
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: (
        "head-too-large",
        "the address and the headers are too long; send a long query in the body of a POST",
    ),
}


class Protocol(HttpToolsProtocol):
    """One connection.

    Attributes
    ----------
    most_bytes : int
        How long the first line and the headers of a request may be together.
    most_seconds : float
        How long they may take to arrive.
    stall_seconds : float
        How long a caller may send nothing of a body, or take nothing of an answer.
    most_connections, most_of_caller : int
        How many connections there may be at once, and how many from one caller.
    of_callers : Counter
        How many each caller has.
    metrics : Metrics
        Where what is refused is counted.
    """

    most_bytes: ClassVar[int]
    most_seconds: ClassVar[float]
    stall_seconds: ClassVar[float]
    most_connections: ClassVar[int]
    most_of_caller: ClassVar[int]
    of_callers: ClassVar[Counter[str]]
    metrics: ClassVar[Metrics]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._head_since = self.loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._taking: asyncio.TimerHandle | None = None
        self._is_in_body = False
        self._caller = caller_named(self.client[0] if self.client else "")
        self.of_callers[self._caller] += 1
        is_full = len(self.connections) > self.most_connections
        if is_full or self.of_callers[self._caller] > self.most_of_caller:
            self._refuse(HTTPStatus.TOO_MANY_REQUESTS)
        else:
            self._await_head()

    def _await_head(self) -> None:
        self._head_bytes = 0
        self._head_since = self.loop.time()
        self._is_in_head = True
        self._stop_timer()
        self._timer = self.loop.call_later(self.most_seconds, self._late)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _late(self) -> None:
        if not self.transport.is_closing():
            self._refuse(HTTPStatus.REQUEST_TIMEOUT)

    def data_received(self, data: bytes) -> None:
        """Take in some bytes."""
        if self._is_in_head:
            self._head_bytes += len(data)
        if self._is_in_body:
            self._await_body()
        super().data_received(data)
        if self._is_in_head and self._head_bytes > self.most_bytes:
            self._refuse(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)

    def on_message_begin(self) -> None:
        """Begin to wait for the rest of a head."""
        super().on_message_begin()
        if not self._is_in_head:
            self._await_head()

    def on_headers_complete(self) -> None:
        """Hand the request on."""
        self._is_in_head = False
        self._is_in_body = True
        self._await_body()
        super().on_headers_complete()

    def _await_body(self) -> None:
        self._stop_timer()
        self._timer = self.loop.call_later(self.stall_seconds, self._stalled)

    def _stalled(self) -> None:
        if self.flow.read_paused:  # it is we who do not read
            self._await_body()
        else:
            self.transport.close()

    def on_message_complete(self) -> None:
        """Wait for nothing more."""
        self._is_in_body = False
        self._stop_timer()
        super().on_message_complete()

    def pause_writing(self) -> None:
        """Begin to watch whether the caller takes any of the answer."""
        super().pause_writing()
        self._watch_taking(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Go on: the caller has taken it."""
        self._stop_watching()
        super().resume_writing()

    def _watch_taking(self, left: int) -> None:
        self._stop_watching()
        self._taking = self.loop.call_later(self.stall_seconds, self._look_at_taking, left)

    def _look_at_taking(self, before: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left < before:
            self._watch_taking(left)
        else:
            self.transport.abort()

    def _stop_watching(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Clear up."""
        self._stop_timer()
        self._stop_watching()
        self.of_callers[self._caller] -= 1
        if not self.of_callers[self._caller]:
            del self.of_callers[self._caller]
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Answer what cannot be read."""
        self._refuse(HTTPStatus.BAD_REQUEST)

    def _refuse(self, status: HTTPStatus) -> None:
        """Send a problem and close; amid another answer, only close."""
        self._stop_timer()
        self._is_in_head = False
        is_idle = self.cycle is None or self.cycle.response_complete
        if is_idle or not self.cycle.response_started:
            request_id = request_id_of("")
            self.transport.write(_answer(status, request_id))
            self._account_for(status, request_id)
        self.transport.close()

    def _account_for(self, status: HTTPStatus, request_id: str) -> None:
        """Count and log what was refused: it never comes to where requests are."""
        seconds = self.loop.time() - self._head_since
        self.metrics.count(ROUTE, "", status, seconds)
        log.info(
            "connection refused",
            id=request_id,
            status=status.value,
            milliseconds=round(seconds * 1000, 1),
            outcome=_REASONS[status][0],
        )


def _answer(status: HTTPStatus, request_id: str) -> bytes:
    kind, detail = _REASONS[status]
    body = json.dumps(
        {"type": f"{TYPES}{kind}", "title": status.phrase, "status": status, "detail": detail}
    )
    headers = {
        **SECURITY,
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "Connection": "close",
        "X-Request-ID": request_id,
    }
    if status is HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = "1"
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", body]).encode("ascii")


def protocol_of(settings: Settings, metrics: Metrics) -> type[Protocol]:
    """Return the protocol with the bounds that the settings name.

    >>> protocol_of(Settings(head_seconds=5), Metrics()).most_seconds
    5.0
    """
    most = settings.max_connections
    bounds = {
        "most_bytes": settings.max_head_bytes,
        "most_seconds": settings.head_seconds,
        "stall_seconds": settings.stall_seconds,
        "most_connections": most,
        # Behind a proxy all connections are the proxy's.
        "most_of_caller": most if settings.trusted_proxies else settings.caller_connections,
        "of_callers": Counter(),
        "metrics": metrics,
    }
    return type("BoundedProtocol", (Protocol,), bounds)
