"""The W3C's query evaluation tests: each query is asked of the graphs its manifest names."""

from tests.conformance.cases import each
from tests.conformance.counts import is_about_formats
from tests.conformance.evaluation import answered, expected
from tests.conformance.manifest import Entry
from tests.conformance.server import Endpoint


@each("QueryEvaluationTest", where=lambda entry: not is_about_formats(entry))
def test_query(entry: Entry, endpoint: Endpoint) -> None:
    assert answered(entry, endpoint) == expected(entry)
