"""What several rooms' tests share: the shipped graph, and material from outside the project."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View
from tests.engines import SERVERS, Engine

# How long an example takes says what else the machine is at, and nothing of what is tested.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

STORE_KINDS = ("embedded", *SERVERS)
SHARED = Path(__file__).resolve().parents[2] / "shared"
FIRST_ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
FIRST_ARTICLE_SHA256 = "3ce721087bbfcffa20a7e3f88204e578624606ac907443a74ac9f544ca1c7ab4"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a screen, one for all tests: a second one cannot be driven beside it."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium is needed to look at pictures and pages: run make tools")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of article texts and public records, which are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of article texts and public records is not here")
    return SHARED


@pytest.fixture(scope="session")
def article_text(shared: Path) -> str:
    """The first article's text, known by its hash."""
    content = (shared / "articles" / f"{FIRST_ARTICLE}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == FIRST_ARTICLE_SHA256
    return content.decode("utf-8")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is asked of a store on every kind, or on those that its marker names."""
    if "store_kind" in metafunc.fixturenames:
        marker = metafunc.definition.get_closest_marker("stores")
        kinds = marker.args if marker else STORE_KINDS
        metafunc.parametrize("store_kind", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def store_kind(request: pytest.FixtureRequest) -> str:
    """Which kind of store: embedded, or whose endpoint."""
    return str(request.param)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Engine]]:
    """Gives a server of a kind with the shipped graph, started when first asked for.

    Nobody writes to it.
    """
    with ExitStack() as running:

        @cache
        def of(kind: str) -> Engine:
            engine = running.enter_context(SERVERS[kind](tmp_path_factory.mktemp(kind)))
            store = engine.open()
            seed(store)
            store.close()
            return engine

        yield of


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Engine]]:
    """Gives a server of a kind that holds nothing, to be written to."""
    with ExitStack() as running:

        @cache
        def started(kind: str) -> Engine:
            return running.enter_context(SERVERS[kind](tmp_path_factory.mktemp(f"blank-{kind}")))

        def of(kind: str) -> Engine:
            engine = started(kind)
            engine.clear()
            return engine

        yield of


@pytest.fixture(scope="session")
def everywhere(store_kind: str, seeded: View, shipped: Callable[[str], Engine]) -> Iterator[View]:
    """The shipped graph as each kind of store has it, to be read."""
    if store_kind == "embedded":
        yield seeded
        return
    store = shipped(store_kind).open()
    yield KnowledgeGraph(store).view()
    store.close()


@pytest.fixture(scope="session")
def seeded_store() -> Store:
    """A store in memory with the shipped graph. Tests that write make their own."""
    store = open_store("memory:")
    seed(store)
    return store


@pytest.fixture(scope="session")
def seeded(seeded_store: Store) -> View:
    """The shipped graph, to be read."""
    return KnowledgeGraph(seeded_store).view()
