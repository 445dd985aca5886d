"""How many of the W3C's tests pass, in numbers.

Each test that is not listed as a deviation passes, and each listed one fails, or its own run is
red: so the numbers follow from the manifests and the list.
"""

from collections import Counter

from tests.conformance.cases import needs_suites
from tests.conformance.deviations import DEVIATIONS
from tests.conformance.manifest import Entry, entries
from tests.conformance.test_result_formats import is_about_formats

PASSING = {
    "protocol": (34, 34),
    "graph store protocol": (13, 13),
    "service description": (3, 3),
    "query evaluation": (215, 225),
    "update evaluation": (92, 94),
    "result formats": (9, 10),
    "query syntax": (103, 103),
    "update syntax": (54, 63),
}
_BY_KIND = {
    "ProtocolTest": "protocol",
    "GraphStoreProtocolTest": "graph store protocol",
    "ServiceDescriptionTest": "service description",
    "QueryEvaluationTest": "query evaluation",
    "UpdateEvaluationTest": "update evaluation",
}


def _suite(entry: Entry) -> str:
    if is_about_formats(entry):
        return "result formats"
    if "SyntaxTest" in entry.kind:
        is_update = entry.node.one("mf:action").file.suffix == ".ru"
        return "update syntax" if is_update else "query syntax"
    return _BY_KIND[entry.kind]


@needs_suites
def test_so_many_pass() -> None:
    run = Counter(_suite(entry) for entry in entries())
    listed = Counter(_suite(entry) for entry in entries() if entry.iri in DEVIATIONS)
    assert {suite: (run[suite] - listed[suite], run[suite]) for suite in run} == PASSING


@needs_suites
def test_every_deviation_is_a_test() -> None:
    assert DEVIATIONS.keys() <= {entry.iri for entry in entries()}
