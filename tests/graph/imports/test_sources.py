"""Sources are known by what is in their files, read safely, and imported whole or not at all."""

import gzip
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from graph.errors import InvalidInput, LoadRefused, NotFound
from graph.imports import recognize, run_imports, sources
from graph.imports._table import Table
from graph.loading import withdraw
from graph.progress import silent
from graph.seed import seed
from graph.shapes import check_shapes
from graph.store import Store, open_store
from graph.territories import territory_quads
from ontology import ENTITIES_GRAPH, ID, REVISIONS_GRAPH
from tests.graph.imports.published import (
    appointment,
    appointments_folder,
    leader,
    leaders_csv,
    leaders_file,
    table,
    tarball,
    travels_folder,
    trip,
    visit,
    visits_folder,
    written,
)

MET = "State visit. Met with President Rivers."


@pytest.fixture
def store() -> Store:
    store = open_store("memory:")
    seed(store)
    return store


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder as a user would have it: archives under any name, and other things beside them."""
    folder = tmp_path / "records"
    (folder / "deeper").mkdir(parents=True)
    visits_folder(tmp_path / "v", visit("7", "President Ada Nama", description=MET), presidents="")
    travels_folder(tmp_path / "t", trip("5"))
    appointments_folder(tmp_path / "p", appointment("na-1", started="1991-02-03"))
    tarball(tmp_path / "v", folder / "deeper" / "downloaded")
    tarball(tmp_path / "t", folder / "travels_raw_xml.tar.gz")
    tarball(tmp_path / "p", folder / "pocom.tgz")
    (folder / "table").write_bytes(gzip.compress(leaders_csv(leader()).encode()))
    (folder / "notes.csv").write_text("name,office\nAda,President\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0 not a record")
    (folder / "broken.tar.gz").write_bytes(gzip.compress(b"not an archive"))
    written(folder / "deeper", {"page.xml": "<html/>"})
    return folder


def without_record(store: Store) -> set[Quad]:
    record = NamedNode(REVISIONS_GRAPH)
    return {quad for quad in store.snapshot().quads() if quad.graph_name != record}


def test_a_folder_is_recognized_by_what_is_in_it(records: Path) -> None:
    found = dict(recognize(records))
    assert {name: [path.name for path in paths] for name, paths in found.items()} == {
        "leaders": ["table"],
        "state-department": ["downloaded", "pocom.tgz", "travels_raw_xml.tar.gz"],
    }


def test_unpacked_checkouts_and_zip_archives_are_recognized(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    visits_folder(plain, visit("7", "President Ada Nama"))
    assert recognize(plain) == [("state-department", [plain])]
    packed = tmp_path / "packed"
    packed.mkdir()
    with zipfile.ZipFile(packed / "checkout-main.zip", "w") as archive:
        for path in sorted(plain.rglob("*.xml")):
            archive.write(path, f"checkout-main/{path.relative_to(plain).as_posix()}")
    ((name, paths),) = recognize(packed)
    assert (name, [path.name for path in paths]) == ("state-department", ["checkout-main.zip"])
    assert table(name, paths[0], "state-department-visits").rows_read == 1


def test_nothing_is_recognized_in_an_empty_folder(tmp_path: Path) -> None:
    assert recognize(tmp_path) == []
    with pytest.raises(InvalidInput, match="is no folder"):
        recognize(tmp_path / "nowhere")


def test_all_sources_are_imported_in_one_revision(store: Store, records: Path) -> None:
    before = store.snapshot().revision.number
    reports = run_imports(store, recognize(records), who="tester")
    assert store.snapshot().revision.number == before + 1
    assert {report.slug: (report.rows_read, report.rows_used) for report in reports} == {
        "leaders": (1, 1),
        "state-department-visits": (1, 1),
        "state-department-travels": (1, 1),
        "state-department-appointments": (1, 1),
    }


def test_importing_again_changes_nothing(store: Store, records: Path) -> None:
    first = run_imports(store, recognize(records), who="tester")
    before = store.snapshot().revision
    again = run_imports(store, recognize(records), who="tester")
    assert store.snapshot().revision == before
    assert all(report.already for report in again)
    kept = [(report.slug, report.version, report.rows_read, report.facts) for report in first]
    assert kept == [(r.slug, r.version, r.rows_read, r.facts) for r in again]


def test_a_new_version_replaces_the_old_one(store: Store, tmp_path: Path) -> None:
    old = leaders_file(tmp_path / "old", leader(), leader(start="2010-01-01", end=""))
    new = leaders_file(tmp_path / "new", leader())
    run_imports(store, [("leaders", [new])], who="tester")
    expected = without_record(store)
    run_imports(store, [("leaders", [old])], who="tester")
    assert without_record(store) != expected
    run_imports(store, [("leaders", [new])], who="tester")
    assert without_record(store) == expected


def test_withdrawing_a_table_leaves_no_trace(store: Store, records: Path) -> None:
    before = without_record(store)
    reports = run_imports(store, recognize(records), who="tester")
    for report in reports:
        withdraw(store, report.slug, who="tester")
    assert without_record(store) == before


def test_a_table_leaves_the_shipped_descriptions_alone(store: Store, records: Path) -> None:
    before = set(store.snapshot().quads(ENTITIES_GRAPH))
    run_imports(store, recognize(records), who="tester")
    assert set(store.snapshot().quads(ENTITIES_GRAPH)) == before


def test_the_same_files_give_the_same_quads(records: Path) -> None:
    for name, paths in recognize(records):
        for path in paths:
            once, twice = table(name, path), table(name, path)
            assert once.quads == twice.quads
            assert len(set(once.quads)) == len(once.quads)


def test_a_table_that_breaks_the_shapes_is_refused_whole(
    store: Store, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = Table.finish

    def broken(self: Table) -> Table:
        self.fact("no-holder", "Tenure", {}, record="no-holder", bounds={})
        return finish(self)

    monkeypatch.setattr(Table, "finish", broken)
    before = store.snapshot().revision
    with pytest.raises(LoadRefused) as caught:
        run_imports(store, recognize(records), who="tester")
    assert any("no-holder" in fault.node for fault in caught.value.faults)
    assert store.snapshot().revision == before


def test_a_table_that_names_nobody_known_is_refused(
    store: Store, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = Table.finish

    def broken(self: Table) -> Table:
        roles = {"holder": f"{ID!s}nobody", "office": self.office("Clerk", None)}
        self.fact("of-nobody", "Tenure", roles, record="of-nobody", bounds={})
        return finish(self)

    monkeypatch.setattr(Table, "finish", broken)
    with pytest.raises(LoadRefused) as caught:
        run_imports(store, recognize(records), who="tester")
    reasons = {fault.reason for fault in caught.value.faults}
    assert f"nothing describes <{ID!s}nobody>" in reasons


def test_an_unknown_source_is_refused_with_the_nearest(store: Store) -> None:
    with pytest.raises(NotFound) as caught:
        run_imports(store, [("leader", [])], who="tester")
    assert "leaders" in caught.value.nearest


@pytest.mark.parametrize("source", ["leaders", "state-department"])
def test_a_file_that_is_not_there_is_refused(source: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        sources()[source].open([tmp_path / "nowhere"])


def test_xml_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    folder = written(tmp_path, {"visits/data/1990.xml": "<visits><visit>"})
    with pytest.raises(InvalidInput, match=r"1990\.xml is not the XML it should be"):
        table("state-department", folder)


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE visits [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><visits>&b;</visits>',
        '<!DOCTYPE visits [<!ENTITY x SYSTEM "file:///etc/hostname">]><visits>&x;</visits>',
    ],
)
def test_xml_that_would_grow_or_reach_out_is_refused(tmp_path: Path, content: str) -> None:
    folder = written(tmp_path, {"presidents/presidents.xml": content})
    path = folder / "presidents" / "1990.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InvalidInput):
        table("state-department", folder)


def test_files_without_records_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no visits, travels or appointments"):
        table("state-department", written(tmp_path, {"page.xml": "<html/>"}))


def test_the_published_tables_obey_the_shapes_and_account_for_every_row(shared: Path) -> None:
    reports = {}
    for name, paths in recognize(shared / "data" / "state-department"):
        for edition in sources()[name].open(paths):
            found = edition.read(silent)
            reports[found.slug] = found.report()
            types = [quad for quad in found.quads if quad.predicate.value.endswith("#type")]
            faults = check_shapes(found.quads, [*types, *_shipped_types()])
            assert faults == []
    assert {slug: report.rows_read for slug, report in reports.items()} == {
        "state-department-visits": 3_264,
        "state-department-travels": 4_271,
        "state-department-appointments": 7_262,
    }
    for report in reports.values():
        assert report.rows_used + sum(report.left_out.values()) == report.rows_read
        assert report.rows_used > 0.9 * report.rows_read


def _shipped_types() -> list[Quad]:
    return [quad for quad in territory_quads() if quad.predicate.value.endswith("#type")]
