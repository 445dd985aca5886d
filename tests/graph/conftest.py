"""A real SPARQL server for the engine's tests."""

from collections.abc import Iterator

import pytest

from tests.oxigraph import oxigraph_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real SPARQL server: Oxigraph's own."""
    with oxigraph_server(tmp_path_factory.mktemp("server")) as address:
        yield address
