"""Popolo documents: posts held, memberships, and every record accounted for."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InvalidInput
from graph.imports import recognize, run_imports, sources
from graph.progress import silent
from graph.shapes import check_shapes
from graph.store import open_store
from ontology import DATASET
from tests.graph.imports.published import Said

DOCUMENT: dict[str, Any] = {
    "persons": [
        {"id": "1", "name": "Ada Nama", "other_names": [{"name": "A. Nama"}],
         "identifiers": [{"scheme": "wikidata", "identifier": "Q900000001"}]},
        {"id": "2", "name": "Ada Nama"},
        {"id": "3"},
    ],
    "organizations": [{"id": "p", "name": "Example Parliament"}],
    "posts": [{"id": "s", "label": "Speaker", "organization_id": "p"}],
    "memberships": [
        {"id": "m1", "person_id": "1", "post_id": "s", "organization_id": "p",
         "start_date": "2001-02-03", "end_date": "2003-04"},
        {"id": "m2", "person_id": "2", "organization_id": "p", "role": "member"},
        {"id": "m2", "person_id": "2", "organization_id": "p"},
        {"id": "m3", "person_id": "9", "organization_id": "p"},
        "nonsense",
    ],
    "events": [
        {"id": "e", "name": "Sitting", "start_date": "2002-01-01", "end_date": "2002-01-01",
         "attendees": [{"id": "1"}, {"id": "2"}]},
        {"id": "t", "name": "First term"},
    ],
    "areas": [{"id": "a"}],
}  # fmt: skip


def written(folder: Path, document: object = DOCUMENT) -> Path:
    path = folder / "parliament.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def said(path: Path) -> Said:
    (edition,) = sources()["popolo"].open([path])
    return Said(edition.read(silent))


def test_a_post_is_held_and_a_body_is_belonged_to(tmp_path: Path) -> None:
    found = said(written(tmp_path))
    (tenure,), (membership,) = found.of_type("Tenure"), found.of_type("Membership")
    assert found.one(tenure, "holder") == "ada-nama-q900000001"
    assert found.bounds(tenure) == ("2001-02-03", "2001-02-03", "2003-04-01", "2003-04-30")
    office = found.one(tenure, "office")
    assert found.one(office, "label") == "Speaker of Example Parliament"
    assert found.one(office, "officeOf") == found.one(membership, "organization")
    assert found.one(membership, "remarks") == "member"
    assert found.values("ada-nama-q900000001", "altLabel") == ["A. Nama"]
    assert len(found.of_type("Person")) == 2
    (meeting,) = found.of_type("Meeting")
    assert len(found.values(meeting, "attendee")) == 2


def test_every_record_is_accounted_for(tmp_path: Path) -> None:
    path = written(tmp_path)
    assert recognize(tmp_path) == [("popolo", [path])]
    store = open_store("memory:")
    (report,) = run_imports(store, [("popolo", [path])], who="tester")
    assert (report.rows_read, report.facts) == (13, 3)
    assert report.left_out == {
        "a membership names no person, or neither a post nor a body, here": 1,
        "a record of that id stands in the file before": 1,
        "an event names fewer than two attendees here": 1,
        "no class here for their areas": 1,
        "the row cannot be read": 2,
    }
    assert [str(row) for row in report.bad_rows] == [
        "row 3: one of the persons has no id or no name",
        "row 10: one of the memberships is no JSON object",
    ]
    assert check_shapes(store.snapshot().quads(f"{DATASET!s}popolo-parliament")) == []


def test_another_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="has no lists"):
        said(written(tmp_path, {"persons": []}))


def test_a_document_nested_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text('{"persons": [' + "[" * 20_000, encoding="utf-8")
    with pytest.raises(InvalidInput, match="nested more than 100 deep"):
        said(path)
    assert recognize(tmp_path) == []


@pytest.mark.parametrize("text", ["", "[1]", '{"persons": [', '{"persons": "\\ud83d', "\x00"])
def test_what_is_no_document_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match="is not the JSON it should be"):
        said(path)
