"""Every page: no violation that axe finds, nothing wider than a phone, nothing from elsewhere."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.page.conftest import Look
from tests.page.fixture import CENTRE

POST = "2019-06-01-post"
ROUTES = [
    "/",
    f"/actors/{CENTRE}",
    "/actors/prime-minister-of-arland",
    "/actors?q=karim",
    "/actors?q=zzqqxx",
    "/paths",
    f"/paths?from={CENTRE}&to=boris-lund",
    "/paths?from=yusuf-demir&to=grain-council&max_hops=1",
    f"/statements/{POST}:arms/thread",
    f"/facts/{POST}:bribes",
    "/statements",
    "/events?limit=20",
    "/articles",
    f"/articles/{POST}",
    "/offices/prime-minister-of-arland/holders?as_of=2018-06-01",
    "/sparql",
    "/sparql?plain=1",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("route", ROUTES)
def test_axe_finds_nothing(look: Look, route: str, scheme: str) -> None:
    page = look(route, color_scheme=scheme)
    found = Axe().run(page)
    grave = [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found.response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert grave == []


@pytest.mark.parametrize("route", ROUTES)
def test_a_phone_shows_it_without_scrolling_sideways(look: Look, route: str) -> None:
    page = look(route, size="phone", color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_keyboard_skips_to_the_content(look: Look) -> None:
    page = look("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_paper_shows_what_was_folded_and_no_controls(look: Look) -> None:
    page = look(f"/actors/{CENTRE}")
    page.emulate_media(media="print")
    expect(page.locator("form.find")).to_be_hidden()
    assert page.locator("#events details.evidence q").first.bounding_box() is not None
    tables = page.locator("main table").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).length"
    )
    assert tables == 1
