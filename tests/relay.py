"""Between us and an endpoint: counts what is asked, and cuts an update off when told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.engines import Engine
from tests.threads import served

_OF_EACH_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}
_SECONDS = 60


class Relay(ThreadingHTTPServer):
    """Passes requests on to an endpoint, and its answers back.

    Parameters
    ----------
    engine : Engine
        The endpoint.
    """

    daemon_threads = True

    def __init__(self, engine: Engine) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        query, update = map(urlsplit, engine.url.split("|"))
        self.to, self.update_path = query.netloc, update.path
        here = f"http://127.0.0.1:{self.server_address[1]}"
        self.behind = engine
        self.engine = replace(engine, url=f"{here}{query.path}|{here}{update.path}")
        self.queries: list[str] = []
        self.updates = 0  # carried out
        self._cut_at: int | None = None
        self._is_done = self._is_for_good = False

    def cut(self, after: int, *, is_done: bool = False, is_for_good: bool = False) -> None:
        """Leave the update after so many others without an answer.

        Parameters
        ----------
        after : int
            How many updates from now on are let through before it.
        is_done : bool
            Whether the endpoint gets it all the same.
        is_for_good : bool
            Whether nothing is let through from then on.
        """
        self._cut_at = self.updates + after
        self._is_done, self._is_for_good = is_done, is_for_good

    def is_cut(self) -> bool:
        """Return whether the update that just came is the one, which is so once or for good."""
        if self._cut_at is None or self.updates < self._cut_at:
            return False
        if not self._is_for_good:
            self._cut_at = None
        return True

    @property
    def is_done(self) -> bool:
        """Whether the endpoint gets what is cut off."""
        return self._is_done


class _Talk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for its second part

    def do_POST(self) -> None:
        relay = self.server
        assert isinstance(relay, Relay)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_update = self.path == relay.update_path
        is_cut = is_update and relay.is_cut()
        if is_cut and not relay.is_done:
            self.close_connection = True
            return
        if not is_update:
            relay.queries += parse_qs(body.decode())["query"]
        status, fields, content = self._passed_on(relay.to, body)
        relay.updates += is_update and status != 401
        if is_cut:
            self.close_connection = True
            return
        self.send_response(status)
        for name, value in fields:
            if name.lower() not in _OF_EACH_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _passed_on(self, to: str, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = HTTPConnection(to, timeout=_SECONDS)
        kept = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in _OF_EACH_CONNECTION
        }
        connection.request("POST", self.path, body, kept)
        answer = connection.getresponse()
        found = answer.status, answer.getheaders(), answer.read()
        connection.close()
        return found

    def send_response(self, code: int, message: str | None = None) -> None:
        """Send no server and date of our own: the endpoint's are passed on."""
        self.send_response_only(code, message)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
        """Say nothing."""


@contextmanager
def relay(engine: Engine) -> Iterator[Relay]:
    """Stand before an endpoint on a port of its own."""
    with served(Relay(engine)) as server:
        yield server
