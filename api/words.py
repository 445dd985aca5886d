"""Facts as sentences. What is only alleged is never worded as if it were so."""

from collections.abc import Sequence

from graph.answers import ActorShort, Evidence, Fact, Proposition, Statement, When

_VERBS = {
    "Allegation": "alleges",
    "Denial": "denies",
    "Warning": "warns",
    "Pledge": "pledges",
    "Characterization": "characterizes",
    "Statement": "says",
}


def names(actors: Sequence[ActorShort]) -> str:
    """Return actors as a list in words.

    >>> names([])
    'somebody'
    """
    labels = [actor.label for actor in actors]
    if not labels:
        return "somebody"
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} and {labels[-1]}"


def when_words(when: When) -> str:
    """Return a date as a reader takes it: the source's words, and what they imply.

    >>> when_words(When(words="until May", end_latest="2024-05-31"))
    'until May (ended by 2024-05-31)'
    """
    if when.start_earliest and when.start_earliest == when.end_latest:
        implied = [str(when.start_earliest)]
    else:
        known = (
            ("began no earlier than", when.start_earliest),
            ("began by", when.start_latest),
            ("lasted at least to", when.end_earliest),
            ("ended by", when.end_latest),
        )
        implied = [f"{words} {day}" for words, day in known if day]
    bounds = ", ".join(implied)
    if when.words and bounds and when.words != bounds:
        return f"{when.words} ({bounds})"
    return when.words or bounds or "date unknown"


def sentence(fact: Fact | Statement) -> str:
    """Return a fact as a sentence, without its date."""
    if isinstance(fact, Statement):
        return _statement(fact)
    roles = {role: names(actors) for role, actors in fact.roles.items()}
    place = f" in {roles['place']}" if "place" in roles else ""
    match fact.type:
        case "Tenure":
            return f"{roles['holder']} held the office of {roles['office']}"
        case "Membership":
            return f"{roles['member']} belonged to {roles['organization']}"
        case "Visit":
            to = f" {roles['destination']}" if "destination" in roles else ""
            host = f", received by {roles['host']}" if "host" in roles else ""
            return f"{roles['visitor']} visited{to}{host}"
        case "Meeting":
            return f"{roles['attendee']} met{place}"
        case "Agreement":
            return f"{roles['party']} reached an agreement"
    who = "; ".join(f"{role} {actors}" for role, actors in roles.items())
    return f"{fact.type}: {who}" if who else fact.type


def _statement(fact: Statement) -> str:
    verb = _VERBS.get(fact.type, "says")
    said = "; ".join(_content(one) for one in fact.content)
    against = f" against {names(fact.against)}" if fact.against else ""
    condition = "; ".join(_content(one) for one in fact.condition)
    if condition:
        return f"{names(fact.asserter)} {verb} that if this came true: {condition}; then: {said}"
    return f"{names(fact.asserter)} {verb}{against}: {said or 'what was said'}"


def _content(proposition: Proposition) -> str:
    return proposition.label


def evidence_words(evidence: Evidence) -> str:
    """Return where it is said."""
    publisher = f", {evidence.source.publisher}" if evidence.source.publisher else ""
    source = f"{evidence.source.title}{publisher}"
    if evidence.quote:
        return f"“{evidence.quote}” ({source})"
    return f"record {evidence.record} of {source}"


def certainty_words(fact: Fact) -> str:
    """Return standing and, where a day was asked about, certainty."""
    return ", ".join(filter(None, (fact.standing.value, fact.certainty and fact.certainty.value)))
