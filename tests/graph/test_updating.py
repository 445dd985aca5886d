"""What is sent over the wire is written whole or not at all, by the rules of a load."""

import socket
import threading
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad

from graph.errors import (
    BadRequest,
    Forbidden,
    GraphSyntaxError,
    LoadRefused,
    NotFound,
    UnsupportedMediaType,
)
from graph.loading import load
from graph.store import Store, open_store
from graph.updating import OWN_GRAPHS, delete_graph, put_graph
from ontology import (
    DEFAULT_GRAPH,
    DERIVED_GRAPH,
    ENTITIES_GRAPH,
    LEG,
    REVISIONS_GRAPH,
)
from tests.graph.sending import (
    ANY,
    PEOPLE,
    SAID,
    TURTLE,
    encoded,
    post,
    put,
    unchanged,
    update,
    values,
)
from tests.graph.test_loading import ARTICLE, PREFIXES, WHOLE, without_record


@pytest.fixture
def store() -> Store:
    return open_store("memory:")


@pytest.fixture(params=["memory", "directory"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return open_store("memory:" if request.param == "memory" else str(tmp_path / "store"))


# Graphs with a source


def test_an_article_sent_is_an_article_loaded(either: Store, tmp_path: Path) -> None:
    encoded(either)
    file = tmp_path / "article.trig"
    file.write_text(WHOLE, encoding="utf-8")
    loaded = open_store("memory:")
    load(loaded, [file], who="Eva")
    assert without_record(either) == without_record(loaded)
    assert either.snapshot().revision.who == "Eva"
    assert next(either.snapshot().quads(DERIVED_GRAPH), None)
    assert not put(either, ARTICLE, SAID)


def test_an_article_deleted_is_an_article_withdrawn(either: Store) -> None:
    post(either, ENTITIES_GRAPH, PEOPLE)
    before = without_record(either)
    put(either, ARTICLE, SAID)
    delete_graph(either, ARTICLE, who="Eva")
    assert without_record(either) == before


def test_who_is_not_described_cannot_meet_anybody(store: Store) -> None:
    post(store, ENTITIES_GRAPH, PEOPLE)
    complaint = unchanged(store, LoadRefused, put, ARTICLE, SAID.replace("id:boris", "id:borys"))
    assert "borys" in complaint
    assert "boris" in complaint


def test_a_fact_needs_its_evidence(store: Store) -> None:
    post(store, ENTITIES_GRAPH, PEOPLE)
    faulty = SAID.replace("leg:evidence <#met>", "leg:attendee id:anna")
    assert "evidence" in unchanged(store, LoadRefused, put, ARTICLE, faulty)


def test_a_post_to_an_article_is_checked_with_what_is_there(store: Store) -> None:
    encoded(store)
    more = PREFIXES + '<#met> <http://www.w3.org/ns/oa#exact> "another quotation" .'
    unchanged(store, LoadRefused, post, ARTICLE, more)


def test_nobody_takes_away_whom_an_article_names(store: Store) -> None:
    encoded(store)

    def delete_entities(store: Store) -> None:
        delete_graph(store, ENTITIES_GRAPH, who="Eva")

    assert "any more" in unchanged(store, LoadRefused, delete_entities)
    without_anna = "\n".join(line for line in PEOPLE.splitlines() if "id:anna" not in line)
    assert "anna" in unchanged(store, LoadRefused, put, ENTITIES_GRAPH, without_anna)
    removal = f"DELETE WHERE {{ GRAPH <{ENTITIES_GRAPH}> {{ ?a a ?o }} }}"
    assert "any more" in unchanged(store, LoadRefused, update, removal)


def test_a_fault_that_was_there_before_is_not_held_against_an_update(store: Store) -> None:
    encoded(store)
    bare = NamedNode("https://w3id.org/legation/id/bare")
    with store.draft("tester", "as an older version let through") as draft:
        draft.add([Quad(bare, NamedNode(LEG.evidence), bare, NamedNode(ARTICLE))])
    update(store, f'INSERT DATA {{ GRAPH <{ARTICLE}> {{ <{ARTICLE}> <a:b> "c" }} }}')
    assert "c" in values(store, ARTICLE)


# Graphs of any kind, and those that nobody writes


@pytest.mark.parametrize("graph", [None, ANY, f"{ARTICLE}/x", f"{ARTICLE}_X", DEFAULT_GRAPH])
def test_only_an_admin_writes_any_graph(store: Store, graph: str | None) -> None:
    for change in (put, post):
        assert "admin" in unchanged(store, Forbidden, change, graph, "<a:a> <a:b> 1 .")
    put(store, graph, "<a:a> <a:b> 1 .", anything=True)
    with pytest.raises(Forbidden, match="admin"):
        delete_graph(store, graph, who="Eva")
    delete_graph(store, graph, who="Eva", anything=True)


@pytest.mark.parametrize("graph", OWN_GRAPHS)
def test_nobody_writes_what_legation_makes(store: Store, graph: str) -> None:
    for change in (put, post):
        with pytest.raises(Forbidden, match="Legation"):
            change(store, graph, "<a:a> <a:b> 1 .", anything=True)
    with pytest.raises(Forbidden, match="Legation"):
        delete_graph(store, graph, who="Eva", anything=True)


def test_any_graph_may_say_anything_but_falsely_in_our_words(store: Store) -> None:
    put(
        store, ANY, '[] a <a:B> ; <http://www.w3.org/2000/01/rdf-schema#label> "x" .', anything=True
    )
    visit = f"<a:visit> a <{LEG.Visit}> ."
    with pytest.raises(LoadRefused, match="evidence"):
        put(store, ANY, visit, anything=True)
    with pytest.raises(LoadRefused, match="evidence"):
        post(store, None, visit, anything=True)
    assert "evidence" in unchanged(
        store, LoadRefused, update, f"INSERT DATA {{ {visit.removesuffix('.')} }}"
    )


def test_a_graph_is_put_added_to_and_deleted(either: Store) -> None:
    assert put(either, ANY, '<> <a:b> "1", "2" .', anything=True)
    assert not put(either, ANY, '<> <a:b> "3" .', anything=True)
    assert not post(either, ANY, '<> <a:b> "4" .', '<> <a:b> "5" .', anything=True)
    assert values(either, ANY) == {"3", "4", "5"}
    assert {str(quad.subject) for quad in either.snapshot().quads(ANY)} == {f"<{ANY}>"}
    delete_graph(either, ANY, who="Eva", anything=True)
    assert ANY not in either.snapshot().graphs()
    with pytest.raises(NotFound, match="no graph"):
        delete_graph(either, ANY, who="Eva", anything=True)


def test_the_default_graph_is_one_of_them(either: Store) -> None:
    put(either, ANY, '<a:a> <a:b> "named" .', anything=True)
    assert not put(either, None, '<a:a> <a:b> "default" .', anything=True)
    assert values(either, DEFAULT_GRAPH) == {"default"}
    assert values(either, ANY) == {"named"}
    assert {"default", "named"} <= {
        row["o"].value for row in either.snapshot().select("SELECT ?o { <a:a> <a:b> ?o }")
    }
    assert DEFAULT_GRAPH in {
        quad.object.value
        for quad in either.snapshot().quads(REVISIONS_GRAPH)
        if isinstance(quad.object, NamedNode)
    }
    delete_graph(either, None, who="Eva", anything=True)
    assert not values(either, DEFAULT_GRAPH)


def test_of_several_parts_one_that_is_wrong_stops_all(store: Store) -> None:
    with pytest.raises(GraphSyntaxError):
        post(store, ANY, "<a:a> <a:b> 1 .", "<a:a> <a:b>", anything=True)
    assert store.snapshot().revision.number == 0


def test_blank_nodes_of_two_bodies_are_two(store: Store) -> None:
    post(store, ANY, "_:x <a:b> 1 .", "_:x <a:b> 2 .", anything=True)
    post(store, ANY, "_:x <a:b> 3 .", anything=True)
    assert len({quad.subject for quad in store.snapshot().quads(ANY)}) == 3


# What is sent


RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="a:">
<rdf:Description rdf:about="#a"><a:b>é</a:b></rdf:Description></rdf:RDF>"""


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (TURTLE, '<#a> <a:b> "é" .'),
        ("application/n-triples", f'<{ANY}#a> <a:b> "é" .'),
        ("application/ld+json", '{"@id": "#a", "a:b": "é"}'),
        (
            "application/rdf+xml",
            RDF_XML,
        ),
    ],
)
def test_each_format_says_the_same(store: Store, kind: str, text: str) -> None:
    put(store, ANY, text, kind, anything=True)
    (quad,) = store.snapshot().quads(ANY)
    assert str(quad) == f'<{ANY}#a> <a:b> "é" <{ANY}>'


@pytest.mark.parametrize("kind", ["application/trig", "application/n-quads", "text/html", ""])
def test_other_formats_are_no_graph(store: Store, kind: str) -> None:
    with pytest.raises(UnsupportedMediaType, match="text/turtle"):
        put(store, ANY, "", kind, anything=True)


def test_the_place_of_an_error_is_told(store: Store) -> None:
    with pytest.raises(GraphSyntaxError) as caught:
        put(store, ANY, "<a:a> <a:b> 1 .\n<a:a> a:b 2 .", anything=True)
    assert (caught.value.line, caught.value.column) == (2, 7)


def test_our_own_context_is_at_hand(store: Store) -> None:
    text = '{"@context": "https://w3id.org/legation/context.jsonld", "@id": "a:a", "a:b": "c"}'
    put(store, ANY, text, "application/ld+json", anything=True)
    assert values(store, ANY) == {"c"}


XML = '<!DOCTYPE r [{}]><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'


def test_nothing_is_fetched(store: Store) -> None:
    """Each way to name an address is tried on one that listens, and nobody calls."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        calls: list[object] = []
        waiting = threading.Thread(target=_take, args=(listening, calls))
        waiting.start()
        there = f"http://127.0.0.1:{listening.getsockname()[1]}/x"
        bodies = [
            (f'{{"@context": "{there}", "@id": "a:a", "b": 1}}', "application/ld+json"),
            (f'{{"@context": [{{}}, "{there}"], "@id": "a:a"}}', "application/ld+json"),
            (f'{{"@context": {{"@import": "{there}"}}, "@id": "a:a"}}', "application/ld+json"),
            (XML.format(f'<!ENTITY x SYSTEM "{there}">'), "application/rdf+xml"),
        ]
        for text, kind in bodies:
            with pytest.raises(BadRequest):
                put(store, ANY, text, kind, anything=True)
        for text in (f"LOAD <{there}>", f"INSERT {{}} WHERE {{ SERVICE <{there}> {{}} }}"):
            with pytest.raises(Forbidden):
                update(store, text)
        waiting.join()
    assert calls == []


def _take(listening: socket.socket, calls: list[object]) -> None:
    try:
        calls.append(listening.accept())
    except TimeoutError:
        return


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_entities_do_not_blow_up(store: Store, encoding: str) -> None:
    grown = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    content = XML.format(f'<!ENTITY a0 "aaaaaaaaaa">{grown}').encode(encoding)
    with pytest.raises(BadRequest):
        put_graph(store, ANY, content, "application/rdf+xml", base=ANY, who="Eva", anything=True)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'<a:a> <a:b> "\xff" .', TURTLE),
        (b"[" * 100_000 + b"https://w3id.org/legation/context.jsonld", "application/ld+json"),
        (b'["https://w3id.org/legation/context.jsonld", ' + b"9" * 5000, "application/ld+json"),
        (b"(" * 100_000, TURTLE),
        (b'{"a:b":' * 100_000, "application/ld+json"),
        (b"<a>" * 100_000, "application/rdf+xml"),
        (b"\0", "application/rdf+xml"),
    ],
)
def test_rubbish_is_a_bad_request(store: Store, content: bytes, kind: str) -> None:
    with pytest.raises(BadRequest):
        put_graph(store, ANY, content, kind, base=ANY, who="Eva", anything=True)


def test_on_an_endpoint_named_graphs_are_written_and_updates_refused(server: str) -> None:
    store = open_store(f"{server}/query")
    put(store, ANY, '<> <a:b> "1" .', anything=True)
    assert values(store, ANY) == {"1"}
    with pytest.raises(Forbidden, match="endpoint"):
        update(store, "DELETE WHERE { ?s ?p ?o }")
    with pytest.raises(Forbidden, match="name a graph"):
        put(store, None, '<> <a:b> "1" .', anything=True)
    delete_graph(store, ANY, who="Eva", anything=True)
    assert values(store, ANY) == set()
    store.close()
