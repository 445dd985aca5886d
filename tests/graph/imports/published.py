"""Small records in the publishers' own formats, all of them invented."""

import csv
import io
import tarfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import LoadRefused
from graph.imports import BadRows, ImportReport, run_imports, sources
from graph.imports._table import Table
from graph.progress import silent
from graph.store import Store, open_store
from graph.territories import territory_quads
from ontology import ID, LEG

PRESIDENTS = """<presidents>
  <president n="90"><id>rivers-ann</id><name>Ann Rivers</name>
    <took-office-date>1990-01-20</took-office-date><left-office-date>1998-01-20</left-office-date>
  </president>
  <president n="91"><id>stone-carl-j</id><name>Carl J. Stone</name>
    <took-office-date>1998-01-20</took-office-date><left-office-date/></president>
</presidents>"""
LEADERS_COLUMNS = (
    "country_slug", "catalog", "position", "person", "personID", "start", "end", "gender", "DOB",
    "DOD", "image", "enwiki",
)  # fmt: skip


def visit(
    identifier: str,
    visitor: str,
    state: str = "Namibia",
    start: str = "1995-03-04",
    end: str = "1995-03-06",
    description: str = "",
    state_id: str = "",
) -> str:
    place = state_id or state.lower().replace(" ", "-")
    return (
        f"<visit><id>{identifier}</id><start-date>{start}</start-date><end-date>{end}</end-date>"
        f"<visitor>{escape(visitor)}</visitor><from id='{place}'>{escape(state)}</from>"
        f"<description>{escape(description)}</description></visit>"
    )


def trip(
    identifier: str,
    who: str = "rivers-ann",
    name: str = "Ann Rivers",
    country: str = "Namibia",
    remarks: str = "",
    country_id: str = "namibia",
) -> str:
    return (
        f"<trip role='president' who='{who}'><id>{identifier}</id><name>{name}</name>"
        f"<start-date>1996-05-01</start-date><end-date>1996-05-03</end-date>"
        f"<country id='{country_id}'>{country}</country><locale>Windhoek</locale>"
        f"<remarks>{escape(remarks)}</remarks></trip>"
    )


def appointment(identifier: str, person: str = "doe-jane", **given: str) -> str:
    """Return a chief of mission; ``started="1950-01-02 | Soon after"`` is a date with its note."""
    events = ""
    for event in ("appointed", "arrived", "started", "ended"):
        day, _, note = given.get(event, "").partition(" | ")
        events += f"<{event}><date>{day}</date><note>{note}</note></{event}>"
    return (
        f"<chief><id>{identifier}</id><person-id>{person}</person-id>"
        f"<role-title-id>{given.get('role', 'ambassador')}</role-title-id>"
        f"<contemporary-territory-id>{given.get('to', 'namibia')}</contemporary-territory-id>"
        f"{events}<note>{escape(given.get('note', ''))}</note></chief>"
    )


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{content}', encoding="utf-8")
    return folder


def visits_folder(folder: Path, *records: str, presidents: str = PRESIDENTS) -> Path:
    files = {"visits/data/1990.xml": f"<visits>{''.join(records)}</visits>"}
    if presidents:
        files["travels/presidents/presidents.xml"] = presidents
    return written(folder, files)


def travels_folder(folder: Path, *records: str) -> Path:
    return written(
        folder,
        {
            "president-travels/rivers-ann.xml": f"<trips>{''.join(records)}</trips>",
            "presidents/presidents.xml": PRESIDENTS,
        },
    )


def appointments_folder(folder: Path, *records: str) -> Path:
    return written(
        folder,
        {
            "missions-countries/namibia.xml": "<country-mission><territory-id>namibia"
            f"</territory-id><chiefs>{''.join(records)}</chiefs></country-mission>",
            "roles-country-chiefs/ambassador.xml": "<role><id>ambassador</id><names><singular>"
            "Ambassador Extraordinary and Plenipotentiary</singular></names></role>",
            "people/d/doe-jane.xml": "<person><id>doe-jane</id><persName><surname>Doe</surname>"
            "<forename>Jane</forename></persName></person>",
        },
    )


def leader(**given: str) -> dict[str, str]:
    usual = {
        "country_slug": "namibia", "catalog": "Namibia", "position": "President",
        "person": "Ada Nama", "personID": "Q900000001", "start": "1994-03-21",
        "end": "2005-03-21", "enwiki": "Ada Nama",
    }  # fmt: skip
    return usual | given


def leaders_csv(*rows: dict[str, str]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, LEADERS_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def leaders_file(folder: Path, *rows: dict[str, str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "leaders.csv"
    path.write_text(leaders_csv(*rows), encoding="utf-8")
    return path


def tarball(folder: Path, path: Path) -> Path:
    """Pack what is in a folder as GitHub does: with paths that begin with a dot."""
    with tarfile.open(path, "w:gz") as archive:
        archive.add(folder, arcname=".")
    return path


def blank() -> Store:
    """Return a store that knows the states alone."""
    store = open_store("memory:")
    with store.draft("tester", "the states") as draft:
        draft.add(territory_quads())
    return store


def imported(
    source: str, *paths: Path, bad_rows: BadRows = BadRows.skip
) -> tuple[Store, list[ImportReport]]:
    """Import files into a blank store."""
    store = blank()
    return store, run_imports(store, [(source, paths)], who="tester", bad_rows=bad_rows)


def refused_for(source: str, path: Path, rows: list[int]) -> ImportReport:
    """Hold a file to its bad rows: told of and skipped, or refusing it and changing nothing."""
    _, (report,) = imported(source, path)
    assert [bad.number for bad in report.bad_rows] == rows
    store = open_store("memory:")
    before = set(store.snapshot().quads())
    with pytest.raises(LoadRefused) as caught:
        run_imports(store, [(source, [path])], who="tester", bad_rows=BadRows.refuse)
    assert len(caught.value.faults) == len(rows)
    assert set(store.snapshot().quads()) == before
    return report


def table(source: str, path: Path, slug: str = "") -> Table:
    """Return one table read from a path."""
    tables = [edition.read(silent) for edition in sources()[source].open([path])]
    return next(found for found in tables if not slug or found.slug == slug)


class Said:
    """What a table says, or what a store holds of it, asked by the ends of IRIs."""

    def __init__(self, found: Table, stored: Sequence[Quad] = ()) -> None:
        self.table = found
        self.quads = stored or found.quads

    def values(self, subject: str, property_: str) -> list[str]:
        return sorted(
            _short(quad.object)
            for quad in self.quads
            if _short(quad.subject) == subject and quad.predicate.value.endswith(property_)
        )

    def one(self, subject: str, property_: str) -> str:
        found = self.values(subject, property_)
        assert len(found) == 1, (subject, property_, found)
        return found[0]

    def of_type(self, kind: str) -> list[str]:
        return sorted(
            _short(quad.subject)
            for quad in self.quads
            if isinstance(quad.object, NamedNode) and quad.object.value == LEG.term(kind)
        )

    def bounds(self, fact: str) -> tuple[str, str, str, str]:
        start_earliest, start_latest, end_earliest, end_latest = (
            "".join(self.values(fact, name))
            for name in ("startEarliest", "startLatest", "endEarliest", "endLatest")
        )
        return start_earliest, start_latest, end_earliest, end_latest


def _short(term: Quad | NamedNode | Literal | object) -> str:
    """Return a term as tests write it: a slug, a fact's name after ``#``, or plain words."""
    value = term.value if isinstance(term, NamedNode | Literal) else str(term)
    if value.startswith(ID):
        return value.removeprefix(ID)
    if value.startswith(LEG):
        return value.removeprefix(LEG)
    if "/dataset/" in value:
        return value.partition("/dataset/")[2].partition("#")[2] or "dataset"
    return value
