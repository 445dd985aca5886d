"""FollowTheMoney entities in, and out and in again."""

import json
from pathlib import Path
from typing import Any

from graph.exports import render
from graph.followthemoney import ROLES
from graph.imports import ImportReport, recognize, run_imports, sources
from graph.progress import silent
from graph.seed import seed
from graph.store import Store, open_store
from graph.subgraph import connection_subgraph
from graph.territories import territory_quads
from graph.view import KnowledgeGraph
from tests.graph.imports.published import Said

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
    store = open_store("memory:")
    with store.draft("tester", "the states") as draft:
        draft.add(territory_quads())
    (report,) = run_imports(store, [("followthemoney", [path])], who="tester")
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


def test_two_of_one_name_stay_two(tmp_path: Path) -> None:
    found = said(written(tmp_path, ADA, entity("other", "Person", name="Ada Nama")))
    assert len(found.of_type("Person")) == 2


def exported(store: Store) -> tuple[dict[str, Entity], set[str]]:
    """Return the actors of an export by id, and the links that both can say, without their ids."""
    view = KnowledgeGraph(store).view()
    subgraph = connection_subgraph(view, "sergei-shoigu", depth=3)
    lines = [json.loads(line) for line in render(subgraph, "followthemoney").splitlines()]
    links = [one for one in lines if one["schema"] in ROLES]
    kept = {*(name for names in ROLES.values() for name in names.values()),
            "involved", "startDate", "endDate", "date", "keywords"}  # fmt: skip
    told = {
        json.dumps([
            one["schema"],
            {name: sorted(found) for name, found in one["properties"].items() if name in kept},
        ], sort_keys=True)
        for one in links
    }  # fmt: skip
    ends = {
        end for one in links for name, found in one["properties"].items()
        if name in kept for end in found
    }  # fmt: skip
    return {one["id"]: one for one in lines if one["id"] in ends}, told


def test_out_and_in_again_loses_nothing_that_both_can_say(tmp_path: Path) -> None:
    original = open_store("memory:")
    seed(original)
    subgraph = connection_subgraph(KnowledgeGraph(original).view(), "sergei-shoigu", depth=3)
    path = tmp_path / "export.ftm.json"
    path.write_bytes(render(subgraph, "followthemoney"))
    again, report = stored(path)
    assert report.rows_used + sum(report.left_out.values()) == report.rows_read
    actors, links = exported(original)
    actors_again, links_again = exported(again)
    assert links
    assert links_again == links
    assert actors_again.keys() == actors.keys()
    for identifier, one in actors.items():
        other = actors_again[identifier]
        assert other["schema"] == one["schema"]
        for name in ("name", "wikidataId", "classification", "organization"):
            assert set(one["properties"].get(name, ())) <= set(other["properties"].get(name, ()))
        names = {*one["properties"]["name"], *one["properties"].get("alias", ())}
        assert names <= {*other["properties"]["name"], *other["properties"].get("alias", ())}


def test_real_entities(shared: Path) -> None:
    folder = shared / "data" / "followthemoney"
    counts = {}
    for path in sorted(folder.glob("*.gz")):
        _, report = stored(path)
        counts[report.slug] = (report.rows_read, report.facts, sum(report.left_out.values()))
    assert counts == {
        "ftm-parteispenden": (475, 0, 290), "ftm-t1": (7, 0, 0), "ftm-zala": (91, 3, 60),
    }  # fmt: skip
