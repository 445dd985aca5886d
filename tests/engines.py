"""Real SPARQL servers of others, each on a free port and in a directory of its own."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx

from graph.store import ANYBODY, Access, Store, open_store
from graph.store.access import locate
from graph.store.connection import Connection
from tests.oxigraph import oxigraph_server
from tests.ports import free_port

USER, PASSWORD = "tester", "not so secret"
_STARTED_IN = 60.0  # seconds


@dataclass(frozen=True)
class Engine:
    """A running server: where it is, and who may write there."""

    kind: str
    url: str
    access: Access = ANYBODY

    def open(self) -> Store:
        return open_store(self.url, self.access)

    def clear(self) -> None:
        """Remove every graph of ours."""
        store = self.open()
        graphs = store.snapshot().graphs()
        store.close()
        place, access = locate(self.url, self.access)
        connection = Connection(place, access)
        for graph in graphs:
            connection.update(f"DROP SILENT GRAPH <{graph}>")
        connection.close()


def _wait(process: "subprocess.Popen[bytes]", is_ready: Callable[[], bool]) -> None:
    until = time.monotonic() + _STARTED_IN
    while not is_ready():
        assert process.poll() is None, "the server ended at its start"
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        httpx.get(address, timeout=5)
    except httpx.HTTPError:
        return False
    return True


@contextmanager
def oxigraph(place: Path) -> Iterator[Engine]:
    """Oxigraph's own server."""
    with oxigraph_server(place) as address:
        yield Engine("oxigraph", f"{address}/query|{address}/update")


_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 20
CheckpointInterval = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
MaxKeepAlives = 10
KeepAliveTimeout = 10
[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""
# Users are made in one run and given rights in another: a batch is compiled before it is run.
_USER = f"DB.DBA.USER_CREATE('{USER}', '{PASSWORD}');"
_RIGHTS = f'GRANT SPARQL_UPDATE TO "{USER}"; GRANT SPARQL_SELECT TO "{USER}";'


@contextmanager
def virtuoso(place: Path, rows: int = 1_000_000) -> Iterator[Engine]:
    """A Virtuoso server. Anybody reads; one user, known by Digest, writes."""
    command = shutil.which("virtuoso-t")
    assert command, (
        "Virtuoso is not installed: run make test, or apt-get install virtuoso-opensource-7"
    )
    sql, port = free_port(), free_port()
    (place / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, http=port, rows=rows))
    words = [command, "+configfile", "virtuoso.ini", "+foreground"]
    process = subprocess.Popen(
        words, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(process, lambda: _answers(f"{address}/sparql"))
        for statement in (_USER, _RIGHTS):
            subprocess.run(
                ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={statement}"],
                check=True,
                capture_output=True,
            )
        yield Engine(
            "virtuoso",
            f"{address}/sparql|{address}/sparql-auth",
            Access(user=USER, password=PASSWORD),
        )
    finally:
        process.kill()
        process.wait()


SERVERS = {"oxigraph": oxigraph, "virtuoso": virtuoso}
