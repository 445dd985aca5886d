"""A SPARQL 1.1 endpoint as the store: for graphs that outgrow one machine.

The default graph of our queries is the union of all graphs. Where the endpoint's own default
graph is something else, every request names all graphs as its dataset.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from graph.store.access import ANYBODY, Access, locate
from graph.store.base import Revision
from graph.store.claim import Claim
from graph.store.connection import Connection
from graph.store.endpoint_draft import EndpointDraft
from graph.store.endpoint_reader import EndpointReader
from graph.store.revisions import missing_revision, revision_quads


class EndpointSnapshot(EndpointReader):
    """The endpoint as it stood when asked for its revision."""

    is_remote = True
    beside = None

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self.revision: Revision = self.latest()

    def close(self) -> None:
        """Let go of nothing: the connections are the store's."""


class EndpointStore:
    """A store behind a SPARQL 1.1 endpoint.

    Parameters
    ----------
    url : str
        The query address; or the query and the update address with ``|`` between them. Where
        only one is given and it ends in ``/query``, updates go to ``/update`` beside it.
    access : Access
        Who asks, and how long one answer may take.
    """

    def __init__(self, url: str, access: Access = ANYBODY) -> None:
        place, self.access = locate(url, access)
        self.url = f"{place.query}|{place.update}"
        self._writing = threading.Lock()
        self._connection = Connection(place, self.access)
        self._claim = Claim(self._connection)

    def current(self) -> int:
        """Return the number of the revision published last: one small query."""
        return EndpointReader(self._connection).latest().number

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
        snapshot = EndpointSnapshot(self._connection)
        if number is not None and number != snapshot.revision.number:
            raise missing_revision(number, [snapshot.revision.number])
        return snapshot

    @contextmanager
    def draft(self, who: str, why: str) -> Iterator[EndpointDraft]:
        """Open a draft. What it wrote is put back on an exception.

        Raises
        ------
        Unavailable
            If another process writes.
        """
        with self._writing, self._claimed(who):
            number = self.current() + 1
            draft = EndpointDraft(self._connection)
            try:
                yield draft
                draft.add(revision_quads(number, who, why, draft.changed))
            except BaseException:
                draft.put_back()
                raise

    @contextmanager
    def _claimed(self, who: str) -> Iterator[None]:
        try:
            self._claim.take(who)
            yield
        finally:
            self._claim.give_up()

    def tidy(self) -> None:
        """Remove nothing: there are no revisions here but those that are kept."""

    def close(self) -> None:
        """Close the connections."""
        self._connection.close()
