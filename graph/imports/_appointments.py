"""Appointments of principal officers and chiefs of mission of the United States."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from pyoxigraph import NamedNode

from graph.imports._dates import Span, bounds, coarsest, span
from graph.imports._presidents import CC0, HISTORIAN, UNITED_STATES, person_slug
from graph.imports._states import named_by_id, state_of
from graph.imports._table import Table, office_slug
from graph.imports._xml import text
from ontology import LEG

_EVENTS = ("appointed", "arrived", "started", "ended")
# What a note says where somebody was named and never held the office.
_NEVER_SERVED = re.compile(
    r"declined (?:the )?appointment|did not serve|did not proceed|did not assume|did not take"
    r"|nomination[^.]*(?:withdrawn|rejected|not confirmed|tabled|not acted upon)"
    r"|not commissioned; nomination|died before|never served|did not go",
    re.IGNORECASE,
)
# What a note says where the day beside it is not the day itself.
_ABOUT = re.compile(r"\babout\b|shortly|soon after|\bbefore\b|\bafter\b|\bby\b", re.IGNORECASE)


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
    if _NEVER_SERVED.search(f"{note} {notes}") and not days["started"]:
        table.leave_out("named, and did not serve: the record's note says so")
        return
    found = {event: _sure(days[event], text(entry, f"{event}/note")) for event in _EVENTS}
    start, end = found["started"] or found["arrived"], found["ended"]
    when = bounds(start, end)
    if not start and found["appointed"] and not (end and found["appointed"].first > end.last):
        when = {"startEarliest": found["appointed"].first, **when}
    words = "; ".join(
        " ".join(filter(None, (event, day, _bracketed(text(entry, f"{event}/note")))))
        for event, day in days.items()
        if day
    )
    name, copies = record, 1
    roles_of = {
        "holder": _person(table, who, people.get(who)),
        "office": _office(table, root, entry, roles),
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
        precision=coarsest(start or found["appointed"], end),
        remarks=note,
    )


def _sure(day: str, note: str) -> Span | None:
    return None if _ABOUT.search(note) else span(day)


def _bracketed(words: str) -> str:
    return f"({words})" if words else ""


def _person(table: Table, identifier: str, root: Element | None) -> str:
    if root is None:
        return table.entity(person_slug(identifier), "Person", named_by_id(identifier))
    parts = ("persName/forename", "persName/surname", "persName/genName")
    name = " ".join(filter(None, (text(root, part) for part in parts)))
    return table.entity(person_slug(identifier), "Person", name, [text(root, "persName/altname")])


def _office(table: Table, root: Element, entry: Element, roles: Mapping[str, str]) -> str:
    role = text(entry, "role-title-id")
    if root.tag != "country-mission":
        title = text(root, "names/singular") or roles.get(role, named_by_id(role))
        return table.office(title, UNITED_STATES, "United States")
    title = roles.get(role) or named_by_id(role)
    place = text(entry, "contemporary-territory-id") or text(root, "territory-id")
    sent_to, label = state_of(table, named_by_id(place))
    slug = office_slug(f"{title} of the United States to {label}")
    office = table.office(
        f"{title} of the United States to {label}", UNITED_STATES, "United States", slug
    )
    if (office, sent_to) not in table.known:
        table.known.add((office, sent_to))
        table.say(office, LEG.accreditedTo, NamedNode(sent_to))
    return office
