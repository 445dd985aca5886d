"""The SPARQL editor, and the plain form."""

import json
import re
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.graph.exports.pixels import count
from tests.page.conftest import Look, everywhere

MET = """PREFIX leg: <https://w3id.org/legation/ns#>
SELECT ?source ?target WHERE { ?m a leg:Meeting ; leg:attendee ?source , ?target .
  FILTER (STR(?source) < STR(?target)) } LIMIT 20"""
BROKEN = "SELECT ?a WHERE {\n  ?a ?b }"


def asked(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["query"][0]


def test_a26_a_worked_query_runs_and_stands_in_the_address(look: Look) -> None:
    page = look("/sparql")
    page.get_by_role("link", name="Everybody and everything that facts tie an actor to.").click()
    expect(page.locator(".yasr table tbody tr").first).to_be_visible()
    assert "SELECT" in asked(page)


@everywhere
def test_a26_cells_lead_to_cards_and_pairs_make_a_map(look: Look) -> None:
    page = look(f"/sparql?{urlencode({'query': MET})}")
    rows = page.locator(".yasr table tbody tr")
    expect(rows.first).to_be_visible()
    expect(page.locator(".yasr a[href^='/actors/']").first).to_be_visible()
    page.get_by_role("button", name="Show as map").click()
    expect(page.locator("#result-map [role=status]")).to_contain_text("nodes and")
    expect(page.locator("#result-map canvas").first).to_be_visible()
    page.locator(".yasr a[href^='/actors/']").first.click()
    page.wait_for_url("**/actors/*")


def test_a26_a_result_on_the_map_can_be_taken_away(look: Look, browser: Browser) -> None:
    page = look(f"/sparql?{urlencode({'query': MET})}")
    page.get_by_role("button", name="Show as map").click()
    with page.expect_download() as picture:
        page.get_by_role("button", name="Picture of the map").click()
    drawn = count(browser, picture.value.path().read_bytes())
    assert min(drawn["width"], drawn["height"]) > 100
    assert len(drawn["colours"]) > 3
    with page.expect_download() as file:
        page.get_by_role("button", name="File for Cytoscape").click()
    graph = json.loads(file.value.path().read_text(encoding="utf-8"))
    assert graph["data"]["query"] == MET
    nodes, edges = (len(graph["elements"][kind]) for kind in ("nodes", "edges"))
    said = page.locator("#result-map [role=status]")
    expect(said).to_have_text(f"{nodes} nodes and {edges} edges")
    assert edges == 20


def test_a26_a_result_without_pairs_offers_no_map(look: Look) -> None:
    page = look(f"/sparql?{urlencode({'query': 'SELECT (1 AS ?one) {}'})}")
    expect(page.locator(".yasr table tbody tr").first).to_be_visible()
    expect(page.get_by_role("button", name="Show as map")).to_be_hidden()


def test_a27_the_plain_form_works_without_scripts(look: Look) -> None:
    page = look("/sparql?plain=1", java_script_enabled=False)
    page.get_by_label("Query").fill(MET)
    page.get_by_role("button", name="Ask").click()
    expect(page.locator("tbody tr")).to_have_count(20)
    expect(page.locator("tbody a[href^='/actors/']").first).to_be_visible()
    expect(page.get_by_label("Query")).to_have_value(MET)


def test_a32_the_editor_is_loaded_on_its_own_page_only(look: Look) -> None:
    page = look("/")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [name for name in loaded if "sparql" in name]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (BROKEN, "The query does not parse: "),
        (BROKEN, "Line 2, column"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://127.0.0.1/>", "not"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "not"),
    ],
)
def test_a26_the_editor_tells_a_refusal(
    browser: Browser, address: str, query: str, said: str
) -> None:
    page = browser.new_page()  # not `look`: the browser logs every refused request as an error
    page.goto(f"{address}/sparql?{urlencode({'query': query})}")
    problem = page.get_by_role("alert")
    expect(problem).to_be_visible()
    expect(problem).to_contain_text(said)
    page.context.close()


def test_a_second_tab_asks_as_the_first_does(look: Look) -> None:
    page = look("/sparql")
    page.get_by_role("tab", name="Add a new tab").click()
    page.locator(".tabPanel.active .CodeMirror").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(MET)
    page.locator(".tabPanel.active").get_by_role("button", name="Run query").click()
    expect(page.locator(".tabPanel.active table tbody tr")).to_have_count(20)
    assert asked(page) == MET
    expect(page.get_by_role("button", name="Show as map")).to_be_visible()
    page.locator(".tabPanel.active").get_by_role("button", name="Share query").click()
    shared = page.get_by_label("The address of this query").input_value()
    assert shared == page.url
    page.get_by_role("tab", name="Query", exact=True).click()
    expect(page.get_by_role("button", name="Show as map")).to_be_hidden()


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a30_the_editor_is_dark_where_the_page_is(look: Look, size: str) -> None:
    page = look(f"/sparql?{urlencode({'query': MET})}", color_scheme="dark", size=size)
    expect(page.locator(".yasr tbody tr").first).to_be_visible()
    parts = "#yasgui, .CodeMirror, .CodeMirror-gutters, .yasqe_buttons, .yasr tbody td, .tabsList"
    grounds = page.locator(parts).evaluate_all(
        """all => all.map(it => {
            const ground = part => getComputedStyle(part).backgroundColor;
            while (ground(it) === 'rgba(0, 0, 0, 0)') it = it.parentElement;
            return ground(it);
        })"""
    )
    assert len(grounds) > 6
    assert all(max(map(int, re.findall(r"\d+", ground)[:3])) < 64 for ground in set(grounds))
    # What is pressed does not lie over what is typed.
    text = page.locator(".CodeMirror-code").bounding_box()
    buttons = page.locator(".yasqe_buttons").bounding_box()
    assert text is not None
    assert buttons is not None
    assert buttons["y"] >= text["y"] + text["height"]
