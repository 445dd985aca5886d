"""A process that reads one long file, and tells of the most memory that it held.

python -m tests.graph.imports.reading FORMAT FILE...
"""

import json
import resource
import sys
from functools import lru_cache
from pathlib import Path

from graph.imports import _events, _ledger, _table, sources
from graph.progress import silent
from graph.shapes import check_shapes


def peak() -> int:
    """Return the most bytes that this process has held."""
    found = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return found if sys.platform == "darwin" else found * 1024


def read(name: str, paths: list[Path]) -> dict[str, int]:
    """Read a file with small pieces, make its documents, and hold it against the shapes.

    The pieces are small so that a file which is soon written is many of them.
    """
    _ledger.CACHE_KILOBYTES, _ledger.RECENT = 1_000, 500
    _table.PIECE_QUADS, _table.BATCH_QUADS = 1_000, 5_000
    vars(_events)["CHUNK_CHARACTERS"] = 200_000
    _table.node = lru_cache(500)(_table.node.__wrapped__)
    (edition,) = sources()[name].open(paths)
    before = peak()
    table = edition.read(silent)
    written = sum(len(document) for document in table.documents())
    for batch, types in table.batches():
        check_shapes(batch, types)
    return {"facts": table.facts, "written": written, "held": peak() - before}


if __name__ == "__main__":
    print(json.dumps(read(sys.argv[1], [Path(path) for path in sys.argv[2:]])))
