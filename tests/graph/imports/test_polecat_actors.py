"""Who the actors of POLECAT's tables are: States by code, namesakes apart, lists in their order."""

from pathlib import Path

from tests.graph.imports.test_polecat import row, said, stored, written


def test_a_country_is_the_state_only_where_the_record_gives_it_its_code(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("AID", Recipient_Name="Georgia (country)", Recipient_Country="GEO"),
        row("AID", Recipient_Name="Georgia", Recipient_Country="USA"),
        row("AID", Recipient_Name="Kosovo", Recipient_Country="XKX"),
        row("AID", Recipient_Name="United Nations", Recipient_Country="IGO"),
    )
    targets = [found.one(fact, "target") for fact in found.of_type("Event")]
    assert targets == ["georgia", "georgia-of-united-states-polecat", "kosovo",
                       "united-nations-polecat"]  # fmt: skip
    assert found.of_type("Organization") == ["polecat", "united-nations-polecat"]
    assert found.one("georgia-of-united-states-polecat", "affiliation") == "united-states"
    assert found.values("united-nations-polecat", "affiliation") == []


def test_a_page_tells_namesakes_apart_and_a_name_makes_nobody_the_same(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("AID", Actor_Name="Ada Nama", Actor_Country="NAM"),
        row("AID", Actor_Name="Ada Nama", Actor_Country="ESP"),
        row("AID", Actor_Name="Ada Nama", Wikipedia_Actor_ID="7002"),
        row("AID", Actor_Name="Ada Nama", Wikipedia_Actor_ID="None"),
        row("AID", Actor_Name="police", Actor_Country="NAM", Wikipedia_Actor_ID="None"),
        row("AID", Actor_Name="police", Actor_Country="ESP", Wikipedia_Actor_ID="None"),
    )
    agents = [found.one(str(number), "agent") for number in range(1, 7)]
    assert agents[0] == agents[1]
    assert len(set(agents)) == 5
    assert found.values(agents[0], "affiliation") == ["namibia", "spain"]
    assert found.one(agents[0], "identifier") == "Wikipedia 7001"
    assert found.values(agents[3], "identifier") == []
    assert agents[4:] == ["police-of-namibia-polecat", "police-of-spain-polecat"]
    assert found.of_type("Person") == []


def test_a_list_of_another_length_gives_nobody_to_a_state(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("AID", Actor_Name="Ada Nama; Bo Example; None", Actor_Country="NAM; None; ESP",
            Primary_Actor_Sector="GOV; CVL; MIL", Wikipedia_Actor_ID="1; 2; None"),
        row("AID", Actor_Name="Cy Case; Di Sample", Actor_Country="NAM"),
        row("AID", Actor_Name="None", Actor_Country="NAM; ESP", Primary_Actor_Sector="COP; REB",
            Wikipedia_Actor_ID="None"),
    )  # fmt: skip
    assert found.values("1", "agent") == [
        "ada-nama-polecat", "bo-example-polecat", "military-of-spain-polecat",
    ]  # fmt: skip
    assert found.one("ada-nama-polecat", "affiliation") == "namibia"
    assert found.values("bo-example-polecat", "affiliation") == []
    assert found.values("2", "agent") == ["cy-case-polecat", "di-sample-polecat"]
    assert found.values("cy-case-polecat", "affiliation") == []
    assert found.values("3", "agent") == ["police-of-namibia-polecat", "rebels-of-spain-polecat"]


def test_whoever_the_record_does_not_name_is_nobody(tmp_path: Path) -> None:
    nobody = {"Actor_Name": "None", "Wikipedia_Actor_ID": "None"}
    path = written(
        tmp_path,
        row("AGREE", **nobody),
        row("ASSAULT", **nobody),
        row("ASSAULT", **nobody, Recipient_Name="None"),
        row("CONSULT", **nobody, Primary_Actor_Sector="XYZ"),
        row("CONSULT", Actor_Name="Germany", Actor_Country="DEU"),
        row("CONSULT-visit", Actor_Name="Germany", Actor_Country="DEU"),
        row("ACCUSE-allege", Recipient_Name="None"),
    )
    _, (report,) = stored(path)
    assert (report.rows_read, report.facts, report.rows_used) == (7, 1, 1)
    assert sum(report.left_out.values()) == 6
    assert report.bad_rows == []
