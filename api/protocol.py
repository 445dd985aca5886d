"""HTTP as uvicorn speaks it, with bounds on a request's head, and problems for what is no HTTP.

uvicorn reads a head of any length for any time, and tells a caller who sends something else so in
plain text.
"""

import asyncio
import json
from http import HTTPStatus
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from api.middleware import SECURITY
from api.problems import MEDIA_TYPE, TYPES
from api.settings import Settings

_REASONS = {
    HTTPStatus.BAD_REQUEST: ("bad-request", "what was sent is no HTTP/1.1 request"),
    HTTPStatus.REQUEST_TIMEOUT: ("head-too-slow", "the head of the request took too long to come"),
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
    """

    most_bytes: ClassVar[int]
    most_seconds: ClassVar[float]

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._timer: asyncio.TimerHandle | None = None
        self._await_head()

    def _await_head(self) -> None:
        self._head_bytes = 0
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
        self._stop_timer()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Clear up."""
        self._stop_timer()
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
            self.transport.write(_answer(status))
        self.transport.close()


def _answer(status: HTTPStatus) -> bytes:
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
    }
    lines = [f"HTTP/1.1 {status.value} {status.phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", body]).encode("ascii")


def protocol_of(settings: Settings) -> type[Protocol]:
    """Return the protocol with the bounds that the settings name.

    >>> protocol_of(Settings(head_seconds=5)).most_seconds
    5.0
    """
    bounds = {"most_bytes": settings.max_head_bytes, "most_seconds": settings.head_seconds}
    return type("BoundedProtocol", (Protocol,), bounds)
