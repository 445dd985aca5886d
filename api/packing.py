"""Compressing answers that are large and whole: a page of hundreds of facts, a map."""

import asyncio
import gzip

from starlette.requests import Request
from webob.acceptparse import create_accept_encoding_header

_LEAST = 16 * 1024  # bytes; below, it costs more time than it saves
_LEVEL = 4


def accepts_gzip(accepted: str | None) -> bool:
    """Return whether the caller takes gzip, by its ``Accept-Encoding``.

    >>> accepts_gzip("gzip, deflate, br"), accepts_gzip("gzip;q=0"), accepts_gzip(None)
    (True, False, False)
    """
    offers = create_accept_encoding_header(accepted).acceptable_offers(["gzip"])
    return accepted is not None and bool(offers)


async def packed(request: Request, body: bytes, media_type: str, headers: dict[str, str]) -> bytes:
    """Return an answer's body, compressed where that is worth it and the caller takes it.

    Parameters
    ----------
    request : Request
        Says what the caller takes.
    body : bytes
        The whole answer.
    media_type : str
        Its format: what is no text is compressed already.
    headers : dict
        The answer's headers, which are told what was done.
    """
    is_text = media_type.startswith("text/") or media_type.endswith(("json", "xml"))
    if not is_text or len(body) < _LEAST:
        return body
    headers["Vary"] = f"{headers['Vary']}, Accept-Encoding"
    if not accepts_gzip(request.headers.get("accept-encoding")):
        return body
    headers["Content-Encoding"] = "gzip"
    return await asyncio.to_thread(gzip.compress, body, _LEVEL, mtime=0)
