"""Half a million news events, side by side with what else there is, in one run.

Imports ICEWS18 from where the tests find it and prints the table of the README: SPARQL over HTTP
against the server of Oxigraph and, on a twentieth of the rows, against rdflib-endpoint; the import
against the engine's own loading of the same quads; paths against networkx; and whether pages,
paths and names stay as quick as on a twentieth.

    python tests/bench/bench_scale.py [--share 1.0] [--seconds 15] [--peer PYTHON] [--keep FOLDER]
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from graph.store import open_store
from graph.view import KnowledgeGraph, View
from tests.bench.scale import running
from tests.bench.scale.asking import JSON, PATIENCE, Times, ask, sparql
from tests.bench.scale.engine import searched
from tests.bench.scale.material import Material, cut, prepare
from tests.bench.scale.mix import mix
from tests.ports import free_port

TABLE = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "icews" / "icews18_named_quads.tsv.gz"
)
PEER = Path("build/bench/bin/python")  # `make bench` makes it
SMALL = 0.05
ROUNDS = 3
SHORT = "SELECT ?p ?o WHERE { <https://w3id.org/legation/id/sergei-shoigu> ?p ?o }"


class Row(NamedTuple):
    """A line of the table."""

    what: str
    bar: str
    measured: str


def view_of(store: Path) -> View:
    """Return the current revision of a store."""
    return KnowledgeGraph(open_store(str(store))).view()


def in_turns(
    asked: Sequence[tuple[int, list[str]]], clients: int, seconds: float, accept: str = JSON
) -> list[Times]:
    """Ask several servers, by port, in turns, and return the round of the median rate of each."""
    rounds: list[list[Times]] = [[] for _ in asked]
    for _ in range(ROUNDS):
        for place, (port, addresses) in enumerate(asked):
            share = seconds / ROUNDS
            rounds[place].append(
                ask(port, addresses, clients=clients, seconds=share, accept=accept)
            )
    return [sorted(of, key=lambda times: times.rate)[len(of) // 2] for of in rounds]


def over_http(whole: Material, seconds: float) -> Iterator[Row]:
    """Measure SPARQL against the server of Oxigraph."""
    queries = mix(view_of(whole.store), 40)
    with running.legation(whole.store) as ours, running.oxigraph(whole.database) as theirs:

        def both(asked: Sequence[str]) -> list[tuple[int, list[str]]]:
            places = (ours.port, "/sparql"), (theirs.port, "/query")
            return [(port, [sparql(path, query) for query in asked]) for port, path in places]

        mine, its = in_turns(both(queries), 8, seconds)
        yield Row(
            "SPARQL, ten worked queries, 8 clients",
            "at least 0.8 of `oxigraph`",
            f"{mine.rate / its.rate:.2f} of it ({mine.rate:.1f}/s against {its.rate:.1f}/s; "
            f"{mine.refused} met our deadline)",
        )
        mine, its = in_turns(both([SHORT]), 1, seconds)
        yield Row(
            "SPARQL, one client, small answer",
            "at most 2 ms over `oxigraph`",
            f"{mine.median - its.median:.1f} ms over ({mine.median:.1f} ms, {its.median:.1f} ms)",
        )


def against_peer(small: Material, python: Path | None, seconds: float) -> Iterator[Row]:
    """Measure SPARQL against rdflib-endpoint, which holds no more than a share of the rows."""
    what, bar = "the same mix, 5 % of the rows, 8 clients", "at least 20 times `rdflib-endpoint`"
    if python is None or not python.is_file():
        yield Row(what, bar, "not measured: there is no Python that has it")
        return
    queries = mix(view_of(small.store), 40)
    with running.legation(small.store) as server:
        mine = ask(
            server.port, [sparql("/sparql", one) for one in queries], clients=8, seconds=seconds
        )
    with running.rdflib_endpoint(python, small.file) as server:
        its = ask(
            server.port,
            [sparql("/", one) for one in queries],
            clients=8,
            seconds=max(seconds, PATIENCE),
        )
    yield Row(
        what,
        bar,
        f"{mine.rate / its.rate:.0f} times ({mine.rate:.1f}/s against {its.rate:.2f}/s, of which "
        f"{its.refused} more questions got no answer within {PATIENCE:.0f} s)"
        if its.each
        else f"it answered none of {its.refused} questions within {PATIENCE:.0f} s; "
        f"we {mine.rate:.1f}/s",
    )


def actors_by_facts(view: View) -> tuple[str, str]:
    """Return the ids of the actor with the most facts, and of one with about a hundred."""
    columns = view.index.columns
    sizes = columns["tie_starts"][1:] - columns["tie_starts"][:-1]
    busiest = int(sizes.argmax())
    quiet = int(abs(sizes - 100).argmin())
    names = view.short([view.index.entities[number] for number in (busiest, quiet)])
    first, second = (names[view.index.entities[number]].id for number in (busiest, quiet))
    return first, second


def pages(whole: Material, seconds: float) -> Iterator[Row]:
    """Measure pages of the busiest actor and of a quiet one, and memory at rest."""
    busy, quiet = actors_by_facts(view_of(whole.store))
    with running.legation(whole.store) as ours:
        ties = "/actors/{}/connections?claims=true"
        cursor = hundredth(ours.port, ties.format(busy))
        addresses = [ties.format(busy), ties.format(quiet), f"{ties.format(busy)}&cursor={cursor}"]
        first, other, later = (
            ask(ours.port, [one], clients=1, seconds=seconds / 3, accept="*/*").median
            for one in addresses
        )
        yield Row(
            "first page of the busiest actor against one with 100 facts",
            "at most twice",
            f"{first / other:.2f} times ({first:.1f} ms, {other:.1f} ms); "
            f"the hundredth page {later:.1f} ms",
        )
        ask(ours.port, ["/paths?from=russia&to=china"], clients=1, seconds=1, accept="*/*")
        time.sleep(2)
        yield Row(
            "memory of the whole service at rest",
            "at most 1.5 GB",
            f"{ours.memory() / 1024:.2f} GB",
        )


def hundredth(port: int, address: str) -> str:
    """Return the cursor of the hundredth page, or of the last but one where there are fewer."""
    cursor = ""
    for _ in range(99):
        whole = f"http://127.0.0.1:{port}{address}{cursor and f'&cursor={cursor}'}"
        with urllib.request.urlopen(whole) as answer:
            following = json.load(answer)["next"]
        if following is None:
            break
        cursor = following
    return cursor


def paths(whole: Material) -> Iterator[Row]:
    """Measure searches for paths inside the engine."""
    found = searched(view_of(whole.store), 1000)
    base = found["networkx"].median
    one, five = found["one path"], found["five paths"]
    yield Row(
        "paths of 1,000 random pairs, median in the engine",
        "at most 3 times networkx",
        f"{one.median / base:.1f} times for one path, {five.median / base:.1f} for the five of the "
        f"default ({base:.2f} ms, {one.median:.2f} ms, {five.median:.2f} ms)",
    )
    yield Row(
        "their p99",
        "under 50 times the median",
        f"{one.p99 / one.median:.0f} times for one path, {five.p99 / five.median:.0f} for five",
    )


def growth(small: Material, whole: Material, seconds: float) -> Iterator[Row]:
    """Measure the same questions on a twentieth of the rows and on all."""
    asked = {
        "a small actor's page": "/actors/sergei-shoigu",
        "a path": "/paths?from=sergei-shoigu&to=kim-jong-un",
        "a name": "/actors?q=Shoigu",
    }
    told = []
    with running.legation(small.store) as few, running.legation(whole.store) as all_:
        for name, address in asked.items():
            ports = few.port, all_.port
            before, after = (
                times.median
                for times in in_turns([(port, [address]) for port in ports], 1, seconds / 3, "*/*")
            )
            told.append(f"{name} {after / before:.2f} times ({before:.1f} ms, {after:.1f} ms)")
    yield Row("from 5 % to 100 % of the rows, median", "at most 1.5 times", "; ".join(told))


def restart(whole: Material) -> Iterator[Row]:
    """Measure from the start on the loaded store to the first answer of every kind."""
    asked = (
        "/actors/sergei-shoigu", "/actors?q=Shoigu", "/actors/russia/connections",
        "/events?limit=1", "/paths?from=sergei-shoigu&to=kim-jong-un", sparql("/sparql", SHORT),
    )  # fmt: skip
    port = free_port()
    begun = time.perf_counter()
    command = [running.LEGATION, "serve", "--port", str(port), "--store", str(whole.store)]
    taken = {}
    with running.serving(command, port, "/healthz"):
        for address in asked:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{address}") as answer:
                answer.read()
            taken[address] = time.perf_counter() - begun
    last = max(taken, key=lambda address: taken[address])
    yield Row(
        "restart to the first answer of every kind",
        "under 5 s",
        f"{taken[last]:.1f} s (to the first card {taken[asked[0]]:.1f} s)",
    )


def imports(whole: Material) -> Iterator[Row]:
    """Tell what the import took."""
    ratio = whole.imported.seconds / whole.loaded.seconds
    yield Row(
        "bulk import, rows to a published revision",
        "at most 2.5 times `bulk_load`",
        f"{ratio:.1f} times ({whole.imported.seconds:.0f} s against {whole.loaded.seconds:.0f} s; "
        f"{whole.imported.peak / 1024:.1f} GB at the peak)",
    )


def main(share: float, seconds: float, peer: Path | None, folder: Path) -> None:
    """Measure and print."""
    if not TABLE.is_file():
        print("the news events are not here: nothing is measured")
        return
    print("| what | must reach | measured |\n|---|---|---|", flush=True)
    whole = prepare(folder / "whole", cut(TABLE, share, folder / "cut" / TABLE.name))
    small = prepare(folder / "small", cut(TABLE, share * SMALL, folder / "small-cut" / TABLE.name))
    for rows in (
        imports(whole),
        over_http(whole, seconds),
        against_peer(small, peer, seconds),
        pages(whole, seconds),
        paths(whole),
        growth(small, whole, seconds),
        restart(whole),
    ):
        for row in rows:
            print(f"| {row.what} | {row.bar} | {row.measured} |", flush=True)
    load = statistics.mean(os.getloadavg())
    print(f"\nload about {load:.1f} on {os.cpu_count()} processors", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Measure at scale.")
    parser.add_argument("--share", type=float, default=1.0, help="of the rows")
    parser.add_argument("--seconds", type=float, default=15.0, help="for each measurement")
    parser.add_argument("--peer", type=Path, default=PEER, help="a Python with rdflib-endpoint")
    parser.add_argument("--keep", type=Path, help="an empty folder to work in, and to leave")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(given.share, given.seconds, given.peer, given.keep or Path(temporary))
