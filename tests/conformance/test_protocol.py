"""The W3C's tests of the SPARQL 1.1 Protocol, sent as the manifest writes them."""

from tests.conformance.cases import each
from tests.conformance.exchanges import exchange
from tests.conformance.manifest import Entry
from tests.conformance.server import Endpoint


@each("ProtocolTest")
def test_protocol(entry: Entry, endpoint: Endpoint) -> None:
    graphs = entry.node.all("ut:graphData")
    endpoint.start_with(
        {node.one("rdfs:label").value: node.one("ut:graph").file for node in graphs}
    )
    exchange(entry, endpoint, "/sparql/", "/sparql")
