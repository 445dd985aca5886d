"""POLECAT's tables: what each type and mode is read as, and every row accounted for.

The rows are invented, in the columns that the published tables have.
"""

import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

from graph.errors import InvalidInput
from graph.imports import BadRows, ImportReport, recognize, run_imports
from graph.imports._codebook import Relation, codebook
from graph.imports._table import Table
from graph.schema import fact_classes, roles, subclasses
from graph.shapes import check_shapes
from graph.store import Store
from graph.territories import territory_quads
from ontology import DATASET, LEG
from tests.graph.imports.published import Said, imported, refused_for

HEADER = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
NAME = "ngecEvents.20310204.Release1.DV.txt"
SLUG = "polecat-ngecevents-20310204-release1-dv"
EVENT_CLASSES = subclasses(LEG.Event)
ACCUSING = ("ACCUSE", "REJECT", "REQUEST", "DEMAND", "THREATEN")


def row(code: str = "CONSULT", columns: tuple[str, ...] = HEADER, /, **given: str) -> str:
    """Return a row of a type and mode; other columns by their names with underscores."""
    kind, _, mode = code.partition("-")
    values = {
        "Event ID": f"20310203-0001_{kind}_{mode}", "Event Date": "2031-02-03",
        "Event Type": kind, "Event Mode": mode or "None", "Actor Name": "Ada Nama",
        "Actor Country": "NAM", "Wikipedia Actor ID": "7001", "Recipient Name": "Germany",
        "Recipient Country": "DEU",
    }  # fmt: skip
    values |= {name.replace("_", " "): value for name, value in given.items()}
    return "\t".join(values.get(name, "None") for name in columns)


def written(folder: Path, *rows: str, header: tuple[str, ...] = HEADER, name: str = NAME) -> Path:
    path = folder / name
    path.write_text("\n".join(["\t".join(header), *rows]) + "\n", encoding="utf-8")
    return path


def stored(*paths: Path, bad_rows: BadRows = BadRows.skip) -> tuple[Store, list[ImportReport]]:
    return imported("polecat", *paths, bad_rows=bad_rows)


def graph_of(store: Store) -> list[Quad]:
    return list(store.snapshot().quads(f"{DATASET!s}{SLUG}"))


def literals(quads: list[Quad], property_: str) -> set[str]:
    found = (quad.object for quad in quads if quad.predicate.value == property_)
    return {one.value for one in found if isinstance(one, Literal)}


def said(folder: Path, *rows: str, header: tuple[str, ...] = HEADER) -> Said:
    store, (report,) = stored(written(folder, *rows, header=header))
    assert not report.bad_rows
    found = Table(SLUG, title="", publisher=("a", "A"), source="https://example.org/",
                  licence="https://example.org/", version="1")  # fmt: skip
    return Said(found, graph_of(store))


@pytest.mark.parametrize("relation", codebook("plover.tsv").values(), ids=lambda one: one.code)
def test_every_code_is_decided_in_terms_of_the_ontology(relation: Relation) -> None:
    assert LEG.term(relation.kind) in fact_classes()
    known = (*roles("participant"), *roles("claimRole"), LEG.about)
    assert {LEG.term(relation.source), LEG.term(relation.target)} <= set(known)
    assert relation.content == "" or relation.content.format(source="A", target="B")
    assert relation.event_type == "" or LEG.term(relation.event_type) in EVENT_CLASSES


def test_the_codebook_has_every_type_and_its_modes() -> None:
    codes = codebook("plover.tsv")
    types = {code.partition("-")[0] for code in codes}
    assert types <= set(codes)
    assert types == {
        "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
        "DEMAND", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE",
        "ASSAULT",
    }  # fmt: skip


def test_each_code_passes_the_shapes_and_keeps_its_name(tmp_path: Path) -> None:
    codes = codebook("plover.tsv")
    store, (report,) = stored(written(tmp_path, *(row(code) for code in codes)))
    quads = graph_of(store)
    assert (report.rows_read, report.rows_used) == (len(codes), len(codes))
    assert check_shapes(quads, territory_quads()) == []
    assert literals(quads, LEG.ploverCode) == set(codes)
    assert literals(quads, LEG.eventText) == {relation.name for relation in codes.values()}


def test_what_is_said_of_somebody_makes_them_no_participant() -> None:
    for code, relation in codebook("plover.tsv").items():
        if code.partition("-")[0] in ACCUSING:
            assert LEG.term(relation.target) not in roles("participant"), code
            assert LEG.term(relation.kind) not in EVENT_CLASSES, code


def test_visits_of_one_pair_and_day_are_one_visit(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("CONSULT-visit"),
        row("CONSULT-visit", Event_ID="other"),
        row("CONSULT-visit", Event_Date="2031-02-04"),
        row("CONSULT-visit", Recipient_Name="None", Recipient_Country="None"),
    )
    alone, first, second = found.of_type("Visit")
    assert found.values(first, "evidence") == ["1.evidence", "2.evidence"]
    assert found.values(second, "evidence") == ["3.evidence"]
    assert found.one(first, "visitor") == "ada-nama-polecat"
    assert found.one(first, "host") == "germany"
    assert found.bounds(first) == ("2031-02-03",) * 4
    assert found.one("2.evidence", "record") == "other"
    assert found.values(alone, "host") == []


def test_talks_are_one_meeting_of_all_whom_the_record_names(tmp_path: Path) -> None:
    swapped = {
        "Actor_Name": "Germany", "Actor_Country": "DEU", "Wikipedia_Actor_ID": "None",
        "Recipient_Name": "Ada Nama", "Recipient_Country": "NAM", "Wikipedia_Recipient_ID": "7001",
    }  # fmt: skip
    many = {"Actor_Name": "Namibia; Germany; France; Spain; Italy",
            "Actor_Country": "NAM; DEU; FRA; ESP; ITA", "Wikipedia_Actor_ID": "None",
            "Recipient_Name": "None", "Recipient_Country": "None"}  # fmt: skip
    found = said(
        tmp_path,
        row("CONSULT-phone"),
        row("CONSULT-phone", **swapped),
        row("CONSULT-multilateral", **many),
        row("CONSULT-multilateral", **many),
    )
    of_all, of_two = found.of_type("Meeting")
    assert found.values(of_two, "evidence") == ["1.evidence", "2.evidence"]
    assert found.values(of_two, "attendee") == ["ada-nama-polecat", "germany"]
    assert found.values(of_all, "evidence") == ["3.evidence", "4.evidence"]
    assert found.values(of_all, "attendee") == ["france", "germany", "italy", "namibia", "spain"]


def test_what_two_allege_is_two_allegations_of_one_record(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("ACCUSE-allege", Actor_Name="Namibia; Spain", Actor_Country="NAM; ESP",
            Wikipedia_Actor_ID="None"),
        row("ACCUSE-disapprove"),
        row("ACCUSE-investigate"),
    )  # fmt: skip
    one, other = found.of_type("Allegation")
    assert [found.one(fact, "asserter") for fact in (one, other)] == ["namibia", "spain"]
    for fact in (one, other):
        assert found.one(fact, "against") == "germany"
        assert found.one(fact, "evidence") == "1.evidence"
        assert found.one(found.one(fact, "content"), "label") == "Germany did wrong"
    (criticism,) = found.of_type("Characterization")
    assert found.one(criticism, "characterized") == "germany"
    (inquiry,) = found.of_type("Statement")
    assert found.one(inquiry, "about") == "germany"
    for kind in EVENT_CLASSES:
        assert found.of_type(kind.removeprefix(LEG)) == []


def test_an_assault_is_an_event_and_a_threat_of_one_is_none(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("ASSAULT-beat", Recipient_Name="None", Recipient_Country="NAM",
            Primary_Recipient_Sector="CVL"),
        row("ASSAULT-drone"),
        row("THREATEN-violence"),
        row("AGREE"),
    )  # fmt: skip
    (beating,) = found.of_type("Event")
    assert found.one(beating, "target") == "civilians-of-namibia-polecat"
    assert found.of_type("ActorGroup") == ["civilians-of-namibia-polecat"]
    assert found.one("2", "#type") == "ArmedClash"
    assert found.one("3", "#type") == "Warning"
    assert found.one("3.content", "eventType") == "ArmedClash"
    assert found.of_type("Proposition") == ["3.content", "4.content"]
    assert found.of_type("Pledge") == ["4"]


def test_no_claim_is_found_by_a_query_for_events(tmp_path: Path) -> None:
    codes = [code for code in codebook("plover.tsv") if code.partition("-")[0] in ACCUSING]
    store, (report,) = stored(written(tmp_path, *(row(code) for code in [*codes, "AGREE"])))
    assert report.facts == len(codes) + 1
    for kind in EVENT_CLASSES:
        assert not store.snapshot().ask(f"ASK {{ GRAPH ?g {{ ?event a <{kind}> }} }}")


@pytest.mark.parametrize("mark", ["hypothetical", "negation", "future", "historical"])
def test_what_did_not_happen_that_day_is_no_fact(tmp_path: Path, mark: str) -> None:
    path = written(tmp_path, row(), row("ASSAULT", Contexts=f"military; {mark}"))
    store, (report,) = stored(path)
    assert (report.rows_read, report.facts) == (2, 1)
    (reason,) = report.left_out
    assert reason.startswith("the record says that it")
    assert not store.snapshot().ask(f'ASK {{ ?fact <{LEG.ploverCode}> "ASSAULT" }}')


def test_contexts_place_and_publication(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        row("COOPERATE", Contexts="military; economic", Source="The Daily Example",
            Placename="Berlin", City="Berlin", Country="DEU", Latitude="52.5", Longitude="13.4"),
        row("AID", Country="NAM", Placename="Namibia"),
    )  # fmt: skip
    first, second = found.of_type("Event")
    assert found.one("1.evidence", "remarks") == "contexts: military, economic"
    assert found.values("2.evidence", "remarks") == []
    assert found.one(first, "reportedBy") == "the-daily-example-press-polecat"
    assert found.one(second, "reportedBy") == "polecat"
    town = found.one(first, "place")
    assert town == "place-berlin-germany-polecat"
    assert (found.one(town, "lat"), found.one(town, "long")) == ("52.5", "13.4")
    assert found.one(second, "place") == "territory-of-namibia"


def test_a_mode_of_a_later_codebook_is_read_by_its_type(tmp_path: Path) -> None:
    found = said(tmp_path, row("PROTEST-sit-in"), row("accuse-rumour"))
    assert found.one("1", "ploverCode") == "PROTEST-sit-in"
    assert found.one("1", "eventText") == "Protest"
    assert found.of_type("Characterization") == ["2"]


def test_a_bad_row_is_told_by_its_number_and_skipped_or_refuses_all(tmp_path: Path) -> None:
    rows = [
        row(),
        row(Event_Date="2031-02-30"),
        "20310203-0002\t2031-02-03\tCONSULT",
        row("SING"),
        row("CONSULT-visit; phone"),
        row(Event_ID=""),
        row() + "\tmore",
    ]
    path = written(tmp_path, *rows)
    with path.open("ab") as file:
        file.write(row(Actor_Name="Adé").encode("latin-1") + b"\n")
    report = refused_for("polecat", path, [2, 3, 4, 5, 6, 7, 8])
    assert (report.rows_read, report.facts) == (8, 1)
    assert "row 3: 3 values for 40 columns" in str(report)


def test_headers_of_several_years_are_read(tmp_path: Path) -> None:
    short = tuple(name for name in HEADER if not name.startswith(("Wikipedia", "Primary", "COW")))
    withheld = ("Headline", *HEADER[:5], "Event Text", *HEADER[5:])
    later = tuple("Event Intensity" if name == "Intensity" else name for name in HEADER)
    for header, line in (
        (short, row("CONSULT", short)),
        (withheld, row()),
        (withheld, row("CONSULT", withheld)),
        (later, row("CONSULT", later)),
        (HEADER, row() + "\t\t"),
        ((*HEADER, "", ""), row() + "\t\t"),
    ):
        (meeting,) = said(tmp_path, line, header=header).of_type("Meeting")
        assert meeting.endswith(".germany")


def test_a_file_of_other_columns_is_refused_with_what_it_lacks(tmp_path: Path) -> None:
    header = tuple(name for name in HEADER if name not in ("Event Mode", "Actor Country"))
    path = written(tmp_path, row("CONSULT", header), header=header)
    with pytest.raises(InvalidInput, match=r"it has no column Event Mode, Actor Country$"):
        stored(path)
    assert recognize(tmp_path) == []
    with pytest.raises(InvalidInput, match="is no file"):
        stored(tmp_path / "nowhere.txt")


def test_gzipped_or_not_it_is_one_version(tmp_path: Path) -> None:
    path = written(tmp_path, row())
    store, (plain,) = stored(path)
    zipped = tmp_path / f"{NAME}.gz"
    zipped.write_bytes(gzip.compress(path.read_bytes()))
    (report,) = run_imports(store, [("polecat", [zipped])], who="tester")
    assert report.already
    assert (report.slug, report.version) == (SLUG, plain.version)
    assert recognize(tmp_path) == [("polecat", [path, zipped])]
    with pytest.raises(InvalidInput, match="two files would be the one table"):
        stored(path, zipped)


names = st.one_of(
    st.sampled_from(["Namibia", "Germany", "Ada Nama", "police", "None", "Ada Nama; Germany"]),
    st.text(st.characters(blacklist_characters="\t\r\n\x85", blacklist_categories=["C", "Z"]),
            min_size=1, max_size=20),
)  # fmt: skip
countries = st.sampled_from(["NAM", "DEU", "None", "NAM; DEU", "NAM|DEU", "IGO"])
events = st.builds(
    row,
    st.sampled_from(sorted(codebook("plover.tsv"))),
    Actor_Name=names,
    Actor_Country=countries,
    Primary_Actor_Sector=st.sampled_from(["GOV", "None", "REB; MIL"]),
    Wikipedia_Actor_ID=st.sampled_from(["None", "1", "1; 2"]),
    Recipient_Name=names,
    Recipient_Country=countries,
    Primary_Recipient_Sector=st.sampled_from(["CVL", "None"]),
    Contexts=st.sampled_from(["None", "military", "military; hypothetical"]),
    Event_Date=st.integers(0, 2).map(lambda n: (date(2031, 2, 3) + timedelta(n)).isoformat()),
)


@settings(max_examples=25, deadline=None)
@given(rows=st.lists(events, max_size=10))
def test_whatever_a_table_holds_it_obeys_every_shape(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    """The import checks one fact of each form; here each one is held against the shapes."""
    store, (report,) = stored(written(tmp_path_factory.mktemp("polecat"), *rows))
    quads = graph_of(store)
    assert check_shapes(quads, territory_quads()) == []
    assert report.rows_used + sum(report.left_out.values()) == report.rows_read == len(rows)
    facts = {quad.subject for quad in quads if quad.predicate.value == LEG.evidence}
    assert len(facts) == report.facts


@settings(max_examples=25, deadline=None)
@given(
    code=st.sampled_from([c for c in codebook("plover.tsv") if c.partition("-")[0] in ACCUSING]),
    name=names,
    country=countries,
)
def test_nobody_accused_or_threatened_takes_part_in_anything(
    tmp_path_factory: pytest.TempPathFactory, code: str, name: str, country: str
) -> None:
    given_ = row(code, Recipient_Name=name, Recipient_Country=country)
    store, _ = stored(written(tmp_path_factory.mktemp("polecat"), given_))
    for role in roles("participant"):
        assert not store.snapshot().ask(f"""ASK {{ GRAPH <{DATASET!s}{SLUG}> {{
            ?fact <{role}> ?whoever FILTER NOT EXISTS {{ ?fact a <{LEG.Proposition}> }} }} }}""")
