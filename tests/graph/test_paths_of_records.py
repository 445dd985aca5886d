"""On published records too, an endpoint finds the paths that a store nearby finds."""

import gzip
import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from graph.imports import run_imports
from graph.paths import find_paths
from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View
from tests.engines import Engine

ROWS, PAIRS = 400, 30


def imported(store: Store, table: Path) -> View:
    seed(store)
    run_imports(store, [("icews", [table])], who="tester")
    return KnowledgeGraph(store).view()


def test_pairs_at_random(shared: Path, tmp_path: Path, blank: Callable[[str], Engine]) -> None:
    table = tmp_path / "part.tsv"
    with gzip.open(shared / "data" / "icews" / "icews14_named_quads.tsv.gz", "rb") as file:
        table.write_bytes(b"".join(islice(file, ROWS + 1)))
    there = blank("oxigraph").open()
    near, far = imported(open_store("memory:"), table), imported(there, table)
    rows = near.snapshot.select(
        "SELECT DISTINCT ?a { ?f <https://w3id.org/legation/ns#cameoCode> ?c ; ?r ?a . "
        "?a a ?t . FILTER(STRENDS(STR(?t), 'State') || STRENDS(STR(?t), 'Organization')) }"
    )
    actors = sorted(row["a"].value for row in rows)
    chance = random.Random(5)
    lengths = set()
    for number in range(PAIRS):
        one, other = chance.sample(actors, 2)
        expected = find_paths(near, one, other, claims=bool(number % 2))
        assert find_paths(far, one, other, claims=bool(number % 2)) == expected, (one, other)
        lengths |= {path.length for path in expected.paths}
    there.close()
    assert len(lengths) > 1
