"""Where a SPARQL endpoint is, who asks there, and for how long: none of it shown but the place."""

from collections.abc import Generator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

import httpx2 as httpx

from graph.errors import InvalidInput

SECONDS = 15.0


@dataclass(frozen=True)
class Access:
    """What an endpoint asks of its callers.

    Parameters
    ----------
    user, password : str
        Sent as the endpoint demands, by Basic or Digest.
    token : str
        Sent as a bearer token instead.
    seconds : float
        How long to wait for an answer to begin, to go on, and to be whole.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    seconds: float = SECONDS

    def auth(self) -> httpx.Auth | None:
        """Return how requests are signed; none where nothing is known to sign with."""
        if self.token:
            return _Bearer(self.token)
        return _Challenged(self.user, self.password) if self.user else None


ANYBODY = Access()


@dataclass(frozen=True)
class Place:
    """The addresses of an endpoint for queries and for updates, without a word of who asks."""

    query: str
    update: str


def is_endpoint(url: str) -> bool:
    """Return whether a store's address is that of a SPARQL endpoint, and not of a directory.

    >>> is_endpoint("http://localhost/query"), is_endpoint("graph/store")
    (True, False)
    """
    return url.startswith(("http://", "https://"))


def locate(url: str, access: Access) -> tuple[Place, Access]:
    """Return where an endpoint is, with the user and password taken out of its address.

    Parameters
    ----------
    url : str
        The query address; or the query and the update address with ``|`` between them. Where
        only one is given and it ends in ``/query``, updates go to ``/update`` beside it.
    access : Access
        Who asks; what it says comes before what the address says.

    Raises
    ------
    InvalidInput
        If an address has no host.

    Examples
    --------
    >>> place, access = locate("http://eva:secret@localhost/query", Access())
    >>> place.update, access.user
    ('http://localhost/update', 'eva')
    """
    query, _, update = url.partition("|")
    place, user, password = _bare(query)
    if not access.user and not access.token and user:
        access = Access(user, password, "", access.seconds)
    if update:
        return Place(place, _bare(update)[0]), access
    beside = place.removesuffix("/query") + "/update" if place.endswith("/query") else place
    return Place(place, beside), access


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("http", "https"):
        raise InvalidInput("the address of an endpoint is http(s)://HOST/PATH, and this is none")
    host = parts.netloc.rpartition("@")[2]
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return urlunsplit((parts.scheme, host, parts.path, parts.query, "")), user, password


class _Bearer(httpx.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Challenged(httpx.Auth):
    """Waits for the endpoint to say how, so that no password goes in clear where Digest is used."""

    def __init__(self, user: str, password: str) -> None:
        self._by_scheme: dict[str, httpx.Auth] = {
            "digest": httpx.DigestAuth(user, password),
            "basic": httpx.BasicAuth(user, password),
        }
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code != httpx.codes.UNAUTHORIZED:
            return
        offered = " ".join(response.headers.get_list("www-authenticate")).lower()
        self._chosen = next(
            (auth for name, auth in self._by_scheme.items() if name in offered), None
        )
        if self._chosen is not None:
            yield from self._chosen.auth_flow(request)
