"""Graphs that somebody sends: bytes in a named format, read into quads of one graph."""

import json
import re

from pyoxigraph import Quad, RdfFormat, parse

from graph.errors import BadRequest, GraphSyntaxError, UnsupportedMediaType
from graph.reading import CONTEXT_IRI, with_own_context
from graph.store.oxigraph import graph_term

GRAPH_FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)


def parse_graph(content: bytes, media_type: str, graph: str, base: str) -> list[Quad]:
    """Return the quads that a body says, placed in a graph.

    Nothing is fetched: our own JSON-LD context is at hand, and any other address of one is
    refused. Blank nodes get new names, so that they are never taken for those of another graph.

    Parameters
    ----------
    content : bytes
        In UTF-8.
    media_type : str
        One of `GRAPH_FORMATS`, without parameters.
    graph : str
        The name of the graph to place them in.
    base : str
        What relative IRIs are resolved against.

    Raises
    ------
    UnsupportedMediaType
        If the format is not one of a single graph.
    GraphSyntaxError
        If the body does not parse.
    BadRequest
        If it is not UTF-8, or declares XML entities, which can make a gigabyte of a kilobyte.

    Examples
    --------
    >>> [quad] = parse_graph(b"<> a <#T> .", "text/turtle", "http://e/g", "http://e/doc")
    >>> str(quad)
    '<http://e/doc> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/doc#T> <http://e/g>'
    """
    form = graph_format(media_type)
    text = _text(content, form)
    place = graph_term(graph)
    try:
        quads = parse(text, form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        return [Quad(quad.subject, quad.predicate, quad.object, place) for quad in quads]
    except SyntaxError as fault:
        raise _syntax_error(fault) from None


def graph_format(media_type: str) -> RdfFormat:
    """Return the format of a graph.

    Raises
    ------
    UnsupportedMediaType
        If it is none of ours.
    """
    form = GRAPH_FORMATS.get(media_type)
    if form is None:
        raise UnsupportedMediaType(
            f"a graph cannot be sent as {media_type or 'this'}; send one of "
            f"{', '.join(GRAPH_FORMATS)}, and name it in Content-Type"
        )
    return form


def _text(content: bytes, form: RdfFormat) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadRequest(f"the body is not UTF-8: byte {fault.start} cannot be read") from None
    if form == RdfFormat.RDF_XML and _ENTITY.search(text):
        raise BadRequest("XML entities are not taken; write their text out")
    return _own_context(text) if form == RdfFormat.JSON_LD and CONTEXT_IRI in text else text


def _own_context(text: str) -> str:
    try:
        return with_own_context(text)
    except json.JSONDecodeError as fault:
        raise GraphSyntaxError(
            f"the body is no JSON: {fault.msg}", fault.lineno, fault.colno
        ) from None
    except (RecursionError, ValueError):
        raise GraphSyntaxError("the body nests too deep or has too long a number") from None


def _syntax_error(fault: SyntaxError) -> GraphSyntaxError:
    reason = str(fault.msg or fault)
    if "LoadDocumentCallback" in reason:
        reason = f"no JSON-LD context is fetched but <{CONTEXT_IRI}>; write the context out"
    return GraphSyntaxError(f"the body does not parse: {reason}", fault.lineno, fault.offset)
