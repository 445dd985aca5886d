"""Travels abroad of Presidents and Secretaries of State of the United States."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from pyoxigraph import Literal

from graph.imports._dates import bounds, coarsest, span
from graph.imports._presidents import CC0, HISTORIAN, UNITED_STATES, Presidents, person_slug
from graph.imports._states import territory_of
from graph.imports._table import Table
from graph.imports._xml import text
from ontology import LEG


def travels(documents: Iterable[Element], presidents: Presidents, version: str) -> Table:
    """Return the table of travels, a visit a trip, and the terms of the presidents."""
    table = Table(
        "state-department-travels",
        title="Travels abroad of the President and the Secretary of State",
        publisher=HISTORIAN,
        source="https://github.com/HistoryAtState/travels",
        licence=CC0,
        version=version,
    )
    for document in documents:
        for entry in document.iter("trip"):
            table.rows_read += 1
            _add(table, entry)
    _terms(table, presidents)
    return table.finish()


def _add(table: Table, entry: Element) -> None:
    record, who = text(entry, "id"), entry.get("who") or ""
    country = entry.find("country")
    if not (record and who and country is not None):
        table.leave_out("the trip has no id, no traveller or no country")
        return
    publisher_id = country.get("id")
    name = "South Korea" if publisher_id == "korea-south" else text(entry, "country")
    start, end = span(text(entry, "start-date")), span(text(entry, "end-date"))
    visit = table.fact(
        record,
        "Visit",
        {
            "visitor": table.entity(person_slug(who), "Person", text(entry, "name")),
            "destination": territory_of(table, name),
        },
        record=record,
        bounds=bounds(start, end),
        words=f"{text(entry, 'start-date')}/{text(entry, 'end-date')}",
        precision=coarsest(start, end),
        remarks=text(entry, "remarks"),
    )
    if visit is None:
        table.leave_out("the same trip stands in the table before")
    elif place := text(entry, "locale"):
        table.say(visit, LEG.placeText, Literal(place, language="en"))


def _terms(table: Table, presidents: Presidents) -> None:
    if not presidents.terms:
        return
    office = table.office("President", UNITED_STATES, "United States")
    for term in presidents.terms:
        start, end = span(term.took_office), span(term.left_office)
        table.fact(
            f"president-{term.number}",
            "Tenure",
            {
                "holder": table.entity(person_slug(term.identifier), "Person", term.name),
                "office": office,
            },
            record=f"president-{term.number}",
            bounds=bounds(start, end),
            words=f"{term.took_office}/{term.left_office}",
            precision=coarsest(start, end),
        )
