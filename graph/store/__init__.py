"""Open a store by its address: a directory, memory, or a SPARQL 1.1 endpoint."""

from pathlib import Path

from graph.store.access import ANYBODY, Access, is_endpoint
from graph.store.base import Draft, Output, QueryRequest, Reader, Revision, Snapshot, Store
from graph.store.embedded import EmbeddedStore
from graph.store.endpoint import EndpointStore
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
