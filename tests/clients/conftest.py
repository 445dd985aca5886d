"""The service over the shipped graph, and everybody's clients of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import httpx2 as httpx
import pytest

from tests.clients.federating import Federated
from tests.clients.node import InNode, Node
from tests.clients.python import Stored, Wrapped
from tests.clients.terms import Client
from tests.oxigraph import oxigraph_server
from tests.serving import running, ship, with_operator

CLIENTS = (
    "SPARQLWrapper by GET",
    "SPARQLWrapper by POST",
    "rdflib by GET",
    "rdflib by POST",
    "comunica",
    "sparql-http-client",
    "oxigraph by SERVICE",
)


@dataclass(frozen=True)
class Served:
    """Where the service is, and an operator's token for it."""

    address: str
    token: str

    @property
    def endpoint(self) -> str:
        return f"{self.address}/sparql"


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The service over the shipped graph."""
    folder = tmp_path_factory.mktemp("clients")
    settings, token = with_operator(folder)
    ship(settings.store)
    with running(settings) as (host, port):
        yield Served(f"http://{host}:{port}", token)


@pytest.fixture(scope="session")
def rest(served: Served) -> Iterator[httpx.Client]:
    """Our own answers, to compare with."""
    with httpx.Client(base_url=served.address, timeout=60) as opened:
        yield opened


@pytest.fixture(scope="session")
def node(served: Served) -> Iterator[Node]:
    """The process with the clients in JavaScript."""
    opened = Node(served.endpoint)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def federating(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Another endpoint, which knows nothing itself."""
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture(scope="session", params=CLIENTS)
def client(request: pytest.FixtureRequest) -> Client:
    """Each client in turn."""
    return _client(request)


@pytest.fixture(scope="session", params=[name for name in CLIENTS if "GET" not in name])
def posting(request: pytest.FixtureRequest) -> Client:
    """Each client in turn that sends its queries by POST."""
    return _client(request)


def _client(request: pytest.FixtureRequest) -> Client:
    served: Served = request.getfixturevalue("served")
    package, _, way = request.param.partition(" by ")
    if package == "oxigraph":
        return Federated(f"{request.getfixturevalue('federating')}/query", served.endpoint)
    if package == "SPARQLWrapper":
        return Wrapped(served.endpoint, way)
    if package == "rdflib":
        return Stored(served.endpoint, way)
    return InNode(request.getfixturevalue("node"), package)


_outcomes: dict[str, Counter[str]] = {name: Counter() for name in CLIENTS}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count what each client's tests came to."""
    if report.when == "call" and "tests/clients/" in report.nodeid:
        for name in CLIENTS:
            if f"[{name}" in report.nodeid:
                _outcomes[name][report.outcome] += 1


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests each client passed."""
    counted = {name: outcomes for name, outcomes in _outcomes.items() if outcomes}
    if counted:
        terminalreporter.section("clients of the endpoint")
    for name, outcomes in counted.items():
        told = f"{outcomes['passed']} of {outcomes.total()}"
        terminalreporter.write_line(f"{name}: {told}")
