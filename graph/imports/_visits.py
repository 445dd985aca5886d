"""Visits of foreign leaders to the United States."""

import re
from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element

from pyoxigraph import NamedNode

from graph.ids import slugify
from graph.imports._dates import bounds, coarsest, span
from graph.imports._presidents import (
    CC0,
    HISTORIAN,
    UNITED_STATES,
    Presidents,
    Term,
    person_slug,
)
from graph.imports._states import state_of
from graph.imports._table import Table
from graph.imports._titles import Visitor, visitors
from graph.imports._xml import text
from ontology import ID, LEG

_KINDS = (
    (re.compile(r"\bofficial working visit", re.IGNORECASE), "officialWorkingVisit"),
    (re.compile(r"\bstate visit", re.IGNORECASE), "stateVisit"),
    (re.compile(r"\bofficial (?:\w+ )?visit", re.IGNORECASE), "officialVisit"),
    (re.compile(r"\bworking visit", re.IGNORECASE), "workingVisit"),
    (re.compile(r"\bprivate visit", re.IGNORECASE), "privateVisit"),
    (re.compile(r"\binformal visit", re.IGNORECASE), "informalVisit"),
)
# The visitor was the guest of the United States where the record says so in one of these ways.
_HOSTED = {"stateVisit", "officialVisit", "officialWorkingVisit", "workingVisit"}
_GUEST = re.compile(r"\bguest of (?:the )?U\.?S\.? government", re.IGNORECASE)
_MET = re.compile(
    r"\b(?:met|meetings?)(?: (?!vice\b)\w+)?(?: with)? President ([A-Z][\w'-]+)", re.IGNORECASE
)


def visits(documents: Iterable[Element], presidents: Presidents, version: str) -> Table:
    """Return the table of visits, a visit a record."""
    table = Table(
        "state-department-visits",
        title="Visits by foreign leaders to the United States",
        publisher=HISTORIAN,
        source="https://github.com/HistoryAtState/visits",
        licence=CC0,
        version=version,
    )
    for document in documents:
        for entry in document.iter("visit"):
            table.rows_read += 1
            _add(table, entry, presidents)
    return table.finish()


def _add(table: Table, entry: Element, presidents: Presidents) -> None:
    record, words = text(entry, "id"), text(entry, "visitor")
    if not (record and words):
        table.leave_out("the record has no id or no visitor")
        return
    origin = entry.find("from")
    publisher_id = origin.get("id") if origin is not None else ""
    name = "South Korea" if publisher_id == "korea-south" else text(entry, "from")
    start, end = span(text(entry, "start-date")), span(text(entry, "end-date"))
    days = f"{text(entry, 'start-date')}/{text(entry, 'end-date')}"
    came = [
        _visitor(table, record, place, one, name, text(entry, "start-date"))
        for place, one in enumerate(visitors(words), start=1)
    ]
    remarks = text(entry, "description")
    kind = next((kind for pattern, kind in _KINDS if pattern.search(remarks)), None)
    roles: dict[str, list[str]] = {
        "visitor": came,
        "destination": [f"{ID!s}territory-of-united-states"],
    }
    if kind in _HOSTED or _GUEST.search(remarks):
        roles["host"] = [UNITED_STATES]
    visit = table.fact(
        record,
        "Visit",
        roles,
        record=record,
        bounds=bounds(start, end),
        words=days,
        precision=coarsest(start, end),
        remarks=remarks,
    )
    if visit is None:
        table.leave_out("the same record stands in the table before")
        return
    if kind:
        table.say(visit, LEG.visitKind, NamedNode(LEG.term(kind)))
    if start and end:
        _add_meeting(table, visit, record, remarks, came, presidents, (start.first, end.last))


def _add_meeting(
    table: Table,
    visit: str,
    record: str,
    remarks: str,
    came: list[str],
    presidents: Presidents,
    days: tuple[date, date],
) -> None:
    """Add whom the visitors met, on some day of the visit, where the remarks say so."""
    first, last = days
    met = [
        table.entity(person_slug(term.identifier), "Person", term.name)
        for term in _met(remarks, presidents, first, last)
    ]
    if not met:
        return
    meeting = table.fact(
        f"{record}.meeting",
        "Meeting",
        {"attendee": [*came, *met]},
        record=record,
        bounds={
            "startEarliest": first, "startLatest": last, "endEarliest": first, "endLatest": last
        },
        words=f"during {first}/{last}",
        precision="day" if first == last else None,
    )  # fmt: skip
    if meeting:
        table.say(meeting, LEG.during, NamedNode(visit))


def _met(remarks: str, presidents: Presidents, first: date, last: date) -> list[Term]:
    """Return the presidents whom the remarks name as met, each once."""
    found = (presidents.of(name, first, last) for name in _MET.findall(remarks))
    return list({term.identifier: term for term in found if term}.values())


def _visitor(table: Table, record: str, place: int, one: Visitor, state_name: str, day: str) -> str:
    """Describe a visitor: somebody of this record alone, until a judgement says who it is."""
    start = span(day)
    suffix = f"visitor-{record}" if place == 1 else f"visitor-{record}-{place}"
    person = table.entity(f"{slugify(one.name)}-{suffix}".strip("-"), "Person", one.name)
    state, label = state_of(table, state_name, start.first if start else None)
    if one.is_office and start:
        office = table.office(one.title, state, label)
        table.fact(
            f"{record}.tenure" if place == 1 else f"{record}.tenure-{place}",
            "Tenure",
            {"holder": person, "office": office},
            record=record,
            bounds={"startLatest": start.last, "endEarliest": start.first},
            words=day,
            precision=start.precision,
        )
    else:
        table.describe(person, f"{one.title or 'visitor'} from {label}")
    return person
