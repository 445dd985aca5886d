"""Facts as sentences. What is only alleged is never worded as if it were so."""

from collections.abc import Sequence
from datetime import date

from graph.answers import (
    ActorShort,
    Certainty,
    Evidence,
    Fact,
    Source,
    Standing,
    Statement,
    When,
)

_VERBS = {
    "Allegation": "alleges",
    "Denial": "denies",
    "Warning": "warns",
    "Pledge": "pledges",
    "Characterization": "holds",
}
_STANDINGS = {
    Standing.disputed: "disputed: somebody denies it",
    Standing.denied: "denied by somebody",
}


def names(actors: Sequence[ActorShort]) -> str:
    """Return actors as a list in words.

    >>> names([])
    'somebody'
    """
    return _listed([actor.label for actor in actors]) or "somebody"


def when_words(when: When) -> str:
    """Return a date as a reader takes it: the source's words, and what they imply.

    >>> when_words(When(words="until May", end_earliest="2024-05-01", end_latest="2024-05-31"))
    'until May (ended between 2024-05-01 and 2024-05-31)'
    """
    bounds = _bounds(when)
    if when.words and bounds and not bounds.startswith(when.words):
        return f"{when.words} ({bounds})"
    return bounds or when.words or "date unknown"


def _bounds(when: When) -> str:
    start = (when.start_earliest, when.start_latest)
    end = (when.end_earliest, when.end_latest)
    if None not in start and start == end:
        return str(start[0]) if start[0] == start[1] else f"between {start[0]} and {start[1]}"
    if when.start_latest and start[0] is end[1] is None and start[1] == end[0]:
        return f"{when.start_latest}; begin and end not stated"
    parts = (
        _limits(start, "began", "began no earlier than", "began by"),
        _limits(end, "ended", "lasted at least to", "ended by"),
    )
    return ", ".join(filter(None, parts))


def _limits(bounds: tuple[date | None, date | None], verb: str, above: str, below: str) -> str:
    earliest, latest = bounds
    if earliest and latest:
        exact = earliest == latest
        return f"{verb} on {earliest}" if exact else f"{verb} between {earliest} and {latest}"
    if earliest:
        return f"{above} {earliest}"
    return f"{below} {latest}" if latest else ""


def sentence(fact: Fact | Statement) -> str:
    """Return a fact as a sentence, without its date."""
    if isinstance(fact, Statement):
        return _statement(fact)
    roles = {role: names(actors) for role, actors in fact.roles.items()}
    place = f" in {roles['place']}" if "place" in roles else ""
    match fact.type:
        case "Tenure" if "holder" in roles and "office" in roles:
            return f"{roles['holder']} held the office of {roles['office']}"
        case "Membership" if "member" in roles and "organization" in roles:
            return f"{roles['member']} belonged to {roles['organization']}"
        case "Visit" if "visitor" in roles:
            return _visit(fact, roles)
        case "Meeting" if "attendee" in roles:
            return f"{roles['attendee']} met{place}"
        case "Agreement" if "party" in roles:
            return f"{roles['party']} reached an agreement{place}"
        case "Deliberation" if "party" in roles:
            return f"{roles['party']} deliberated{place}"
        case "Conflict" if set(roles) == {"place"}:
            return f"There is a conflict{place}"
    who = "; ".join(f"{role} {actors}" for role, actors in roles.items())
    return f"{fact.type}: {who}" if who else fact.type


def _visit(fact: Fact, roles: dict[str, str]) -> str:
    kinds = {"stateVisit": "state", "officialVisit": "official", "workingVisit": "working"}
    kinds |= {"privateVisit": "private", "officialWorkingVisit": "official working"}
    kind = next((kinds[one] for one in fact.details.get("visitKind", ()) if one in kinds), "")
    host = f", received by {roles['host']}" if "host" in roles else ""
    where = roles.get("destination", "")
    if kind or not where:
        article = "an" if kind.startswith("o") else "a"
        made = f"made {article} {kind} visit".replace("  ", " ")
        return f"{roles['visitor']} {made}{f' to {where}' if where else ''}{host}"
    return f"{roles['visitor']} visited {where}{host}"


def _statement(fact: Statement) -> str:
    verb = _VERBS.get(fact.type, "says")
    against = f" against {names(fact.against)}" if fact.against else ""
    via = f", as carried by {names(fact.via)}" if fact.via else ""
    said = _listed([f"that {one.label}" for one in fact.content]) or "something"
    condition = _listed([f"if {one.label}" for one in fact.condition])
    if condition:
        said = f"that {condition}, then {_listed([one.label for one in fact.content])}"
    return f"{names(fact.asserter)} {verb}{against} {said}{via}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def evidence_words(evidence: Evidence) -> str:
    """Return where it is said."""
    source = _source_words(evidence.source)
    if evidence.record:
        source = f"record {evidence.record} of {source}"
    if evidence.cites:
        source += f", which cites {'; '.join(map(_source_words, evidence.cites))}"
    return f"“{evidence.quote}” ({source})" if evidence.quote else source


def _source_words(source: Source) -> str:
    return f"{source.title}, {source.publisher}" if source.publisher else source.title


def standing_words(fact: Fact) -> str:
    """Return how a fact stands: who says so, and whether somebody denies it."""
    if fact.standing is Standing.attributed and fact.attributed_to:
        return f"attributed to {names(fact.attributed_to)}"
    return _STANDINGS.get(fact.standing, fact.standing.value)


def certainty_words(fact: Fact) -> str:
    """Return standing and, where a day was asked about, certainty."""
    if fact.certainty is None:
        return standing_words(fact)
    surely = "certain" if fact.certainty is Certainty.certain else "possible"
    return f"{standing_words(fact)}; {surely} on that day"
