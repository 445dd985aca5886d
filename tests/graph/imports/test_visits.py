"""Visits: who came, with which title, whose guest, and whom they met."""

from pathlib import Path

import pytest

from tests.graph.imports.published import PRESIDENTS, Said, table, visit, visits_folder

SLUG = "state-department-visits"


def read(folder: Path, *records: str, presidents: str = PRESIDENTS) -> Said:
    found = table("state-department", visits_folder(folder, *records, presidents=presidents), SLUG)
    return Said(found)


def test_a_visitor_with_a_title_is_a_person_with_an_office(tmp_path: Path) -> None:
    said = read(tmp_path, visit("7", "President Ada Nama"))
    visitor = said.one("7", "visitor")
    assert visitor == "ada-nama-visitor-7"
    assert said.one(visitor, "label") == "Ada Nama"
    assert said.one("7", "destination") == "territory-of-united-states"
    assert said.bounds("7") == ("1995-03-04", "1995-03-04", "1995-03-06", "1995-03-06")
    assert said.one("7.tenure", "office") == "president-of-namibia"
    assert said.one("president-of-namibia", "officeOf") == "namibia"
    # The record attests the office on the first day of the visit and on no other.
    assert said.bounds("7.tenure") == ("", "1995-03-04", "1995-03-04", "")


def test_every_fact_has_its_record_as_evidence(tmp_path: Path) -> None:
    said = read(tmp_path, visit("7", "President Ada Nama"))
    for fact in ("7", "7.tenure"):
        evidence = said.one(fact, "evidence")
        assert said.one(evidence, "record") == "7"
        assert said.one(evidence, "hasSource") == "dataset"
        assert said.one(fact, "reportedBy") == "office-of-the-historian"


@pytest.mark.parametrize(
    "words", ["President-elect Ada Nama", "General Ada Nama", "Chairman Ada Nama", "Ada Nama"]
)
def test_a_title_that_is_no_office_stays_words(tmp_path: Path, words: str) -> None:
    said = read(tmp_path, visit("7", words))
    visitor = said.one("7", "visitor")
    assert said.one(visitor, "label") == "Ada Nama"
    assert said.one(visitor, "description").endswith(" from Namibia")
    assert said.of_type("Tenure") == said.of_type("Office") == []


def test_several_visitors_are_told_apart_where_each_has_a_title(tmp_path: Path) -> None:
    said = read(
        tmp_path,
        visit("7", "President Ada Nama and Prime Minister Ben Ovambo"),
        visit("8", "Premier and Prince Cleo"),
    )
    assert said.values("7", "visitor") == ["ada-nama-visitor-7", "ben-ovambo-visitor-7-2"]
    assert said.one("7.tenure-2", "office") == "prime-minister-of-namibia"
    assert said.one(said.one("8", "visitor"), "label") == "Premier and Prince Cleo"


@pytest.mark.parametrize(
    ("description", "kind", "hosted"),
    [
        ("State Visit. Toured the West.", "stateVisit", True),
        ("Official working visit.", "officialWorkingVisit", True),
        ("Working visit.", "workingVisit", True),
        ("Private visit.", "privateVisit", False),
        ("Guest of U.S. Government in Washington.", "", True),
        ("Attended a summit.", "", False),
    ],
)
def test_the_host_is_named_only_where_the_record_says_whose_guest(
    tmp_path: Path, description: str, kind: str, hosted: bool
) -> None:
    said = read(tmp_path, visit("7", "President Ada Nama", description=description))
    assert said.values("7", "visitKind") == ([kind] if kind else [])
    assert said.values("7", "host") == (["united-states"] if hosted else [])
    assert said.one("7", "remarks") == description


@pytest.mark.parametrize(
    "words",
    [
        "Met with President Rivers at the UN.",
        "Met privately with President Rivers.",
        "Informal meeting with President Rivers. Met with President Rivers again.",
    ],
)
def test_a_meeting_with_the_president_of_that_day(tmp_path: Path, words: str) -> None:
    said = read(tmp_path, visit("7", "President Ada Nama", description=words))
    meeting = said.one("7.meeting", "during")
    assert meeting == "7"
    assert said.values("7.meeting", "attendee") == ["ada-nama-visitor-7", "rivers-ann-historian"]
    # On some day of the visit: which one is not said.
    assert said.bounds("7.meeting") == ("1995-03-04", "1995-03-06", "1995-03-04", "1995-03-06")
    assert said.values("7.meeting", "datePrecision") == []


@pytest.mark.parametrize(
    "words",
    [
        "Met with President Stone.",  # not in office then
        "Met with Vice President Rivers.",
        "Met with President-elect Rivers.",
        "Met with Angolan President Rivers.",
        "Meeting scheduled March 5 with President Rivers cancelled.",
        "Met with President and Mrs. Rivers.",
    ],
)
def test_no_meeting_is_guessed(tmp_path: Path, words: str) -> None:
    said = read(tmp_path, visit("7", "President Ada Nama", description=words))
    assert said.of_type("Meeting") == []


def test_without_the_list_of_presidents_the_words_are_kept(tmp_path: Path) -> None:
    record = visit("7", "President Ada Nama", description="Met with President Rivers.")
    said = read(tmp_path, record, presidents="")
    assert said.of_type("Meeting") == []
    assert said.one("7", "remarks") == "Met with President Rivers."


@pytest.mark.parametrize(
    ("state", "day", "office"),
    [
        ("Vietnam", "1957-05-08", "president-of-south-vietnam"),
        ("Vietnam", "1954-05-08", "president-of-the-state-of-vietnam"),
        ("Vietnam", "2000-09-06", "president-of-vietnam"),
        ("Somoa", "2000-09-06", "president-of-samoa"),
        ("Germany, Federal Republic of", "1980-09-06", "president-of-germany"),
        ("German Democratic Republic", "1990-06-06", "president-of-the-german-democratic-republic"),
        ("U.S.S.R.", "1990-06-06", "president-of-the-soviet-union"),
    ],
)
def test_a_state_is_the_one_that_was_meant_then(
    tmp_path: Path, state: str, day: str, office: str
) -> None:
    said = read(tmp_path, visit("7", "President Ada Nama", state, day, day))
    assert said.one("7.tenure", "office") == office


def test_the_publishers_id_tells_south_korea(tmp_path: Path) -> None:
    said = read(tmp_path, visit("7", "President Ada Nama", "Korea", state_id="korea-south"))
    assert said.one("7.tenure", "office") == "president-of-south-korea"


def test_rows_that_cannot_be_used_are_accounted_for(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        visit("7", "President Ada Nama"),
        visit("7", "President Ada Nama"),
        visit("8", ""),
        visit("", "King Ben"),
    ).table
    report = found.report()
    assert (report.rows_read, report.rows_used) == (4, 1)
    assert sorted(report.left_out.values()) == [1, 2]


def test_contradictory_dates_are_kept_as_words(tmp_path: Path) -> None:
    said = read(tmp_path, visit("7", "King Ben", start="1995-03-09", end="1995-03-04"))
    assert said.bounds("7") == ("", "", "", "")
    assert said.one("7", "dateText") == "1995-03-09/1995-03-04"
