"""What a reader process is asked, and what its work may return."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import BaseModel

from graph.store import Output, Revision, Store, Tally
from graph.view import View

Write = Callable[[Output], None]


@dataclass(frozen=True)
class Reply:
    """An answer with more to it than its body.

    ``moved_to`` is the id that the one asked for has become; ``tally`` counts the rows of the body
    where they are known as it is made.
    """

    body: str | bytes | Write
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    moved_to: str | None = None
    tally: Tally | None = None


Content = BaseModel | str | bytes | Reply


class Prepared(NamedTuple):
    """An answer whose format is known, to be made only where the caller does not have it yet.

    ``counted_as`` is the format to tell rows by, where that is to be done from its bytes.
    """

    media_type: str
    make: Callable[[], Content]
    counted_as: str | None = None


class Bounds(NamedTuple):
    """How much one answer may have: bytes, rows or triples, and bytes of memory while it is made.

    Without a bound on memory, only that of the process counts.
    """

    bytes: int
    rows: int
    memory: int | None = None


@dataclass(frozen=True)
class Question:
    """A question as it goes to a reader process; all of it can be pickled.

    Parameters
    ----------
    prepare : callable
        Returns the answer's format and how to make it: a module's function, a partial of one,
        or a `Looking`.
    asked : str
        What distinguishes the question from any other: its address, and its body.
    known : str
        The caller's ``If-None-Match``.
    bounds : Bounds
        How much the answer may have.
    revision : int or None
        Which revision answers; none is the one published last.
    """

    prepare: Callable[[View], Prepared]
    asked: str
    known: str
    bounds: Bounds
    revision: int | None = None


@dataclass(frozen=True)
class Writing:
    """A write as it goes to the writing process."""

    work: Callable[[Store], BaseModel]


@dataclass(frozen=True)
class Looking:
    """A piece of work in a format known beforehand, as `Question.prepare`."""

    work: Callable[[View], Content]
    media_type: str

    def __call__(self, view: View) -> Prepared:
        """Return how to make the answer from a view."""
        return Prepared(self.media_type, lambda: self.work(view))


def entity_tag(revision: Revision, asked: str, media_type: str) -> str:
    """Return the tag of an answer: it differs by revision, question and format.

    >>> entity_tag(Revision(7), "/actors", "text/turtle")[:4]
    'W/"7'
    """
    moment = revision.time.isoformat() if revision.time else ""
    digest = hashlib.sha256(f"{moment} {asked} {media_type}".encode()).hexdigest()[:12]
    return f'W/"{revision.number}-{digest}"'


def is_known(known: str, tag: str) -> bool:
    """Return whether an ``If-None-Match`` names a tag (RFC 9110, section 13.1.2)."""
    bare = tag.removeprefix("W/")
    return any(part.strip().removeprefix("W/") == bare for part in known.split(","))
