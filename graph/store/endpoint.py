"""A SPARQL 1.1 endpoint as the store: for graphs that outgrow one machine.

The default graph of our queries is the union of all graphs. Where the endpoint's own default
graph is something else, every request names all graphs as its dataset.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

import httpx2 as httpx
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.errors import BadRequest, EndpointFailure, EndpointTimeout, Forbidden
from graph.store.base import Output, QueryRequest, Revision, Solutions
from graph.store.revisions import latest_revision, missing_revision, revision_quads
from ontology import DEFAULT_GRAPH

TIMEOUT_SECONDS = 60.0
BATCH_QUADS = 5_000
_JSON = "application/sparql-results+json"
_N_TRIPLES = "application/n-triples"

_UNION_PROBE = """
ASK { GRAPH ?graph { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"""


class EndpointReader:
    """Read access to a SPARQL 1.1 endpoint over HTTP.

    Parameters
    ----------
    client : httpx.Client
        The connection pool to use.
    address : str
        The endpoint's query address.

    Raises
    ------
    EndpointFailure
        On any query the endpoint refuses, or answers with something unreadable.
    EndpointTimeout
        On any query it does not answer in time.
    """

    def __init__(self, client: httpx.Client, address: str) -> None:
        self._client = client
        self._address = address

    def _body(self, query: str, accept: str, dataset: Sequence[tuple[str, str]]) -> bytes:
        fields = httpx.QueryParams([("query", query), *dataset])
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            response = self._client.post(self._address, content=str(fields), headers=headers)
        except httpx.TimeoutException:
            raise EndpointTimeout(f"{self._address} did not answer in time") from None
        except httpx.HTTPError as fault:
            raise EndpointFailure(f"{self._address} cannot be reached: {fault}") from None
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise BadRequest(f"{self._address} refused the query: {response.text[:300]}")
        if response.is_error:
            raise EndpointFailure(f"{self._address} answered {response.status_code}")
        return response.content

    @cached_property
    def _union(self) -> list[tuple[str, str]]:
        """What to send so that the default graph is the union of all graphs."""
        probe = self._results(_UNION_PROBE, ())
        if isinstance(probe, QueryBoolean) and not bool(probe):
            return []
        names = self.graphs()
        return [
            *(("default-graph-uri", name) for name in names),
            *(("named-graph-uri", name) for name in names),
        ]

    def _results(
        self, query: str, dataset: Sequence[tuple[str, str]]
    ) -> QuerySolutions | QueryBoolean:
        body = self._body(query, _JSON, dataset)
        try:
            return parse_query_results(body, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as fault:
            raise EndpointFailure(
                f"{self._address} answered what cannot be read: {fault}"
            ) from None

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query."""
        found = self._results(query, self._union)
        if not isinstance(found, QuerySolutions):
            raise BadRequest("a SELECT query is needed here")
        return found

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query."""
        return bool(self._results(query, self._union))

    def construct(self, query: str) -> Iterator[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""
        for quad in self._triples(query, self._union):
            yield quad.triple

    def _triples(self, query: str, dataset: Sequence[tuple[str, str]]) -> list[Quad]:
        body = self._body(query, _N_TRIPLES, dataset)
        try:
            return list(parse(body, RdfFormat.N_TRIPLES))
        except (SyntaxError, ValueError) as fault:
            raise EndpointFailure(
                f"{self._address} answered what cannot be read: {fault}"
            ) from None

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph, or of all; `DEFAULT_GRAPH` names the default graph."""
        if graph == DEFAULT_GRAPH:
            raise Forbidden(
                f"the endpoint {self._address} does not tell its default graph from the union of "
                "all; name a graph"
            )
        for name in [graph] if graph is not None else self.graphs():
            query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
            for quad in self._triples(query, ()):
                yield Quad(quad.subject, quad.predicate, quad.object, NamedNode(name))

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        query = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } }"
        found = self._results(query, ())
        if not isinstance(found, QuerySolutions):
            raise EndpointFailure(f"{self._address} answered a SELECT query with a boolean")
        return sorted(row["graph"].value for row in found if isinstance(row["graph"], NamedNode))

    def count(self) -> int:
        """Return how many quads there are in named graphs."""
        query = "SELECT (COUNT(*) AS ?quads) WHERE { GRAPH ?graph { ?s ?p ?o } }"
        (row,) = self.select(query)
        return int(row["quads"].value)

    def stream(self, request: QueryRequest, output: Output) -> None:
        """Answer a query by passing the endpoint's bytes to ``output``."""
        dataset: list[tuple[str, str]] = []
        if request.default_graphs is not None or request.named_graphs is not None:
            dataset += [("default-graph-uri", name) for name in request.default_graphs or ()]
            dataset += [("named-graph-uri", name) for name in request.named_graphs or ()]
        elif request.union:
            dataset = self._union
        output.write(self._body(request.query, request.media_type, dataset))


class EndpointSnapshot(EndpointReader):
    """The endpoint as it stood when asked for its revision."""

    is_remote = True
    beside = None

    def __init__(self, client: httpx.Client, address: str) -> None:
        super().__init__(client, address)
        self.revision: Revision = latest_revision(self)

    def close(self) -> None:
        """Let go of nothing: the connections are the store's."""


class EndpointDraft(EndpointReader):
    """Changes sent to the endpoint as they are made, and put back where one fails."""

    def __init__(self, client: httpx.Client, address: str, update_address: str) -> None:
        super().__init__(client, address)
        self._update_address = update_address
        self._before: dict[str, list[Quad]] = {}

    @property
    def changed(self) -> set[str]:
        """The graphs that were written to."""
        return set(self._before)

    def _keep(self, graph: str) -> None:
        if graph not in self._before:
            self._before[graph] = list(self.quads(graph))

    def _update(self, text: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        try:
            response = self._client.post(self._update_address, content=text, headers=headers)
        except httpx.TimeoutException:
            raise EndpointTimeout(f"{self._update_address} did not answer in time") from None
        except httpx.HTTPError as fault:
            raise EndpointFailure(f"{self._update_address} cannot be reached: {fault}") from None
        if response.is_error:
            raise EndpointFailure(f"{self._update_address} answered {response.status_code}")
        self.__dict__.pop("_union", None)

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Replace a graph whole; no quads at all removes it."""
        new = list(quads)
        self._keep(graph)
        first, rest = new[:BATCH_QUADS], new[BATCH_QUADS:]
        self._update(f"DROP SILENT GRAPH <{graph}> ;\n{_insertion(first)}")
        self._insert(rest)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs they name."""
        new = list(quads)
        for graph in {quad.graph_name for quad in new}:
            if isinstance(graph, NamedNode):
                self._keep(graph.value)
        self._insert(new)

    def update(self, text: str, *, base: str | None, keep: Collection[str]) -> set[str]:
        """Refuse a SPARQL update: what it changes at the endpoint could not be put back."""
        raise Forbidden(
            f"the graph is kept at the endpoint {self._address}, where an update cannot be "
            "checked first; send a whole graph, or the update to the endpoint itself"
        )

    def _insert(self, quads: Sequence[Quad]) -> None:
        for start in range(0, len(quads), BATCH_QUADS):
            self._update(_insertion(quads[start : start + BATCH_QUADS]))

    def put_back(self) -> None:
        """Undo what was written."""
        for graph, quads in list(self._before.items()):
            self.replace(graph, quads)


def _insertion(quads: Sequence[Quad]) -> str:
    body = "\n".join(
        f"GRAPH {quad.graph_name} {{ {quad.subject} {quad.predicate} {quad.object} }}"
        for quad in quads
    )
    return f"INSERT DATA {{\n{body}\n}}"


class EndpointStore:
    """A store behind a SPARQL 1.1 endpoint.

    Parameters
    ----------
    url : str
        The query address; or the query and the update address with ``|`` between them. Where
        only one is given and it ends in ``/query``, updates go to ``/update`` beside it.
    timeout : float
        Seconds to wait for one answer.
    """

    def __init__(self, url: str, timeout: float = TIMEOUT_SECONDS) -> None:
        self.url = url
        self._query, _, update = url.partition("|")
        self._update = update or (
            self._query.removesuffix("/query") + "/update"
            if self._query.endswith("/query")
            else self._query
        )
        self._writing = threading.Lock()
        self._client = httpx.Client(timeout=timeout, follow_redirects=False)

    def current(self) -> int:
        """Return the number of the revision published last: one small query."""
        return latest_revision(EndpointReader(self._client, self._query)).number

    def kept(self) -> list[int]:
        """Return the one revision that an endpoint has."""
        return [self.current()]

    def snapshot(self, number: int | None = None) -> EndpointSnapshot:
        """Return the endpoint as it stands now.

        Raises
        ------
        NotFound, RevisionGone
            If another revision than the current one is asked for.
        """
        snapshot = EndpointSnapshot(self._client, self._query)
        if number is not None and number != snapshot.revision.number:
            raise missing_revision(number, [snapshot.revision.number])
        return snapshot

    @contextmanager
    def draft(self, who: str, why: str) -> Iterator[EndpointDraft]:
        """Open a draft. What it wrote is put back on an exception."""
        with self._writing:
            number = self.current() + 1
            draft = EndpointDraft(self._client, self._query, self._update)
            try:
                yield draft
                draft.add(revision_quads(number, who, why, draft.changed))
            except BaseException:
                draft.put_back()
                raise

    def close(self) -> None:
        """Close the connections."""
        self._client.close()
