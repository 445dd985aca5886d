"""What a reader process does with a SPARQL query, and with a graph or all of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from api.negotiation import negotiate
from api.rdf import SHORT_PREFIXES, rdf_format
from api.readers.questions import Prepared, Reply
from graph.errors import EndpointFailure, Forbidden, InvalidInput, NotFound
from graph.nearest import nearest
from graph.sparql_guard import Form, examine
from graph.store import Output, QueryRequest, Tally
from graph.store.oxigraph import bounded
from graph.view import View
from ontology import DEFAULT_GRAPH

RESULTS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
    "application/json",
    "application/xml",
)
TRIPLES = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/trig",
    "application/n-quads",
)
RDFLIB_DEFAULT = "urn:x-rdflib:default"  # rdflib's client names the default graph so
_ALIASES = {"application/json": RESULTS[0], "application/xml": RESULTS[1]}
_WITH_PREFIXES = (RdfFormat.TURTLE, RdfFormat.TRIG)


@dataclass(frozen=True)
class Querying:
    """A query as it came, with the dataset that its request names.

    Parameters
    ----------
    query : str
        Its text.
    accept : str or None
        The caller's ``Accept``.
    default_graphs, named_graphs : tuple of str
        The dataset, by IRI; none of either is the union of all graphs.
    most_rows : int
        How many rows or triples the answer may have.
    base : str or None
        What relative IRIs in the query are resolved against: the address it was sent to.
    outbound : tuple of str
        The addresses that ``SERVICE`` may name.
    """

    query: str
    accept: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    most_rows: int
    base: str | None = None
    outbound: tuple[str, ...] = ()

    def __call__(self, view: View) -> Prepared:
        """Return the answer's format, and how to make it.

        Raises
        ------
        LegationError
            If it is refused or cannot be read.
        """
        shape = examine(self.query, self.outbound)
        if shape.form is Form.update:
            raise Forbidden("this is an update; send it as one, with a token that may")
        is_results = shape.form in (Form.select, Form.ask)
        media_type = negotiate(self.accept, RESULTS if is_results else TRIPLES)
        written_as = _ALIASES.get(media_type, media_type)
        asked = QueryRequest(
            self.query,
            written_as,
            union=not shape.names_dataset,
            most_triples=None if is_results else self.most_rows,
            base=self.base,
        )
        asked = self._of_dataset(view, asked)

        def write(output: Output) -> None:
            try:
                view.snapshot.stream(asked, output)
            except (ValueError, OverflowError, RuntimeError) as fault:
                raise InvalidInput(f"the query cannot be answered: {fault}") from None
            except OSError as fault:
                if not shape.asks_others or isinstance(fault, BrokenPipeError):
                    raise
                raise EndpointFailure(
                    "an endpoint that the query asks with SERVICE cannot be reached, or answers "
                    "what cannot be read; SERVICE SILENT does without it"
                ) from None

        return Prepared(
            media_type,
            lambda: Reply(write, tally=None if is_results else asked.tally),
            counted_as=written_as if shape.form is Form.select else None,
        )

    def _of_dataset(self, view: View, asked: QueryRequest) -> QueryRequest:
        defaults = self.default_graphs
        if not set(defaults) - {RDFLIB_DEFAULT} and not self.named_graphs:
            return asked
        if RDFLIB_DEFAULT in defaults:
            defaults = tuple(view.snapshot.graphs())
        return replace(asked, default_graphs=defaults, named_graphs=self.named_graphs)


@dataclass(frozen=True)
class Dumping:
    """One graph, or all of them, in a format.

    Parameters
    ----------
    graph : str or None
        The graph's IRI, or `DEFAULT_GRAPH` for the default graph itself; none is all.
    media_type : str
        The format.
    most_rows : int or None
        How many triples the answer may have; none is no bound.
    """

    graph: str | None
    media_type: str
    most_rows: int | None = None

    def __call__(self, view: View) -> Prepared:
        """Return how to make the answer.

        Raises
        ------
        NotFound
            If there is no such graph.
        """
        names = view.snapshot.graphs()
        if self.graph not in (None, DEFAULT_GRAPH, *names):
            raise NotFound(f"there is no graph <{self.graph}>", nearest(str(self.graph), names))
        tally = Tally()
        return Prepared(
            self.media_type,
            lambda: Reply(lambda output: self._write(view, output, tally), tally=tally),
        )

    def _write(self, view: View, output: Output, tally: Tally) -> None:
        form = rdf_format(self.media_type)
        quads: Iterable[Quad] = tally.over(view.snapshot.quads(self.graph))
        if self.most_rows is not None:
            quads = bounded(quads, self.most_rows)
        content: Iterable[Quad] | Iterable[Triple] = quads
        if not form.supports_datasets:
            content = (quad.triple for quad in quads)
        prefixes = SHORT_PREFIXES if form in _WITH_PREFIXES else None
        serialize(content, output, form, prefixes=prefixes)
