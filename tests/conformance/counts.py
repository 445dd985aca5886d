"""How many of the W3C's tests there are in each suite, and how many of them pass.

    python -m tests.conformance.counts

Each test that is not listed as a deviation passes, and each listed one fails, or its own run is
red: so the numbers follow from the manifests and the list.
"""

import sys
from collections import Counter

from tests.conformance.deviations import DEVIATIONS
from tests.conformance.manifest import SUITES, Entry, entries

_BY_KIND = {
    "ProtocolTest": "protocol",
    "GraphStoreProtocolTest": "graph store protocol",
    "ServiceDescriptionTest": "service description",
    "QueryEvaluationTest": "query evaluation",
    "UpdateEvaluationTest": "update evaluation",
}


def is_about_formats(entry: Entry) -> bool:
    """Return whether a test of queries is about the format of the answer."""
    return entry.folder in ("csv-tsv-res", "json-res")


def counts() -> dict[str, tuple[int, int]]:
    """Return how many tests pass and how many there are, by suite."""
    run = Counter(_suite(entry) for entry in entries())
    listed = Counter(_suite(entry) for entry in entries() if entry.iri in DEVIATIONS)
    return {suite: (run[suite] - listed[suite], run[suite]) for suite in run}


def _suite(entry: Entry) -> str:
    if is_about_formats(entry):
        return "result formats"
    if "SyntaxTest" in entry.kind:
        is_update = entry.node.one("mf:action").file.suffix == ".ru"
        return "update syntax" if is_update else "query syntax"
    return _BY_KIND[entry.kind]


if __name__ == "__main__":
    if not SUITES.is_dir():
        sys.exit("the W3C's suites are not here")
    for suite, (passed, there) in counts().items():
        print(f"{suite}\t{passed}\tof {there}")
