"""One server for all suites."""

from collections.abc import Iterator

import pytest

from tests.conformance.server import Endpoint, endpoint_over


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """The service over a store that the W3C's tests fill and empty."""
    with endpoint_over(tmp_path_factory.mktemp("conformance")) as opened:
        yield opened
