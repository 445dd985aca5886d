"""Appointments of principal officers and chiefs of mission of the United States."""

import re
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element

from graph.imports._dates import Span, coarsest, span
from graph.imports._offices import with_article
from graph.imports._presidents import CC0, HISTORIAN, UNITED_STATES, person_slug
from graph.imports._states import named_by_id, state_of
from graph.imports._table import Table
from graph.imports._xml import text
from ontology import LEG

_Days = tuple[date | None, date | None]
_EVENTS = ("appointed", "arrived", "started", "ended")
# What a note says where somebody was named and never held the office.
_NEVER_SERVED = re.compile(
    r"declined (?:the )?appointment|did not serve|did not proceed|did not assume|did not take"
    r"|nominations?\b[^.]*(?:withdrawn|rejected|not confirmed|tabled|not acted upon|returned)"
    r"|not commissioned|died before|before proceeding to post|never served|did not go",
    re.IGNORECASE,
)
# How a note ends where the day that follows it is not the day itself.
_ABOUT = re.compile(r"\b(?:about|approximately|probably [^,;]*)$", re.IGNORECASE)
_BEFORE = re.compile(r"\bbefore$|\bbetween\b.* and$", re.IGNORECASE)
_AFTER = re.compile(r"\bafter$", re.IGNORECASE)


def appointments(documents: Mapping[str, Element], version: str) -> Table:
    """Return the table of appointments, a tenure a record."""
    table = Table(
        "state-department-appointments",
        title="Principal officers and chiefs of mission of the United States",
        publisher=HISTORIAN,
        source="https://github.com/HistoryAtState/pocom",
        licence=CC0,
        version=version,
    )
    people = {text(root, "id"): root for root in documents.values() if root.tag == "person"}
    roles = {
        text(root, "id"): text(root, "names/singular")
        for root in documents.values()
        if root.tag in ("role", "org-mission", "principal-position")
    }
    for name in sorted(documents):
        root = documents[name]
        for entry in (*root.iter("chief"), *root.iter("principal")):
            table.rows_read += 1
            _add(table, root, entry, people, roles)
    return table.finish()


def _add(
    table: Table,
    root: Element,
    entry: Element,
    people: Mapping[str, Element],
    roles: Mapping[str, str],
) -> None:
    record, who = text(entry, "id"), text(entry, "person-id")
    notes = "; ".join(filter(None, (text(entry, f"{event}/note") for event in _EVENTS)))
    note = text(entry, "note")
    days = {event: text(entry, f"{event}/date") for event in _EVENTS}
    if not (record and who):
        table.leave_out("the record has no id or no person")
        return
    served = days["started"] or days["arrived"] or days["ended"]
    if _NEVER_SERVED.search(f"{note} {notes}") and not served:
        table.leave_out("named, and did not serve: the record's note says so")
        return
    if not any(days.values()):
        table.leave_out("the record has no date at all")
        return
    began = "started" if days["started"] else "arrived"
    start, end, appointed = span(days[began]), span(days["ended"]), span(days["appointed"])
    when = _bounds(
        _meant(start, text(entry, f"{began}/note")),
        _meant(end, text(entry, "ended/note")),
        appointed,
    )
    words = "; ".join(
        " ".join(filter(None, (event, day, _bracketed(text(entry, f"{event}/note")))))
        for event, day in days.items()
        if day
    )
    name, copies = record, 1
    since = start or appointed or end
    roles_of = {
        "holder": _person(table, who, people.get(who)),
        "office": _office(table, root, entry, roles, since.first if since else None),
    }
    while table.has(name):  # the publisher used one id twice: the office tells them apart
        copies += 1
        name = f"{record}.{copies}"
    table.fact(
        name,
        "Tenure",
        roles_of,
        record=name,
        bounds=when,
        words=words,
        precision=coarsest(start or appointed, end),
        remarks=note,
    )


def _meant(day: Span | None, note: str) -> _Days:
    """Return the first and the last day that a date means with the note before it."""
    if day is None or _ABOUT.search(note):
        return None, None
    first = None if _BEFORE.search(note) else day.first
    last = None if _AFTER.search(note) else day.last
    return first, last


def _bounds(start: _Days, end: _Days, appointed: Span | None) -> dict[str, date]:
    """Return the bounds, by property name; none where the dates contradict each other.

    Nobody serves before being appointed, so where the start is not known the appointment bounds
    it. Recess appointments are dated again after the first day of service: those do not.
    """
    earliest = start[0]
    if earliest is None and appointed is not None:
        latest = [day for day in (start[1], *end) if day is not None]
        earliest = appointed.first if all(appointed.first <= day for day in latest) else None
    found = {
        "startEarliest": earliest, "startLatest": start[1],
        "endEarliest": end[0], "endLatest": end[1],
    }  # fmt: skip
    known = {name: day for name, day in found.items() if day is not None}
    begun = known.get("startEarliest", known.get("startLatest"))
    ended = known.get("endLatest", known.get("endEarliest"))
    return {} if begun and ended and begun > ended else known


def _bracketed(words: str) -> str:
    return f"({words})" if words else ""


def _person(table: Table, identifier: str, root: Element | None) -> str:
    if root is None:
        return table.entity(person_slug(identifier), "Person", named_by_id(identifier))
    parts = ("persName/forename", "persName/surname", "persName/genName")
    name = " ".join(filter(None, (text(root, part) for part in parts)))
    return table.entity(person_slug(identifier), "Person", name, [text(root, "persName/altname")])


def _office(
    table: Table, root: Element, entry: Element, roles: Mapping[str, str], day: date | None
) -> str:
    role = text(entry, "role-title-id")
    if root.tag != "country-mission":
        title = text(root, "names/singular") or roles.get(role, named_by_id(role))
        return table.office(title, UNITED_STATES, "United States")
    title = roles.get(role) or named_by_id(role)
    place = text(entry, "contemporary-territory-id") or text(root, "territory-id")
    sent_to, label = state_of(table, named_by_id(place), day)
    whole = f"{title} of the United States to {with_article(label)}"
    office = table.office(whole, UNITED_STATES, "United States")
    table.link(office, LEG.accreditedTo, sent_to)
    return office
