"""Every kind of store keeps the same promises: revisions are whole, immutable and recorded."""

import io
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import BadRequest, EndpointFailure, QuerySyntaxError, Unavailable
from graph.store import QueryRequest, Store, open_store
from ontology import REVISIONS_GRAPH

GRAPH = "https://w3id.org/legation/article/one"
OTHER = "https://w3id.org/legation/article/two"


def quad(number: int, graph: str = GRAPH) -> Quad:
    return Quad(
        NamedNode(f"https://example.org/{number}"),
        NamedNode("https://example.org/says"),
        Literal(f'Шойгу «{number}»\n"quoted" \\ 金正恩', language="ru"),
        NamedNode(graph),
    )


@pytest.fixture(params=["memory", "directory", "endpoint"])
def store(request: pytest.FixtureRequest, tmp_path: Path, server: str) -> Iterator[Store]:
    urls = {
        "memory": "memory:",
        "directory": str(tmp_path / "store"),
        "endpoint": f"{server}/query",
    }
    if request.param == "endpoint":
        httpx.post(
            f"{server}/update",
            content="DROP ALL",
            headers={"Content-Type": "application/sparql-update"},
        ).raise_for_status()
    opened = open_store(urls[request.param])
    yield opened
    opened.close()


def write(store: Store, graph: str, quads: list[Quad], why: str = "a test") -> None:
    with store.draft("tester", why) as draft:
        draft.replace(graph, quads)


def content(store: Store, graph: str) -> set[Quad]:
    return set(store.snapshot().quads(graph))


def test_a_new_store_is_empty_at_revision_0(store: Store) -> None:
    assert store.snapshot().revision.number == 0
    assert store.snapshot().graphs() == []


def test_a_draft_is_published_with_its_record(store: Store) -> None:
    write(store, GRAPH, [quad(1), quad(2)], why="two quads")
    snapshot = store.snapshot()
    assert content(store, GRAPH) == {quad(1), quad(2)}
    assert (snapshot.revision.number, snapshot.revision.who, snapshot.revision.why) == (
        1,
        "tester",
        "two quads",
    )
    assert snapshot.graphs() == [GRAPH, REVISIONS_GRAPH]
    assert snapshot.ask(f"ASK {{ ?r <https://w3id.org/legation/ns#changed> <{GRAPH}> }}")


def test_a_draft_reads_its_own_changes(store: Store) -> None:
    with store.draft("tester", "read") as draft:
        draft.replace(GRAPH, [quad(1)])
        draft.add([quad(2, OTHER)])
        assert set(draft.quads()) >= {quad(1), quad(2, OTHER)}
        assert len(list(draft.select("SELECT ?s { ?s <https://example.org/says> ?o }"))) == 2


def test_replacing_leaves_other_graphs_alone(store: Store) -> None:
    write(store, GRAPH, [quad(1), quad(2)])
    write(store, OTHER, [quad(3, OTHER)])
    write(store, GRAPH, [quad(2), quad(4)])
    assert content(store, GRAPH) == {quad(2), quad(4)}
    assert content(store, OTHER) == {quad(3, OTHER)}


def test_replacing_with_nothing_removes_the_graph(store: Store) -> None:
    write(store, GRAPH, [quad(1)])
    write(store, GRAPH, [])
    assert GRAPH not in store.snapshot().graphs()


def test_an_exception_drops_the_draft(store: Store) -> None:
    write(store, GRAPH, [quad(1)])

    def fail() -> None:
        with store.draft("tester", "fails") as draft:
            draft.replace(GRAPH, [quad(2)])
            draft.add([quad(3, OTHER)])
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert content(store, GRAPH) == {quad(1)}
    assert store.snapshot().revision.number == 1
    assert OTHER not in store.snapshot().graphs()


def test_large_graphs_are_replaced_too(store: Store) -> None:
    write(store, GRAPH, [quad(n) for n in range(3_000)])
    write(store, GRAPH, [quad(n) for n in range(1_000, 6_500)])
    assert content(store, GRAPH) == {quad(n) for n in range(1_000, 6_500)}


def test_the_default_graph_of_a_query_is_the_union(store: Store) -> None:
    write(store, GRAPH, [quad(1)])
    write(store, OTHER, [quad(2, OTHER)])
    query = "SELECT ?s { ?s <https://example.org/says> ?o }"
    assert len(list(store.snapshot().select(query))) == 2
    triples = store.snapshot().construct("CONSTRUCT WHERE { ?s <https://example.org/says> ?o }")
    assert len(list(triples)) == 2


def test_a_request_may_name_its_dataset(store: Store) -> None:
    write(store, GRAPH, [quad(1)])
    write(store, OTHER, [quad(2, OTHER)])
    output = io.BytesIO()
    request = QueryRequest(
        "SELECT ?s { ?s ?p ?o }", "text/csv", union=False, default_graphs=(OTHER,)
    )
    store.snapshot().stream(request, output)
    assert output.getvalue().split() == [b"s", b"https://example.org/2"]


def test_a_query_that_does_not_parse_is_refused(store: Store) -> None:
    with pytest.raises(BadRequest):
        list(store.snapshot().select("SELECT ?s { ?s ?p"))


@pytest.mark.parametrize("kind", ["memory", "directory"])
def test_a_snapshot_never_changes(kind: str, tmp_path: Path) -> None:
    store = open_store("memory:" if kind == "memory" else str(tmp_path / "store"))
    write(store, GRAPH, [quad(1)])
    before = store.snapshot()
    write(store, GRAPH, [quad(2)])
    assert set(before.quads(GRAPH)) == {quad(1)}
    assert before.revision.number == 1
    assert content(store, GRAPH) == {quad(2)}


def test_a_syntax_error_has_its_place() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        open_store("memory:").snapshot().select("SELECT ?s {\n  ?s ?p }")
    assert caught.value.line == 2
    assert caught.value.column in (9, 10)


def test_readers_see_what_another_opening_published(tmp_path: Path) -> None:
    reader, writer = open_store(str(tmp_path / "store")), open_store(str(tmp_path / "store"))
    assert reader.snapshot().revision.number == 0
    write(writer, GRAPH, [quad(1)])
    assert reader.snapshot().revision.number == 1
    assert content(reader, GRAPH) == {quad(1)}


def test_old_revisions_are_removed(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    for number in range(6):
        write(store, GRAPH, [quad(number)])
    kept = sorted(path.name for path in (tmp_path / "store" / "revisions").iterdir())
    assert kept == ["4", "5", "6"]
    assert list((tmp_path / "store" / "drafts").iterdir()) == []


def test_writers_take_turns(tmp_path: Path) -> None:
    stores = [open_store(str(tmp_path / "store")) for _ in range(4)]

    def work(number: int) -> None:
        graph = f"https://w3id.org/legation/article/{number}"
        write(stores[number], graph, [quad(number, graph)])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    snapshot = open_store(str(tmp_path / "store")).snapshot()
    assert snapshot.revision.number == 4
    assert len(snapshot.graphs()) == 5


def test_a_leftover_draft_is_cleared_away(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    leftover = tmp_path / "store" / "drafts" / "1-0"
    leftover.mkdir()
    (leftover / "half-written").write_text("x")
    write(store, GRAPH, [quad(1)])
    assert content(store, GRAPH) == {quad(1)}
    assert list((tmp_path / "store" / "drafts").iterdir()) == []


def test_a_strange_directory_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(Unavailable, match=r"letters\.txt"):
        open_store(str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_an_endpoint_that_is_not_there_is_named() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/query"
    with pytest.raises(EndpointFailure, match=address):
        open_store(address).snapshot()
