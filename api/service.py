"""What the routers share: the lanes of reader processes, and how an answer is sent."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeVar

import structlog
from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response, StreamingResponse
from pydantic import BaseModel

from api.asked import asked_of
from api.callers import caller_of
from api.lanes import Lanes
from api.negotiation import HTML, JSON, prefers_page
from api.packing import packed
from api.readers.frames import Kind
from api.readers.lane import Lane
from api.readers.questions import Bounds, Content, Looking, Prepared, Question, Writing
from api.settings import Settings
from api.statistics import CurrentStatistics
from api.watching import begun, chunks, collected, content_of, watched
from graph.errors import InvalidInput, LegationError
from graph.lookups.statistics import Statistics, count_all
from graph.store import Store, open_store
from graph.store.temporary import TemporaryStore
from graph.view import View

log = structlog.get_logger("legation")

Model = TypeVar("Model", bound=BaseModel)

TIDY_SECONDS = 30.0  # between looks for revisions that nobody reads any more


class Service:
    """The store, the lanes and the settings of one application.

    Parameters
    ----------
    settings : Settings
        Says which store to open.
    store : Store or None
        A store that is open already, to be used instead. It is closed with the service. Reader
        processes open it for themselves by its address, so it cannot be one in memory.
    """

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.settings = settings
        self.store = store or open_shared(settings)
        if self.store.url == "memory:":
            raise InvalidInput("a store in memory has no other readers; give a TemporaryStore")
        self.lanes = Lanes(self.store.url, self.store.access, settings)
        self.statistics = CurrentStatistics(self.store.current, self._count)
        self._newest = 0  # the highest number of a revision that answered so far
        self._beside: set[asyncio.Task[None]] = set()

    def warm_up(self) -> None:
        """Begin to build what the first search and the first path would wait for."""
        if self.settings.warm_up:
            self._begin(self._warm_in_turns())

    def keep_tidy(self) -> None:
        """Remove old revisions from now on, soon after their last reader has let go of them."""
        self._begin(self._tidy_at_times())

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)

    async def _tidy_at_times(self) -> None:
        while True:
            await asyncio.sleep(TIDY_SECONDS)
            try:
                await asyncio.to_thread(self.store.tidy)
            except LegationError as fault:
                log.warning("the store cannot be tidied", detail=fault.detail)

    async def _warm_in_turns(self) -> None:
        """Warm one process of each lane first, and then all that stay: they share the processors.

        One slot for look-ups is left free, so that a card asked for meanwhile need not wait.
        """
        lookups = [self.lanes.lookups] * max(1, self.settings.lookup_slots - 1)
        searches = [self.lanes.searches] * self.settings.search_slots
        for lanes in ([*lookups[:1], *searches[:1]], [*lookups, *searches]):
            await asyncio.gather(
                *(self._warm(lane, f"warm-up {number}") for number, lane in enumerate(lanes))
            )

    async def _warm(self, lane: Lane, caller: str) -> None:
        work = warm_searches if lane is self.lanes.searches else warm_lookups
        question = Question(Looking(work, JSON), "", "", Bounds(1000, 1000))
        try:
            asking = await lane.ask(question, caller, self.settings.write_seconds)
            while (await asking.next()).kind is not Kind.end:
                pass
        except LegationError as fault:
            log.warning("warm-up given up", detail=fault.detail)

    async def close(self) -> None:
        """Let go of the processes and the store."""
        for task in self._beside:
            task.cancel()
        self.statistics.close()
        await self.lanes.close()
        self.store.close()

    async def answer(
        self,
        request: Request,
        work: Callable[[View], Content],
        media_type: str = JSON,
        lane: Lane | None = None,
        page: Callable[[View], Content] | None = None,
        besides: str = "",
    ) -> Response:
        """Return an answer worked out in another process, named by its revision.

        Parameters
        ----------
        request : Request
            Its ``If-None-Match`` saves the work where the caller has the answer already.
        work : callable
            Works the answer out from the view of the current revision: a module's function, or a
            partial of one.
        media_type : str
            The format of the answer.
        lane : Lane or None
            Which processes to ask; none is those for look-ups. What is asked of an older revision
            goes to those that are for such.
        page : callable or None
            Works out what a caller who would rather have a page gets instead.
        besides : str
            What the answer depends on that is not in the request.
        """
        if page is not None and prefers_page(request):
            work, media_type = page, HTML
        question = self.question(request, Looking(work, media_type), besides)
        chosen = lane or self.lanes.lookups
        if question.revision not in (None, self._newest):
            chosen = self.lanes.past
        deadline = asked_of(request).deadline(self.settings)
        asking = await chosen.ask(question, caller_of(request), deadline)
        frames = await collected(request, asking)
        head = self._noted(frames[0].fields)
        headers = _headers(head)
        if head["moved_to"] is not None:
            return RedirectResponse(_moved(request, head["moved_to"]), status_code=308)
        if head["next"]:
            following = request.url.include_query_params(cursor=head["next"])
            headers["Link"] = f'<{following}>; rel="next"'
        body = b"".join(frame.content for frame in frames if frame.kind is Kind.data)
        if head["status"] == 304:
            return Response(status_code=304, headers=headers)
        body = await packed(request, body, head["media_type"], headers)
        return Response(body, head["status"], headers, head["media_type"])

    async def stream(
        self,
        request: Request,
        prepare: Callable[[View], Prepared],
        body: str = "",
    ) -> Response:
        """Return an answer that is sent as it is made; one under `PIECE` bytes is sent whole.

        One that is cut by its deadline, its size, a fault or a caller who left, after it began,
        is aborted, so that nobody takes it for whole.

        Parameters
        ----------
        request : Request
            As for `answer`.
        prepare : callable
            Says the format, and makes the answer; a module's function, or a partial of one.
        body : str
            What was asked in the body of the request.
        """
        question = self.question(request, prepare, body)
        deadline = asked_of(request).deadline(self.settings)
        asking = await self.lanes.queries.ask(question, caller_of(request), deadline)
        try:
            head = self._noted((await watched(request, asking)).fields)
            frames = await begun(request, asking)
        except BaseException:
            asking.leave()
            raise
        headers = _headers(head)
        if head["status"] == 304:
            return Response(status_code=304, headers=headers)
        if frames and frames[-1].kind is Kind.end:
            whole = b"".join(frame.content for frame in frames[:-1])
            return Response(whole, 200, headers, head["media_type"])
        return StreamingResponse(chunks(asking, frames), 200, headers, head["media_type"])

    def question(
        self, request: Request, prepare: Callable[[View], Prepared], body: str = ""
    ) -> Question:
        """Return a request as a question to a reader process."""
        known = request.headers.get("if-none-match", "")
        asked = asked_of(request)
        return Question(
            prepare,
            asked=f"{request.url.path}?{request.url.query} {body}",
            known=known if request.method == "GET" else "",
            bounds=asked.bounds(self.settings),
            revision=asked.revision,
        )

    def _noted(self, head: dict[str, Any]) -> dict[str, Any]:
        self._newest = max(self._newest, head["revision"])
        return head

    async def write(self, work: Callable[[Store], Model], answer: type[Model]) -> Model:
        """Return what a write to the store says of itself.

        Parameters
        ----------
        work : callable
            A module's function, or a partial of one: it runs in the writing process.
        answer : type
            The model it returns.
        """
        asking = await self.lanes.writes.ask(Writing(work), "", self.settings.write_seconds)
        return answer.model_validate_json(await content_of(asking))

    async def _count(self) -> Statistics:
        """Count everything there is, as a query that may take as long as a write."""
        most = Bounds(self.settings.max_answer_bytes, self.settings.max_rows)
        question = Question(Looking(count_all, JSON), "", "", most)
        asking = await self.lanes.queries.ask(question, "statistics", self.settings.write_seconds)
        return Statistics.model_validate_json(await content_of(asking))


def open_shared(settings: Settings) -> Store:
    """Open a store that other processes can open too: ``memory:`` is a temporary directory."""
    if settings.store == "memory:":
        return TemporaryStore()
    return open_store(settings.store, settings.access)


def warm_lookups(view: View) -> str:
    """Build what a search for a name needs."""
    _ = view.names
    return ""


def warm_searches(view: View) -> str:
    """Build what a search for paths needs."""
    view.warm_up()
    return ""


def _headers(head: dict[str, Any]) -> dict[str, str]:
    return {
        **head["headers"],
        "ETag": head["tag"],
        "Legation-Revision": str(head["revision"]),
        "Cache-Control": "no-cache",
        "Vary": "Accept",
    }


def _moved(request: Request, identifier: str) -> str:
    before = request.url.path.rpartition("/")[0]
    return str(request.url.replace(path=f"{before}/{identifier}"))


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]
