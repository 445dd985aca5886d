"""The W3C's syntax tests: what is SPARQL is carried out, and what is not is told where it breaks.

A negative test passes only with the problem of a text that does not parse. A positive one passes
where the request is carried out, or is refused for what it asks, such as to drop a graph that is
not there: that is known only once the text is parsed.
"""

import json

from tests.conformance.cases import each
from tests.conformance.evaluation import EMPTY, based
from tests.conformance.manifest import Entry
from tests.conformance.server import Answer, Endpoint


def _sent(entry: Entry, endpoint: Endpoint) -> Answer:
    file = entry.node.one("mf:action")
    if file.file.suffix == ".ru":
        return endpoint.update(based(file))
    return endpoint.query(based(file), "*/*", [EMPTY])


def _kind(answer: Answer) -> str:
    problem: str = json.loads(answer.body)["type"]
    return problem.rpartition("/")[2]


@each("PositiveSyntaxTest11", "PositiveUpdateSyntaxTest11")
def test_accepted(entry: Entry, endpoint: Endpoint) -> None:
    answer = _sent(entry, endpoint)
    assert answer.status in (200, 204) or _kind(answer) == "invalid-input", answer.body


@each("NegativeSyntaxTest11", "NegativeUpdateSyntaxTest11")
def test_refused(entry: Entry, endpoint: Endpoint) -> None:
    answer = _sent(entry, endpoint)
    assert (answer.status, _kind(answer)) == (400, "query-syntax"), answer.body
