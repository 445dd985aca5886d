"""FollowTheMoney entities in; out and in again is in test_followthemoney_round_trip."""

import json
from pathlib import Path
from typing import Any

import pytest
from followthemoney import model

from graph.errors import LoadRefused
from graph.imports import ImportReport, recognize, run_imports, sources
from graph.imports._cited_works import WORKS
from graph.lookups import get_article, get_fact
from graph.progress import silent
from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph
from ontology import LEG
from tests.graph.imports.published import Said, imported

Entity = dict[str, Any]


def entity(identifier: str, schema: str, **properties: str | list[str]) -> Entity:
    values = {name: [one] if isinstance(one, str) else one for name, one in properties.items()}
    return {"id": identifier, "schema": schema, "properties": values}


def written(folder: Path, *entities: Entity | str, name: str = "sample.ftm.json") -> Path:
    path = folder / name
    lines = [one if isinstance(one, str) else json.dumps(one) for one in entities]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def stored(path: Path) -> tuple[Store, ImportReport]:
    store, (report,) = imported("followthemoney", path)
    return store, report


def said(path: Path) -> Said:
    (edition,) = sources()["followthemoney"].open([path])
    return Said(edition.read(silent))


ADA = entity("Q900000001", "Person", name=["Ada Nama", "Ада Нама"], country="na")
BODY = entity("b", "Company", name="Example Works", jurisdiction="na")
POST = entity("p", "Position", name="Minister of Examples", country="na")


def test_people_positions_and_who_held_them(tmp_path: Path) -> None:
    found = said(
        written(
            tmp_path, ADA, POST,
            entity("o", "Occupancy", holder="Q900000001", post="p", startDate="2001-02",
                   endDate="2003"),
        )
    )  # fmt: skip
    (fact,) = found.of_type("Tenure")
    assert found.one(fact, "holder") == "ada-nama-q900000001"
    assert found.bounds(fact) == ("2001-02-01", "2001-02-28", "2003-01-01", "2003-12-31")
    assert found.one(fact, "datePrecision") == "year"
    assert found.one(found.one(fact, "office"), "officeOf") == "namibia"
    assert found.one("ada-nama-q900000001", "exactMatch").endswith("/Q900000001")
    assert found.values("ada-nama-q900000001", "altLabel") == ["Ада Нама"]
    assert found.one("ada-nama-q900000001", "affiliation") == "namibia"


def test_a_directorship_is_the_holding_of_an_office_and_employment_is_none(tmp_path: Path) -> None:
    found = said(
        written(
            tmp_path, ADA, BODY,
            entity("d", "Directorship", director="Q900000001", organization="b", role="Chair"),
            entity("e", "Employment", employee="Q900000001", employer="b", date="2004-05-06"),
        )
    )  # fmt: skip
    (tenure,), (membership,) = found.of_type("Tenure"), found.of_type("Membership")
    assert found.one(found.one(tenure, "office"), "label") == "Chair of Example Works"
    assert found.bounds(membership) == ("", "2004-05-06", "2004-05-06", "")


def test_everything_else_is_left_out_and_says_why(tmp_path: Path) -> None:
    path = written(
        tmp_path, ADA, BODY,
        entity("f", "Family", person="Q900000001", relative="Q900000001", relationship="self"),
        entity("x", "Ownership", owner="Q900000001", asset="b"),
        entity("m", "Membership", member="Q900000001", organization="nowhere"),
        entity("w", "Occupancy", holder="b", post="b"),
        "no JSON", json.dumps({"schema": "Person", "properties": {}}),
    )  # fmt: skip
    _, report = stored(path)
    assert (report.rows_read, report.facts) == (8, 0)
    assert report.left_out == {
        "Membership: an end is missing, or not in the file": 1,
        "Occupancy: an end is of a kind that cannot stand there": 1,
        "no class here for their schema Family": 1,
        "no class here for their schema Ownership": 1,
        "the row cannot be read": 2,
    }
    assert [row.number for row in report.bad_rows] == [7, 8]
    assert recognize(tmp_path) == [("followthemoney", [path])]


def test_a_row_with_several_ends_is_accounted_for_once(tmp_path: Path) -> None:
    path = written(
        tmp_path, ADA, BODY, entity("o", "Person", name="Ole"),
        entity("both", "Membership", member=["Q900000001", "o"], organization="b"),
        entity("one", "Membership", member="o", organization=["b", "Q900000001"]),
        entity("none", "Membership", member="b", organization=["Q900000001", "o"]),
    )  # fmt: skip
    _, report = stored(path)
    assert (report.rows_read, report.facts, report.rows_used) == (6, 3, 5)
    assert report.left_out == {"Membership: an end is of a kind that cannot stand there": 1}


def test_an_id_may_be_any_text(tmp_path: Path) -> None:
    who, body, link = 'p "q"\n', "o>x|ö", "m <1> 50%#"
    path = written(
        tmp_path, entity(who, "Person", name="Ann"), entity(body, "Organization", name="Works"),
        entity(link, "Membership", member=who.strip(), organization=body, proof="d {"),
        entity("d {", "Document", fileName="a.pdf"),
        entity(who.strip(), "Person", name="Ann"),
    )  # fmt: skip
    store, report = stored(path)
    assert (report.facts, report.left_out) == (1, {})
    rows = store.snapshot().select(f"SELECT ?record {{ ?evidence <{LEG.record}> ?record }}")
    assert [row["record"].value for row in rows] == [link]


def test_two_of_one_name_stay_two(tmp_path: Path) -> None:
    found = said(written(tmp_path, ADA, entity("other", "Person", name="Ada Nama")))
    assert len(found.of_type("Person")) == 2


ARTICLE = entity("a", "Article", title="A gazette", publisher="The Printer", date="2004-05-06",
                 sourceUrl=["https://example.org/gazette", "javascript:alert(1)"],
                 bodyText="the whole text")  # fmt: skip


def test_what_a_fact_names_as_its_proof_is_a_work_that_it_cites(tmp_path: Path) -> None:
    path = written(
        tmp_path, ARTICLE, ADA, POST, entity("uncited", "Document", fileName="a.pdf"),
        entity("o", "Occupancy", holder="Q900000001", post="p", proof=["a", "nowhere"],
               summary="somebody's own words"),
    )  # fmt: skip
    found = said(path)
    (fact,), (work,) = found.of_type("Tenure"), found.of_type("CitedWork")
    evidence = found.one(fact, "evidence")
    assert found.values(evidence, "cites") == [work]
    assert found.values(evidence, "exact") == []
    assert found.one(work, "title") == "A gazette"
    assert found.one(work, "issued") == "2004-05-06"
    assert found.one(work, "source") == "https://example.org/gazette"
    assert found.one(found.one(work, "publisher"), "label") == "The Printer"
    _, report = stored(path)
    assert report.left_out == {"no class here for their schema Document": 1}
    assert "the whole text" not in str(found.quads)


def test_a_work_is_any_kind_of_document_but_a_folder_of_them() -> None:
    documents = {schema.name for schema in model if schema.is_a("Document")}
    assert documents - WORKS == {"Folder", "Package", "Workbook"}
    assert documents >= WORKS


OWN = [
    entity("legation-ann", "Person", name="Ann"), entity("legation-bo", "Person", name="Bo"),
]  # fmt: skip


def own_event(name: str = "legation-talks", **more: str | list[str]) -> Entity:
    both = [one["id"] for one in OWN]
    return entity(name, "Event", name="talks", keywords="Meeting", involved=both, **more)


def test_what_is_credited_to_somebody_who_is_not_in_the_file_is_no_plain_report(
    tmp_path: Path,
) -> None:
    for line in ("credited to RIA (legation-ria)", "credited to Russian news agencies"):
        _, report = stored(written(tmp_path, *OWN, own_event(description=line)))
        assert report.left_out == {"Event: whom it is credited to is not in the file": 1}


def test_a_quotation_that_is_too_long_is_left_away(tmp_path: Path) -> None:
    found = said(written(tmp_path, *OWN, own_event(summary=["x" * 161, "x" * 160])))
    quoted = [found.values(one, "exact") for one in found.of_type("Evidence")]
    assert sorted(filter(None, quoted)) == [["x" * 160]]


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("legation-arms-transfers-between-north-korea-and-russia", ""),
        (
            "legation-2024-09-13-shoigu-kim-pyongyang.us-allegation",
            "https://w3id.org/legation/article/2024-09-13-shoigu-kim-pyongyang#us-allegation",
        ),
        ("legation-sergei-shoigu", ""),
        ("legation-putin-state-visit-2024-06", ""),
    ],
)
def test_a_file_cannot_make_a_fact_of_a_claim_or_of_anything_else(
    name: str, known_as: str, tmp_path: Path
) -> None:
    store = open_store("memory:")
    seed(store)
    before = list(store.snapshot().quads())
    event = own_event(name, description=f"known to Legation as {known_as}" if known_as else [])
    path = written(tmp_path, *OWN, event)
    with pytest.raises(LoadRefused, match="what is a Meeting here is a"):
        run_imports(store, [("followthemoney", [path])], who="tester")
    assert list(store.snapshot().quads()) == before


def test_what_a_file_says_of_an_article_changes_nothing_of_the_article(tmp_path: Path) -> None:
    store = open_store("memory:")
    seed(store)
    slug, view = "2024-09-13-shoigu-kim-pyongyang", KnowledgeGraph(store).view()
    told = entity(f"legation-{slug}", "Article", title="Another title", date="1999-01-01",
                  publisher="Somebody else", sourceUrl="https://example.org/forged")  # fmt: skip
    event = own_event(proof=f"legation-{slug}", summary="they met")
    run_imports(store, [("followthemoney", [written(tmp_path, *OWN, event, told)])], who="tester")
    after = KnowledgeGraph(store).view()
    assert get_article(after, slug) == get_article(view, slug)
    (evidence,) = get_fact(after, "talks").evidence
    assert evidence.cites == [get_fact(view, "shoigu-kim-talks-2024-09-13").evidence[0].source]


def test_an_id_that_a_line_does_not_bear_out_is_other_peoples(tmp_path: Path) -> None:
    known = "known to Legation as https://w3id.org/legation/article/an-article#us-allegation"
    found = said(written(tmp_path, *OWN, own_event("legation-x..0", description=known)))
    assert found.of_type("Meeting") == ["legation-x..0"]


def test_real_entities(shared: Path) -> None:
    folder = shared / "data" / "followthemoney"
    counts = {}
    for path in sorted(folder.glob("*.gz")):
        _, report = stored(path)
        counts[report.slug] = (report.rows_read, report.facts, sum(report.left_out.values()))
    assert counts == {
        "ftm-parteispenden": (475, 0, 290), "ftm-t1": (7, 0, 0), "ftm-zala": (91, 3, 60),
    }  # fmt: skip
