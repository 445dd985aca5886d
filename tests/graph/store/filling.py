"""Fill a graph of an endpoint by a made-up table, and tell the most memory that it took.

    python -m tests.graph.store.filling URL USER PASSWORD QUADS

It is a process of its own, for what a process once took is not told from what others took in it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from graph.store import Access, open_store
from ontology import DATASET

TABLE = f"{DATASET!s}made-up"
PREFIXES = "@prefix x: <https://example.org/> .\n"
DOCUMENT_QUADS = 5_000


def documents(quads: int) -> Iterator[bytes]:
    """Yield Turtle of so many quads, no two of them alike."""
    for start in range(0, quads, DOCUMENT_QUADS):
        lines = (
            f'x:{number} x:says "words that somebody said, number {number}"@en .'
            for number in range(start, min(start + DOCUMENT_QUADS, quads))
        )
        yield (PREFIXES + "\n".join(lines)).encode()


def peak() -> int:
    """Return the most memory that this process had, in MiB."""
    told = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert told
    return int(told[1]) // 1024


def main(url: str, user: str, password: str, quads: int) -> None:
    """Fill the graph and tell."""
    store = open_store(url, Access(user=user, password=password))
    with store.draft("tester", "a made-up table") as draft:
        draft.load_turtle(TABLE, documents(quads))
    store.close()
    print(peak())


if __name__ == "__main__":
    url, user, password, quads = sys.argv[1:]
    main(url, user, password, int(quads))
