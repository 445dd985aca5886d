"""How many of the W3C's tests pass, in numbers, and what is told of those that do not."""

import re
from pathlib import Path

from tests.conformance.cases import needs_suites
from tests.conformance.counts import counts
from tests.conformance.deviations import DEVIATIONS
from tests.conformance.manifest import BASE, entries

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sparql.md"
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


@needs_suites
def test_so_many_pass() -> None:
    assert counts() == PASSING


@needs_suites
def test_every_deviation_is_a_test() -> None:
    assert DEVIATIONS.keys() <= {entry.iri for entry in entries()}


def test_every_deviation_is_told() -> None:
    rows = re.findall(r"^\| (`.*/manifest#.*`) \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    told = {name: why for names, why in rows for name in re.findall(r"`([^`]+)`", names)}
    assert told == {iri.removeprefix(BASE): why for iri, why in DEVIATIONS.items()}
