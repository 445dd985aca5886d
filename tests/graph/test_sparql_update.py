"""An update is carried out whole or not at all, and touches nothing that is Legation's own."""

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.errors import BadRequest, Forbidden, InvalidInput, LegationError, QuerySyntaxError
from graph.identity import judge_different
from graph.store import Store, open_store
from graph.updating import OWN_GRAPHS, run_update
from ontology import DEFAULT_GRAPH, DERIVED_GRAPH, IDENTITY_GRAPH, LEG, REVISIONS_GRAPH
from tests.graph.sending import encoded, unchanged, update, values
from tests.graph.test_loading import ARTICLE


@pytest.fixture
def store() -> Store:
    return open_store("memory:")


@pytest.fixture(params=["memory", "directory"])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return open_store("memory:" if request.param == "memory" else str(tmp_path / "store"))


def test_an_update_changes_the_default_graph_and_named_ones(either: Store) -> None:
    update(either, 'INSERT DATA { <a> <b> "d" GRAPH <g> { <a> <b> "n" } }')
    assert values(either, DEFAULT_GRAPH) == {"d"}
    assert values(either, "http://example.org/g") == {"n"}
    update(either, 'INSERT { ?s <c> "seen" } WHERE { ?s <b> "n" }')
    assert values(either, DEFAULT_GRAPH) == {"d"}, "the union is not an update's default graph"


def test_an_update_says_what_it_changed(either: Store) -> None:
    update(either, "INSERT DATA { GRAPH <a:a> { <a> <b> 1 } GRAPH <a:b> { <a> <b> 1 } }")
    update(either, "INSERT DATA { GRAPH <a:a> { <a> <b> 1, 2 } GRAPH <a:b> { <a> <b> 1 } }")
    revision = NamedNode(f"https://w3id.org/legation/revision/{either.snapshot().revision.number}")
    changed = {
        str(quad.object)
        for quad in either.snapshot().quads(REVISIONS_GRAPH)
        if quad.subject == revision and quad.predicate.value == LEG.changed
    }
    assert changed == {"<a:a>"}


@pytest.mark.parametrize("word", ["CLEAR", "DROP"])
def test_clearing_all_keeps_the_record_and_what_people_judged(either: Store, word: str) -> None:
    encoded(either)
    anna, boris = (f"https://w3id.org/legation/id/{name}" for name in ("anna", "boris"))
    judge_different(either, anna, boris, reason="two people", judge="Eva")
    kept = {name: set(either.snapshot().quads(name)) for name in (IDENTITY_GRAPH, REVISIONS_GRAPH)}
    update(either, f"{word} ALL")
    assert set(either.snapshot().graphs()) == {IDENTITY_GRAPH, REVISIONS_GRAPH}
    assert set(either.snapshot().quads(IDENTITY_GRAPH)) == kept[IDENTITY_GRAPH]
    assert set(either.snapshot().quads(REVISIONS_GRAPH)) > kept[REVISIONS_GRAPH]


def test_what_is_derived_follows_an_update(store: Store) -> None:
    encoded(store)
    assert next(store.snapshot().quads(DERIVED_GRAPH), None)
    update(store, f"DROP GRAPH <{ARTICLE}>")
    assert next(store.snapshot().quads(DERIVED_GRAPH), None) is None


@pytest.mark.parametrize("graph", [*OWN_GRAPHS, DEFAULT_GRAPH])
def test_an_update_adds_nothing_to_what_legation_makes(store: Store, graph: str) -> None:
    unchanged(store, Forbidden, update, f"INSERT DATA {{ GRAPH <{graph}> {{ <a> <b> 1 }} }}")


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (QuerySyntaxError, "INSERT DATA { <a> <b> 1"),
        (QuerySyntaxError, "SELECT * { ?s ?p ?o }"),
        (InvalidInput, "DROP GRAPH <a:nowhere>"),
        (InvalidInput, "INSERT DATA { <a> <b> 1 } ; DROP GRAPH <a:nowhere>"),
        (Forbidden, "LOAD <a:a>"),
        (Forbidden, "L\\u004FAD <a:a>"),
        (Forbidden, "INSERT {} WHERE { SERVICE <a:a> { ?s ?p ?o } }"),
    ],
)
def test_an_update_that_fails_leaves_nothing(
    store: Store, fault: type[LegationError], text: str
) -> None:
    unchanged(store, fault, update, text)


def test_the_request_names_the_dataset_of_the_patterns(store: Store) -> None:
    update(
        store, 'INSERT DATA { <a> <b> "d" GRAPH <a:a> { <a> <b> "1" } GRAPH <a:b> { <a> <b> "2" } }'
    )
    found = "http://example.org/found"
    everywhere = "{ { ?s <b> ?o } UNION { GRAPH ?g { ?s <b> ?o } } }"
    copy = f"INSERT {{ GRAPH <found> {{ ?s <b> ?o }} }} WHERE {everywhere}"
    run_update(
        store, copy, using_graphs=["a:a"], base="http://example.org/", who="Eva", why="to see"
    )
    assert values(store, found) == {"1"}
    run_update(
        store,
        f"# WHERE {{\nDROP GRAPH <found> ; {copy} ; INSERT DATA {{ <where> <b> 'WHERE' }}",
        using_named_graphs=["a:b"],
        base="http://example.org/",
        who="Eva",
    )
    assert values(store, found) == {"2"}


def test_the_dataset_holds_for_the_short_form_of_a_deletion(store: Store) -> None:
    update(store, 'INSERT DATA { <a> <b> "1", "2" . GRAPH <a:a> { <a> <b> "1" } }')
    run_update(
        store,
        "PREFIX : <> DELETE # all\nWHERE { :a ?p ?o } ; DELETE WHERE { GRAPH <a:a> { ?s ?p '}' } }",
        using_graphs=["a:a"],
        base="http://example.org/",
        who="Eva",
    )
    assert values(store, DEFAULT_GRAPH) == {"2"}


@pytest.mark.parametrize(
    "text",
    [
        "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s ?p ?o } using <a:a> WHERE { ?s ?p ?o }",
    ],
)
def test_a_dataset_is_named_once(store: Store, text: str) -> None:
    with pytest.raises(BadRequest, match="too"):
        update(store, text, using=["a:b"])


def test_words_inside_are_no_dataset(store: Store) -> None:
    text = "PREFIX using: <a:> INSERT { ?s ?p 'WITH' } WHERE { ?s using:with ?p # USING\n}"
    update(store, text, using=["a:b"])


@pytest.mark.parametrize("name", ["", "no-scheme", "a:a> { }", "a:a b"])
def test_a_dataset_is_named_by_iris(store: Store, name: str) -> None:
    with pytest.raises(BadRequest, match="IRI"):
        update(store, "DELETE WHERE { ?s ?p ?o }", using=[name])
