"""Open a store by its address: a directory, memory, or a SPARQL 1.1 endpoint."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.store.access import ANYBODY, Access, is_endpoint
from graph.store.base import Draft, Output, QueryRequest, Reader, Revision, Snapshot, Store
from graph.store.draft import OxigraphDraft
from graph.store.embedded import EmbeddedStore
from graph.store.endpoint import EndpointStore
from graph.store.endpoint_draft import EndpointDraft
from graph.store.memory import MemoryStore
from graph.store.tally import Tally

__all__ = [
    "ANYBODY",
    "Access",
    "Draft",
    "Output",
    "QueryRequest",
    "Reader",
    "Revision",
    "Snapshot",
    "Store",
    "Tally",
    "is_endpoint",
    "load_turtle",
    "open_store",
]


def open_store(url: str, access: Access = ANYBODY) -> Store:
    """Open a store.

    Parameters
    ----------
    url : str
        ``memory:``; the http(s) address of a SPARQL 1.1 endpoint, where ``QUERY|UPDATE`` names
        two addresses; anything else is a directory, made where it does not exist.
    access : Access
        Who asks an endpoint, and how long one answer may take.

    Raises
    ------
    Unavailable
        If the directory cannot be opened or holds something else.
    EndpointFailure
        If the endpoint does not answer.

    Examples
    --------
    >>> open_store("memory:").snapshot().revision.number
    0
    """
    if url == "memory:":
        return MemoryStore()
    if is_endpoint(url):
        return EndpointStore(url, access)
    return EmbeddedStore(Path(url).expanduser())


def load_turtle(draft: Draft, graph: str, documents: Iterable[bytes]) -> None:
    """Replace a graph of a draft whole by Turtle: in bulk where the store can.

    Parameters
    ----------
    draft : Draft
        The revision in the making.
    graph : str
        The graph's IRI.
    documents : iterable of bytes
        Turtle documents, each with its own prefixes; together what the graph will hold. One at a
        time is in memory, so a long table comes as several. No blank node stands in two.
    """
    if isinstance(draft, EndpointDraft):
        draft.load_turtle(graph, source)
        return
    if isinstance(draft, OxigraphDraft):
        draft.load_turtle(graph, documents)
        return
    name = NamedNode(graph)
    triples = (one for document in documents for one in parse(document, RdfFormat.TURTLE))
    draft.replace(graph, (Quad(one.subject, one.predicate, one.object, name) for one in triples))
