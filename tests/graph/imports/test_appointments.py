"""Appointments: who held which office, between which days, by the words of the notes."""

from pathlib import Path

import pytest

from tests.graph.imports.published import Said, appointment, appointments_folder, table, written


def read(folder: Path, *records: str) -> Said:
    return Said(table("state-department", appointments_folder(folder, *records)))


def test_an_ambassador_holds_an_office_of_the_sender(tmp_path: Path) -> None:
    said = read(tmp_path, appointment("na-1", started="1991-02-03", ended="1994-05 | Left post in"))
    office = "ambassador-extraordinary-and-plenipotentiary-of-the-united-states-to-namibia"
    assert said.one("na-1", "office") == office
    assert said.one(office, "officeOf") == "united-states"
    assert said.one(office, "accreditedTo") == "namibia"
    assert said.one("na-1", "holder") == "doe-jane-historian"
    assert said.one("doe-jane-historian", "label") == "Jane Doe"
    assert said.bounds("na-1") == ("1991-02-03", "1991-02-03", "1994-05-01", "1994-05-31")
    assert said.one("na-1", "datePrecision") == "month"
    assert said.one("na-1", "dateText") == "started 1991-02-03; ended 1994-05 (Left post in)"


@pytest.mark.parametrize(
    ("given", "bounds"),
    [
        ({"started": "1991-02-03 | Soon after"}, ("1991-02-03", "", "", "")),
        ({"started": "1991-02-03 | On or shortly before"}, ("", "1991-02-03", "", "")),
        ({"started": "1991-02-03 | About"}, ("", "", "", "")),
        ({"started": "1991-02-03 | Transmitted credentials by note on"},
         ("1991-02-03", "1991-02-03", "", "")),
        ({"ended": "1994-05-06 | Left post on or soon after"}, ("", "", "1994-05-06", "")),
        ({"ended": "1994-05-06 | Presented recall on or shortly before"},
         ("", "", "", "1994-05-06")),
        ({"ended": "1994-05-06 | Left post about"}, ("", "", "", "")),
        ({"ended": "1994-05-06 | Relieved by Consul"}, ("", "", "1994-05-06", "1994-05-06")),
    ],
)  # fmt: skip
def test_a_note_says_what_the_day_beside_it_means(
    tmp_path: Path, given: dict[str, str], bounds: tuple[str, str, str, str]
) -> None:
    said = read(tmp_path, appointment("na-1", **given))
    assert said.bounds("na-1") == bounds
    assert next(iter(given.values())).partition(" | ")[2] in said.one("na-1", "dateText")


def test_nobody_serves_before_being_appointed(tmp_path: Path) -> None:
    said = read(
        tmp_path,
        appointment("na-1", appointed="1991-01-01", ended="1994-05-06"),
        appointment("na-2", appointed="1991-01-01", arrived="1991-03-04", ended="1994-05-06"),
        # A recess appointment is dated again after the first day of service.
        appointment("na-3", appointed="1996-01-01", ended="1994-05-06"),
    )
    assert said.bounds("na-1") == ("1991-01-01", "", "1994-05-06", "1994-05-06")
    assert said.bounds("na-2") == ("1991-03-04", "1991-03-04", "1994-05-06", "1994-05-06")
    assert said.bounds("na-3") == ("", "", "1994-05-06", "1994-05-06")


@pytest.mark.parametrize(
    "note",
    [
        "Declined appointment.",
        "Did not serve under this appointment.",
        "Nomination of June 3, 1991, withdrawn on July 4.",
        "Not commissioned; nomination rejected by the Senate.",
        "Nomination returned by the Senate.",
        "Took oath of office, but did not proceed to post.",
        "Took oath of office, but died in the United States before proceeding to post.",
    ],
)
def test_somebody_who_never_served_held_no_office(tmp_path: Path, note: str) -> None:
    said = read(tmp_path, appointment("na-1", appointed="1991-06-07", note=note))
    assert said.of_type("Tenure") == []
    report = said.table.report()
    assert (report.rows_read, report.rows_used) == (1, 0)
    assert "did not serve" in next(iter(report.left_out))


def test_a_later_nomination_that_failed_takes_nothing_from_the_service(tmp_path: Path) -> None:
    note = "Another nomination of January 9, 2007, was withdrawn on April 24, 2008."
    record = appointment("na-1", appointed="2006-01-17", ended="2007-12-31", note=note)
    said = read(tmp_path, record)
    assert said.of_type("Tenure") == ["na-1"]
    assert said.one("na-1", "remarks") == note


def test_a_record_without_a_date_says_nothing(tmp_path: Path) -> None:
    report = read(tmp_path, appointment("na-1")).table.report()
    assert report.left_out == {"the record has no date at all": 1}


def test_contradictory_dates_are_kept_as_words(tmp_path: Path) -> None:
    said = read(tmp_path, appointment("na-1", started="1999-01-02", ended="1994-05-06"))
    assert said.bounds("na-1") == ("", "", "", "")
    assert said.one("na-1", "dateText") == "started 1999-01-02; ended 1994-05-06"


def test_one_id_used_twice_makes_two_facts(tmp_path: Path) -> None:
    said = read(
        tmp_path,
        appointment("na-1", started="1991-02-03"),
        appointment("na-1", started="1995-02-03", to="angola"),
    )
    assert said.of_type("Tenure") == ["na-1", "na-1.2"]
    assert said.one("na-1.2", "office").endswith("-to-angola")


@pytest.mark.parametrize(
    ("place", "started", "sent_to"),
    [
        ("korea", "1961-02-03", "south-korea"),
        ("joseon-dynasty-1910", "1891-02-03", "korea"),
        ("south-vietnam-1975", "1961-02-03", "south-vietnam"),
        ("china", "1961-02-03", "republic-of-china"),
        ("china", "1981-02-03", "china"),
        ("czechoslovakia-1993", "1961-02-03", "czechoslovakia"),
    ],
)
def test_the_state_is_the_one_of_that_day(
    tmp_path: Path, place: str, started: str, sent_to: str
) -> None:
    said = read(tmp_path, appointment("xx-1", started=started, to=place))
    assert said.one(said.one("xx-1", "office"), "accreditedTo") == sent_to


def test_principal_officers_and_missions_to_organizations(tmp_path: Path) -> None:
    record = (
        "<principal><id>secr-1</id><person-id>doe-jane</person-id><role-title-id>secretary"
        "</role-title-id><appointed><date>1991-01-01</date></appointed><started><date>1991-02-03"
        "</date></started><ended><date/></ended></principal>"
    )
    folder = written(
        tmp_path,
        {
            "positions-principals/secretary.xml": "<principal-position><id>secretary</id><names>"
            "<singular>Secretary of State</singular></names><principals>"
            f"{record}</principals></principal-position>",
            "missions-orgs/representative-to-un.xml": "<org-mission><id>representative-to-un</id>"
            "<names><singular>Representative of the U.S.A. to the United Nations</singular></names>"
            f"<chiefs>{appointment('un-1', started='1991-02-03', role='representative-to-un')}"
            "</chiefs></org-mission>",
        },
    )
    said = Said(table("state-department", folder))
    assert said.one("secr-1", "office") == "secretary-of-state-of-the-united-states"
    assert said.one("un-1", "office") == "representative-of-the-u-s-a-to-the-united-nations"
    # Nobody describes her among the people: the id spells the name.
    assert said.one("doe-jane-historian", "label") == "Doe Jane"
