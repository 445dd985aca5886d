"""The HTTP requests that a manifest writes out, and whether the answers are what it expects."""

from collections.abc import Iterator
from urllib.parse import quote

from pyoxigraph import RdfFormat, parse

from tests.conformance.compare import CSV, graph_lines, read_results
from tests.conformance.manifest import Entry, Node
from tests.conformance.server import MEDIA_TYPES, TURTLE, Answer, Endpoint

_LEFT_OUT = ("host", "content-length")  # the manifest's own; ours are those of this connection
_STATUSES = {"OK": (200,), "Created": (201,), "NoContent": (204,), "NotFound": (404,)}
_FORMATS = {
    "boolean": {MEDIA_TYPES[".srx"], MEDIA_TYPES[".srj"]},
    "tabular": {MEDIA_TYPES[".srx"], MEDIA_TYPES[".srj"], CSV, MEDIA_TYPES[".tsv"]},
    "RDF": {TURTLE, "application/n-triples", "application/rdf+xml", "application/ld+json"},
}


def exchange(entry: Entry, endpoint: Endpoint, prefix: str, path: str) -> None:
    """Send the requests of a test in order, and hold each answer against what is expected.

    Parameters
    ----------
    entry : Entry
        The test.
    endpoint : Endpoint
        Where to send them.
    prefix, path : str
        How addresses begin in the manifest, and what they begin with here.
    """
    location = ""
    requests = [*entry.node.one("mf:action").items("ht:requests")]
    assert requests
    for request in requests:
        address = request.one("ht:absolutePath").value
        assert address.startswith(prefix)
        address = path + address.removeprefix(prefix).replace("$LOCATION$", quote(location, ""))
        headers = dict(_headers(request))
        answer = endpoint.send(request.one("ht:methodName").value, address, _body(request), headers)
        wanted = request.one("ht:resp")
        _check(answer, wanted)
        if wanted.all("mf:expectedLocation"):
            location = answer.headers["location"]


def _headers(message: Node) -> Iterator[tuple[str, str]]:
    for header in message.items("ht:headers"):
        name = header.one("ht:fieldName").value.lower()
        if name not in _LEFT_OUT:
            yield name, header.one("ht:fieldValue").value


def _body(message: Node) -> bytes | None:
    body = message.find("ht:body")
    if body is None:
        return None
    return body.one("cnt:chars").value.encode(body.one("cnt:characterEncoding").value)


def _check(answer: Answer, wanted: Node) -> None:
    statuses = [status.local_name for status in wanted.all("mf:expectedStatus")]
    assert any(_is(answer.status, status) for status in statuses), (answer, statuses)
    for name, value in _headers(wanted):
        assert answer.headers[name] == value
    if (content := _body(wanted)) is not None:
        assert graph_lines(parse(answer.body, RdfFormat.TURTLE)) == graph_lines(
            parse(content, RdfFormat.TURTLE)
        )
    if form := wanted.find("mf:expectedFormat"):
        assert answer.media_type in _FORMATS[form.value]
        _readable(answer)
    if boolean := wanted.find("mf:expectedBoolean"):
        assert read_results(answer.body, answer.media_type) is (boolean.value == "true")


def _is(status: int, wanted: str) -> bool:
    if wanted.startswith("StatusCode"):
        return str(status)[0] == wanted.removeprefix("StatusCode")[0]
    return status in _STATUSES[wanted]


def _readable(answer: Answer) -> None:
    """Fail where the body is not of the format that its header names."""
    if form := RdfFormat.from_media_type(answer.media_type):
        list(parse(answer.body, form))
    else:
        read_results(answer.body, answer.media_type)
