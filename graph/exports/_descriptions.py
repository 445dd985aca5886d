"""Lines of a description, for what FollowTheMoney has no property for; the import reads them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from graph.answers import ActorShort, Evidence, Fact, Source, When
from graph.exports._text import as_json, clean
from graph.followthemoney import (
    CREDITED,
    DATE_BASIS,
    DATE_BOUNDS,
    DATE_PRECISION,
    DATE_WORDS,
    EVENTS,
    EVIDENCE,
    NAMED,
    REPORTED,
    WORDS,
    bounds_text,
    entity_id,
    event_role,
    line,
    own_iri,
    partial_date,
    period,
    role_beginning,
)
from graph.ids import short_id

_PRECISIONS = {4: "year", 7: "month", 10: "day"}


@dataclass(frozen=True)
class Citation:
    """A source of a fact, the words quoted from it, and the record that it is."""

    source: Source
    quote: str | None
    record: str | None


def citations(evidence: Iterable[Evidence]) -> Iterator[Citation]:
    """Yield each source of a fact: the works that a table's record cites, and the table itself."""
    for item in evidence:
        quote = clean(item.quote or "").strip() or None
        for work in item.cites:
            yield Citation(work, quote, item.cited_record)
        yield Citation(item.source, None if item.cites else quote, item.record)


def dates(when: When) -> tuple[str | None, str | None, str | None]:
    """Return the start, the end, or else a day on which it was so, as their dates are written."""
    start = partial_date(when.start_earliest, when.start_latest)
    end = partial_date(when.end_earliest, when.end_latest)
    attested = partial_date(when.end_earliest, when.start_latest)
    return (start, end, None) if start or end else (None, None, attested)


def said_of(schema: str, fact: Fact) -> list[str]:
    """Return what a fact says that its entity has no property for."""
    return [
        *named(schema, fact.iri),
        *_actors(CREDITED, fact.attributed_to),
        *_actors(REPORTED, fact.reported_by),
        *_when(fact.when),
        *_roles(schema, fact),
        *(f"{WORDS[name]} {text}" for name in WORDS for text in fact.details.get(name, ())),
        *(
            line(beginning, other, entity_id(other))
            for name, beginning in EVENTS.items()
            for other in fact.details.get(name, ())
        ),
        *_evidence(list(citations(fact.evidence))),
    ]


def named(schema: str, iri: str) -> list[str]:
    """Return the line with an IRI, where the entity's id does not give it."""
    return [] if own_iri(schema, entity_id(short_id(iri))) == iri else [f"{NAMED} {iri}"]


def _actors(beginning: str, actors: Iterable[ActorShort]) -> list[str]:
    return [line(beginning, clean(actor.label), entity_id(actor.id)) for actor in actors]


def _when(when: When) -> Iterator[str]:
    if when.words:
        yield f"{DATE_WORDS} {when.words}"
    start, end, attested = dates(when)
    bounds = when.start_earliest, when.start_latest, when.end_earliest, when.end_latest
    if bounds != _understood(start, end, attested):
        yield f"{DATE_BOUNDS} {bounds_text(*bounds)}"
    written = [len(text) for text in (start, end, attested) if text]
    if when.precision and when.precision != _PRECISIONS.get(min(written, default=0)):
        yield f"{DATE_PRECISION} {when.precision}"
    if when.basis not in (None, "stated"):
        yield f"{DATE_BASIS} {when.basis}"


def _understood(
    start: str | None, end: str | None, attested: str | None
) -> tuple[date | None, ...]:
    """Return the bounds that a reader takes from dates as they are written."""
    if attested:
        first, last = period(attested)
        return None, last, first, None
    return *period(start), *period(end)


def _roles(schema: str, fact: Fact) -> Iterator[str]:
    """Yield all roles of whoever takes part in one that the entity's property does not tell."""
    if schema != "Event":
        return
    named = [(role, actor) for role, actors in fact.roles.items() for actor in actors]
    plain = {event_role(fact.type, name) for name in ("involved", "organizer", "addressEntity")}
    told = {actor.id for role, actor in named if role not in plain}
    for role, actor in named:
        if actor.id in told:
            yield line(role_beginning(role), clean(actor.label), entity_id(actor.id))


def _evidence(cited: list[Citation]) -> Iterator[str]:
    """Yield which words and which record are of which source, where there are several."""
    for one in cited if len(cited) > 1 else ():
        parts = {
            "proof": entity_id(short_id(one.source.iri)),
            "recordId": one.record,
            "summary": one.quote,
        }
        yield f"{EVIDENCE} {as_json({name: part for name, part in parts.items() if part})}"
