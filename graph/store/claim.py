"""One writer at a time at an endpoint, whichever process or machine it runs on.

SPARQL has no lock. So whoever begins to write says so in the record of revisions, and only then
looks who else has: of two that begin at once, each sees the other or is seen, and never do both go
on. It is taken back at the end, whatever came of the writing.
"""

from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

from pyoxigraph import Literal

from graph.errors import LegationError, Unavailable
from graph.store.connection import Connection
from graph.store.endpoint_reader import EndpointReader
from graph.store.revisions import REVISION_IRI
from ontology import DCT, PROV, REVISIONS_GRAPH, XSD


class Claim:
    """What one store says when it begins to write.

    A store has one name for all its claims, so that one which it could not take back is no
    obstacle to it the next time.

    Parameters
    ----------
    connection : Connection
        To the endpoint.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._node = f"{REVISION_IRI}begun-{uuid4().hex}"

    def take(self, who: str) -> None:
        """Begin to write.

        Raises
        ------
        Unavailable
            If somebody else has begun, and not ended.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        said = f'<{PROV.startedAtTime}> "{now}"^^<{XSD.dateTime}> ; <{DCT.creator}> {Literal(who)}'
        text = f"INSERT DATA {{ GRAPH <{REVISIONS_GRAPH}> {{ <{self._node}> {said} }} }}"
        self._connection.update(text, repeatable=True)
        for node, name, since in EndpointReader(self._connection).writers():
            if node != self._node:
                raise Unavailable(
                    f"{name or 'somebody'} has been writing to {self._connection.place.update} "
                    f"since {since}; try again. If that writer is gone, load anew what it was "
                    f"loading, after this update at the endpoint: {_taking_back(node)}"
                )

    def give_up(self) -> None:
        """Say that the writing has ended, as far as the endpoint lets us."""
        with suppress(LegationError):
            self._connection.update(_taking_back(self._node), repeatable=True)


def _taking_back(node: str) -> str:
    return f"DELETE WHERE {{ GRAPH <{REVISIONS_GRAPH}> {{ <{node}> ?p ?o }} }}"
