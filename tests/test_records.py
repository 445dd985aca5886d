"""With the public records imported, the answers run over real visits and tenures."""

import re
from datetime import date
from pathlib import Path

import pytest

from graph.answers import Certainty
from graph.imports import recognize, run_imports
from graph.imports._report import ImportReport
from graph.lookups import articles, find_actors, get_actor, holders
from graph.paths import find_paths
from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View

ROWS = {
    "leaders": 49_428,
    "state-department-visits": 3_264,
    "state-department-travels": 4_271,
    "state-department-appointments": 7_262,
}


@pytest.fixture(scope="module")
def imported(shared: Path) -> tuple[Store, list[ImportReport]]:
    store = open_store("memory:")
    seed(store)
    return store, run_imports(store, _tables(shared), who="tester")


def _tables(shared: Path) -> list[tuple[str, list[Path]]]:
    """Return the tables of visits and tenures: half a million coded events are another matter."""
    found = [recognize(shared / "data" / folder) for folder in ("leaders", "state-department")]
    return [table for tables in found for table in tables]


@pytest.fixture(scope="module")
def view(imported: tuple[Store, list[ImportReport]]) -> View:
    return KnowledgeGraph(imported[0]).view()


def test_every_row_is_accounted_for(imported: tuple[Store, list[ImportReport]]) -> None:
    reports = {report.slug: report for report in imported[1]}
    assert {slug: report.rows_read for slug, report in reports.items()} == ROWS
    for report in reports.values():
        assert report.rows_used + sum(report.left_out.values()) == report.rows_read
        assert report.facts >= report.rows_used


def test_the_account_is_kept_with_the_table(view: View) -> None:
    tables = {source.id: source for source in articles(view).items if source.type == "Dataset"}
    assert {slug: table.rows_read for slug, table in tables.items()} == ROWS
    for table in tables.values():
        assert table.license
        assert table.url
        assert table.version
        assert table.facts_made == sum(table.counts.values())


def test_importing_again_changes_nothing(
    imported: tuple[Store, list[ImportReport]], shared: Path
) -> None:
    store = imported[0]
    before = store.snapshot().revision
    reports = run_imports(store, _tables(shared), who="tester")
    assert all(report.already for report in reports)
    assert store.snapshot().revision == before


def test_a_path_to_a_president_has_a_record_on_every_hop(view: View) -> None:
    presidents = {
        fact.roles["holder"][0].id
        for fact in holders(view, "president-of-the-united-states", limit=1000).items
    }
    obama = next(actor for actor in presidents if "obama" in actor)
    found = find_paths(view, "sergei-shoigu", obama, k=20, avoid=["kim-jong-un"])
    recorded = [
        path
        for path in found.paths
        if all(
            any(evidence.record for fact in hop.facts for evidence in fact.evidence)
            for hop in path.hops
        )
    ]
    assert recorded
    kinds = {fact.type for path in recorded for hop in path.hops for fact in hop.facts}
    assert kinds <= {"Tenure", "Meeting", "Visit", "Membership"}
    assert "Tenure" in kinds


def test_shoigu_is_one_man_in_article_and_table(view: View) -> None:
    day = date(2024, 5, 20)
    found = holders(view, "minister-of-defense-of-russia", as_of=day).items
    assert {fact.roles["holder"][0].id for fact in found} == {"sergei-shoigu"}
    assert {fact.certainty for fact in found} == {Certainty.possible}
    assert len(found) == 2
    assert any(
        "Q32024" in iri or "q32024" in iri for iri in get_actor(view, "sergei-shoigu").same_as
    )


@pytest.mark.parametrize("name", ["Шойгу", "Shoygu", "Choïgou"])
def test_shoigu_is_found_among_all_of_them(view: View, name: str) -> None:
    assert find_actors(view, name).items[0].id == "sergei-shoigu"


def test_no_two_wikidata_ids_are_one_actor(view: View) -> None:
    query = """
    PREFIX leg: <https://w3id.org/legation/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    SELECT ?actor ?one ?other WHERE {
      ?one leg:mergedInto ?actor ; skos:exactMatch ?first .
      { ?other leg:mergedInto ?actor ; skos:exactMatch ?second }
      UNION { ?actor skos:exactMatch ?second BIND (?actor AS ?other) }
      FILTER (?first != ?second)
    }"""
    assert list(view.snapshot.select(query)) == []


def test_presidents_of_one_surname_stay_apart(view: View) -> None:
    found = {
        fact.roles["holder"][0].id
        for fact in holders(view, "president-of-the-united-states", limit=1000).items
        if "bush" in fact.roles["holder"][0].id
    }
    assert len(found) == 2


def test_visitors_are_linked_to_whom_the_leaders_table_knows(view: View) -> None:
    # By accent-folded name alone, 893 of the 1,302 visits of these years have a visitor who held
    # an office that day.
    query = """
    PREFIX leg: <https://w3id.org/legation/ns#> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
    SELECT ?visit ?visitor WHERE {
      GRAPH <https://w3id.org/legation/dataset/state-department-visits> {
        ?visit a leg:Visit ; leg:visitor ?visitor ; leg:startLatest ?day .
        FILTER (?day >= "2000-01-01"^^xsd:date && ?day <= "2022-12-31"^^xsd:date)
      }
    }"""
    rows = [(row["visit"], row["visitor"].value) for row in view.snapshot.select(query)]
    assert len({visit for visit, _ in rows}) == 1_302
    code = re.compile(r"-q\d+$")
    linked = {visit for visit, who in rows if any(map(code.search, view.cluster(who)))}
    assert len(linked) >= 1_200


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abdullah-ii-of-jordan-q57464", "abdullah-bin-abd-el-aziz-al-saud-visitor-2126"),
        ("giorgos-papandreou-q151917", "andreas-papandreou-visitor-1052"),
        ("giorgos-papandreou-q151917", "papandreou-visitor-2526"),
        ("george-w-bush-q207", "bush-george-h-w-historian"),
        ("harrison-benjamin-historian", "harrison-william-henry-historian"),
    ],
)
def test_namesakes_stay_apart(view: View, one: str, other: str) -> None:
    assert get_actor(view, one).id != get_actor(view, other).id


def test_every_judgement_by_rule_gives_its_reason(view: View) -> None:
    query = """
    PREFIX leg: <https://w3id.org/legation/ns#>
    SELECT ?judge ?reason WHERE { ?judgement a leg:SameActorJudgement ; leg:judge ?judge
      OPTIONAL { ?judgement leg:reason ?reason } }"""
    rows = list(view.snapshot.select(query))
    assert len(rows) > 2_000
    assert {row["judge"].value.partition(":")[0] for row in rows} == {"rule"}
    assert all("office" in row["reason"].value or " on " in row["reason"].value
               or "Wikidata id" in row["reason"].value for row in rows)  # fmt: skip
