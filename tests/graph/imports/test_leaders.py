"""The leaders' table: offices of the right state, persons by their Wikidata id."""

from pathlib import Path

import pytest

from graph.errors import InvalidInput
from graph.imports import sources
from tests.graph.imports.published import Said, leader, leaders_file, table


def read(folder: Path, *rows: dict[str, str]) -> Said:
    return Said(table("leaders", leaders_file(folder, *rows)))


def test_a_row_is_a_tenure_of_somebody_with_a_wikidata_id(tmp_path: Path) -> None:
    said = read(tmp_path, leader())
    (fact,) = said.of_type("Tenure")
    assert said.one(fact, "holder") == "ada-nama-q900000001"
    assert said.one(fact, "office") == "president-of-namibia"
    same = said.one("ada-nama-q900000001", "exactMatch")
    assert same == "http://www.wikidata.org/entity/Q900000001"
    assert said.bounds(fact) == ("1994-03-21", "1994-03-21", "2005-03-21", "2005-03-21")
    assert said.one(fact, "dateText") == "1994-03-21/2005-03-21"
    assert said.one(said.one(fact, "evidence"), "record") == fact


def test_namibia_is_not_a_missing_value(tmp_path: Path) -> None:
    said = read(tmp_path, leader(catalog="Namibia"))
    assert said.one("president-of-namibia", "officeOf") == "namibia"
    assert said.of_type("State") == []  # it is among the shipped ones


@pytest.mark.parametrize(
    ("start", "end", "bounds", "precision"),
    [
        ("1994", "", ("1994-01-01", "1994-12-31", "", ""), "year"),
        ("1994-02", "1996-02", ("1994-02-01", "1994-02-28", "1996-02-01", "1996-02-29"), "month"),
        ("1994-02-03", "1996", ("1994-02-03", "1994-02-03", "1996-01-01", "1996-12-31"), "year"),
        ("", "1996-02-03", ("", "", "1996-02-03", "1996-02-03"), "day"),
        ("1990s", "", ("", "", "", ""), ""),
        ("1999-02-03", "1996-02-03", ("", "", "", ""), "day"),
    ],
)
def test_dates_of_any_precision(
    tmp_path: Path, start: str, end: str, bounds: tuple[str, str, str, str], precision: str
) -> None:
    said = read(tmp_path, leader(start=start, end=end))
    (fact,) = said.of_type("Tenure")
    assert said.bounds(fact) == bounds
    assert said.values(fact, "datePrecision") == ([precision] if precision else [])
    assert said.one(fact, "dateText") == f"{start}/{end}"


def test_one_office_however_its_title_is_spelt(tmp_path: Path) -> None:
    said = read(
        tmp_path,
        leader(position="Minister of Defence", catalog="Russia", country_slug="russia"),
        leader(position="Minister of Defense", catalog="Russia", country_slug="russia",
               start="2006-01-01"),
    )  # fmt: skip
    assert said.of_type("Office") == ["minister-of-defense-of-russia"]
    assert said.one("minister-of-defense-of-russia", "label") == "Minister of Defence of Russia"
    assert said.one("minister-of-defense-of-russia", "altLabel") == "Minister of Defense of Russia"


def test_a_title_that_names_its_state_is_not_given_it_twice(tmp_path: Path) -> None:
    said = read(
        tmp_path,
        leader(position="Prime Minister of Israel", catalog="Israel"),
        leader(position="Minister of Women", catalog="Oman", country_slug="oman"),
        leader(position="President", catalog="Philippines", country_slug="philippines"),
    )
    assert said.of_type("Office") == [
        "minister-of-women-of-oman",
        "president-of-the-philippines",
        "prime-minister-of-israel",
    ]


def test_a_catalogue_that_is_no_state(tmp_path: Path) -> None:
    said = read(
        tmp_path,
        leader(catalog="Transnistria", country_slug="transnistria"),
        leader(catalog="World", country_slug="world", position="Secretary-General"),
    )
    assert said.of_type("Organization") == ["peppercat", "transnistria"]
    assert said.values("secretary-general", "officeOf") == []


def test_a_qualifier_is_no_part_of_a_name(tmp_path: Path) -> None:
    said = read(tmp_path, leader(enwiki="Ada N. Nama (politician)"))
    assert said.values("ada-nama-q900000001", "altLabel") == ["Ada N. Nama"]


def test_a_name_in_no_script_we_spell_still_has_an_id(tmp_path: Path) -> None:
    said = read(tmp_path, leader(person="阿妲", enwiki=""), leader(person="🜚", personID="Q2"))
    holders = {said.one(fact, "holder") for fact in said.of_type("Tenure")}
    assert all(holder.endswith(("q900000001", "q2")) for holder in holders)
    assert len(holders) == 2


def test_rows_that_cannot_be_used_are_accounted_for(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        leader(),
        leader(gender="female"),
        leader(personID=""),
        leader(position=" "),
        leader(personID="nobody"),
    ).table
    report = found.report()
    assert (report.rows_read, report.rows_used) == (5, 1)
    assert sorted(report.left_out.values()) == [1, 3]


def test_a_table_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leaders.csv"
    path.write_text("name,office\nAda,President\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"has no column catalog"):
        table("leaders", path)
    two = [leaders_file(tmp_path / "a", leader()), leaders_file(tmp_path / "b", leader())]
    with pytest.raises(InvalidInput, match="one file"):
        sources()["leaders"].open(two)
