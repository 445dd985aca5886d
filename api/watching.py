"""Waiting for a reader process together with its caller, who may leave before it answers."""

import asyncio
from collections.abc import AsyncIterator, Iterable

from fastapi import Request

from api.readers.frames import PIECE, Frame, Kind
from api.readers.lane import Asking, CallerGone

_PATIENCE = 0.05  # seconds before it is worth looking whether the caller is still there


async def watched(request: Request, asking: Asking) -> Frame:
    """Return the next frame, and stop the work where the caller leaves before it comes."""
    if asking.has_frame:
        return await asking.next()
    coming = asyncio.ensure_future(asking.next())
    try:
        done, _ = await asyncio.wait({coming}, timeout=_PATIENCE)
        if not done:
            leaving = asyncio.ensure_future(_left(request))
            try:
                await asyncio.wait({coming, leaving}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                leaving.cancel()
            if not coming.done():
                asking.stop(CallerGone("the caller has left"))
        return await coming
    except asyncio.CancelledError:
        coming.cancel()
        raise


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def collected(request: Request, asking: Asking) -> list[Frame]:
    """Return all frames of an answer."""
    frames = [await watched(request, asking)]
    while frames[-1].kind is not Kind.end:
        frames.append(await watched(request, asking))
    return frames


async def content_of(asking: Asking) -> bytes:
    """Return an answer whole, for which no caller waits."""
    body = b""
    while (frame := await asking.next()).kind is not Kind.end:
        body += frame.content if frame.kind is Kind.data else b""
    return body


async def begun(request: Request, asking: Asking) -> list[Frame]:
    """Return the frames of an answer up to its end, or until they hold a piece.

    The process sends nothing before it has either, so this waits for nothing but the connection.
    """
    frames: list[Frame] = []
    size = 0
    while size < PIECE and not (frames and frames[-1].kind is Kind.end):
        frames.append(await watched(request, asking))
        size += len(frames[-1].content) if frames[-1].kind is Kind.data else 0
    return frames


async def chunks(asking: Asking, first: Iterable[Frame]) -> AsyncIterator[bytes]:
    """Yield an answer from the frames that are there on; who stops early stops the work."""
    try:
        for frame in first:
            yield frame.content
        while (frame := await asking.next()).kind is not Kind.end:
            yield frame.content
    finally:
        asking.leave()
