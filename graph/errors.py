"""Every fault Legation reports, as one tree.

::

    LegationError
    +-- BadRequest                 400  the question cannot be read
    |   +-- SyntaxFault                 with the line and column where it breaks
    |       +-- QuerySyntaxError                a SPARQL query
    |       +-- GraphSyntaxError                RDF
    +-- InvalidInput               422  readable, but wrong
    |   +-- InvalidParameter            names the parameter and the mend
    |   +-- LoadRefused                 a file with its list of faults; nothing was written
    +-- Unauthorized               401  a token is needed
    +-- Forbidden                  403  refused here whoever asks
    |   +-- MissingRight                or only to those who have the right
    +-- NotFound                   404  with the nearest labels
    +-- Ambiguous                  409  a name that fits several actors
    +-- RevisionGone               410  a revision that is no longer kept
    +-- TooLarge                   413  more bytes than are taken
    +-- UnsupportedMediaType       415  a body in a format that is not taken
    +-- TooBusy                    429  with the seconds to wait
    +-- EndpointFailure            502  the remote SPARQL endpoint failed or answered rubbish
    +-- Unavailable                503  the store cannot be opened
    |   +-- DeadlineExceeded            the answer took longer than allowed
    |   +-- MemoryExceeded              the answer took more memory than allowed
    |   +-- AnswerTooLarge              the answer has more bytes or rows than allowed
    +-- EndpointTimeout            504  the remote SPARQL endpoint did not answer in time

Each carries the HTTP status it means, a stable ``kind`` for its problem type, and a ``detail``
that is safe to show to anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


class LegationError(Exception):
    """A fault with a status, a kind and a sentence that says what is wrong and how to mend it."""

    status: ClassVar[int] = 500
    kind: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail

    def members(self) -> dict[str, object]:
        """Return what this fault adds to its problem details, by name."""
        return {}


class BadRequest(LegationError):
    """The question cannot be read at all."""

    status = 400
    kind = "bad-request"
    title = "The request cannot be read"


class SyntaxFault(BadRequest):
    """A text that does not parse, with the place where it breaks."""

    kind = "syntax"
    title = "The text does not parse"

    def __init__(self, detail: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(detail)
        self.line = line
        self.column = column

    def members(self) -> dict[str, object]:
        """Return the line and column, where known."""
        place = {"line": self.line, "column": self.column}
        return {name: value for name, value in place.items() if value is not None}


class QuerySyntaxError(SyntaxFault):
    """A SPARQL query or update that does not parse."""

    kind = "query-syntax"
    title = "The query does not parse"


class GraphSyntaxError(SyntaxFault):
    """RDF that does not parse."""

    kind = "graph-syntax"
    title = "The graph does not parse"


class InvalidInput(LegationError):
    """Readable, but wrong."""

    status = 422
    kind = "invalid-input"
    title = "The input is not valid"


class InvalidParameter(InvalidInput):
    """A parameter with a value that cannot be used."""

    kind = "invalid-parameter"
    title = "A parameter is not valid"

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(detail)
        self.parameter = parameter

    def members(self) -> dict[str, object]:
        """Return the parameter's name."""
        return {"parameter": self.parameter}


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where it is, what it is, and how to mend it.

    Parameters
    ----------
    reason : str
        What is wrong, as a sentence.
    mend : str
        What to do about it.
    file : str
        The file's name as given.
    line : int or None
        Counted from 1, where known.
    node, path : str
        The IRI of the node and of the property concerned; empty where there is none.
    """

    reason: str
    mend: str = ""
    file: str = ""
    line: int | None = None
    node: str = ""
    path: str = ""

    def __str__(self) -> str:
        """Return the fault as one line, as a compiler would."""
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        subject = " ".join(part for part in (self.node, self.path) if part)
        head = ": ".join(part for part in (place, subject, self.reason) if part)
        return f"{head} ({self.mend})" if self.mend else head


class LoadRefused(InvalidInput):
    """A file that was not loaded, with every fault found in it. Nothing was written."""

    kind = "load-refused"
    title = "Nothing was loaded"

    def __init__(self, faults: Sequence[Fault]) -> None:
        count = f"{len(faults)} fault" + ("" if len(faults) == 1 else "s")
        first = f"; the first: {faults[0]}" if faults else ""
        super().__init__(f"nothing was written, for {count} found{first}")
        self.faults = tuple(faults)

    def members(self) -> dict[str, object]:
        """Return the faults, one object each."""
        return {"faults": [vars(fault) for fault in self.faults]}


class Unauthorized(LegationError):
    """A token is needed and was not given, or was given and is not known."""

    status = 401
    kind = "unauthorized"
    title = "A token is needed"

    def __init__(self, detail: str, *, was_given: bool = False) -> None:
        super().__init__(detail)
        self.was_given = was_given


class Forbidden(LegationError):
    """Refused here, whoever asks."""

    status = 403
    kind = "forbidden"
    title = "This is not allowed here"


class MissingRight(Forbidden):
    """Refused to this token, which lacks a right."""

    kind = "missing-right"
    title = "The token lacks a right"

    def __init__(self, right: str) -> None:
        super().__init__(f"this needs a token with the right `{right}`, which yours lacks")
        self.right = right

    def members(self) -> dict[str, object]:
        """Return the right that is needed."""
        return {"right": self.right}


class NotFound(LegationError):
    """Nothing by that name, with the nearest names there are."""

    status = 404
    kind = "not-found"
    title = "Not found"

    def __init__(self, detail: str, nearest: Sequence[str] = ()) -> None:
        hint = f"; the nearest: {', '.join(nearest)}" if nearest else ""
        super().__init__(f"{detail}{hint}")
        self.nearest = tuple(nearest)

    def members(self) -> dict[str, object]:
        """Return the nearest ids."""
        return {"nearest": list(self.nearest)}


class Ambiguous(LegationError):
    """A name that fits several actors: the caller has to choose."""

    status = 409
    kind = "ambiguous"
    title = "The name fits several actors"

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        listed = ", ".join(f"{identifier} ({label})" for identifier, label in candidates)
        super().__init__(f"{name!r} fits several actors; give one of these ids: {listed}")
        self.candidates = tuple(candidates)

    def members(self) -> dict[str, object]:
        """Return the ids that fit."""
        return {"candidates": [identifier for identifier, _ in self.candidates]}


class RevisionGone(LegationError):
    """A revision that was published and has been removed since, with those still kept."""

    status = 410
    kind = "revision-gone"
    title = "The revision is no longer kept"

    def __init__(self, detail: str, kept: Sequence[int] = ()) -> None:
        super().__init__(detail)
        self.kept = tuple(kept)

    def members(self) -> dict[str, object]:
        """Return the numbers of the revisions that can be asked for."""
        return {"kept": list(self.kept)}


class TooLarge(LegationError):
    """A body of more bytes than are taken."""

    status = 413
    kind = "too-large"
    title = "The body is too large"


class UnsupportedMediaType(LegationError):
    """A body in a format that is not taken."""

    status = 415
    kind = "unsupported-media-type"
    title = "The body's format is not taken"


class TooBusy(LegationError):
    """No room for another request just now."""

    status = 429
    kind = "too-busy"
    title = "Too many requests at once"

    def __init__(self, detail: str, retry_after: int = 1) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class EndpointFailure(LegationError):
    """The remote SPARQL endpoint refused, failed, or answered what cannot be read."""

    status = 502
    kind = "endpoint-failure"
    title = "The SPARQL endpoint failed"


class Unavailable(LegationError):
    """The store cannot be opened or read just now."""

    status = 503
    kind = "unavailable"
    title = "The service is not available"


class DeadlineExceeded(Unavailable):
    """The answer took longer than allowed and was given up."""

    kind = "deadline-exceeded"
    title = "The deadline passed"


class MemoryExceeded(Unavailable):
    """The answer took more memory than allowed and was given up."""

    kind = "memory-exceeded"
    title = "The memory allowed is used up"


class AnswerTooLarge(Unavailable):
    """The answer has more bytes or rows than allowed and was given up."""

    kind = "answer-too-large"
    title = "The answer is too large"


class EndpointTimeout(LegationError):
    """The remote SPARQL endpoint did not answer in time."""

    status = 504
    kind = "endpoint-timeout"
    title = "The SPARQL endpoint did not answer in time"
