"""Pages of a list, by an opaque cursor."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.errors import InvalidParameter

T = TypeVar("T")

MAX_LIMIT = 1000
DEFAULT_LIMIT = 50


def page_of(
    items: Sequence[T], key: Callable[[T], str], limit: int, cursor: str | None
) -> tuple[Sequence[T], str | None]:
    """Return one page, and the cursor of the next.

    A cursor remembers the last item shown, so a list that has grown meanwhile goes on where the
    reader left it.

    Parameters
    ----------
    items : sequence
        The whole list, in its order.
    key : callable
        Gives each item a text that is its own.
    limit : int
        How many items a page holds, 1 to 1000.
    cursor : str or None
        The cursor of the page wanted; none is the first page.

    Raises
    ------
    InvalidParameter
        If the limit or the cursor cannot be used.

    Examples
    --------
    >>> first, cursor = page_of("abc", str, 2, None)
    >>> first, page_of("abc", str, 2, cursor)
    ('ab', ('c', None))
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise InvalidParameter("limit", f"limit is {limit}; give a number from 1 to {MAX_LIMIT}")
    start = _start(items, key, cursor) if cursor else 0
    chosen = items[start : start + limit]
    end = start + len(chosen)
    return chosen, _encode(end, key(chosen[-1])) if chosen and end < len(items) else None


def _encode(offset: int, last: str) -> str:
    return base64.urlsafe_b64encode(json.dumps([offset, last]).encode()).decode().rstrip("=")


def _start(items: Sequence[T], key: Callable[[T], str], cursor: str) -> int:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        offset, last = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        if not (type(offset) is int and offset > 0 and isinstance(last, str)):
            raise ValueError(cursor)
    except (ValueError, TypeError, binascii.Error):
        raise InvalidParameter(
            "cursor", "this is no cursor of ours; take it from `next` of the page before"
        ) from None
    if offset <= len(items) and key(items[offset - 1]) == last:
        return offset
    for position, item in enumerate(items):
        if key(item) == last:
            return position + 1
    return min(offset, len(items))
