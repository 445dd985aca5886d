"""Bodies of requests, read no further than they may be long."""

import re
from collections.abc import AsyncGenerator

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from graph.errors import BadRequest, TooLarge, UnsupportedMediaType

MULTIPART = "multipart/form-data"
MOST_FILES = 100
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s\";]*)", re.IGNORECASE)


class _InMemory(MultiPartParser):
    """Keeps files in memory: the whole body is bounded, and nothing is left on a disk."""

    spool_max_size = 2**62


async def read_body(request: Request, most: int) -> bytes:
    """Return the body of a request.

    Raises
    ------
    TooLarge
        If it is over so many bytes; no more than that is read.
    """
    return b"".join([chunk async for chunk in _bounded(request, most)])


async def read_files(request: Request, most: int) -> list[tuple[bytes, str]]:
    """Return the files of a ``multipart/form-data`` body, each with its media type.

    Raises
    ------
    TooLarge
        If the whole is over so many bytes.
    BadRequest
        If it cannot be read, or a part is no file.
    """
    parser = _InMemory(
        request.headers, _bounded(request, most), max_files=MOST_FILES, max_part_size=most
    )
    try:
        form = await parser.parse()
    except MultiPartException as fault:
        raise BadRequest(f"the parts cannot be read: {fault.message}") from None
    try:
        files = [await _file(name, part) for name, part in form.multi_items()]
    finally:
        await form.close()
    if not files:
        raise BadRequest("the body has no parts; send each graph as a file")
    return files


async def _file(name: str, part: UploadFile | str) -> tuple[bytes, str]:
    if isinstance(part, str):
        raise BadRequest(f"the part {name!r} is no file: it needs a filename and a Content-Type")
    return await part.read(), media_type_of(part.content_type)


def media_type_of(header: str | None) -> str:
    """Return a ``Content-Type`` without its parameters.

    Raises
    ------
    UnsupportedMediaType
        If its character set is not UTF-8.

    Examples
    --------
    >>> media_type_of("Text/Turtle; charset=utf-8")
    'text/turtle'
    """
    text = header or ""
    charset = _CHARSET.search(text)
    if charset and charset[1].lower() not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType(f"the character set {charset[1]} is not taken; send UTF-8")
    return text.partition(";")[0].strip().lower()


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes]:
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType("a compressed body is not taken; send it as it is")
    length = request.headers.get("content-length", "")
    read = 0
    if length.isdecimal() and int(length[:20]) > most:
        raise _too_large(most)
    async for chunk in request.stream():
        read += len(chunk)
        if read > most:
            raise _too_large(most)
        yield chunk


def _too_large(most: int) -> TooLarge:
    return TooLarge(f"the body is over {most} bytes; send it in smaller parts")
