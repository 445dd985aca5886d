"""A file is loaded whole or not at all, and withdrawn without a trace."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from graph.errors import Fault, LoadRefused, NotFound
from graph.loading import load, withdraw
from graph.store import Store, open_store
from ontology import DERIVED_GRAPH, REVISIONS_GRAPH

ARTICLE = "https://w3id.org/legation/article/an-article"
PREFIXES = """
@base <https://w3id.org/legation/article/an-article> .
@prefix leg: <https://w3id.org/legation/ns#> .
@prefix id: <https://w3id.org/legation/id/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ENTITIES = """
GRAPH <https://w3id.org/legation/graph/entities> {
  id:anna a leg:Person ; rdfs:label "Anna"@en .
  id:boris a leg:Person ; rdfs:label "Boris"@en .
  id:a-paper a leg:MediaOrganization ; rdfs:label "A Paper"@en .
}
"""
FACTS = """
  <> a leg:Article ; dct:title "Anna meets Boris" ; leg:publisher id:a-paper ;
    leg:sha256 "0000000000000000000000000000000000000000000000000000000000000000" ;
    leg:bodyStart 20 ; leg:bodyEnd 100 .
  id:anna-meets-boris a leg:Meeting ;
    leg:attendee id:anna , id:boris ;
    leg:reportedBy id:a-paper ; leg:evidence <#met> .
  <#met> a leg:Evidence ; oa:hasSource <> ; oa:start 20 ; oa:end 31 ; oa:exact "they talked" .
"""
WHOLE = f"{PREFIXES}{ENTITIES}GRAPH <> {{{FACTS}}}\n"


@pytest.fixture
def store() -> Store:
    return open_store("memory:")


def written(folder: Path, text: str, name: str = "article.trig") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def without_record(store: Store) -> set[Quad]:
    record = NamedNode(REVISIONS_GRAPH)
    return {quad for quad in store.snapshot().quads() if quad.graph_name != record}


def refused(store: Store, path: Path) -> list[Fault]:
    before = store.snapshot().revision
    with pytest.raises(LoadRefused) as caught:
        load(store, [path], who="tester")
    assert store.snapshot().revision == before
    return list(caught.value.faults)


def test_an_article_is_loaded_and_derived_from(store: Store, tmp_path: Path) -> None:
    load(store, [written(tmp_path, WHOLE)], who="tester")
    snapshot = store.snapshot()
    assert snapshot.revision.who == "tester"
    assert snapshot.ask(
        "PREFIX id: <https://w3id.org/legation/id/> PREFIX leg: <https://w3id.org/legation/ns#> "
        f"ASK {{ GRAPH <{DERIVED_GRAPH}> "
        "{ id:anna leg:met id:boris . id:boris leg:met id:anna } }"
    )


@pytest.mark.parametrize(
    ("name", "format_"),
    [("article.nq", RdfFormat.N_QUADS), ("article.jsonld", RdfFormat.JSON_LD)],
)
def test_other_formats_say_the_same(
    store: Store, tmp_path: Path, name: str, format_: RdfFormat
) -> None:
    quads = list(parse(WHOLE, RdfFormat.TRIG))
    text = serialize(quads, format=format_)
    assert text is not None
    load(store, [written(tmp_path, text.decode(), name)], who="tester")
    assert set(store.snapshot().quads(ARTICLE)) == {
        q for q in quads if q.graph_name.value == ARTICLE
    }


def test_turtle_goes_to_the_graph_of_its_article(store: Store, tmp_path: Path) -> None:
    load(store, [written(tmp_path, PREFIXES + ENTITIES, "actors.trig")], who="tester")
    load(store, [written(tmp_path, PREFIXES + FACTS, "article.ttl")], who="tester")
    assert ARTICLE in store.snapshot().graphs()


def test_loading_again_replaces_the_graph(store: Store, tmp_path: Path) -> None:
    load(store, [written(tmp_path, WHOLE)], who="tester")
    load(store, [written(tmp_path, WHOLE.replace("anna-meets-boris", "their-talk"))], who="tester")
    subjects = {str(quad.subject) for quad in store.snapshot().quads(ARTICLE)}
    assert "<https://w3id.org/legation/id/their-talk>" in subjects
    assert "<https://w3id.org/legation/id/anna-meets-boris>" not in subjects


def test_withdrawing_goes_all_the_way_back(store: Store, tmp_path: Path) -> None:
    load(store, [written(tmp_path, PREFIXES + ENTITIES, "actors.trig")], who="tester")
    before = without_record(store)
    load(store, [written(tmp_path, PREFIXES + FACTS, "article.ttl")], who="tester")
    withdraw(store, "an-article", who="tester")
    assert without_record(store) == before


def test_withdrawing_what_is_not_there_names_the_nearest(store: Store, tmp_path: Path) -> None:
    load(store, [written(tmp_path, WHOLE)], who="tester")
    with pytest.raises(NotFound, match="an-article"):
        withdraw(store, "an-artikle", who="tester")


def test_what_others_name_is_not_withdrawn(store: Store, tmp_path: Path) -> None:
    own = FACTS.replace("an-article", "other").replace("id:anna-meets-boris", "id:other-talk")
    own += " id:carl a leg:Person ; rdfs:label 'Carl'@en ."
    load(store, [written(tmp_path, f"{PREFIXES}{ENTITIES}GRAPH <> {{{own}}}")], who="tester")
    later = WHOLE.replace("an-article", "later").replace("id:boris ;", "id:carl ;")
    load(store, [written(tmp_path, later, "later.trig")], who="tester")
    with pytest.raises(LoadRefused, match="carl"):
        withdraw(store, "an-article", who="tester")
    assert ARTICLE in store.snapshot().graphs()


BROKEN = [
    ("id:boris ;\n    leg:rep", "id:boriss ;\n    leg:rep", "nothing describes", 18, "boris"),
    ("id:anna , id:boris", "id:anna", "fewer than two", 18, "leg:attendee"),
    ("oa:end 31", "oa:end 30", "as long as its offsets", 21, "code points"),
    ("GRAPH <> {", "GRAPH <https://example.org/g> {", "cannot be loaded", None, "slug"),
    ("leg:bodyEnd 100 .", "leg:bodyEnd 100", "does not parse", 18, ""),
    ("@base", "# @base", "does not parse", None, "@base"),
]


@pytest.mark.parametrize(("old", "new", "reason", "line", "mend"), BROKEN)
def test_a_broken_file_is_refused_with_its_place(
    store: Store, tmp_path: Path, old: str, new: str, reason: str, line: int | None, mend: str
) -> None:
    assert old in WHOLE
    faults = refused(store, written(tmp_path, WHOLE.replace(old, new)))
    fault = next(fault for fault in faults if reason in fault.reason)
    assert fault.file == "article.trig"
    assert mend in fault.mend
    if line is not None:
        assert fault.line is not None
        assert abs(fault.line - line) <= 1


def test_every_fault_is_listed_at_once(store: Store, tmp_path: Path) -> None:
    text = WHOLE.replace("oa:end 31", "oa:end 30").replace("id:anna , id:boris", "id:anna")
    assert len(refused(store, written(tmp_path, text))) >= 2


def test_one_bad_file_keeps_the_good_one_out(store: Store, tmp_path: Path) -> None:
    good = written(tmp_path, WHOLE)
    bad = written(tmp_path, "not RDF", "bad.ttl")
    with pytest.raises(LoadRefused):
        load(store, [good, bad], who="tester")
    assert store.snapshot().graphs() == []


@pytest.mark.parametrize("name", ["article.docx", "missing.ttl"])
def test_what_cannot_be_read_is_refused(store: Store, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("docx"):
        path.write_bytes(b"\xff\xfe")
    assert refused(store, path)[0].file == name


def test_a_remote_context_is_not_fetched(store: Store, tmp_path: Path) -> None:
    text = '{"@context": "https://example.org/context.jsonld", "@id": "https://example.org/a"}'
    assert refused(store, written(tmp_path, text, "remote.jsonld"))
