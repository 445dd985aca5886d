"""Looks: both colour schemes, a phone, still for who wants it still, and not too heavy."""

import gzip
import re
from collections.abc import Sequence

import httpx2 as httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.page.conftest import ARTEFACTS, SCHEMES, Look, everywhere
from tests.page.fixture import CENTRE, HUB
from tests.page.screen import lines

CARD = f"/actors/{CENTRE}"
MOST_SCRIPT = 350_000  # bytes, compressed


def _luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _ground(page: Page) -> str:
    colour: str = page.locator(".map-frame").evaluate("it => getComputedStyle(it).backgroundColor")
    return colour


def _words(page: Page) -> Sequence[str]:
    found: list[str] = page.evaluate(
        "() => window.__kg.cy.elements().map(each => each.style('color'))"
    )
    return sorted(set(found))


def test_a30_the_colours_follow_the_scheme_and_can_be_told(look: Look) -> None:
    page = look(CARD)
    seen = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(300)
        ground = _ground(page)
        seen[scheme] = {line["standing"]: line["colour"] for line in lines(page)}
        for standing, colour in seen[scheme].items():
            assert _contrast(colour, ground) >= 3, (scheme, standing)
        for colour in _words(page):
            assert _contrast(colour, ground) >= 4.5, (scheme, colour)
    assert all(seen["light"][name] != seen["dark"][name] for name in seen["light"])


@everywhere
def test_a29_axe_finds_nothing_with_the_panel_open(
    look: Look, combination: tuple[str, str]
) -> None:
    page = look(f"{CARD}#sel=2019-06-01-post:arms&day=2016-06-01")
    expect(page.locator(".map-panel")).to_be_visible()
    page.locator(".map-table summary").click()
    page.locator(".map-export summary").click()
    found = Axe().run(page)
    grave = [
        (one["id"], one["nodes"][0]["html"][:200])
        for one in found.response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert grave == []
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"panel-{'-'.join(combination)}.png", full_page=True)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a31_a_phone_shows_the_map_and_the_panel(look: Look, scheme: str) -> None:
    page = look(CARD, size="phone", color_scheme=scheme)
    frame = page.locator(".map-canvas").bounding_box()
    assert frame is not None
    assert frame["width"] <= 360
    assert frame["height"] >= 240
    line = next(line for line in lines(page) if line["standing"] == "disputed")
    page.evaluate("id => { window.__kg.cy.getElementById(id).emit('tap'); }", line["id"])
    panel = page.locator(".map-panel")
    expect(panel.locator("q").first).to_be_attached()
    box = panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    sizes = page.eval_on_selector_all(
        "#map button:not([hidden])",
        "all => all.filter(it => it.offsetParent).map(it => it.getBoundingClientRect().height)",
    )
    assert min(sizes) >= 24  # WCAG 2.5.8


def test_a32_the_first_view_loads_little_script(look: Look) -> None:
    page = look(CARD)
    addresses = page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)")
    scripts = [one for one in addresses if ".js" in one]
    assert any("map.js" in one for one in scripts)
    assert not any("sparql" in one or "yasgui" in one for one in scripts)
    weight = sum(len(gzip.compress(httpx.get(one).content)) for one in scripts)
    assert weight < MOST_SCRIPT


def test_nothing_moves_for_who_wants_it_still(look: Look) -> None:
    moving = "() => window.__kg.cy.edges().map(edge => edge.style('transition-duration'))"
    assert set(look(CARD).evaluate(moving)) <= {"0s", "0ms"}
    page = look(CARD, reduced_motion="no-preference")
    assert set(page.evaluate(moving)) == {"200ms"} or set(page.evaluate(moving)) == {"0.2s"}


def test_a_map_of_nobody_is_said_in_words(look: Look, hub_address: str) -> None:
    page = look("/actors/cosmopolis", at=hub_address)
    expect(page.locator("#map")).to_contain_text("No fact ties this actor to another")


def test_a_problem_is_shown_as_its_sentence(browser: Browser, hub_address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "**/export/cytoscape**",
        lambda route: route.fulfill(
            status=429,
            content_type="application/problem+json",
            body='{"title": "Too busy", "status": 429, "detail": "come back in a second"}',
        ),
    )
    page.goto(f"{hub_address}/actors/{HUB}")
    expect(page.locator("#map").get_by_role("alert")).to_have_text("come back in a second")
    expect(page.locator("#table table")).to_be_attached()
    context.close()
