"""What the rules judge, and above all what they do not: never on the name alone."""

import pytest
from pyoxigraph import Quad

from graph.identity import update_rule_judgements
from graph.identity_rules import rule_judgements
from graph.store import open_store
from tests.graph.people import LEADERS, People, iri

NAMED = "same-name-state-and-office-day"
ALIKE = "same-office-on-the-day"
FIRST_DAY = "same-office-and-first-day"
VISITOR = "same-visitor"


@pytest.fixture
def people() -> People:
    made = People()
    for state in ("namibia", "angola"):
        for title in ("president", "prime-minister", "monarch", "king"):
            made.office(f"{title}-of-{state}", state)
    return made


def judged(people: People, by_people: set[Quad] | None = None) -> dict[str, tuple[str, str]]:
    """Return, for each id that gives way, the rule and the id that is kept."""
    store = open_store("memory:")
    people.write(store)
    found = rule_judgements(store.snapshot(), by_people or set())
    assert all(judgement.reason for judgement in found)
    return {
        judgement.retired.rpartition("/")[2]: (judgement.rule, judgement.kept.rpartition("/")[2])
        for judgement in found
    }


def test_a_shared_wikidata_id(people: People) -> None:
    people.person("ada-nama", "Ada Nama", wikidata="Q1")
    people.person("ada-nama-q1", "A. Nama", wikidata="Q1", graph=LEADERS)
    assert judged(people) == {"ada-nama-q1": ("shared-wikidata-id", "ada-nama")}


@pytest.mark.parametrize(
    "name", ["Ada Nama", "Nama Ada", "Áda Nama", "Ада Нама", "Ada B. Nama", "Dr. Ada Nama, Jr."]
)
def test_the_same_name_state_and_office_on_a_day(people: People, name: str) -> None:
    people.leader(
        "ada-nama-q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01"
    )
    people.visitor("visitor-7", name, "president-of-namibia", "1995-03-04")
    assert judged(people) == {"visitor-7": (NAMED, "ada-nama-q1")}


def test_another_office_of_the_state_on_that_day_tells_too(people: People) -> None:
    people.leader("ada-nama-q1", "Ada Nama", "Q1", "monarch-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("visitor-7", "Ada Nama", "king-of-namibia", "1995-03-04")
    assert judged(people) == {"visitor-7": (NAMED, "ada-nama-q1")}


def test_the_name_alone_tells_nothing(people: People) -> None:
    people.person("ada-nama-q1", "Ada Nama", wikidata="Q1", graph=LEADERS)
    people.person("ada-nama", "Ada Nama")
    people.visitor("visitor-7", "Ada Nama", "president-of-namibia", "1995-03-04")
    assert judged(people) == {}


def test_another_state_or_another_day_tells_nothing(people: People) -> None:
    people.leader(
        "ada-nama-q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01"
    )
    people.visitor("visitor-7", "Ada Nama", "president-of-angola", "1995-03-04")
    people.visitor("visitor-8", "Ada Nama", "president-of-namibia", "1999-01-02")
    assert judged(people) == {}


def test_two_of_that_name_tell_nothing(people: People) -> None:
    people.leader(
        "ada-nama-q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01"
    )
    people.leader("ada-nama-q2", "Ada Nama", "Q2", "monarch-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("visitor-7", "Ada Nama", "president-of-namibia", "1995-03-04")
    assert judged(people) == {}


def test_an_office_without_a_known_end(people: People) -> None:
    people.person("ada-nama-q1", "Ada Nama", wikidata="Q1", graph=LEADERS)
    people.held("ada-nama-q1", "monarch-of-namibia", "1973-09-15", "1973-09-15")
    people.visitor("visitor-7", "Ada Nama", "king-of-namibia", "1981-11-22")
    people.visitor("visitor-8", "Ada Nama", "monarch-of-namibia", "2011-11-22")
    people.visitor("visitor-9", "Ada Nama", "prime-minister-of-namibia", "2011-11-22")
    people.visitor("visitor-10", "Ada Nama", "monarch-of-namibia", "1971-11-22")
    assert judged(people) == {
        "visitor-7": (NAMED, "ada-nama-q1"),
        "visitor-8": (NAMED, "ada-nama-q1"),
    }


@pytest.mark.parametrize(
    ("of_the_table", "of_the_visit"),
    [
        ("Robert Gordon Menzies", "Menzies"),
        ("Wim Kok", "Willem (Wim) Kok"),
        ("Ali Abdullah Saleh", "Ali Abdallah Salih"),
        ("Antonio Saca", "Elias Antonio Saca"),
        ("Eduard Shevardnadze", "Eduard Sheverdnadze"),
    ],
)
def test_a_name_shortened_or_spelt_by_another_ear(
    people: People, of_the_table: str, of_the_visit: str
) -> None:
    people.leader("q1", of_the_table, "Q1", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("visitor-7", of_the_visit, "president-of-namibia", "1995-03-04")
    assert judged(people)["visitor-7"][1] == "q1"


def test_a_surname_needs_the_very_office_and_one_holder(people: People) -> None:
    people.leader("q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.leader("q2", "Ben Nama", "Q2", "prime-minister-of-namibia", "1990-01-01", "1995-01-01")
    people.leader("q3", "Cleo Nama", "Q3", "prime-minister-of-namibia", "1994-01-01", "1999-01-01")
    people.visitor("visitor-7", "Nama", "president-of-namibia", "1995-03-04")
    people.visitor("visitor-8", "Nama", "king-of-namibia", "1995-03-04")
    people.visitor("visitor-9", "Nama", "prime-minister-of-namibia", "1994-06-06")
    assert judged(people) == {"visitor-7": (ALIKE, "q1")}


@pytest.mark.parametrize("name", ["Mohamed Ali", "Adam Tjombe", "Namibe", "Eva Nama"])
def test_a_name_that_is_not_alike_tells_nothing(people: People, name: str) -> None:
    people.leader("q1", "Mohamed Hasan", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.leader("q2", "Ada Nama", "Q2", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("visitor-7", name, "president-of-namibia", "1995-03-04")
    assert judged(people) == {}


def test_one_surname_and_one_first_day(people: People) -> None:
    people.leader("q1", "Bill Rivers", "Q1", "president-of-namibia", "1993-01-20", "2001-01-20")
    people.person("rivers-historian", "William J. Rivers")
    people.held("rivers-historian", "president-of-namibia", "1993-01-20", "1993-01-20")
    people.person("rivers-other", "Walter Rivers")
    people.held("rivers-other", "president-of-namibia", "1994-01-20", "1994-01-20")
    assert judged(people) == {"q1": (FIRST_DAY, "rivers-historian")}


def test_visitors_of_one_name_and_title(people: People) -> None:
    people.visitor("visitor-7", "Ada Nama", "president-of-namibia", "1980-03-04")
    people.visitor("visitor-8", "Ada Nama", "president-of-namibia", "1985-03-04")
    people.visitor("visitor-9", "Ada Nama", "president-of-namibia", "1999-03-04")
    people.visitor("visitor-10", "Ada Nama", "prime-minister-of-namibia", "1985-03-05")
    people.visitor("visitor-11", "Ada Nama", "president-of-angola", "1985-03-05")
    assert judged(people) == {"visitor-8": (VISITOR, "visitor-7")}


def test_a_single_word_tells_only_while_nobody_else_came_between(people: People) -> None:
    people.visitor("visitor-1", "Hosea", "king-of-namibia", "1980-03-04")
    people.visitor("visitor-2", "Hosea", "king-of-namibia", "1985-03-04")
    people.visitor("visitor-3", "Abel", "king-of-namibia", "1987-03-04")
    people.visitor("visitor-4", "Hosea", "king-of-namibia", "1989-03-04")
    assert judged(people) == {"visitor-2": (VISITOR, "visitor-1")}


def test_a_visitor_known_once_is_known_on_the_next_visit(people: People) -> None:
    people.leader("q1", "Ada Nama", "Q1", "president-of-namibia", "1980-01-01", "1984-01-01")
    people.visitor("visitor-7", "Ada Nama", "president-of-namibia", "1983-03-04")
    people.visitor("visitor-8", "Ada Nama", "president-of-namibia", "1985-03-04")
    assert judged(people) == {"visitor-7": (NAMED, "q1"), "visitor-8": (VISITOR, "q1")}


def test_no_chain_joins_two_wikidata_ids(people: People) -> None:
    people.leader("q1", "Ada Nama", "Q1", "president-of-namibia", "1980-01-01", "1984-01-01")
    people.leader("q2", "Ada Nama", "Q2", "president-of-namibia", "1985-01-01", "1989-01-01")
    people.visitor("visitor-7", "Ada Nama", "president-of-namibia", "1983-03-04")
    people.visitor("visitor-8", "Ada Nama", "president-of-namibia", "1985-03-04")
    assert judged(people) == {"visitor-7": (NAMED, "q1"), "visitor-8": (NAMED, "q2")}


def test_the_shipped_id_is_kept_then_one_with_a_wikidata_id(people: People) -> None:
    people.person("ada-nama", "Ada Nama")
    people.held("ada-nama", "president-of-namibia", "", "1995-03-04", "1995-03-04", "")
    people.leader("q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("a-visitor", "Ada Nama", "president-of-namibia", "1996-03-04")
    assert {kept for _, kept in judged(people).values()} == {"ada-nama"}
    assert judged(people).keys() == {"q1", "a-visitor"}


def test_reasons_name_what_was_found(people: People) -> None:
    people.leader("q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("visitor-7", "Ada Nama", "president-of-namibia", "1995-03-04")
    store = open_store("memory:")
    people.write(store)
    (found,) = rule_judgements(store.snapshot(), set())
    assert found.retired == iri("visitor-7")
    assert found.reason == "the same name and State, and president of namibia on 1995-03-04 in both"


def test_judging_twice_changes_nothing(people: People) -> None:
    people.leader("q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("visitor-7", "Ada Nama", "president-of-namibia", "1995-03-04")
    store = open_store("memory:")
    people.write(store)
    with store.draft("tester", "judge") as draft:
        update_rule_judgements(draft)
        once = set(draft.quads())
        update_rule_judgements(draft)
        assert set(draft.quads()) == once
