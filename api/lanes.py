"""The lanes of one application: look-ups, searches, queries and more, each on its own."""

import asyncio
from dataclasses import replace

from api.readers.lane import Lane
from api.readers.reader import Kindred
from api.settings import Settings
from graph.store import Access

_STAND_BACK = 10  # queries leave the processors to look-ups, whose answers are short
_MEGABYTE = 2**20


class Lanes:
    """Processes of five kinds, so that none stalls the others.

    An older revision that is asked for has a lane to itself, since what its answers need has to
    be built anew.

    Parameters
    ----------
    url : str
        The store.
    access : Access
        Who asks there.
    settings : Settings
        Say how many processes, how much memory for each, and what an endpoint is called.
    """

    def __init__(self, url: str, access: Access, settings: Settings) -> None:
        roomy = settings.search_memory_mb * _MEGABYTE
        narrow = settings.query_memory_mb * _MEGABYTE
        most = settings.write_memory_mb * _MEGABYTE
        patient = replace(access, seconds=settings.write_seconds)
        name = settings.endpoint_name
        holding = Kindred(url, access, name, niceness=0, memory=roomy, gentle=True)
        querying = Kindred(url, access, name, niceness=_STAND_BACK, memory=narrow, gentle=False)
        past = Kindred(url, access, name, niceness=_STAND_BACK, memory=roomy, gentle=True)
        writing = Kindred(url, patient, name, niceness=0, memory=most, gentle=False)
        self.lookups = Lane("lookups", holding, settings.lookup_slots, settings.queue)
        self.searches = Lane("searches", holding, settings.search_slots, settings.queue)
        self.queries = Lane("queries", querying, settings.query_slots, settings.queue)
        self.past = Lane("past", past, settings.past_slots, settings.queue)
        self.writes = Lane("writes", writing, 1, settings.queue)

    @property
    def all(self) -> tuple[Lane, ...]:
        """Every lane."""
        return self.lookups, self.searches, self.queries, self.past, self.writes

    async def close(self) -> None:
        """End every process."""
        await asyncio.gather(*(lane.close() for lane in self.all))
