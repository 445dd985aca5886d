"""The tests of the manifests as parameters of a test."""

from collections.abc import Callable

import pytest

from tests.conformance.deviations import DEVIATIONS
from tests.conformance.manifest import SUITES, Entry, entries

_ABSENT = "the W3C's suites are not here"

needs_suites = pytest.mark.skipif(not SUITES.is_dir(), reason=_ABSENT)


def each(*kinds: str, where: Callable[[Entry], bool] = lambda _: True) -> pytest.MarkDecorator:
    """Run a test once for each entry of these kinds that fits."""
    chosen = [_case(entry) for entry in entries() if entry.kind in kinds and where(entry)]
    absent = pytest.param(None, id="suites", marks=pytest.mark.skip(reason=_ABSENT))
    return pytest.mark.parametrize("entry", chosen or [absent])


def _case(entry: Entry) -> object:
    reason = DEVIATIONS.get(entry.iri)
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(entry, id=entry.name, marks=marks)
