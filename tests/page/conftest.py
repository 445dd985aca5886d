"""A real browser before the real service: it complains of errors and of strangers' addresses."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from api.assets import asset
from tests.page.fixture import fixture_trig, hub_trig
from tests.page.serving import filled, served

ARTEFACTS = Path(__file__).parents[2] / ".artefacts" / "page"
SIZES = {"desktop": (1280, 900), "phone": (360, 740)}
SCHEMES = ("light", "dark")
Look = Callable[..., "Page"]
# For a test of what either can change: `look` opens its pages so, where the test says nothing else.
everywhere = pytest.mark.parametrize(
    "combination", [pytest.param(each, id="-".join(each)) for each in product(SIZES, SCHEMES)]
)


@pytest.fixture(scope="session", autouse=True)
def built() -> None:
    """The page's scripts, without which there is nothing to look at."""
    if asset("built/map.js") is None:
        pytest.skip("the page's scripts are not built; `make page` builds them")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the made-up graph is served."""
    with served(filled(tmp_path_factory.mktemp("made-up"), fixture_trig())) as url:
        yield url


@pytest.fixture(scope="session")
def hub_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the graph of one actor with more connections than the map shows is served."""
    with served(filled(tmp_path_factory.mktemp("hub"), hub_trig())) as url:
        yield url


class Watch:
    """What a page asked for and complained of."""

    def __init__(self, context: BrowserContext) -> None:
        self.requested: list[str] = []
        self.complaints: list[str] = []
        context.on("request", lambda request: self.requested.append(request.url))
        context.on("console", self._heard)
        context.on("weberror", lambda fault: self.complaints.append(str(fault.error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def strangers(self, address: str) -> list[str]:
        """Return the requests to any other host."""
        hosts = {urlsplit(address).netloc, ""}
        return [url for url in self.requested if urlsplit(url).netloc not in hosts]


@pytest.fixture
def combination() -> tuple[str, str]:
    """The size of the screen and the colour scheme that pages are opened with."""
    return "desktop", "light"


@pytest.fixture
def look(
    browser: Browser, address: str, combination: tuple[str, str], request: pytest.FixtureRequest
) -> Iterator[Look]:
    """Opens a page and waits for its map; says at the end what the browser complained of."""
    opened: list[tuple[BrowserContext, Watch, str]] = []

    def open_page(path: str, at: str = address, size: str = "", **options: Any) -> Page:
        size = size or combination[0]
        width, height = SIZES[size]
        options.setdefault("color_scheme", combination[1])
        context = browser.new_context(
            viewport={"width": width, "height": height},
            permissions=["clipboard-read", "clipboard-write"],
            accept_downloads=True,
            reduced_motion=options.pop("reduced_motion", "reduce"),
            has_touch=size == "phone",
            **options,
        )
        watch = Watch(context)
        opened.append((context, watch, at))
        page = context.new_page()
        page.goto(f"{at}{path}")
        if options.get("java_script_enabled", True):
            drawn(page)
        return page

    yield open_page
    for number, (context, watch, at) in enumerate(opened):
        for page in context.pages:
            keep(page, f"{request.node.name}-{number}" if number else request.node.name)
        context.close()
        assert watch.complaints == []
        assert watch.strangers(at) == []


def drawn(page: Page) -> None:
    """Wait for the map of a page that has one."""
    page.evaluate("() => window.__kg?.ready")


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page among the artefacts."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    page.screenshot(path=ARTEFACTS / f"{slug}.png")
