"""Travels of presidents and secretaries, and the terms of the presidents."""

from pathlib import Path

from tests.graph.imports.published import Said, table, travels_folder, trip

SLUG = "state-department-travels"


def read(folder: Path, *records: str) -> Said:
    return Said(table("state-department", travels_folder(folder, *records), SLUG))


def test_a_trip_is_a_visit_without_a_host(tmp_path: Path) -> None:
    said = read(tmp_path, trip("5", remarks="Met with President Nama."))
    assert said.one("5", "visitor") == "rivers-ann-historian"
    assert said.one("5", "destination") == "territory-of-namibia"
    assert said.values("5", "host") == []
    assert said.one("5", "placeText") == "Windhoek"
    assert said.one("5", "remarks") == "Met with President Nama."
    assert said.bounds("5") == ("1996-05-01", "1996-05-01", "1996-05-03", "1996-05-03")
    assert said.of_type("Meeting") == []


def test_the_presidents_terms_come_with_the_trips(tmp_path: Path) -> None:
    said = read(tmp_path, trip("5"))
    assert said.one("president-90", "holder") == "rivers-ann-historian"
    assert said.one("president-90", "office") == "president-of-the-united-states"
    assert said.bounds("president-90") == ("1990-01-20", "1990-01-20", "1998-01-20", "1998-01-20")
    assert said.bounds("president-91") == ("1998-01-20", "1998-01-20", "", "")
    assert said.one("president-90.evidence", "record") == "president-90"


def test_places_that_are_no_states_of_today(tmp_path: Path) -> None:
    said = read(
        tmp_path,
        trip("5", country="Yugoslavia (Kosovo)"),
        trip("6", country="U.S.S.R."),
        trip("7", country="Denmark (Greenland)"),
        trip("8", country="Korea", country_id="korea-south"),
        trip("9", country="Ruritania"),
    )
    places = {record: said.one(record, "destination") for record in "56789"}
    assert places == {
        "5": "territory-of-kosovo",
        "6": "territory-of-soviet-union",
        "7": "territory-of-greenland",
        "8": "territory-of-south-korea",
        "9": "territory-of-ruritania",
    }
    assert said.one("territory-of-ruritania", "label") == "Ruritania"
    assert said.of_type("Place") == ["territory-of-ruritania", "territory-of-soviet-union"]


def test_rows_that_cannot_be_used_are_accounted_for(tmp_path: Path) -> None:
    found = read(tmp_path, trip("5"), trip("5"), trip("6", who="")).table
    report = found.report()
    assert (report.rows_read, report.rows_used) == (3, 1)
    assert sorted(report.left_out.values()) == [1, 1]
