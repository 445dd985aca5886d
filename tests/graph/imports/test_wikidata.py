"""Wikidata items: positions held, with what is unknown and what there is none of kept apart."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import InvalidInput
from graph.imports import recognize, run_imports, sources
from graph.imports._wikidata_time import when
from graph.progress import silent
from graph.store import open_store
from graph.territories import territory_quads
from tests.graph.imports.published import Said

Json = dict[str, Any]


def snak(property_: str, value: object = None, kind: str = "value", datatype: str = "") -> Json:
    found: Json = {"snaktype": kind, "property": property_, "datatype": datatype}
    return found | ({"datavalue": {"value": value}} if kind == "value" else {})


def time(text: str, precision: int = 11, calendar: str = "Q1985727") -> Json:
    return {"time": f"+{text}T00:00:00Z", "precision": precision,
            "calendarmodel": f"http://www.wikidata.org/entity/{calendar}"}  # fmt: skip


def held(mark: str, main: Json, *qualifiers: Json, rank: str = "normal") -> Json:
    by_property: dict[str, list[Json]] = {}
    for one in qualifiers:
        by_property.setdefault(one["property"], []).append(one)
    return {"id": f"Q900000001${mark}", "rank": rank, "mainsnak": main, "qualifiers": by_property}


def position(code: str = "Q900000009") -> Json:
    return snak("P39", {"id": code})


def person(*statements: Json, **more: object) -> Json:
    return {
        "id": "Q900000001", "modified": "2031-02-03T04:05:06Z",
        "labels": {"en": {"language": "en", "value": "Ada Nama"},
                   "ru": {"language": "ru", "value": "Ада Нама"}},
        "aliases": {"de": [{"language": "de", "value": "A. Nama"}]},
        "claims": {"P31": [{"mainsnak": snak("P31", {"id": "Q5"})}], "P39": [*statements],
                   "P213": [{"mainsnak": snak("P213", "0000", datatype="external-id")}]},
    } | more  # fmt: skip


OFFICE: Json = {
    "id": "Q900000009", "labels": {"en": {"language": "en", "value": "Minister of Examples"}},
    "claims": {},
}  # fmt: skip


def written(folder: Path, *items: Json) -> Path:
    path = folder / "extract.jsonl"
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items), encoding="utf-8")
    return path


def said(path: Path) -> Said:
    (edition,) = sources()["wikidata"].open([path])
    return Said(edition.read(silent))


def test_a_position_held_is_a_tenure(tmp_path: Path) -> None:
    statement = held("1", position(), snak("P580", time("2001-02-00", 10)),
                     snak("P582", time("2003-04-05")))  # fmt: skip
    found = said(written(tmp_path, person(statement), OFFICE))
    (fact,) = found.of_type("Tenure")
    assert found.one(fact, "holder") == "ada-nama-q900000001"
    assert found.one(fact, "office") == "position-q900000009"
    assert found.one("position-q900000009", "label") == "Minister of Examples"
    assert found.bounds(fact) == ("2001-02-01", "2001-02-28", "2003-04-05", "2003-04-05")
    assert found.one(fact, "datePrecision") == "month"
    assert found.one(found.one(fact, "evidence"), "record") == "Q900000001$1"
    assert found.values("ada-nama-q900000001", "label") == ["Ada Nama", "Ада Нама"]
    assert found.one("ada-nama-q900000001", "altLabel") == "A. Nama"
    assert found.one("ada-nama-q900000001", "identifier") == "P213 0000"


@pytest.mark.parametrize(
    ("end", "bound", "words"),
    [
        ([], "", "2001-02-03/"),
        ([snak("P582", kind="somevalue")], "", "2001-02-03/unknown"),
        ([snak("P582", kind="novalue")], "2031-02-03", "2001-02-03/none"),
        ([snak("P582", time("2005-01-01", 8))], "", "2001-02-03/2005-01-01 or about"),
        ([snak("P582", time("2005-01-01", 11, "Q1985786"))], "", "2001-02-03/2005-01-01 (Julian)"),
    ],
)
def test_an_end_that_is_not_given_unknown_or_none(
    tmp_path: Path, end: list[Json], bound: str, words: str
) -> None:
    statement = held("1", position(), snak("P580", time("2001-02-03")), *end)
    found = said(written(tmp_path, person(statement), OFFICE))
    (fact,) = found.of_type("Tenure")
    assert found.bounds(fact) == ("2001-02-03", "2001-02-03", bound, "")
    assert found.one(fact, "dateText") == words


def test_no_position_and_an_unknown_one_are_told_apart(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        person(
            held("1", snak("P39", kind="somevalue")), held("2", snak("P39", kind="novalue")),
            held("3", position(), rank="deprecated"), held("4", position("Q900000010")),
        ),
        OFFICE,
    )  # fmt: skip
    found = said(path).table
    report = found.report()
    assert (report.rows_read, report.facts, report.rows_used) == (5, 1, 1)
    assert sorted(reason.partition("(")[2] for reason in report.left_out) == [
        "", "", "novalue)", "somevalue)",
    ]  # fmt: skip
    assert said(path).one("position-q900000010", "label") == "Q900000010"


def test_an_answer_of_the_api_and_a_piece_of_a_dump_are_known_too(tmp_path: Path) -> None:
    items = [person(held("1", position())), OFFICE]
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"entities": {one["id"]: one for one in items}}))
    dump = tmp_path / "dump.json"
    dump.write_text("[\n" + ",\n".join(map(json.dumps, items)) + "\n]\n")
    assert recognize(tmp_path) == [("wikidata", [answer, dump])]
    for path in (answer, dump):
        assert said(path).table.facts == 1
    with pytest.raises(InvalidInput, match="does not begin with a Wikidata item"):
        said(written(tmp_path, {"id": "P39"}))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["snaktype", "datavalue", "value", "time", "precision"]),
                      inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(anything, max_size=4))
def test_a_time_of_whatever_form_is_read_or_left(snaks: list[object]) -> None:
    found = when(snaks)
    assert found.span is None or found.words
    assert not (found.none and found.span)


def test_real_items(shared: Path) -> None:
    store = open_store("memory:")
    with store.draft("tester", "the states") as draft:
        draft.add(territory_quads())
    path = shared / "data" / "wikidata" / "entities.jsonl.gz"
    (report,) = run_imports(store, [("wikidata", [path])], who="tester")
    assert (report.rows_read, report.facts, sum(report.left_out.values())) == (87, 23, 52)
