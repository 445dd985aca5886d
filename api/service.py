"""What the routers share: the graph, the workers, and how an answer is sent."""

import hashlib
import threading
from collections.abc import Callable
from typing import Annotated

import structlog
from fastapi import Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel

from api.settings import Settings
from api.work import Workers
from graph.answers import Page
from graph.errors import LegationError
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View

log = structlog.get_logger("legation")

JSON = "application/json"
Content = BaseModel | str | bytes


class Service:
    """The graph, the workers and the settings of one application.

    Parameters
    ----------
    settings : Settings
        Says which store to open.
    store : Store or None
        A store that is open already, to be used instead. It is closed with the service.
    """

    def __init__(self, settings: Settings, store: Store | None = None) -> None:
        self.settings = settings
        self.graph = KnowledgeGraph(open_store(settings.store) if store is None else store)
        self.workers = Workers(settings.slots, settings.queue, settings.deadline_seconds)

    def warm_up(self) -> None:
        """Begin to build what the first search and the first path would wait for."""
        threading.Thread(target=self._warm_up, name="warm-up", daemon=True).start()

    def _warm_up(self) -> None:
        try:
            self.graph.view().warm_up()
        except LegationError as fault:
            log.warning("warm-up given up", detail=fault.detail)

    def close(self) -> None:
        """Let go of the workers and the store."""
        self.workers.close()
        self.graph.store.close()

    async def answer(
        self, request: Request, work: Callable[[View], Content], media_type: str = JSON
    ) -> Response:
        """Return an answer worked out off the event loop, named by its revision.

        Parameters
        ----------
        request : Request
            Its ``If-None-Match`` saves the work where the caller has the answer already.
        work : callable
            Works the answer out from the view of the current revision.
        media_type : str
            The format of the answer.
        """

        def in_thread() -> Response:
            view = self.graph.view()
            headers = revision_headers(view, request, media_type)
            if is_known(request, headers["ETag"]):
                return Response(status_code=304, headers=headers)
            content = work(view)
            if isinstance(content, Page) and content.next:
                following = request.url.include_query_params(cursor=content.next)
                headers["Link"] = f'<{following}>; rel="next"'
            body = content.model_dump_json() if isinstance(content, BaseModel) else content
            return Response(body, headers=headers, media_type=media_type)

        return await self.workers.run(in_thread)


def revision_headers(
    view: View, request: Request, media_type: str, body: str = ""
) -> dict[str, str]:
    """Return the headers that name a revision; the tag differs by question and format too."""
    number = view.revision.number
    moment = view.revision.time.isoformat() if view.revision.time else ""
    seed = f"{moment} {request.url.path}?{request.url.query} {media_type} {body}"
    digest = hashlib.sha256(seed.encode()).hexdigest()[:12]
    return {
        "ETag": f'W/"{number}-{digest}"',
        "Legation-Revision": str(number),
        "Cache-Control": "no-cache",
        "Vary": "Accept",
    }


def is_known(request: Request, tag: str) -> bool:
    """Return whether the caller already has the answer of this tag."""
    known = request.headers.get("if-none-match", "")
    bare = tag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == bare for part in known.split(","))


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceDep = Annotated[Service, Depends(_service)]
