"""The W3C's tests of CSV, TSV and JSON results."""

from tests.conformance.cases import each
from tests.conformance.counts import is_about_formats
from tests.conformance.evaluation import answered, expected
from tests.conformance.manifest import Entry
from tests.conformance.server import Endpoint


@each("QueryEvaluationTest", "CSVResultFormatTest", where=is_about_formats)
def test_format(entry: Entry, endpoint: Endpoint) -> None:
    assert answered(entry, endpoint) == expected(entry)
