"""Clients in Python: SPARQLWrapper, and rdflib's store over an endpoint."""

import json
from typing import Any, Literal

import rdflib
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result, ResultRow
from rdflib.term import Node
from SPARQLWrapper import JSON, N3, SPARQLWrapper

from tests.clients.terms import AnsweredWithFault, Row, Triples, spelt

Method = Literal["GET", "POST"]


class Wrapped:
    """SPARQLWrapper.

    Parameters
    ----------
    address : str
        The endpoint.
    method : str
        How it sends queries.
    """

    def __init__(self, address: str, method: Method) -> None:
        self._wrapper = SPARQLWrapper(address)
        self._wrapper.setMethod(method)

    def _json(self, query: str) -> dict[str, Any]:
        self._wrapper.setReturnFormat(JSON)
        self._wrapper.setQuery(query)
        found: dict[str, Any] = json.loads(self._wrapper.query().response.read())
        return found

    def select(self, query: str) -> list[Row]:
        return [
            {
                name: spelt(term["type"], term["value"], term.get("xml:lang"), term.get("datatype"))
                for name, term in row.items()
            }
            for row in self._json(query)["results"]["bindings"]
        ]

    def ask(self, query: str) -> bool:
        return bool(self._json(query)["boolean"])

    def construct(self, query: str) -> Triples:
        self._wrapper.setReturnFormat(N3)
        self._wrapper.setQuery(query)
        content = self._wrapper.query().response.read()
        found = (quad.triple for quad in parse(content, RdfFormat.TURTLE))
        return {(str(one.subject), str(one.predicate), str(one.object)) for one in found}


class Stored:
    """A graph of rdflib's whose store is the endpoint.

    Parameters
    ----------
    address : str
        The endpoint.
    method : str
        How it sends queries.
    """

    def __init__(self, address: str, method: Method) -> None:
        store = SPARQLStore(address, method=method)
        self._graph = Graph(store, identifier=DATASET_DEFAULT_GRAPH_ID)

    def _answer(self, query: str) -> Result:
        found: Result | tuple[object, ...] = self._graph.query(query)
        if not isinstance(found, Result):  # by POST, rdflib hands a fault back as a tuple
            raise AnsweredWithFault(found)
        return found

    def select(self, query: str) -> list[Row]:
        rows = [row for row in self._answer(query) if isinstance(row, ResultRow)]
        return [{str(name): term_of(term) for name, term in row.asdict().items()} for row in rows]

    def ask(self, query: str) -> bool:
        return bool(self._answer(query).askAnswer)

    def construct(self, query: str) -> Triples:
        found = self._answer(query).graph
        assert found is not None
        return {triple(one) for one in found}


def triple(terms: tuple[Node, Node, Node]) -> tuple[str, str, str]:
    """Return a triple of rdflib's in the one spelling."""
    subject, predicate, value = map(term_of, terms)
    return subject, predicate, value


def term_of(term: Node) -> str:
    """Return a term of rdflib's in the one spelling."""
    if isinstance(term, rdflib.Literal):
        datatype = str(term.datatype) if term.datatype else None
        return spelt("literal", str(term), term.language, datatype)
    return spelt("bnode" if isinstance(term, rdflib.BNode) else "uri", str(term), None, None)
