"""What our classes are called in FollowTheMoney, as data, for the export and the import.

FollowTheMoney (https://followthemoney.tech) has people, organizations, positions, events and
links between them, and no word for a claim that somebody contests. What stands on an allegation,
or is denied, is therefore never one of its links: the export writes a ``Note`` beside the actors.
"""

import calendar
import hashlib
import re
from collections.abc import Iterable
from datetime import date

from ontology import ARTICLE, DATASET, ID

# Ours -> theirs. What an entity is more closely stands in its ``classification`` where the
# schema has one, so that a State comes back as a State.
SCHEMATA = {
    "Person": "Person",
    "State": "PublicBody",
    "Organization": "Organization",
    "MediaOrganization": "Organization",
    "ActorGroup": "LegalEntity",
    "Actor": "LegalEntity",
    "Office": "Position",
    "Place": "Address",
    "Tenure": "Occupancy",
    "Membership": "Membership",
    "Event": "Event",  # and every class of event
    "Statement": "Note",  # and every class of statement
    "Article": "Article",
    "Dataset": "Document",
}
CLASSIFIED = frozenset({"State", "MediaOrganization", "ActorGroup"})

# Theirs -> ours, where nothing is said more closely. Other schemata are left out, and counted.
TYPES = {
    "Person": "Person",
    "LegalEntity": "Actor",
    "Organization": "Organization",
    "Company": "Organization",
    "PublicBody": "Organization",
    "Position": "Office",
    "Address": "Place",
    "Occupancy": "Tenure",
    "Membership": "Membership",
    "Event": "Event",
}

# Our role -> their property, by their schema.
ROLES = {
    "Occupancy": {"holder": "holder", "office": "post"},
    "Membership": {"member": "member", "organization": "organization"},
    "Event": {"host": "organizer", "place": "addressEntity", "destination": "addressEntity"},
}
OTHER_ROLE = {"Event": "involved"}  # of whoever takes part in another role
_INVOLVED = {"Meeting": "attendee", "Visit": "visitor"}

# How a description of ours begins that says what they have no property for. What follows is free
# words, or an actor's name and its entity's id in brackets.
CREDITED = "credited to"
REPORTED = "reported by"
PUBLISHED = "published by"
DATE_WORDS = "date in the source's words:"
DATE_BOUNDS = "bounds of the date:"
DATE_PRECISION = "precision of the date:"
DATE_BASIS = "basis of the date:"
NAMED = "known to Legation as"
EVIDENCE = "evidence:"
TIES = {
    "affiliation": "affiliated with",
    "accreditedTo": "accredited to",
    "territoryOf": "territory of",
}
EVENTS = {"during": "during", "reachedAt": "reached at"}
WORDS = {
    "remarks": "remarks:",
    "placeText": "place in the source's words:",
    "eventText": "event in the source's words:",
    "cameoCode": "CAMEO code:",
    "ploverCode": "PLOVER code:",
    "description": "described as:",
    "item": "item:",
    "editorialNote": "editorial note:",
}

PREFIX = "legation-"
_LONGEST = 300
_NAMESPACES = {"Article": ARTICLE, "Document": DATASET}
_IN_BRACKETS = re.compile(r"\(([0-9A-Za-z.-]+)\)$")
_DAY = r"(\.\.|\d{4}-\d\d-\d\d)"
_BOUNDS = re.compile(f"start {_DAY}/{_DAY}, end {_DAY}/{_DAY}")
_PLAIN = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(:[a-z0-9]([a-z0-9-]*[a-z0-9])?)?")


def entity_id(identifier: str) -> str:
    """Return our id as one of theirs, which has letters, digits, dots and hyphens only.

    >>> entity_id("kim-jong-un"), entity_id("an-article:us-allegation")
    ('legation-kim-jong-un', 'legation-an-article.us-allegation')
    """
    if _PLAIN.fullmatch(identifier):
        return PREFIX + identifier.replace(":", ".")
    # Two dots are in no id of the first kind.
    return f"{PREFIX}x..{hashlib.sha256(identifier.encode()).hexdigest()[:24]}"


def own_id(entity: str) -> str | None:
    """Return our id of an entity that we have written; ``None`` for other people's.

    >>> own_id("legation-an-article.us-allegation"), own_id("Q7747")
    ('an-article:us-allegation', None)
    """
    name = entity.removeprefix(PREFIX)
    identifier = name.replace(".", ":")
    return identifier if name != entity and _PLAIN.fullmatch(identifier) else None


def own_iri(schema: str, entity: str) -> str | None:
    """Return the IRI that our id of an entity means by itself; ``None`` where it must be told.

    >>> own_iri("Article", "legation-an-article")
    'https://w3id.org/legation/article/an-article'
    """
    name = own_id(entity)
    if name is None or ":" in name:
        return None
    return f"{_NAMESPACES.get(schema, ID)!s}{name}"


def partial_date(first: date | None, last: date | None) -> str | None:
    """Return the day, month or year that two bounds agree on, as their dates are written.

    >>> partial_date(date(2024, 5, 1), date(2024, 5, 31)), partial_date(None, date(2024, 5, 1))
    ('2024-05', None)
    """
    if first is None or last is None or first.year != last.year:
        return None
    if first == last:
        return first.isoformat()
    return f"{first:%Y-%m}" if first.month == last.month else f"{first:%Y}"


def period(text: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day that a date of theirs may mean.

    >>> period("2024-02")[1]
    datetime.date(2024, 2, 29)
    """
    if text is None:
        return None, None
    year, month, day = (int(part) for part in f"{text}-0-0".split("-")[:3])
    if day:
        return date(year, month, day), date(year, month, day)
    last = month or 12
    return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])


def event_role(kind: str, property_: str) -> str:
    """Return the role that whoever stands in a property of an event of some class has by itself.

    >>> event_role("Meeting", "involved"), event_role("Visit", "addressEntity")
    ('attendee', 'destination')
    """
    if property_ == OTHER_ROLE["Event"]:
        return _INVOLVED.get(kind, "party")
    if property_ == "addressEntity":
        return "destination" if kind == "Visit" else "place"
    return "host"


def line(beginning: str, label: str, entity: str) -> str:
    """Return a line of a description that names an entity.

    >>> line(CREDITED, "RIA", "legation-ria")
    'credited to RIA (legation-ria)'
    """
    return f"{beginning} {shortened(' '.join(label.split()))} ({entity})"


def shortened(name: str) -> str:
    """Return a name no longer than theirs may be.

    >>> len(shortened("a" * 1000))
    300
    """
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def lines_of(texts: Iterable[str], beginning: str) -> list[str]:
    """Return what follows a beginning in the descriptions that have it.

    >>> lines_of(["remarks: rained", "item: shells"], "remarks:")
    ['rained']
    """
    start = f"{beginning} "
    return [text.removeprefix(start) for text in texts if text.startswith(start)]


def entities_of(texts: Iterable[str], beginning: str) -> list[str]:
    """Return the ids of the entities that the lines with a beginning name.

    >>> entities_of(["credited to R (legation-b) (legation-ria)"], CREDITED)
    ['legation-ria']
    """
    found = (_IN_BRACKETS.search(text) for text in lines_of(texts, beginning))
    return [one.group(1) for one in found if one]


def role_beginning(role: str) -> str:
    """Return how a line begins that says in which role somebody takes part.

    >>> role_beginning("supplier")
    'as supplier:'
    """
    return f"as {role}:"


def bounds_text(*bounds: date | None) -> str:
    """Return four bounds as text: the start's two and the end's two, ``..`` where unknown.

    >>> bounds_text(None, date(2024, 5, 1), date(2024, 5, 1), date(2024, 5, 31))
    'start ../2024-05-01, end 2024-05-01/2024-05-31'
    """
    words = [one.isoformat() if one else ".." for one in bounds]
    return "start {}/{}, end {}/{}".format(*words)


def bounds_of(text: str) -> tuple[date | None, ...] | None:
    """Return the four bounds of such a text; ``None`` where it is none.

    >>> bounds_of("start ../2024-05-01, end ../..")[1]
    datetime.date(2024, 5, 1)
    """
    found = _BOUNDS.fullmatch(text)
    if not found:
        return None
    try:
        return tuple(None if one == ".." else date.fromisoformat(one) for one in found.groups())
    except ValueError:
        return None
