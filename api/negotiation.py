"""Which format an answer takes, from what the caller accepts (RFC 9110, section 12)."""

import re
from collections.abc import Sequence

from starlette.datastructures import URL
from starlette.requests import Request
from webob.acceptparse import create_accept_header

from graph.errors import LegationError

JSON = "application/json"
HTML = "text/html"


class NotAcceptable(LegationError):
    """None of the formats we have is one the caller accepts."""

    status = 406
    kind = "not-acceptable"
    title = "No such format"


def negotiate(accept: str | None, offers: Sequence[str]) -> str:
    """Return the media type that suits the caller best.

    Parameters
    ----------
    accept : str or None
        The ``Accept`` header; none, or one that cannot be read, accepts anything.
    offers : sequence of str
        The media types we have, the one we prefer first.

    Raises
    ------
    NotAcceptable
        If none of them is accepted; with those there are.

    Examples
    --------
    >>> negotiate("text/html;q=0.5, text/turtle", ["text/html", "text/turtle"])
    'text/turtle'
    """
    plain = re.sub(r";\s*charset=[^;,\s]+", "", accept or "", flags=re.IGNORECASE).strip()
    acceptable = create_accept_header(plain or None).acceptable_offers(list(offers))
    if not acceptable:
        raise NotAcceptable(f"none of {accept!r} can be had; there are {', '.join(offers)}")
    return str(acceptable[0][0])


def prefers_page(request: Request) -> bool:
    """Return whether the caller would rather have a page than data, as a browser would.

    Who accepts neither gets data, as ever.
    """
    try:
        return negotiate(request.headers.get("accept"), (JSON, HTML)) == HTML
    except NotAcceptable:
        return False


def own_address(url: URL) -> str:
    """Return what was asked for as a link to the same list from its beginning.

    >>> own_address(URL("http://localhost/events?type=Visit&cursor=abc"))
    '/events?type=Visit'
    """
    kept = url.remove_query_params("cursor")
    return f"{kept.path}?{kept.query}".rstrip("?")
