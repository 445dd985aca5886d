"""On published records too, an endpoint finds the paths that a store nearby finds."""

import gzip
import random
from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from graph.answers import Certainty
from graph.imports import run_imports
from graph.paths import find_paths
from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View
from tests.engines import Engine

ROWS, PAIRS = 400, 36
DAY = date(2014, 1, 1)  # the table's first
ASKED: list[dict[str, object]] = [
    {},
    {"claims": True},
    {"as_of": DAY, "claims": True},
    {"as_of": DAY, "certainty": Certainty.certain},
    {"k": 12, "max_hops": 4, "exclude_disputed": True},
    {"through": ["State"], "claims": True},
]


def imported(store: Store, table: Path) -> View:
    seed(store)
    run_imports(store, [("icews", [table])], who="tester")
    return KnowledgeGraph(store).view()


@pytest.mark.stores("oxigraph", "virtuoso")
def test_pairs_at_random(
    shared: Path, tmp_path: Path, store_kind: str, blank: Callable[[str], Engine]
) -> None:
    table = tmp_path / "part.tsv"
    with gzip.open(shared / "data" / "icews" / "icews14_named_quads.tsv.gz", "rb") as file:
        table.write_bytes(b"".join(islice(file, ROWS + 1)))
    there = blank(store_kind).open()
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
        options = ASKED[number % len(ASKED)]
        expected = find_paths(near, one, other, **options)  # type: ignore[arg-type]
        answer = find_paths(far, one, other, **options)  # type: ignore[arg-type]
        assert answer == expected, (one, other, options)
        lengths |= {path.length for path in expected.paths}
    there.close()
    assert len(lengths) > 1
