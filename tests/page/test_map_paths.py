"""Paths on the map: the chosen one above the rest, the same as in the list."""

import re
from itertools import pairwise

import httpx2 as httpx
from playwright.sync_api import Page, expect

from graph.exports import formats
from tests.page.conftest import Look, drawn, everywhere
from tests.page.fixture import CENTRE
from tests.page.screen import ask, lines, settled, state

PATHS = f"/paths?from={CENTRE}&to=cosmia"


def _highlighted(page: Page) -> list[set[str]]:
    """Return the two ends of each hop that is drawn above the rest, by its number."""
    found: dict[int, set[str]] = {}
    for line in lines(page):
        if "hop" in line["classes"]:
            number = int(line["label"].split(")")[0].lstrip("("))
            found.setdefault(number, set()).update((line["source"], line["target"]))
    return [found[number] for number in sorted(found)]


def _listed(page: Page, number: int) -> list[set[str]]:
    """Return the two ends of each hop of a path in the list."""
    hops = page.locator(f"#path-{number} .hop")
    return [
        {hop.get_attribute("data-from") or "", hop.get_attribute("data-to") or ""}
        for hop in hops.all()
    ]


@everywhere
def test_a17_the_hops_on_the_map_are_those_in_the_list(look: Look) -> None:
    page = look(PATHS)
    assert _highlighted(page) == _listed(page, 1)
    hops = page.locator("#path-1 .hop").all()
    for before, after in pairwise(hops):
        assert before.get_attribute("data-to") == after.get_attribute("data-from")
    for hop in hops:
        expect(hop.locator(".step")).not_to_be_empty()
        expect(hop.locator(".standing").first).to_be_visible()
        expect(hop.locator(".when").first).to_have_text(re.compile(r"\d{4}|date unknown"))
        hop.locator("details.evidence > summary").first.click()
        expect(hop.locator("q").first).not_to_be_empty()
        expect(hop.locator("figcaption cite a").first).to_be_visible()
    faded = [line for line in lines(page) if "hop" not in line["classes"]]
    assert faded
    assert all(line["opacity"] <= 0.25 for line in faded)


def test_a17_a_hop_opens_its_evidence(look: Look) -> None:
    page = look(PATHS)
    hop = next(line for line in lines(page) if "hop" in line["classes"])
    page.evaluate("id => { window.__kg.cy.getElementById(id).emit('tap'); }", hop["id"])
    expect(page.locator(".map-panel q").first).to_be_visible()
    assert "sel=" in page.url


@everywhere
def test_a18_a_path_is_of_reported_facts_only(look: Look) -> None:
    page = look(PATHS)
    standings = {line["standing"] for line in lines(page) if "hop" in line["classes"]}
    assert standings <= {"reported", "attributed"}
    # Where only claims lead there, the map stands with them, and shows them as claims.
    page.goto(page.url.replace(PATHS, "/paths?from=yusuf-demir&to=grain-council&max_hops=1"))
    drawn(page)
    expect(page.locator("#alleged #map canvas").first).to_be_visible()
    assert _highlighted(page) == _listed(page, 1) == [{"yusuf-demir", "grain-council"}]
    shown = lines(page)
    assert {line["standing"] for line in shown} == {"alleged"}
    assert {line["style"] for line in shown} == {"dashed"}
    page.locator(".map-export summary").click()
    hrefs = page.locator(".export-formats a").evaluate_all("all => all.map(it => it.href)")
    assert len(hrefs) == len(formats())
    assert all("claims=true" in href for href in hrefs)


def test_a19_paths_of_a_day_are_the_services(look: Look, address: str) -> None:
    page = look(f"{PATHS}&as_of=2013-06-10")
    found = ask(f"{address}{PATHS}&as_of=2013-06-10")["paths"]
    assert _listed(page, 1) == [{hop["from"]["id"], hop["to"]["id"]} for hop in found[0]["hops"]]
    assert _highlighted(page) == _listed(page, 1)
    facts = {fact["id"] for path in found for hop in path["hops"] for fact in hop["facts"]}
    assert set(state(page)["facts"]) == facts


@everywhere
def test_a20_other_paths_can_be_chosen_and_shared(look: Look) -> None:
    page = look(PATHS)
    first = _highlighted(page)
    for number in (2, 3):
        page.get_by_role("radio", name=f"{number}: ").check()
        settled(page)
        assert _highlighted(page) == _listed(page, number) != first
        expect(page.locator(f"#path-{number}")).to_have_class("path chosen")
        assert f"path={number}" in page.url
    shared = look(page.url.removeprefix(page.url.split("/paths")[0]))
    assert _highlighted(shared) == _listed(shared, 3)
    page.go_back()
    page.wait_for_url("**path=2*")
    assert _highlighted(page) == _listed(page, 2)


def test_two_actors_of_the_map_become_the_ends_of_a_path(look: Look, address: str) -> None:
    page = look(f"/actors/{CENTRE}#sel={CENTRE}")
    panel = page.locator(".map-panel")
    panel.get_by_role("button", name="Path from here").click()
    page.evaluate("() => { window.__kg.cy.getElementById('cosmia').emit('onetap'); }")
    panel.get_by_role("button", name="Path to here").click()
    page.wait_for_url(f"{address}{PATHS}")
    assert httpx.get(page.url).status_code == 200
