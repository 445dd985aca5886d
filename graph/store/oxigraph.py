"""Reading an Oxigraph store: shared by the embedded store, the memory store and their drafts."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)
from pyoxigraph import Store as Oxigraph

from graph.errors import AnswerTooLarge, BadRequest, QuerySyntaxError
from graph.spreadsheets import GuardedCsv
from graph.store.base import Output, QueryRequest, Solutions
from ontology import DEFAULT_GRAPH

_PLACE = re.compile(r"(\d+):(\d+)")
_Results = QuerySolutions | QueryBoolean | QueryTriples


def syntax_error(fault: SyntaxError, what: str = "query") -> QuerySyntaxError:
    """Return Oxigraph's complaint about a query with its line and column taken apart."""
    message = str(fault)
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    return QuerySyntaxError(f"the {what} does not parse: {message}", line, column)


class OxigraphReader:
    """Read access to one Oxigraph store.

    Examples
    --------
    >>> reader = OxigraphReader(Oxigraph())
    >>> reader.ask("ASK { ?s ?p ?o }")
    False
    """

    def __init__(self, oxigraph: Oxigraph) -> None:
        self._oxigraph = oxigraph

    def _evaluate(self, query: str) -> _Results:
        try:
            return self._oxigraph.query(query, use_default_graph_as_union=True)
        except SyntaxError as fault:
            raise syntax_error(fault) from None

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query."""
        found = self._evaluate(query)
        if not isinstance(found, QuerySolutions):
            raise BadRequest("a SELECT query is needed here")
        return found

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query."""
        return bool(self._evaluate(query))

    def construct(self, query: str) -> Iterator[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""
        found = self._evaluate(query)
        if not isinstance(found, QueryTriples):
            raise BadRequest("a CONSTRUCT or DESCRIBE query is needed here")
        return iter(found)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph, or of all; `DEFAULT_GRAPH` names the default graph."""
        name = graph_term(graph) if graph is not None else None
        return self._oxigraph.quads_for_pattern(None, None, None, name)

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        names = self._oxigraph.named_graphs()
        return sorted(name.value for name in names if isinstance(name, NamedNode))

    def stream(self, request: QueryRequest, output: Output) -> None:
        """Answer a query by writing bytes in the wanted format to ``output`` as they come."""
        named = request.default_graphs is not None or request.named_graphs is not None
        try:
            found = self._oxigraph.query(
                request.query,
                base_iri=request.base,
                use_default_graph_as_union=request.union and not named,
                default_graph=[*nodes(request.default_graphs)] if named else None,
                named_graphs=[*nodes(request.named_graphs)] if named else None,
            )
        except SyntaxError as fault:
            raise syntax_error(fault) from None
        if isinstance(found, QueryTriples):
            rdf = RdfFormat.from_media_type(request.media_type)
            if rdf is None:
                raise BadRequest(f"triples cannot be written as {request.media_type}")
            if request.most_triples is None:
                found.serialize(output, rdf)
            else:
                triples = bounded(request.tally.over(found), request.most_triples)
                serialize(triples, output, rdf)
            return
        write_results(found, results_format(request.media_type), output)


def results_format(media_type: str) -> QueryResultsFormat:
    """Return the format of query results that a media type names.

    Raises
    ------
    BadRequest
        If it names none.
    """
    results = QueryResultsFormat.from_media_type(media_type)
    if results is None:
        raise BadRequest(f"query results cannot be written as {media_type}")
    return results


def write_results(
    found: QuerySolutions | QueryBoolean, results: QueryResultsFormat, output: Output
) -> None:
    """Write query results; CSV, which is for spreadsheets, with its cells guarded."""
    if results != QueryResultsFormat.CSV:
        found.serialize(output, results)
        return
    guard = GuardedCsv(output)
    found.serialize(cast("Output", guard), results)
    guard.finish()


T = TypeVar("T")


def bounded(items: Iterable[T], most: int) -> Iterator[T]:
    """Yield triples or quads, so many at most.

    Raises
    ------
    AnswerTooLarge
        If there are more.
    """
    for number, item in enumerate(items):
        if number == most:
            raise AnswerTooLarge(f"the answer is over {most} rows; ask for less")
        yield item


def graph_term(graph: str) -> NamedNode | DefaultGraph:
    """Return the term that a quad names its graph by."""
    return DefaultGraph() if graph == DEFAULT_GRAPH else NamedNode(graph)


def graph_name(term: NamedNode | BlankNode | DefaultGraph) -> str:
    """Return the name of the graph that a term stands for."""
    return DEFAULT_GRAPH if isinstance(term, DefaultGraph) else term.value


def nodes(graphs: Iterable[str] | None) -> Iterator[NamedNode]:
    """Return graph names as terms."""
    return (NamedNode(graph) for graph in graphs or ())
