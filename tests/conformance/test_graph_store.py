"""The W3C's tests of the Graph Store Protocol, sent as the manifest writes them."""

from tests.conformance.cases import each
from tests.conformance.exchanges import exchange
from tests.conformance.manifest import Entry
from tests.conformance.server import Endpoint


@each("GraphStoreProtocolTest")
def test_graph_store(entry: Entry, endpoint: Endpoint) -> None:
    endpoint.start_with({})
    exchange(entry, endpoint, "/gsp", "/graphs")
