"""What counting everything costs: the statistics of VoID over a made graph of a given size.

python tests/bench/bench_statistics.py [MILLIONS OF TRIPLES]
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from pyoxigraph import Store as Oxigraph

from graph.lookups.statistics import count_all
from graph.store.base import Revision
from graph.store.oxigraph import OxigraphReader
from graph.view import View
from ontology import ARTICLE, ID, LEG, RDF, XSD

FACTS_AN_ARTICLE, TRIPLES_A_FACT = 50, 10


class Made(OxigraphReader):
    """A made graph as a revision."""

    revision = Revision(1)
    is_remote = False
    beside = None

    def close(self) -> None:
        """Let go of nothing."""


def quads(facts: int) -> Iterator[Quad]:
    """Yield facts of eight classes with sixty properties, fifty to a graph."""
    dice = random.Random(1)
    kinds = [NamedNode(f"{LEG}Kind{number}") for number in range(8)]
    properties = [NamedNode(f"{LEG}property{number}") for number in range(60)]
    date = NamedNode(XSD.date)
    for number in range(facts):
        graph = NamedNode(f"{ARTICLE}made-{number // FACTS_AN_ARTICLE}")
        fact = NamedNode(f"{ID}fact-{number}")
        yield Quad(fact, NamedNode(RDF.type), dice.choice(kinds), graph)
        values: list[NamedNode | Literal] = [
            *(NamedNode(f"{ID}actor-{dice.randrange(20_000)}") for _ in range(3)),
            *(Literal(f"2024-{dice.randrange(1, 13):02}-01", datatype=date) for _ in range(3)),
            *(Literal(f"words {dice.randrange(10**6)}") for _ in range(TRIPLES_A_FACT - 7)),
        ]
        for value in values:
            yield Quad(fact, dice.choice(properties), value, graph)


def main(millions: float) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        store = Oxigraph(str(Path(folder) / "made"))
        store.bulk_extend(quads(round(millions * 1_000_000 / TRIPLES_A_FACT)))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun, used = time.perf_counter(), time.process_time()
        found = count_all(View(Made(store)))
        seconds, busy = time.perf_counter() - begun, time.process_time() - used
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    print("triples\tseconds\tseconds of processor\tMB more at most")
    print(f"{found.triples}\t{seconds:.2f}\t{busy:.2f}\t{grown}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
