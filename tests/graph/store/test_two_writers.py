"""Of two who would write to one endpoint at once, one is told so, and nothing is mixed."""

import threading
from collections.abc import Callable, Iterator

import pytest

from graph.errors import Unavailable
from graph.store import Store
from graph.store.access import locate
from graph.store.claim import Claim
from graph.store.connection import Connection
from ontology import REVISIONS_GRAPH
from tests.engines import Engine
from tests.graph.store.test_stores import content, quad, write

pytestmark = pytest.mark.stores("oxigraph", "virtuoso")
WRITERS, WRITES = 3, 3


@pytest.fixture
def stores(store_kind: str, blank: Callable[[str], Engine]) -> Iterator[list[Store]]:
    """One empty endpoint, opened by several."""
    engine = blank(store_kind)
    opened = [engine.open() for _ in range(WRITERS)]
    yield opened
    for store in opened:
        store.close()


def graph_of(number: int) -> str:
    return f"https://w3id.org/legation/article/writer-{number}"


def test_whoever_comes_second_is_told_who_writes(stores: list[Store]) -> None:
    first, second, _ = stores
    with first.draft("Eva", "the first") as draft:
        draft.replace(graph_of(1), [quad(1, graph_of(1))])
        with pytest.raises(Unavailable, match=r"Eva has been writing to .* since 20"):
            write(second, graph_of(2), [quad(2, graph_of(2))])
    write(second, graph_of(2), [quad(2, graph_of(2))])
    assert second.current() == 2
    for number in (1, 2):
        assert content(first, graph_of(number)) == {quad(number, graph_of(number))}
    said = {one.subject.value for one in first.snapshot().quads(REVISIONS_GRAPH)}  # type: ignore[union-attr]
    assert not [name for name in said if "begun" in name]


def test_what_a_killed_writer_left_is_mended_as_told(
    stores: list[Store], store_kind: str, blank: Callable[[str], Engine]
) -> None:
    engine = blank(store_kind)
    connection = Connection(*locate(engine.url, engine.access))
    Claim(connection).take("killed")
    with pytest.raises(Unavailable, match="killed has been writing") as caught:
        write(stores[0], graph_of(1), [quad(1, graph_of(1))])
    assert content(stores[0], graph_of(1)) == set()
    connection.update(caught.value.detail.partition("at the endpoint: ")[2])
    connection.close()
    write(stores[0], graph_of(1), [quad(1, graph_of(1))])
    assert stores[0].current() == 1


def test_many_who_try_again_and_again_lose_nothing(stores: list[Store]) -> None:
    done: list[int] = []

    def work(number: int) -> None:
        left = WRITES
        while left and not enough.wait(0.01 * (number + 1)):
            try:
                with stores[number].draft(f"writer {number}", "in turn") as draft:
                    draft.add([quad(10 * number + left, graph_of(0))])
            except Unavailable:
                continue
            left -= 1
            done.append(number)

    enough = threading.Event()
    timer = threading.Timer(60, enough.set)
    timer.start()
    threads = [threading.Thread(target=work, args=(number,)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    timer.cancel()
    assert len(done) == WRITERS * WRITES
    assert stores[0].current() == len(done)
    assert len(content(stores[0], graph_of(0))) == len(done)
