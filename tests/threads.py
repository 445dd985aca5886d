"""Servers of the standard library, each in a thread of its own for as long as a test wants it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer
from typing import TypeVar

AnyServer = TypeVar("AnyServer", bound=BaseServer)


@contextmanager
def served(server: AnyServer) -> Iterator[AnyServer]:
    """Run a server, and stop it whatever comes of the test."""
    with server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
