"""Requests to a SPARQL endpoint, and every way they may fail told apart from an answer.

An endpoint may answer 200 with less than was asked for: broken off by its own time limit, cut at
its own number of rows, or by whoever stands between. Nothing of that may pass for a whole answer.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import httpx2 as httpx

from graph.errors import BadRequest, EndpointFailure, EndpointTimeout, LegationError
from graph.store.access import Access, Place

Dataset = Sequence[tuple[str, str]]

_FORM = "application/x-www-form-urlencoded"
_UPDATE = "application/sparql-update"
_TRIES = 3
_PAUSE = 0.2  # seconds before the second try, and twice as long before the third
_KEPT = 10  # connections for questions that stay open
_SHOWN = 300  # characters of an endpoint's own words
_BUSY = (429, 502, 503)  # it did nothing, and may the next time
# What Virtuoso says where it gives less than was asked for.
_INCOMPLETE = "X-SQL-State"
_MOST_ROWS = "X-SPARQL-MaxRows"


@dataclass(frozen=True)
class Body:
    """A whole answer: its bytes, and what it says it is."""

    content: bytes
    media_type: str


class Connection:
    """The connections to one endpoint.

    Parameters
    ----------
    place : Place
        Its addresses.
    access : Access
        Who asks, and how long an answer may take.
    """

    def __init__(self, place: Place, access: Access) -> None:
        self.place = place
        self.is_virtuoso = False  # as far as it has said
        self.is_union: bool | None = None  # whether its default graph is; none is not known yet
        self._seconds = access.seconds
        self._querying, self._updating = (
            httpx.Client(
                timeout=access.seconds,
                follow_redirects=False,
                auth=access.auth(),
                trust_env=False,
                limits=httpx.Limits(max_keepalive_connections=kept),
            )
            # An update goes over a connection of its own: on one that the endpoint has just closed
            # nobody could say whether it arrived.
            for kept in (_KEPT, 0)
        )

    def query(self, text: str, accept: str, dataset: Dataset) -> Body:
        """Return the answer to a query. What nobody began to answer is asked again.

        Parameters
        ----------
        text : str
            The query.
        accept : str
            The one format wanted.
        dataset : sequence of (str, str)
            Fields that name the dataset.

        Raises
        ------
        BadRequest
            If the endpoint takes the query for wrong.
        EndpointFailure, EndpointTimeout
            If it does not answer whole.
        """
        fields = str(httpx.QueryParams([("query", text), *dataset]))
        headers = {"Accept": accept, "Content-Type": _FORM}

        def send() -> Body:
            return self._sent(self._querying, self.place.query, fields, headers)

        body = self._again(send, (_NotBegun, _Busy))
        if body.media_type != accept:
            raise EndpointFailure(
                f"{self.place.query} answered with {body.media_type or 'no type'} where "
                f"{accept} was asked for"
            )
        return body

    def update(self, text: str, *, repeatable: bool = False) -> None:
        """Carry out an update. What surely never arrived is sent again.

        Parameters
        ----------
        text : str
            The update.
        repeatable : bool
            Whether it may as well be done twice, so that what may have arrived is sent again too.

        Raises
        ------
        EndpointFailure, EndpointTimeout
            If the endpoint does not say that it is done. It may have been done all the same.
        """
        headers = {"Accept": "*/*", "Content-Type": _UPDATE}

        def send() -> Body:
            return self._sent(self._updating, self.place.update, text, headers)

        try:
            self._again(send, (_NotBegun, _Busy) if repeatable else (_NotReached,))
        except BadRequest as fault:
            raise EndpointFailure(fault.detail) from None

    def _again(self, send: Callable[[], Body], faults: tuple[type[LegationError], ...]) -> Body:
        for number in range(_TRIES - 1):
            try:
                return send()
            except faults:
                time.sleep(_PAUSE * 2**number)
        return send()

    def _sent(
        self, client: httpx.Client, address: str, content: str, headers: dict[str, str]
    ) -> Body:
        until = time.monotonic() + self._seconds
        begun = False
        try:
            with client.stream(
                "POST", address, content=content.encode(), headers=headers
            ) as response:
                begun = True
                self.is_virtuoso = "Virtuoso" in response.headers.get("server", "")
                _check_framing(address, response)
                body = self._read(address, response, until)
        except httpx.TimeoutException:
            raise _late(address) from None
        except (httpx.ConnectError, httpx.UnsupportedProtocol) as fault:
            raise _NotReached(f"{address} cannot be reached: {fault}") from None
        except httpx.HTTPError as fault:
            kind = EndpointFailure if begun else _NotBegun
            raise kind(f"{address} broke off its answer: {fault}") from None
        _check_status(address, response, body)
        _check_whole(address, response)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Body(body, media_type)

    def _read(self, address: str, response: httpx.Response, until: float) -> bytes:
        """Read a body to its end, however slowly it drips, but no longer than there is time."""
        parts = []
        for part in response.iter_bytes():
            parts.append(part)
            if time.monotonic() > until:
                raise _late(address)
        return b"".join(parts)

    def close(self) -> None:
        """Close them."""
        self._querying.close()
        self._updating.close()


class _NotBegun(EndpointFailure):
    """The endpoint may have had the request, and sent nothing back."""


class _NotReached(_NotBegun):
    """The endpoint never had the request."""


class _Busy(EndpointFailure):
    """The endpoint, or what stands before it, says that it cannot just now."""


def _late(address: str) -> EndpointTimeout:
    return EndpointTimeout(f"{address} did not answer in time")


def _check_framing(address: str, response: httpx.Response) -> None:
    """Refuse a body that ends wherever the connection does: nobody could tell it from a cut one."""
    framed = {"content-length", "transfer-encoding"} & {*map(str.lower, response.headers)}
    if not framed and response.status_code != httpx.codes.NO_CONTENT:
        raise EndpointFailure(
            f"{address} does not say how long its answer is, so that a cut one could not be told "
            "from a whole one; have it, or the proxy before it, speak HTTP/1.1"
        )


def _check_status(address: str, response: httpx.Response, body: bytes) -> None:
    status = response.status_code
    words = " ".join(body.decode("utf-8", "replace").split())[:_SHOWN]
    if response.is_redirect or response.has_redirect_location:
        raise EndpointFailure(f"{address} sends elsewhere ({status}); give its final address")
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise EndpointFailure(
            f"{address} answered {status}: it does not let us; see endpoint_user, "
            "endpoint_password and endpoint_token"
        )
    if status == httpx.codes.GATEWAY_TIMEOUT:
        raise _late(address)
    if status in _BUSY:
        raise _Busy(f"{address} answered {status}")
    if status == httpx.codes.BAD_REQUEST:
        raise BadRequest(f"{address} refused the query: {words}")
    if not response.is_success:
        raise EndpointFailure(f"{address} answered {status}")


def _check_whole(address: str, response: httpx.Response) -> None:
    if _INCOMPLETE in response.headers:
        raise EndpointTimeout(
            f"{address} gave up before its answer was whole; raise its limit on time, such as "
            "MaxQueryExecutionTime"
        )
    if _MOST_ROWS in response.headers:
        raise EndpointFailure(
            f"{address} cut its answer at {response.headers[_MOST_ROWS]} rows; raise its limit, "
            "such as ResultSetMaxRows"
        )
