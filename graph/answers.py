"""The shapes of every answer: what a look-up returns, the service sends and ``--json`` prints.

Keys follow the contract of the HTTP service; they may be added to, none is renamed.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer


class Certainty(StrEnum):
    """How sure an as-of answer is."""

    certain = "certain"
    possible = "possible"


class Standing(StrEnum):
    """On whose word a fact stands, and whether anybody denies it.

    ``reported``
        in the publication's own voice
    ``attributed``
        credited to somebody by the publication; nobody denies it
    ``alleged``
        an allegation that nobody denies
    ``disputed``
        an allegation that somebody denies
    ``denied``
        any other fact that somebody denies
    """

    reported = "reported"
    attributed = "attributed"
    alleged = "alleged"
    disputed = "disputed"
    denied = "denied"


class Answer(BaseModel):
    """Base of all answers: immutable, and closed to keys nobody declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ActorShort(Answer):
    """An actor, office, place or other entity, in short.

    ``type`` is the class's local name (``Person``, ``State``, ``Office``, ``Place`` ...).
    """

    id: str
    iri: str
    type: str
    label: str


class ActorHit(ActorShort):
    """An actor found by name, with how well the name fits: 0 to 100, best first."""

    score: float
    hint: str | None = Field(
        default=None, description="what tells it from namesakes: the last office, whose it is"
    )


class Actor(ActorShort):
    """An actor whole."""

    labels: dict[str, str] = Field(description="the label in each language, by language tag")
    aliases: list[str]
    same_as: list[str] = Field(description="IRIs judged to be the same actor, ours and others'")
    wikidata: str | None = Field(description="the Wikidata id, such as Q7747")
    description: list[str] = Field(default=[], description="what sources call the actor")
    office_of: list[ActorShort] = Field(default=[], description="of an office: whose it is")
    counts: dict[str, int] = Field(description="how many facts of each type name the actor")


class When(Answer):
    """A date as the source words it, and the bounds it implies. A missing bound is unknown."""

    words: str | None = None
    precision: str | None = Field(default=None, description="day, month or year")
    basis: str | None = Field(default=None, description="stated, fromDateline or inferred")
    start_earliest: date | None = None
    start_latest: date | None = None
    end_earliest: date | None = None
    end_latest: date | None = None


class Source(Answer):
    """An article or a published table, or a work that such a table cites."""

    iri: str
    title: str
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None


class Evidence(Answer):
    """Where it is said: a quotation at its offsets in an article, or a record of a table."""

    source: Source
    quote: str | None = Field(
        default=None, description="the words of the article, or those that the record quotes"
    )
    start: int | None = Field(default=None, description="code points from the text's start")
    end: int | None = Field(default=None, description="exclusive")
    record: str | None = Field(default=None, description="the row's own id in the table")
    cites: list[Source] = Field(
        default=[], description="works that the record names in support; need not be loaded here"
    )
    cited_record: str | None = Field(
        default=None, description="the row's own id in the cited table"
    )


class Proposition(Answer):
    """What a statement says might be so. Never a fact by itself."""

    id: str
    iri: str
    label: str
    event_type: str | None = None
    roles: dict[str, list[ActorShort]] = {}
    items: list[str] = []
    specializes: list[str] = Field(default=[], description="ids of the wider propositions")


class Fact(Answer):
    """A fact with its roles, its dates, its standing and its evidence."""

    id: str
    iri: str
    type: str
    roles: dict[str, list[ActorShort]]
    when: When
    standing: Standing
    certainty: Certainty | None = Field(default=None, description="only where as_of was asked")
    reported_by: list[ActorShort]
    attributed_to: list[ActorShort]
    evidence: list[Evidence]
    details: dict[str, list[str]] = Field(
        default={}, description="what else the source says, in its own words, by property"
    )
    asserters: int = Field(
        default=1, description="independent asserters the fact goes back to, not outlets"
    )

    @model_serializer(mode="wrap")
    def _without_certainty_unless_asked(
        self, handler: SerializerFunctionWrapHandler
    ) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        if self.certainty is None:
            written.pop("certainty", None)
        return written


class Statement(Fact):
    """A fact that somebody said something."""

    asserter: list[ActorShort]
    via: list[ActorShort]
    against: list[ActorShort]
    content: list[Proposition]
    condition: list[Proposition]
    about: list[ActorShort]
    responds_to: list[str]
    quote_type: str | None


class Connection(Answer):
    """One fact that ties the actor asked about to another actor."""

    actor: ActorShort
    role: str = Field(description="the role of the actor asked about")
    other_role: str = Field(description="the role of the other actor")
    fact: Statement | Fact


class Thread(Answer):
    """A statement, what was said back, and what it is about."""

    statement: Statement
    responses: list[Statement]
    propositions: list[Proposition]
    disputed: bool


class Hop(Answer):
    """One step of a path, with facts that carry it; ``more`` counts those not listed."""

    from_: ActorShort = Field(alias="from")
    to: ActorShort
    facts: list[Statement | Fact]
    more: int

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )


class Path(Answer):
    """A path: its length in hops, and the hops in order."""

    length: int
    hops: list[Hop]


class Paths(Answer):
    """The paths between two actors; ``complete`` is false where the work bound was reached."""

    from_: ActorShort = Field(alias="from")
    to: ActorShort
    paths: list[Path]
    complete: bool

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True
    )


class Article(Answer):
    """A source that was loaded: an article, or a published table with its account of rows."""

    id: str
    iri: str
    type: str
    title: str
    publisher: str | None = None
    issued: str | None = None
    url: str | None = None
    license: str | None = None
    version: str | None = None
    sha256: str | None = None
    rows_read: int | None = None
    facts_made: int | None = None
    rows_left_out: dict[str, int] | None = Field(default=None, description="rows by reason")
    counts: dict[str, int] = {}


class ArticleWhole(Article):
    """A source, and all that it says, a page of facts at a time."""

    facts: list[Statement | Fact]
    next: str | None = None


T = TypeVar("T")


class Page(Answer, Generic[T]):
    """One page of a list; ``next`` is the cursor of the following page."""

    items: list[T]
    next: str | None = None


class Written(Answer):
    """What a change to the graph came to."""

    created: bool = Field(description="whether the graph was not there before")
    revision: int = Field(description="the number of the revision published")
    graph: str | None = Field(default=None, description="the IRI of the graph written")


class RevisionEntry(Answer):
    """A revision as the record tells of it."""

    number: int
    iri: str
    time: datetime
    who: str
    why: str
    changed: list[str] = Field(description="the ids of the graphs that differ from those before")
    kept: bool = Field(description="whether it can still be asked for")


class Judgement(Answer):
    """Two actors judged the same, one giving way to the other, or different."""

    id: str
    iri: str
    kind: Literal["same", "different"]
    retired: str | None = Field(default=None, description="of `same`: the id that gave way")
    kept: str | None = Field(default=None, description="of `same`: the id both answer to")
    one: str | None = Field(default=None, description="of `different`: the first id")
    other: str | None = Field(default=None, description="of `different`: the second id")
    reason: str
    judge: str = Field(description="who decided: a person, or a rule as `rule:<name>`")
    by_rule: bool
    time: datetime | None = Field(default=None, description="when; rules decide anew each time")


class Judged(Answer):
    """A judgement made or withdrawn."""

    id: str
    revision: int = Field(description="the number of a revision that shows it")
