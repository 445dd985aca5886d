"""The card of an actor: its names, offices, events, claims and other ties, with their evidence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from api.pages.days import is_attested_day
from api.pages.rendering import show
from api.pages.timeline import Axis, axis_of
from graph.answers import ActorShort, Connection, Fact, Source, Statement
from graph.facts import load_facts
from graph.lookups import get_actor, statements
from graph.lookups.connections import find_ties, load_connections
from graph.lookups.denials import denials
from graph.lookups.ties import Tie
from graph.schema import statement_classes, subclasses
from graph.view import View
from ontology import LEG

SHOWN = 300  # edges, as on the map
LISTED = 100  # facts of one section


@dataclass(frozen=True)
class Section:
    """Some of the facts of one kind, and how many there are."""

    facts: list[Fact | Statement]
    count: int

    @property
    def more(self) -> int:
        """How many are not listed."""
        return self.count - len(self.facts)


@dataclass
class Office:
    """An office that a person held, or a person who held the office: tenures, and mere sightings.

    A table of visits says of each visitor only that he was in office that day. However many
    such days there are, they are one line.
    """

    other: list[ActorShort]
    tenures: list[Fact] = field(default_factory=list)
    attested: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Card:
    """What an actor's card shows, but for the actor itself."""

    axis: Axis | None
    offices: list[Office]
    events: Section
    claims: Section
    others: Section
    denials: dict[str, list[Statement]]
    ties: list[Connection]
    count: int
    sources: list[Source]


def actor_page(view: View, identifier: str) -> str:
    """Return the card of an actor."""
    return show(view, "actor.html", actor=get_actor(view, identifier), card=card(view, identifier))


def card(view: View, identifier: str) -> Card:
    """Return what ties an actor to others, by section.

    Parameters
    ----------
    view : View
        The revision to read.
    identifier : str
        The actor's id.
    """
    ties = find_ties(view, identifier, claims=True)
    shown = load_connections(view, ties[:SHOWN])
    tenures, events, claims, others = _by_section(ties)
    claims += _said_of_nobody(view, identifier, claims)
    listed = [*tenures, *events[:LISTED], *claims[:LISTED], *others[:LISTED]]
    facts = {fact.iri: fact for fact in load_facts(view, listed)}

    def section(iris: Sequence[str]) -> Section:
        return Section([facts[iri] for iri in iris[:LISTED]], len(iris))

    held = [facts[iri] for iri in tenures]
    return Card(
        axis=axis_of(fact.when for fact in held),
        offices=_offices(held, view.canonical(view.iri(identifier))),
        events=section(events),
        claims=section(claims),
        others=section(others),
        denials=denials(view, sorted(facts)),
        ties=shown,
        count=len(ties),
        sources=_sources([*facts.values(), *(tie.fact for tie in shown)]),
    )


def _by_section(ties: Iterable[Tie]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Return the IRIs of tenures, events, claims and other facts, newest first, each once."""
    kinds = (subclasses(LEG.Tenure), subclasses(LEG.Event), statement_classes())
    sections: tuple[dict[str, None], ...] = ({}, {}, {}, {})
    for tie in ties:
        place = next((n for n, kind in enumerate(kinds) if tie.fact.classes & kind), 3)
        sections[place][tie.fact.iri] = None
    tenures, events, claims, others = map(list, sections)
    return tenures, events, claims, others


def _said_of_nobody(view: View, identifier: str, known: Iterable[str]) -> list[str]:
    """Return what an actor said that names no other, and so is no tie."""
    said = statements(view, asserter=identifier, limit=LISTED).items
    return [statement.iri for statement in said if statement.iri not in set(known)]


def _offices(tenures: Iterable[Fact], actor: str) -> list[Office]:
    """Return tenures by whatever else they name, the office last held first."""
    found: dict[str, Office] = {}
    for fact in tenures:
        roles = fact.roles
        held = roles.get("office", []) + roles.get("holder", [])
        others = [one for one in held if one.iri != actor]
        office = found.setdefault(" ".join(one.id for one in others), Office(others))
        (office.attested if is_attested_day(fact.when) else office.tenures).append(fact)
    return list(found.values())


def _sources(facts: Iterable[Fact]) -> list[Source]:
    """Return the sources of some facts, those with most facts first."""
    counts: dict[str, int] = defaultdict(int)
    sources = {}
    for iri, source in {
        (fact.iri, one.source.iri): one.source for fact in facts for one in fact.evidence
    }.items():
        counts[iri[1]] += 1
        sources[source.iri] = source
    return sorted(sources.values(), key=lambda source: (-counts[source.iri], source.title))
