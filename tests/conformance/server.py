"""The real service over an empty store, behind a real server, and an operator's access to it."""

import http.client
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from tests.serving import running, with_operator

TURTLE = "text/turtle"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MEDIA_TYPES = {
    ".ttl": TURTLE,
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".srx": "application/sparql-results+xml",
    ".srj": "application/sparql-results+json",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}


@dataclass(frozen=True)
class Answer:
    """What the server sent back; the names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


class Endpoint:
    """One connection to the service, with a token that may do everything.

    Parameters
    ----------
    host, port : str, int
        Where the service listens.
    token : str
        The operator's.
    """

    def __init__(self, host: str, port: int, token: str) -> None:
        self.address = f"http://{host}:{port}"
        self._connection = http.client.HTTPConnection(host, port, timeout=60)
        self._token = token
        self._there: dict[str, Path] = {}  # named graphs put from a file and not touched since
        self._is_known = True  # nothing is there besides

    def send(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a request as it is, but for the token."""
        allowed = {"Authorization": f"Bearer {self._token}"}
        self._connection.request(method, path, body, {**allowed, **(headers or {})})
        response = self._connection.getresponse()
        content = response.read()
        if response.status in (201, 204):
            self._there.clear()
            self._is_known = False
        names = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, names, content)

    def query(
        self, text: str, accept: str, default: Iterable[str] = (), named: Iterable[str] = ()
    ) -> Answer:
        """Ask a query of a dataset, or of the one it names itself."""
        dataset = [("default-graph-uri", graph) for graph in default]
        dataset += [("named-graph-uri", graph) for graph in named]
        fields = "&".join(f"{name}={quote(graph, safe='')}" for name, graph in dataset)
        headers = {"Content-Type": QUERY, "Accept": accept}
        return self.send("POST", f"/sparql?{fields}", text.encode(), headers)

    def update(self, text: str) -> Answer:
        """Send an update."""
        return self.send("POST", "/sparql", text.encode(), {"Content-Type": UPDATE})

    def start_with(self, graphs: Mapping[str, Path]) -> None:
        """Leave these graphs in the store, and no other of anybody's."""
        if not self._is_known or self._there != graphs:
            self.hold_only(())
            self.hold(graphs)

    def hold_only(self, quads: Iterable[Quad]) -> None:
        """Leave these quads in the store, and no other of anybody's."""
        said = "".join(map(_inserted, quads))
        _expect(self.update(f"DROP ALL ; INSERT DATA {{\n{said}}}"), 204)
        self._is_known = not said

    def hold(self, graphs: Mapping[str, Path]) -> None:
        """Put files into named graphs, unless they are there already; others may be there too."""
        missing = {name: file for name, file in graphs.items() if self._there.get(name) != file}
        there, is_known = {**self._there, **missing}, self._is_known
        for name, file in missing.items():
            headers = {"Content-Type": MEDIA_TYPES[file.suffix]}
            address = f"/graphs?graph={quote(name, safe='')}"
            _expect(self.send("PUT", address, file.read_bytes(), headers), 201, 204)
        self._there, self._is_known = there, is_known

    def close(self) -> None:
        self._connection.close()


def _inserted(quad: Quad) -> str:
    triple = f"{quad.subject} {quad.predicate} {quad.object} ."
    named = isinstance(quad.graph_name, NamedNode)
    return f"GRAPH {quad.graph_name} {{ {triple} }}\n" if named else f"{triple}\n"


def _expect(answer: Answer, *statuses: int) -> None:
    assert answer.status in statuses, (answer.status, answer.body)


@contextmanager
def endpoint_over(folder: Path) -> Iterator[Endpoint]:
    """Serve an empty store in a folder, and give the operator's access to it."""
    settings, token = with_operator(folder)
    with running(settings) as (host, port):
        endpoint = Endpoint(host, port, token)
        try:
            yield endpoint
        finally:
            endpoint.close()
