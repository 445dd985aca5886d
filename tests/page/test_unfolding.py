"""Expanding and collapsing, and what the map does when there is too much."""

import time

from playwright.sync_api import Page, expect

from tests.page.conftest import Look, everywhere
from tests.page.fixture import CENTRE, HUB, HUB_ACTORS
from tests.page.screen import ask, click, lines, positions, settled, state

CARD = f"/actors/{CENTRE}"


def _ids(page: Page) -> tuple[set[str], set[str]]:
    return set(positions(page)), {line["id"] for line in lines(page)}


@everywhere
def test_a14_expanding_adds_neighbours_and_moves_nobody(look: Look, address: str) -> None:
    page = look(CARD)
    before, known = positions(page), _ids(page)
    page.get_by_role("button", name="All of the map").click()  # a phone shows a part of it first
    click(page, "wang-wei", twice=True)
    page.wait_for_url("**expand=wang-wei*")
    after = positions(page)
    assert after.items() >= before.items()
    neighbours = ask(f"{address}/export/cytoscape?actor=wang-wei&claims=true")["elements"]
    assert after.keys() - before.keys() <= {node["data"]["id"] for node in neighbours["nodes"]}
    assert after.keys() > before.keys()
    for line in lines(page):
        assert line["id"] in known[1] or "wang-wei" in (line["source"], line["target"])


def test_a14_collapsing_restores_what_was_there(look: Look) -> None:
    page = look(CARD)
    before = _ids(page)
    page.locator(".map-canvas").focus()
    page.keyboard.press("ArrowRight")
    walked = page.evaluate("() => window.__kg.cy.$('.cursor').id()")
    page.keyboard.press("e")
    page.wait_for_url("**expand=*")
    page.keyboard.press("x")
    page.wait_for_url(lambda url: "expand" not in url)
    assert _ids(page) == before
    page.keyboard.press("e")
    page.wait_for_url(f"**expand={walked}*")
    expanded = _ids(page)
    page.go_back()
    page.wait_for_url(lambda url: "expand" not in url)
    expect(page.locator(".map-canvas")).to_be_visible()
    page.wait_for_function("count => window.__kg.cy.nodes().length === count", arg=len(before[0]))
    assert _ids(page) == before
    page.go_forward()
    page.wait_for_function("count => window.__kg.cy.nodes().length === count", arg=len(expanded[0]))
    assert _ids(page) == expanded


def test_a14_expanding_adds_25_at_a_time_and_offers_the_rest(look: Look, hub_address: str) -> None:
    page = look("/actors/visitor-7", at=hub_address)
    assert set(positions(page)) == {"visitor-7", HUB}
    page.goto(f"{hub_address}/actors/visitor-7#sel={HUB}")
    page.reload()
    page.evaluate("() => window.__kg.ready")
    panel = page.locator(".map-panel")
    panel.get_by_role("button", name="Expand").click()
    more = panel.get_by_role("button", name="Show")
    more.wait_for()
    assert len(positions(page)) == 2 + 25
    first = positions(page)
    assert more.inner_text() == f"Show {HUB_ACTORS - 1 - 25} more"
    more.click()
    page.wait_for_url(f"**expand={HUB}~2*")
    assert len(positions(page)) == 2 + 50
    assert positions(page).items() >= first.items()
    panel.get_by_role("button", name="Collapse").click()
    page.wait_for_url(lambda url: "expand" not in url)
    assert set(positions(page)) == {"visitor-7", HUB}


def test_a14_a_hub_is_drawn_in_part_and_says_so(look: Look, hub_address: str) -> None:
    begun = time.monotonic()
    page = look(f"/actors/{HUB}", at=hub_address)
    assert time.monotonic() - begun < 30  # how fast it is on an idle machine is measured elsewhere
    assert len(lines(page)) <= 300
    assert len(positions(page)) <= 200
    notice = page.locator(".map-notice").inner_text()
    assert notice.startswith(f"Showing {len(lines(page))} of {2 * HUB_ACTORS} connections")
    settled(page)
    assert len(state(page)["facts"]) == len(lines(page))
