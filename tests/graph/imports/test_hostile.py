"""Files that nobody means well with: told of in a sentence or by row, and never by a traceback."""

import gzip
import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.errors import InvalidInput, LoadRefused
from graph.imports import ImportReport, recognize
from graph.store import Store
from ontology import DATASET, ID, LEG, RDFS, SKOS
from tests.graph.imports import published, test_csv, test_polecat
from tests.graph.imports.published import leader, leaders_file
from tests.graph.imports.test_followthemoney import ADA, BODY, entity, written
from tests.graph.imports.test_wikidata import OFFICE, held, person, position
from tests.graph.imports.test_wikidata import written as items


def imported(name: str, *paths: Path) -> tuple[Store, ImportReport]:
    store, (report,) = published.imported(name, *paths)
    return store, report


def popolo(folder: Path, text: str) -> Path:
    path = folder / "house.json"
    path.write_bytes(text.encode("utf-8"))
    return path


@pytest.mark.parametrize("identifier", ["legation-a b", "legation-<>", "legation-", "legation-Aé"])
def test_an_id_that_is_not_ours_is_other_peoples(tmp_path: Path, identifier: str) -> None:
    path = written(
        tmp_path, ADA, BODY, entity(identifier, "Person", name="Bo"),
        entity(f"{identifier}m", "Membership", member=identifier, organization="b", proof="w<"),
        entity("w<", "Article", title="Words"),
    )  # fmt: skip
    store, report = imported("followthemoney", path)
    assert report.facts == 1
    people = [str(quad.subject) for quad in store.snapshot().quads(f"{DATASET!s}{report.slug}")
              if quad.object == NamedNode(LEG.Person)]  # fmt: skip
    assert len(people) == 2
    assert all(iri.startswith((f"<{ID}ada-nama-", f"<{ID}bo-")) for iri in people)


def test_a_state_is_made_no_person(tmp_path: Path) -> None:
    path = written(tmp_path, entity("legation-namibia", "Person", name="X"))
    with pytest.raises(LoadRefused, match="a Person here is a State"):
        imported("followthemoney", path)


def test_a_state_is_made_no_cited_work(tmp_path: Path) -> None:
    work = entity("legation-namibia", "Article", title="X", sourceUrl=f"{ID}namibia")
    tie = entity("m", "Membership", member="Q900000001", organization="b", proof=work["id"])
    with pytest.raises(LoadRefused, match="a CitedWork here is a State"):
        imported("followthemoney", written(tmp_path, ADA, BODY, tie, work))


@pytest.mark.parametrize("number", ["1e9999999999999999999999", "1" * 5000, "-1e999"])
def test_no_number_is_too_large_to_be_told_of(tmp_path: Path, number: str) -> None:
    lists = '"persons": [], "organizations": [], "memberships": []'
    path = popolo(tmp_path, f'{{{lists}, "x": {number}}}')
    assert recognize(tmp_path) == []
    with pytest.raises(InvalidInput, match="is not the JSON it should be"):
        imported("popolo", path)


def test_an_event_and_a_membership_of_one_id_are_two(tmp_path: Path) -> None:
    document = {
        "persons": [{"id": "a", "name": "Ada"}, {"id": "b", "name": "Bo"}],
        "organizations": [{"id": "o", "name": "Works"}],
        "memberships": [{"id": "1", "person_id": "a", "organization_id": "o"}],
        "events": [{"id": "1", "attendees": [{"id": "a"}, {"id": "b"}]}],
    }
    _, report = imported("popolo", popolo(tmp_path, f"\ufeff{json.dumps(document)}"))
    assert (report.facts, report.left_out) == (2, {})


@pytest.mark.parametrize("language", ["ключ", "abcdefghijk", "a--b", "1"])
def test_what_is_called_a_language_and_is_none(tmp_path: Path, language: str) -> None:
    one = person(held("1", position()), labels={language: {"language": language, "value": "Ada"}})
    _, report = imported("wikidata", items(tmp_path, one, OFFICE))
    assert report.facts == 1


def test_a_statement_with_a_blank_id_is_left_out(tmp_path: Path) -> None:
    _, report = imported("wikidata", items(tmp_path, person(held("1", position()) | {"id": " "})))
    assert report.left_out == {"the statement has no id or no item as its value": 1}


def test_a_cell_that_is_no_date_and_an_id_that_is_none(tmp_path: Path) -> None:
    path = leaders_file(tmp_path, leader(start="x y<z>"), leader(personID="Q٣"))
    _, report = imported("leaders", path)
    assert report.facts == 1
    assert list(report.left_out) == ["the row names no office or no person with a Wikidata id"]


@pytest.mark.parametrize(
    "content", [gzip.compress(b"a\tb\n" * 999)[:12] + b"\xff" * 40, b"a,b\rc,d\r", b"\x1f\x8b"]
)
def test_a_damaged_file_in_a_folder_is_passed_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "damaged.csv.gz").write_bytes(content)
    assert recognize(tmp_path) == []


def test_a_column_named_twice_is_refused(tmp_path: Path) -> None:
    head, *rows = test_csv.example("csv").splitlines()
    paths = test_csv.written(tmp_path, table="\n".join([f"{head},nr", *rows]) + "\n")
    with pytest.raises(InvalidInput, match="several columns nr"):
        imported("csv", *paths)


@pytest.mark.parametrize("contexts", ["Hypothetical", "military,negation", "x; FUTURE"])
def test_a_mark_of_no_event_counts_however_it_is_spelt(tmp_path: Path, contexts: str) -> None:
    path = test_polecat.written(tmp_path, test_polecat.row(Contexts=contexts))
    _, report = imported("polecat", path)
    assert report.facts == 0
    assert report.bad_rows == []


def test_a_name_without_a_letter_is_not_the_publisher(tmp_path: Path) -> None:
    row = test_polecat.row(Actor_Name="???", Actor_Country="", Wikipedia_Actor_ID="")
    path = test_polecat.written(tmp_path, row, name="???.txt")
    store, report = imported("polecat", path)
    assert report.slug == "polecat-table"
    quads = list(store.snapshot().quads(f"{DATASET!s}polecat-table"))
    publisher = NamedNode(f"{ID}polecat")
    called = {RDFS.label, SKOS.altLabel}
    names = {str(quad.object) for quad in quads
             if quad.subject == publisher and quad.predicate.value in called}  # fmt: skip
    assert names == {'"Political Event Classification, Attributes, and Types"@en'}
