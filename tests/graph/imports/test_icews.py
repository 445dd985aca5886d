"""Coded events: what each relation is read as, who the actors are, and every row accounted for."""

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from graph.errors import InvalidInput
from graph.imports import BadRows, ImportReport, _icews_actors, recognize, run_imports
from graph.imports._cameo import relation_named, relations
from graph.imports._table import Table
from graph.schema import fact_classes, roles
from graph.shapes import check_shapes
from graph.store import Store
from graph.territories import territory_quads
from graph.verify import verification
from graph.view import KnowledgeGraph
from ontology import DATASET, LEG
from tests.graph.imports.published import Said, imported, refused_for

QUADS = "subject\trelation\tobject\tdate\tsplit"
EVENTS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip


def row(subject: str, relation: str, other: str, day: str = "2031-02-03") -> str:
    return f"{subject}\t{relation}\t{other}\t{day}\ttrain"


def event(**given: str) -> str:
    usual = {
        "Event ID": "900000001", "Event Date": "2031-02-03", "Source Name": "Ada Nama",
        "Source Country": "Namibia", "CAMEO Code": "042", "Target Name": "Ruritania",
        "Target Country": "NA", "Story ID": "77", "Sentence Number": "2",
        "Publisher": "The Daily Example", "City": "Strelsau", "Country": "Namibia",
        "Latitude": "-22.5", "Longitude": "17.1",
    }  # fmt: skip
    values = usual | given
    return "\t".join(values.get(name, "NA") for name in EVENTS)


def written(folder: Path, *rows: str, name: str = "icews-test.tsv", header: str = QUADS) -> Path:
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def stored(*paths: Path, bad_rows: BadRows = BadRows.skip) -> tuple[Store, list[ImportReport]]:
    return imported("icews", *paths, bad_rows=bad_rows)


def graph_of(store: Store, slug: str = "icews-test") -> list[Quad]:
    return list(store.snapshot().quads(f"{DATASET!s}{slug}"))


def said(folder: Path, *rows: str, header: str = QUADS) -> Said:
    store, _ = stored(written(folder, *rows, header=header))
    found = Table("icews-test", title="", publisher=("a", "A"), source="https://example.org/",
                  licence="https://example.org/", version="1")  # fmt: skip
    return Said(found, graph_of(store))


def raw(folder: Path, *rows: str) -> Said:
    return said(folder, *rows, header="\t".join(EVENTS))


def test_every_code_is_decided_in_terms_of_the_ontology() -> None:
    assert len(relations()) == 312
    for code, relation in relations().items():
        assert LEG.term(relation.kind) in fact_classes(), code
        for role in (relation.source, relation.target):
            assert LEG.term(role) in (*roles("participant"), *roles("claimRole")), code
        assert relation.content == "" or relation.content.format(source="A", target="B")


def test_whoever_is_accused_is_in_no_event_for_it() -> None:
    for name in ("Accuse", "Criticize or denounce", "Threaten", "Deny responsibility", "Demand"):
        relation = relation_named(name)
        assert relation is not None
        assert {relation.source, relation.target}.isdisjoint({"agent", "party", "attendee"})


def test_a_visit_made_and_hosted_on_one_day_is_one_visit(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("Ada Nama", "Make a visit", "Namibia"),
        row("Namibia", "Host a visit", "Ada Nama"),
        row("Ada Nama", "Make a visit", "Namibia", "2031-02-04"),
    )
    first, second = found.of_type("Visit")
    assert found.values(first, "evidence") == ["1.evidence", "2.evidence"]
    assert found.values(second, "evidence") == ["3.evidence"]
    assert found.one(first, "visitor") == "ada-nama-icews"
    assert found.one(first, "host") == "namibia"
    assert found.bounds(first) == ("2031-02-03",) * 4
    assert found.one("1.evidence", "record") == "1"


def test_talks_told_from_both_sides_are_one_meeting(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("Ada Nama", "Consult", "Bo Example"),
        row("Bo Example", "Consult", "Ada Nama"),
        row("Bo Example", "Discuss by telephone", "Ada Nama"),
    )
    one, other = found.of_type("Meeting")
    assert found.values(one, "attendee") == ["ada-nama-icews", "bo-example-icews"]
    assert sorted([found.values(one, "cameoCode"), found.values(other, "cameoCode")]) == [
        ["040"], ["041"],
    ]  # fmt: skip


def test_an_accusation_is_an_allegation_of_a_proposition(tmp_path: Path) -> None:
    found = said(tmp_path, row("Ada Nama", "Accuse of war crimes", "Military (Namibia)"))
    (fact,) = found.of_type("Allegation")
    assert found.one(fact, "asserter") == "ada-nama-icews"
    assert found.one(fact, "against") == "military-of-namibia-icews"
    content = found.one(fact, "content")
    assert found.of_type("Proposition") == [content]
    assert found.one(content, "label") == "Military of Namibia committed war crimes"
    assert found.of_type("Event") == []


def test_a_denial_denies_what_it_says_and_disputes_nobody_else(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row("Ada Nama", "Accuse", "Namibia"),
        row("Namibia", "Deny responsibility", "Ada Nama"),
        row("Bo Example", "Threaten with military force", "Namibia"),
    )
    store, _ = stored(path)
    assert store.snapshot().ask(f"ASK {{ ?denial a <{LEG.Denial}> ; <{LEG.content}> ?what }}")
    assert not store.snapshot().ask(f"""ASK {{
        ?denial <{LEG.contradicts}> ?statement FILTER(CONTAINS(STR(?denial), "icews-test")) }}""")
    assert store.snapshot().ask(f"""ASK {{ ?warning a <{LEG.Warning}> ; <{LEG.content}> ?what .
        ?what <{LEG.eventType}> <{LEG.ArmedClash}> FILTER NOT EXISTS {{
        ?what a <{LEG.ArmedClash}> }} }}""")


def test_anything_else_is_an_event_with_its_code(tmp_path: Path) -> None:
    found = said(tmp_path, row("Police (Namibia)", "Arrest, detain, or charge with legal action",
                               "Citizen (Namibia)"))  # fmt: skip
    (fact,) = found.of_type("Event")
    assert (found.one(fact, "agent"), found.one(fact, "target")) == (
        "police-of-namibia-icews", "citizen-of-namibia-icews",
    )  # fmt: skip
    assert found.one(fact, "cameoCode") == "173"
    assert found.of_type("Organization") == ["icews", "police-of-namibia-icews"]
    assert found.of_type("ActorGroup") == ["citizen-of-namibia-icews"]
    assert found.one("police-of-namibia-icews", "affiliation") == "namibia"


def test_a_name_alone_is_nobody_of_another_source(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("Vladimir Putin", "Make statement", "Erdogan"),
        row("Erdoğan", "Make statement", "Vladimir Putin"),
    )
    assert len(found.of_type("Actor")) == 3
    assert found.of_type("Person") == []


def test_who_is_forgotten_meanwhile_is_described_to_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Erdogan", "Erdoğan", "Police (Australia)", "Citizen (India)", "China")
    rows = [
        row(one, what, other)
        for what in ("Make a visit", "Accuse", "Consult")
        for one in names
        for other in names
        if one != other
    ]
    path = written(tmp_path, *rows)
    once = set(graph_of(stored(path)[0]))
    monkeypatch.setattr(_icews_actors, "ACTORS_AT_ONCE", 1)
    assert set(graph_of(stored(path)[0])) == once


def test_an_unspecified_actor_is_nobody(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        row("Unspecified Actor", "Make statement", "Namibia"),
        row("Unspecified Actor", "Use unconventional violence", "Namibia"),
        row("Unspecified Actor", "Consult", "Namibia"),
        row("Namibia", "Accuse", "Unspecified Actor"),
        row("Namibia", "Consult", "Namibia"),
        row("Unspecified Actor", "Riot", "Unspecified Actor"),
    )
    store, (report,) = stored(path)
    assert (report.rows_read, report.facts, report.rows_used) == (6, 1, 1)
    assert sum(report.left_out.values()) == 5
    assert not store.snapshot().ask('ASK { ?s ?p ?name FILTER(STR(?name) = "Unspecified Actor") }')


def test_a_bad_row_is_told_by_its_number_and_skipped_or_refuses_all(tmp_path: Path) -> None:
    rows = [
        row("A", "Consult", "B"),
        row("A", "Consult", "B", "2031-02-30"),
        "A\tConsult",
        row("A", "Sing", "B"),
        row("", "Consult", "B"),
    ]
    path = written(tmp_path, *rows)
    with path.open("ab") as file:
        file.write(b"\xff\tConsult\tB\t2031-02-03\ttrain\n")
    report = refused_for("icews", path, [2, 3, 4, 5, 6])
    assert (report.rows_read, report.facts) == (6, 1)
    assert "row 3: 2 values for 5 columns" in str(report)


def test_again_gives_the_same_graph_whatever_was_there(tmp_path: Path) -> None:
    long = [row(f"Actor {n}", "Consult", f"Actor {n + 1}") for n in range(50)]
    store, _ = stored(written(tmp_path, *long))
    first = set(graph_of(store))
    (report,) = run_imports(store, [("icews", [tmp_path / "icews-test.tsv"])], who="tester")
    assert report.already
    run_imports(store, [("icews", [written(tmp_path, *long[:5])])], who="tester")
    assert set(graph_of(store)) < first | set(graph_of(store))
    run_imports(store, [("icews", [written(tmp_path, *long)])], who="tester")
    assert set(graph_of(store)) == first


def test_gzipped_or_not_it_is_one_version(tmp_path: Path) -> None:
    path = written(tmp_path, row("A", "Consult", "B"))
    store, (plain,) = stored(path)
    zipped = tmp_path / "icews-test.tsv.gz"
    zipped.write_bytes(gzip.compress(path.read_bytes()))
    (report,) = run_imports(store, [("icews", [zipped])], who="tester")
    assert report.already
    assert report.version == plain.version
    assert recognize(tmp_path) == [("icews", [path, zipped])]


def test_a_file_that_breaks_off_or_is_something_else(tmp_path: Path) -> None:
    broken = tmp_path / "icews-test.tsv.gz"
    path = written(tmp_path, *(row(f"A{n}", "Consult", "B") for n in range(5_000)))
    broken.write_bytes(gzip.compress(path.read_bytes())[:-2_000])
    with pytest.raises(InvalidInput, match="cannot be read"):
        stored(broken)
    with pytest.raises(InvalidInput, match="neither of the headers"):
        stored(written(tmp_path, "x", header="a\tb"))
    with pytest.raises(InvalidInput, match="is no file"):
        stored(tmp_path / "nowhere.tsv")


def test_the_publishers_own_columns(tmp_path: Path) -> None:
    found = raw(
        tmp_path,
        event(),
        event(**{"Event ID": "900000002", "CAMEO Code": "43", "Source Name": "Ruritania",
                 "Target Name": "Ada Nama", "Story ID": "78"}),
        event(**{"CAMEO Code": "190", "City": "NA"}),
    )  # fmt: skip
    (visit,) = found.of_type("Visit")
    assert found.values(visit, "reportedBy") == ["the-daily-example-press-icews"]
    assert [found.one(one, "record") for one in found.values(visit, "evidence")] == [
        "900000001", "900000002",
    ]  # fmt: skip
    assert found.one("1.evidence", "remarks") == "story 77, sentence 2"
    town = found.one(visit, "place")
    assert (found.one(town, "lat"), found.one(town, "long")) == ("-22.5", "17.1")
    (clash,) = found.of_type("ArmedClash")
    assert found.one(clash, "place") == "territory-of-namibia"
    assert found.one("ada-nama-icews", "affiliation") == "namibia"


names = st.one_of(
    st.sampled_from(["Namibia", "Citizen (Namibia)", "Turkey", "Unspecified Actor", "Ada Nama"]),
    st.text(st.characters(blacklist_characters="\t\r\n\x85", blacklist_categories=["C", "Z"]),
            min_size=1, max_size=30),
)  # fmt: skip
rows_of_a_table = st.lists(
    st.tuples(
        names,
        st.sampled_from(sorted(relation.name for relation in relations().values())),
        names,
        st.integers(0, 3).map(lambda n: (date(2031, 2, 3) + timedelta(n)).isoformat()),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(rows=rows_of_a_table)
def test_whatever_a_table_holds_it_obeys_every_shape(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, str]]
) -> None:
    """The import checks one fact of each form; here each one is held against the shapes."""
    folder = tmp_path_factory.mktemp("icews")
    store, (report,) = stored(written(folder, *(row(*one) for one in rows)))
    quads = graph_of(store)
    assert check_shapes(quads, territory_quads()) == []
    assert report.rows_used + sum(report.left_out.values()) == report.rows_read == len(rows)
    facts = {quad.subject for quad in quads if quad.predicate.value == LEG.evidence}
    assert len(facts) == report.facts


def test_a_year_of_real_events(shared: Path) -> None:
    path = shared / "data" / "icews" / "events.2018.sample.tab.gz"
    store, (report,) = stored(path)
    assert (report.rows_read, report.facts) == (3_705, 3_027)
    assert sum(report.left_out.values()) == 2
    assert check_shapes(graph_of(store, "icews-events-2018-sample"), territory_quads()) == []
    assert verification(KnowledgeGraph(store).view(), shared / "articles").faults == ()
