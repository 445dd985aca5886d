"""Read access to a SPARQL 1.1 endpoint: every answer is read whole and checked before it counts."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

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
    serialize,
)
from pyoxigraph import Store as Oxigraph

from graph.errors import BadRequest, EndpointFailure, Forbidden
from graph.sparql_guard import Form, examine, keywords
from graph.store.base import Output, QueryRequest, Revision, Solutions
from graph.store.connection import Connection, Dataset
from graph.store.constructing import Construction
from graph.store.oxigraph import bounded, nodes, results_format, syntax_error, write_results
from graph.store.revisions import latest_revision
from ontology import DCT, DEFAULT_GRAPH, LEG, PROV, REVISIONS_GRAPH

_JSON = "application/sparql-results+json"
_N_TRIPLES = "application/n-triples"
# Of the record only what stays: that somebody is writing is said there and taken back.
_ONE = f"""SELECT ?s ?p ?o WHERE {{
  GRAPH ?graph {{ ?s ?p ?o }} FILTER(!isBlank(?s) && ?graph != <{REVISIONS_GRAPH}>) }} LIMIT 1"""
_ONE_RECORD = f"""SELECT ?s ?p ?o WHERE {{
  GRAPH <{REVISIONS_GRAPH}> {{ ?s ?p ?o . VALUES ?p {{ <{LEG.revisionNumber}> }} }} }} LIMIT 1"""
_WRITERS = f"""SELECT ?node ?who ?since WHERE {{ GRAPH <{REVISIONS_GRAPH}> {{
  ?node <{PROV.startedAtTime}> ?since . OPTIONAL {{ ?node <{DCT.creator}> ?who }} }} }}"""
# Not DISTINCT: that Virtuoso answers by a procedure of its own, which took 23 s after 20,000 quads
# were written to a graph (https://github.com/openlink/virtuoso-opensource/issues/953).
_GRAPHS = "SELECT ?graph WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
# Virtuoso answers ASK as if it were SELECT, names blank nodes by IRIs, and keeps graphs of its own.
_ASKED = "__ASK_RETVAL"
_NODE = re.compile(rb'("bnode"\s*,\s*"value"\s*:\s*")nodeID://')
_ENGINES_OWN = {
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/ns/ldp#",
    "http://localuriqaserver/sparql",
}


# Only for queries without GRAPH: told so, Virtuoso finds nothing in a graph that is named outright.
_WITHOUT_ITS_OWN = "".join(
    f"define input:default-graph-exclude <{name}> " for name in sorted(_ENGINES_OWN)
)


class _Scope(NamedTuple):
    """Which graphs a query is asked of: fields that name them, and words before the query."""

    dataset: Dataset
    prologue: str = ""


_AS_IT_IS = _Scope(())


class EndpointReader:
    """Read access to a SPARQL 1.1 endpoint over HTTP.

    Parameters
    ----------
    connection : Connection
        To the endpoint.

    Raises
    ------
    EndpointFailure
        On any query the endpoint refuses, or answers with something unreadable or cut short.
    EndpointTimeout
        On any query it does not answer in time.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._address = connection.place.query

    @cached_property
    def _union(self) -> _Scope:
        """What to send so that the default graph is the union of all graphs."""
        if self._is_union:
            return _Scope((), _WITHOUT_ITS_OWN if self._connection.is_virtuoso else "")
        names = self.graphs()
        return _Scope(
            (
                *(("default-graph-uri", name) for name in names),
                *(("named-graph-uri", name) for name in names),
            )
        )

    @property
    def _is_union(self) -> bool:
        """Whether the endpoint's default graph is the union; asked until it is known.

        One triple of a named graph tells: to look for one that is not in the default graph would
        read them all. The record's is taken where there is one, for nobody puts it anywhere else.
        """
        if self._connection.is_union is None:
            rows = [*self._solutions(_ONE_RECORD, _AS_IT_IS), *self._solutions(_ONE, _AS_IT_IS)]
            if not rows:
                return True  # there is nothing to tell apart
            found = rows[0]
            triple = f"{found['s']} {found['p']} {found['o']}"
            self._connection.is_union = bool(self._asked(f"ASK {{ {triple} }}", _AS_IT_IS))
        return self._connection.is_union

    def _ask(self, query: str, accept: str, scope: _Scope) -> bytes:
        before = scope.prologue
        if before and "GRAPH" in keywords(query):
            before = ""
        return self._connection.query(f"{before}{query}", accept, scope.dataset).content

    def _results(self, query: str, scope: _Scope) -> QuerySolutions | QueryBoolean:
        """Return results that were read to their end once, so that they are known to have one."""
        found: QuerySolutions | QueryBoolean | None = None
        content = _NODE.sub(rb"\1", self._ask(query, _JSON, scope))
        try:
            found = parse_query_results(content, QueryResultsFormat.JSON)
            if isinstance(found, QuerySolutions):
                for _ in found:
                    pass
            return parse_query_results(content, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as fault:
            found = None  # it may not outlive its thread, as what the fault remembers might
            raise EndpointFailure(
                f"{self._address} answered what cannot be read: {fault}"
            ) from None

    def _solutions(self, query: str, scope: _Scope) -> QuerySolutions:
        wanted = _variables(query)
        found = self._results(query, scope)
        if not isinstance(found, QuerySolutions):
            raise EndpointFailure(f"{self._address} answered a SELECT query with a boolean")
        missing = sorted(wanted - {variable.value for variable in found.variables})
        if missing:
            del found  # as above
            raise EndpointFailure(
                f"{self._address} answered another query: {', '.join(missing)} is missing"
            )
        return found

    def _asked(self, query: str, scope: _Scope) -> QueryBoolean | bool:
        found = self._results(query, scope)
        if not isinstance(found, QuerySolutions):
            return found
        if [variable.value for variable in found.variables] != [_ASKED]:
            del found  # as above
            raise EndpointFailure(f"{self._address} answered an ASK query with solutions")
        return next(iter(found), None) is not None

    def latest(self) -> Revision:
        """Return the revision recorded last: one small query, whatever the default graph is."""
        return latest_revision(lambda query: self._solutions(query, _AS_IT_IS))

    def writers(self) -> list[tuple[str, str, str]]:
        """Return who is writing: the IRI that says so, the name, and since when."""
        return [
            (row["node"].value, row["who"].value if row["who"] else "", row["since"].value)
            for row in self._solutions(_WRITERS, _AS_IT_IS)
        ]

    def select(self, query: str) -> Solutions:
        """Return the solutions of a SELECT query."""
        return self._solutions(query, self._union)

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query."""
        return bool(self._asked(query, self._union))

    def construct(self, query: str) -> Iterator[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""
        return self._triples(query, self._union)

    def _triples(self, query: str, scope: _Scope) -> Iterator[Triple]:
        if examine(query).form is Form.construct:
            _check_syntax(query)
            construction = Construction.of(query)
            if construction is not None:
                return construction.fill(self._solutions(construction.select, scope))
        content = self._ask(query, _N_TRIPLES, scope)
        try:
            return iter([quad.triple for quad in parse(content, RdfFormat.N_TRIPLES)])
        except (SyntaxError, ValueError) as fault:
            raise EndpointFailure(
                f"{self._address} answered what cannot be read: {fault}"
            ) from None

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph, or of all; `DEFAULT_GRAPH` names the default graph."""
        if graph == DEFAULT_GRAPH and self._is_union:
            raise Forbidden(
                f"the endpoint {self._address} does not tell its default graph from the union of "
                "all; name a graph"
            )
        if graph == DEFAULT_GRAPH or (graph is None and not self._is_union):
            for row in self._solutions("SELECT ?s ?p ?o WHERE { ?s ?p ?o }", _AS_IT_IS):
                yield Quad(row["s"], row["p"], row["o"])
        named = [graph] if graph is not None else self.graphs()
        for name in named if graph != DEFAULT_GRAPH else ():
            query = f"SELECT ?s ?p ?o WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
            for row in self._solutions(query, _AS_IT_IS):
                yield Quad(row["s"], row["p"], row["o"], NamedNode(name))

    def graphs(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted; the engine's own are none of ours."""
        names = {row["graph"].value for row in self._solutions(_GRAPHS, _AS_IT_IS)}
        return sorted(names - _ENGINES_OWN)

    def has(self, graph: str) -> bool:
        """Return whether a named graph has any quads."""
        query = f"ASK {{ GRAPH {NamedNode(graph)} {{ ?s ?p ?o }} }}"
        return bool(self._asked(query, _AS_IT_IS))

    def stream(self, request: QueryRequest, output: Output) -> None:
        """Answer a query by writing what the endpoint answered in the wanted format."""
        scope = _AS_IT_IS
        if request.default_graphs is not None or request.named_graphs is not None:
            defaults, named = nodes(request.default_graphs), nodes(request.named_graphs)
            scope = _Scope(
                (
                    *(("default-graph-uri", node.value) for node in defaults),
                    *(("named-graph-uri", node.value) for node in named),
                )
            )
        elif request.union:
            scope = self._union
        query = f"BASE <{request.base}> {request.query}" if request.base else request.query
        form = examine(request.query).form
        if form in (Form.construct, Form.describe):
            self._write_triples(query, scope, request, output)
            return
        results = results_format(request.media_type)
        if form is Form.select:
            write_results(self._solutions(query, scope), results, output)
        else:
            answer = "true" if self._asked(query, scope) else "false"
            boolean = f'{{"head": {{}}, "boolean": {answer}}}'
            parse_query_results(boolean, QueryResultsFormat.JSON).serialize(output, results)

    def _write_triples(
        self, query: str, scope: _Scope, request: QueryRequest, output: Output
    ) -> None:
        rdf = RdfFormat.from_media_type(request.media_type)
        if rdf is None:
            raise BadRequest(f"triples cannot be written as {request.media_type}")
        triples = self._triples(query, scope)
        if request.most_triples is not None:
            triples = bounded(request.tally.over(triples), request.most_triples)
        serialize(triples, output, rdf)


def _variables(query: str) -> set[str]:
    """Return the variables that a SELECT query's answer must have.

    Raises
    ------
    QuerySyntaxError
        If it does not parse.
    BadRequest
        If it is another query.
    """
    found = _check_syntax(query)
    if not isinstance(found, QuerySolutions):
        raise BadRequest("a SELECT query is needed here")
    return {variable.value for variable in found.variables}


def _check_syntax(query: str) -> object:
    try:
        return Oxigraph().query(query)
    except SyntaxError as fault:
        raise syntax_error(fault) from None
