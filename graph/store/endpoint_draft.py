"""Changes to a SPARQL endpoint, sent as they are made and put back where one fails."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from graph.errors import EndpointFailure, Forbidden, LegationError
from graph.store.connection import Connection
from graph.store.endpoint_reader import EndpointReader
from ontology import DEFAULT_GRAPH

BATCH_QUADS = 2_000
# RDF 1.1, section 3.5: a blank node cannot be named in two updates, so it is given an IRI.
SKOLEM = "https://w3id.org/.well-known/genid/legation/"


class EndpointDraft(EndpointReader):
    """Changes sent to the endpoint as they are made, and put back where one fails.

    Whoever reads meanwhile sees what is sent so far, under the number of the revision before: the
    record of the new one comes last.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._before: dict[str, set[Quad]] = {}
        self._now: dict[str, set[Quad]] = {}
        self._gone: dict[str, set[Quad]] = {}  # what was there, and may not be any more
        self._filled: set[str] = set()  # of these nothing was there, and nothing is held
        self._batches_sent = 0

    @property
    def changed(self) -> set[str]:
        """The graphs that differ from what they were."""
        held = {graph for graph, before in self._before.items() if before != self._now[graph]}
        return held | (self._filled - self._before.keys())

    def _check_named(self, graph: str) -> None:
        if graph == DEFAULT_GRAPH:
            raise Forbidden(
                f"the endpoint {self._address} need not keep its default graph apart; name a graph"
            )

    def _keep(self, graph: str) -> None:
        self._check_named(graph)
        if graph not in self._before:
            self._now[graph] = set(self.quads(graph))
            self._before[graph] = set() if graph in self._filled else self._now[graph]
            self._gone[graph] = set()

    def _update(self, text: str, *, repeatable: bool = False) -> None:
        self._connection.update(text, repeatable=repeatable)
        self.__dict__.pop("_union", None)

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Replace a graph whole; no quads at all removes it.

        Only the difference is sent, so that whoever reads meanwhile misses as little as can be.
        """
        self._keep(graph)
        self._set(graph, set(map(_named, quads)))

    def load_turtle(
        self, graph: str, documents: Iterable[bytes], *, together: bool = False
    ) -> None:
        """Replace a graph whole by Turtle documents.

        A graph of which the endpoint has nothing is filled while the documents are read: no more
        than one of them and a batch of quads is held, so that a table may be of any size, and it
        is put back by removing it. Of any other the difference is sent, as when it is replaced,
        for which what was there and what will be are held whole.

        Parameters
        ----------
        graph : str
            The graph's IRI.
        documents : iterable of bytes
            Each with its own prefixes and blank nodes; all of them together are the new content.
            What one raises ends the loading, after those before it were sent.
        together : bool
            Makes no difference here.
        """
        self._check_named(graph)
        quads = _read(documents, graph)
        if graph in self._filled or graph in self._before or self.has(graph):
            self.replace(graph, quads)
            return
        for batch in _batches(map(_named, quads)):
            self._filled.add(graph)  # before it is sent, as above
            self._send_batch("INSERT", batch)

    def _set(self, graph: str, new: set[Quad]) -> None:
        old = self._now[graph]
        # Before it is sent: what a failed update did of it is unknown, and undone all the same.
        self._now[graph] = old | new
        self._gone[graph] |= old - new
        self._send("DELETE", old - new)
        self._send("INSERT", new - old)
        self._now[graph] = new

    def _send(self, verb: str, quads: Iterable[Quad], *, repeatable: bool = False) -> None:
        for batch in _batches(sorted(quads, key=str)):
            self._send_batch(verb, batch, repeatable=repeatable)

    def _send_batch(self, verb: str, batch: Sequence[Quad], *, repeatable: bool = False) -> None:
        self._batches_sent += 1
        self._update(f"{verb} DATA {{\n{_data(batch)}\n}}", repeatable=repeatable)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs they name."""
        by_graph: dict[str, set[Quad]] = {}
        for quad in map(_named, quads):
            if isinstance(quad.graph_name, NamedNode):
                by_graph.setdefault(quad.graph_name.value, set()).add(quad)
        for graph, new in by_graph.items():
            self._keep(graph)
            self._set(graph, self._now[graph] | new)

    def update(self, text: str, *, base: str | None, keep: Collection[str]) -> set[str]:
        """Refuse a SPARQL update: what it changes at the endpoint could not be put back."""
        raise Forbidden(
            f"the graph is kept at the endpoint {self._address}, where an update cannot be "
            "checked first; send a whole graph, or the update to the endpoint itself"
        )

    def put_back(self) -> None:
        """Undo what was written, as far as the endpoint lets us.

        Raises
        ------
        EndpointFailure
            If a graph could not be put back; the others were.
        """
        failed: list[str] = []
        for graph in sorted({*self._before, *self._filled}):
            try:
                self._put_graph_back(graph)
            except LegationError:
                failed.append(graph)
        if failed:
            raise _left_behind(self._connection.place.update, failed)

    def _put_graph_back(self, graph: str) -> None:
        if graph not in self._filled:
            before = self._before[graph]
            self._send("DELETE", self._now[graph] - before, repeatable=True)
            self._send("INSERT", self._gone[graph] & before, repeatable=True)
            return
        # To drop 400,000 quads at once takes the Oxigraph server longer than it is waited for.
        some = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} LIMIT {BATCH_QUADS}"
        removal = f"DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{ {{ {some} }} }}"
        for _ in range(self._batches_sent):
            if not self.has(graph):
                return
            self._update(removal, repeatable=True)
        if self.has(graph):
            raise EndpointFailure(f"{self._address} still has {graph}")


def _left_behind(address: str, graphs: Sequence[str]) -> EndpointFailure:
    return EndpointFailure(
        f"{address} failed in the middle of a write, and could not be made to put back what was "
        f"there: load these anew: {', '.join(graphs)}"
    )


def _read(documents: Iterable[bytes], graph: str) -> Iterator[Quad]:
    name = NamedNode(graph)
    for document in documents:
        for one in parse(document, RdfFormat.TURTLE, rename_blank_nodes=True):
            yield Quad(one.subject, one.predicate, one.object, name)


def _batches(quads: Iterable[Quad]) -> Iterator[Sequence[Quad]]:
    left = iter(quads)
    while batch := list(islice(left, BATCH_QUADS)):
        yield batch


def _data(quads: Sequence[Quad]) -> str:
    """Return the quads of one graph as an update names them."""
    triples = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
    return f"GRAPH {quads[0].graph_name} {{\n{triples}\n}}"


def _named(quad: Quad) -> Quad:
    subject, object_ = _skolem(quad.subject), _skolem(quad.object)
    return Quad(subject, quad.predicate, object_, quad.graph_name)  # type: ignore[arg-type]


def _skolem(term: object) -> object:
    return NamedNode(f"{SKOLEM}{term.value}") if isinstance(term, BlankNode) else term
