"""How long a layout takes, and each format of a subgraph as large as the page shows.

python -m tests.bench.bench_exports
"""

import time
from collections.abc import Callable

from graph.errors import LegationError
from graph.exports import formats, render
from graph.picture import layout
from tests.graph.picture.shapes import drawn, tangle

SIZES = ((10, 15), (60, 90), (200, 300), (1000, 1500))


def milliseconds(work: Callable[..., object], *given: object) -> float:
    """Return how long the quickest of three takes."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        work(*given)
        times.append(time.perf_counter() - start)
    return 1000 * min(times)


def main() -> None:
    """Print the times."""
    for nodes, edges in SIZES:
        taken = milliseconds(layout, drawn(nodes, tangle(nodes, edges, 1)))
        print(f"layout of {nodes} nodes and {edges} edges: {taken:.0f} ms")
    hub = drawn(200, [(0, other) for other in range(1, 200)])
    print(f"layout of a hub of 200 nodes: {milliseconds(layout, hub):.0f} ms")
    page = drawn(200, tangle(200, 300, 1))
    for name in formats():
        try:
            size = len(render(page, name))
        except LegationError as refused:
            print(f"{name}: refused, {refused.detail}")
            continue
        print(f"{name}: {milliseconds(render, page, name):.0f} ms, {size:,} bytes")


if __name__ == "__main__":
    main()
