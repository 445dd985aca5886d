"""What a request asks besides its content: a revision that is kept, and limits below our own."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request
from pydantic import TypeAdapter, ValidationError

from api.problems import responses
from api.readers.questions import Bounds
from api.settings import Settings
from graph.errors import InvalidParameter

MEGABYTE = 2**20
Number = TypeVar("Number", int, float)

RevisionAsked = Annotated[
    int | None,
    Query(
        ge=0,
        le=2**53,
        description="which revision answers, of those kept; none is the newest",
        examples=[1],
    ),
]
Timeout = Annotated[
    float | None,
    Query(
        alias="timeout",
        gt=0,
        allow_inf_nan=False,
        description="seconds that the answer may take, where fewer than the service allows",
        examples=[10],
    ),
]
MaxRows = Annotated[
    int | None,
    Query(
        ge=1,
        description="rows or triples of the answer, where fewer than the service allows",
        examples=[10_000],
    ),
]
MaxBytes = Annotated[
    int | None,
    Query(
        ge=1,
        description="bytes of the answer, where fewer than the service allows",
        examples=[1_000_000],
    ),
]
MaxMemory = Annotated[
    int | None,
    Query(
        ge=1,
        description="MB of memory for the answer, where fewer than the service allows",
        examples=[500],
    ),
]
MaxWork = Annotated[
    int | None,
    Query(
        ge=1,
        description="edges to look at for paths, where fewer than the service allows",
        examples=[500_000],
    ),
]


@dataclass(frozen=True)
class Asked:
    """A revision, and limits; of each that is not asked for, the service's own.

    Parameters
    ----------
    revision : int or None
        The number of the revision that is to answer.
    timeout : float or None
        Seconds.
    max_rows, max_bytes, max_memory_mb : int or None
        As the settings of these names.
    """

    revision: int | None = None
    timeout: float | None = None
    max_rows: int | None = None
    max_bytes: int | None = None
    max_memory_mb: int | None = None

    def deadline(self, settings: Settings) -> float:
        """Return how many seconds the answer may take."""
        return lowered(settings.deadline_seconds, self.timeout)

    def bounds(self, settings: Settings) -> Bounds:
        """Return how much the answer may have."""
        memory = self.max_memory_mb
        return Bounds(
            lowered(settings.max_answer_bytes, self.max_bytes),
            lowered(settings.max_rows, self.max_rows),
            memory * MEGABYTE if memory else None,
        )


def lowered(limit: Number, asked: Number | None) -> Number:
    """Return the limit that holds for a request: what is asked above it counts for nothing.

    Examples
    --------
    >>> lowered(30, 5), lowered(30, 60), lowered(30, None)
    (5, 30, 30)
    """
    return limit if asked is None else min(limit, asked)


async def note_asked(
    request: Request, revision: RevisionAsked = None, seconds: Timeout = None
) -> None:
    """Note what a request for an answer from the graph asks of it."""
    request.state.asked = Asked(revision, seconds)


async def note_asked_of_query(
    request: Request,
    revision: RevisionAsked = None,
    seconds: Timeout = None,
    max_rows: MaxRows = None,
    max_bytes: MaxBytes = None,
    max_memory_mb: MaxMemory = None,
) -> None:
    """Note what a query asks of its answer, in the address it is sent to."""
    request.state.asked = Asked(revision, seconds, max_rows, max_bytes, max_memory_mb)


def asked_of(request: Request) -> Asked:
    """Return what was noted; nothing where nothing could be asked."""
    asked: Asked = getattr(request.state, "asked", Asked())
    return asked


# What a router of answers from the graph is made with. It is the router's own, for the parameters
# of one that includes it are not known where unknown ones are refused.
READING: dict[str, Any] = {
    "dependencies": [Depends(note_asked)],
    "responses": responses(404, 410),
}

_FIELDS: dict[str, TypeAdapter[Any]] = {
    "revision": TypeAdapter(RevisionAsked),
    "timeout": TypeAdapter(Timeout),
    "max_rows": TypeAdapter(MaxRows),
    "max_bytes": TypeAdapter(MaxBytes),
    "max_memory_mb": TypeAdapter(MaxMemory),
}


def asked_in_form(fields: list[tuple[str, str]]) -> Asked:
    """Return what a form asks.

    Raises
    ------
    InvalidParameter
        If one of its values cannot be used.

    Examples
    --------
    >>> asked_in_form([("query", "ASK {}"), ("timeout", "2.5")]).timeout
    2.5
    """
    found: dict[str, Any] = {}
    for name, value in fields:
        if name in _FIELDS:
            try:
                found[name] = _FIELDS[name].validate_python(value)
            except ValidationError as fault:
                message = fault.errors()[0]["msg"]
                raise InvalidParameter(name, f"{name}: {message}") from None
    return Asked(**found)
