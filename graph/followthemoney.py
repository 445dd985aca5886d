"""What our classes are called in FollowTheMoney, as data, for the export and the import.

FollowTheMoney (https://followthemoney.tech) has people, organizations, positions, events and
links between them, and no word for a claim that somebody contests. What stands on an allegation,
or is denied, is therefore never one of its links: the export writes a ``Note`` beside the actors.
"""

import hashlib
import re
from datetime import date

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

PREFIX = "legation-"
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
    if name == entity or ".." in name:
        return None
    return name.replace(".", ":")


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
