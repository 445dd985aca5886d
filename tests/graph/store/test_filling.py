"""A long table goes to an endpoint while it is read, and nothing of one that fails stays there."""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import BlankNode

from graph.errors import EndpointFailure, LoadRefused, Unavailable
from graph.imports import BadRows, run_imports
from graph.store import Store, open_store
from graph.store.endpoint_draft import BATCH_QUADS, SKOLEM
from graph.territories import territory_quads
from ontology import REVISIONS_GRAPH
from tests.engines import Engine
from tests.graph.imports.test_icews import row, written
from tests.graph.store.filling import TABLE, documents
from tests.graph.store.test_stores import GRAPH, OTHER, content, quad, write
from tests.relay import Relay, relay

pytestmark = pytest.mark.stores("oxigraph", "virtuoso")

QUADS = 20_000
BATCHES = QUADS // BATCH_QUADS
CLAIM = 1  # the first update says that somebody begins to write


@pytest.fixture
def between(store_kind: str, blank: Callable[[str], Engine]) -> Iterator[Relay]:
    """An empty endpoint behind a relay."""
    with relay(blank(store_kind)) as server:
        yield server


@pytest.fixture
def store(between: Relay) -> Iterator[Store]:
    opened = between.engine.open()
    yield opened
    opened.close()


def load(store: Store, read: Iterable[bytes], graph: str = TABLE) -> set[str]:
    """Load documents, and return which graphs the revision says were changed."""
    with store.draft("tester", "a table") as draft:
        draft.load_turtle(graph, read)
    number = store.current()
    changed = store.snapshot().select(
        f"SELECT ?graph {{ <https://w3id.org/legation/revision/{number}> "
        "<https://w3id.org/legation/ns#changed> ?graph }"
    )
    return {row["graph"].value for row in changed}


def test_a_table_is_there_as_embedded(store: Store, between: Relay) -> None:
    near = open_store("memory:")
    assert load(near, documents(QUADS)) == load(store, documents(QUADS)) == {TABLE}
    assert content(store, TABLE) == content(near, TABLE)
    assert len(content(store, TABLE)) == QUADS
    # Its batches, and that somebody writes, the record, and that nobody writes any more.
    assert between.updates == BATCHES + 3


def test_another_version_takes_its_place(store: Store) -> None:
    load(store, documents(5_000))
    assert load(store, documents(7_000)) == {TABLE}
    near = open_store("memory:")
    load(near, documents(7_000))
    assert content(store, TABLE) == content(near, TABLE)
    assert load(store, documents(7_000)) == set()


def test_no_documents_leave_no_graph(store: Store) -> None:
    assert load(store, []) == set()
    assert store.snapshot().graphs() == [REVISIONS_GRAPH]


def test_each_document_has_blank_nodes_of_its_own(store: Store) -> None:
    document = b"_:one <https://example.org/says> _:one , 1 ."
    load(store, [document, document])
    found = content(store, TABLE)
    nodes = {str(one.subject) for one in found}
    assert (len(found), len(nodes)) == (4, 2)
    assert not any(isinstance(one.subject, BlankNode) for one in found)
    assert all(node.startswith(f"<{SKOLEM}") for node in nodes)


def test_what_else_the_draft_does_to_the_graph_counts(store: Store) -> None:
    with store.draft("tester", "loaded, and more") as draft:
        draft.load_turtle(GRAPH, [b"<https://example.org/a> <https://example.org/says> 1 ."])
        draft.add([quad(1), quad(2)])
        assert len(set(draft.quads(GRAPH))) == 3
        draft.load_turtle(GRAPH, [b"<https://example.org/a> <https://example.org/says> 2 ."])
        draft.load_turtle(OTHER, [b"<https://example.org/a> <https://example.org/says> 3 ."])
        draft.replace(OTHER, [])
    assert {str(one.object.value) for one in content(store, GRAPH)} == {"2"}  # type: ignore[union-attr]
    assert OTHER not in store.snapshot().graphs()
    assert not store.snapshot().ask(f"ASK {{ ?revision ?changed <{OTHER}> }}")


@pytest.mark.parametrize("is_done", [False, True])
@pytest.mark.parametrize("after", [CLAIM, CLAIM + BATCHES // 2, CLAIM + BATCHES])
def test_one_that_is_cut_off_leaves_nothing(
    store: Store, between: Relay, after: int, is_done: bool
) -> None:
    write(store, OTHER, [quad(1, OTHER)])
    before = {graph: content(store, graph) for graph in (OTHER, REVISIONS_GRAPH)}
    between.cut(after, is_done=is_done)
    with pytest.raises(EndpointFailure, match="broke off"):
        load(store, documents(QUADS))
    assert {graph: content(store, graph) for graph in store.snapshot().graphs()} == before
    assert load(store, documents(QUADS)) == {TABLE}


def test_a_document_that_does_not_parse_leaves_nothing(store: Store, between: Relay) -> None:
    read = chain(documents(QUADS), [b"this is no Turtle"])
    with pytest.raises(SyntaxError):
        load(store, read)
    assert between.updates > BATCHES  # most of it was there
    assert store.snapshot().graphs() == []


def test_a_table_refused_at_its_end_leaves_nothing(
    store: Store, between: Relay, tmp_path: Path
) -> None:
    """Its rows are read while it is written, so that a bad one is found when others are there."""
    good = (row("Ada Nama", "Make statement", f"Person {number}") for number in range(300))
    table = written(tmp_path, *good, row("Ada Nama", "Make statement", "Namibia", "no day"))
    with store.draft("tester", "the states") as draft:
        draft.add(territory_quads())
    before, sent = store.snapshot().graphs(), between.updates
    with pytest.raises(LoadRefused, match="row 301"):
        run_imports(store, [("icews", [table])], who="tester", bad_rows=BadRows.refuse)
    assert between.updates > sent + 2  # more than that somebody writes, and no more
    assert store.snapshot().graphs() == before
    assert store.current() == 1


def test_what_was_added_to_a_table_that_fails_goes_with_it(store: Store) -> None:
    def fail() -> None:
        with store.draft("tester", "fails") as draft:
            draft.load_turtle(TABLE, documents(5_000))
            draft.add([quad(number, TABLE) for number in range(3_000)])
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        fail()
    assert store.snapshot().graphs() == []


def test_an_endpoint_that_is_gone_by_then_is_told_of(store: Store, between: Relay) -> None:
    between.cut(CLAIM + 3, is_for_good=True)
    with pytest.raises(EndpointFailure, match=f"could not be made to put back .*{TABLE}"):
        load(store, documents(QUADS))
    assert len(content(store, TABLE)) == 3 * BATCH_QUADS
    assert store.current() == 0
    other = between.behind.open()
    with pytest.raises(Unavailable, match="tester has been writing"):
        load(other, documents(QUADS))
    other.close()


def test_four_times_the_quads_take_no_more_memory(
    store_kind: str, blank: Callable[[str], Engine]
) -> None:
    """Held as sets, what is more in the second table takes 57 MiB."""
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell how much memory a process once took")
    peaks = []
    for quads in (25_000, 100_000):
        engine = blank(store_kind)
        words = [engine.url, engine.access.user, engine.access.password, str(quads)]
        told = subprocess.run(
            [sys.executable, "-m", "tests.graph.store.filling", *words],
            check=True,
            capture_output=True,
            text=True,
        )
        peaks.append(int(told.stdout))
    assert peaks[1] - peaks[0] < 15, peaks
