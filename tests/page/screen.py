"""What a test sees of a map, and does to it."""

from typing import Any

import httpx2 as httpx
from playwright.sync_api import Page

LINES = """() => window.__kg.cy.edges().map(edge => ({
    id: edge.id(), source: edge.source().id(), target: edge.target().id(),
    standing: edge.data('standing'), label: edge.data('text'), opacity: edge.effectiveOpacity(),
    style: edge.style('line-style'), arrow: edge.style('target-arrow-shape'),
    fill: edge.style('target-arrow-fill'), colour: edge.style('line-color'),
    classes: edge.classes(),
}))"""
POSITIONS = """() => Object.fromEntries(
    window.__kg.cy.nodes().map(node => [node.id(), node.position()]))"""
ON_SCREEN = """id => {
    const cy = window.__kg.cy, element = cy.getElementById(id);
    const at = element.isNode() ? element.position() : element.midpoint();
    const frame = document.querySelector('.map-canvas').getBoundingClientRect();
    return {x: frame.x + at.x * cy.zoom() + cy.pan().x, y: frame.y + at.y * cy.zoom() + cy.pan().y};
}"""


def ask(url: str) -> Any:
    """Return what the service answers."""
    answer = httpx.get(url, headers={"accept": "application/json"}, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def question(page: Page) -> str:
    """Return the address of the answer that a page's map shows."""
    return page.get_attribute("#map", "data-question") or ""


def lines(page: Page) -> list[dict[str, Any]]:
    """Return the lines as they are drawn."""
    found: list[dict[str, Any]] = page.evaluate(LINES)
    return found


def positions(page: Page) -> dict[str, dict[str, float]]:
    """Return where each node stands."""
    found: dict[str, dict[str, float]] = page.evaluate(POSITIONS)
    return found


def state(page: Page) -> dict[str, Any]:
    """Return what the map says of itself."""
    found: dict[str, Any] = page.evaluate("() => window.__kg.state()")
    return found


def click(page: Page, identifier: str, *, twice: bool = False) -> None:
    """Click on a node, or on the middle of a line."""
    page.locator("#map .map-canvas").scroll_into_view_if_needed()
    at = page.evaluate(ON_SCREEN, identifier)
    page.mouse.click(at["x"], at["y"], click_count=2 if twice else 1, delay=20)


def settled(page: Page) -> None:
    """Wait until the address says what the map shows."""
    page.wait_for_timeout(400)
