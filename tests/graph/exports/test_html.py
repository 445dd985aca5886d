"""The page of its own, opened from a disk by a browser without a network."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser, Page

from graph.errors import Unavailable
from graph.exports import html, render
from graph.exports._text import clean
from graph.picture import layout, picture
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View
from tests.graph.exports.hostile import subgraphs

Open = Callable[[bytes], Page]


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open a file from the disk, with no network, and hold it to silence."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    file = tmp_path / "map.html"

    def show(content: bytes) -> Page:
        requests: list[str] = []
        file.write_bytes(content)
        page.on("request", lambda request: requests.append(request.url))
        page.goto(file.as_uri())
        page.evaluate("window.__kg.ready")
        elsewhere = [url for url in requests if not url.startswith(("file:", "data:", "blob:"))]
        assert elsewhere == []
        assert len([url for url in requests if url.startswith("file:")]) == 1
        return page

    yield show
    assert heard == []
    context.close()


@pytest.fixture(scope="module")
def russia(seeded: View) -> Subgraph:
    return connection_subgraph(seeded, "russia", depth=2, claims=True)


def test_the_map_stands_as_in_every_other_picture(russia: Subgraph, open_file: Open) -> None:
    page = open_file(render(russia, "html"))
    shown: Any = page.evaluate(
        "Object.fromEntries(__kg.cy.nodes().map((n) => [n.data('short_id'), n.position()]))"
    )
    assert shown == {name: {"x": at.x, "y": at.y} for name, at in layout(russia).items()}
    assert page.evaluate("__kg.cy.edges().length") >= len(picture(russia).edges)


def test_an_edge_shows_its_evidence(russia: Subgraph, open_file: Open) -> None:
    page = open_file(render(russia, "html"))
    page.evaluate("void __kg.cy.edges('[standing = \"disputed\"]').first().emit('tap')")
    panel = page.locator(".map-panel")
    panel.wait_for()
    text = panel.inner_text()
    allegation = next(edge for edge in russia.edges if edge.kind == "Allegation")
    quote = allegation.fact.evidence[0].quote
    assert quote is not None
    assert quote in text
    assert all(name in text for name in allegation.denied_by)
    assert "Reuters" in text


def test_legend_slider_and_table_work_without_a_service(russia: Subgraph, open_file: Open) -> None:
    page = open_file(render(russia, "html"))
    rows = page.locator(".map-table tbody tr")
    before = rows.count()
    assert before > 0
    assert page.locator(".map-time").count() == 1
    page.locator(".map-legend input").first.click()
    assert rows.count() != before or page.evaluate("__kg.cy.edges('.off').length") > 0
    assert page.locator("#map a[href^='/']:visible").count() == 0
    assert page.get_by_text("revision: ").is_visible()


def test_without_scripts_there_is_the_picture(
    russia: Subgraph, browser: Browser, tmp_path: Path
) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    file = tmp_path / "map.html"
    file.write_bytes(render(russia, "html"))
    page.goto(file.as_uri())
    assert page.locator("noscript svg").is_visible()
    assert page.get_by_text("United States", exact=True).last.is_visible()
    context.close()


def test_it_is_half_a_megabyte(russia: Subgraph) -> None:
    assert len(render(russia, "html")) < 700_000


@given(subgraph=subgraphs())
@settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_hostile_texts_stay_texts(subgraph: Subgraph, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(render(subgraph, "html").decode())
    found = json.loads(page.locator("#answer").text_content() or "")
    labels = {
        node["data"]["short_id"]: node["data"]["label"] for node in found["elements"]["nodes"]
    }
    assert labels == {node.id: clean(node.label) for node in subgraph.nodes}
    assert page.locator("script").count() == 2
    page.close()


def test_a_viewer_that_is_not_built_is_said(
    sample: Subgraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html, "_VIEWER", tmp_path)
    html.viewer.cache_clear()
    try:
        with pytest.raises(Unavailable, match="make page"):
            render(sample, "html")
    finally:
        html.viewer.cache_clear()
