"""The map: the answer's facts at the answer's places, each as its standing demands."""

from itertools import combinations
from typing import Any

from playwright.sync_api import Page

from graph.exports import formats
from tests.page.conftest import Look, everywhere
from tests.page.fixture import CENTRE
from tests.page.screen import ask, click, lines, positions, question, settled, state

CARD = f"/actors/{CENTRE}"
DRAWN = {
    "reported": ("solid", "triangle", "filled"),
    "attributed": ("solid", "triangle", "filled"),
    "alleged": ("dashed", "triangle", "hollow"),
    "disputed": ("dashed", "triangle", "hollow"),
    "denied": ("dotted", "tee", "filled"),
}


def test_a10_the_map_has_the_nodes_and_lines_of_the_answer(look: Look, address: str) -> None:
    page = look(CARD)
    elements = ask(address + question(page))["elements"]
    for kind, drawn in (("nodes", "nodes"), ("edges", "edges")):
        ids = page.evaluate(f"() => window.__kg.cy.{drawn}().map(each => each.id())")
        assert sorted(ids) == sorted(each["data"]["id"] for each in elements[kind])
        assert len(ids) > 20


def test_a10_the_facts_of_the_lines_are_those_of_the_look_up(look: Look, address: str) -> None:
    page = look(CARD)
    items = ask(f"{address}{CARD}/connections?claims=true&limit=1000")["items"]
    facts = set(state(page)["facts"])
    known = {item["fact"]["id"] for item in items}
    assert known <= facts
    # An allegation never travels alone: its denials come with it.
    assert {ask(f"{address}/facts/{fact}")["type"] for fact in facts - known} == {"Denial"}


def test_a11_the_same_question_is_the_same_picture(look: Look, address: str) -> None:
    first, second = look(CARD), look(CARD)
    assert positions(first) == positions(second)
    stands = {
        node["data"]["id"]: node["position"]
        for node in ask(address + question(first))["elements"]["nodes"]
    }
    assert positions(first) == stands
    pictures: list[bytes] = []
    for _ in range(20):  # a busy machine may not have painted the last frame of one of them
        settled(first)
        pictures = [page.locator(".map-canvas").screenshot() for page in (first, second)]
        if pictures[0] == pictures[1]:
            break
    assert pictures[0] == pictures[1]


@everywhere
def test_a11_no_boxes_overlap_and_no_line_runs_through_an_actor(look: Look) -> None:
    page = look(CARD)
    boxes = page.evaluate(
        """() => window.__kg.cy.nodes().map(node =>
            ({id: node.id(), ...node.boundingBox({includeLabels: false})}))"""
    )
    for one, other in combinations(boxes, 2):
        apart = (
            one["x2"] <= other["x1"]
            or other["x2"] <= one["x1"]
            or one["y2"] <= other["y1"]
            or other["y2"] <= one["y1"]
        )
        assert apart, (one["id"], other["id"])
    assert page.evaluate(TOO_NEAR) == []


TOO_NEAR = """() => {
    const cy = window.__kg.cy, found = [];
    const curve = (from, control, to, t) => ({
        x: (1-t)**2 * from.x + 2*(1-t)*t * control.x + t**2 * to.x,
        y: (1-t)**2 * from.y + 2*(1-t)*t * control.y + t**2 * to.y});
    cy.edges().forEach(edge => {
        const [from, to] = [edge.source().position(), edge.target().position()];
        const control = edge.controlPoints()?.[0]
            ?? {x: (from.x + to.x) / 2, y: (from.y + to.y) / 2};
        cy.nodes().not(edge.connectedNodes()).forEach(node => {
            const {x, y} = node.position();
            for (let step = 0; step <= 100; step += 1) {
                const at = curve(from, control, to, step / 100);
                const near = Math.hypot(at.x - x, at.y - y) < 8;
                if (near) { found.push([edge.id(), node.id()]); break; }
            }
        });
    });
    return found;
}"""


@everywhere
def test_a12_line_arrow_and_words_say_the_standing(look: Look) -> None:
    drawn = lines(look(CARD))
    assert {line["standing"] for line in drawn} == set(DRAWN)
    for line in drawn:
        style, arrow, fill = DRAWN[line["standing"]]
        arrow = "none" if "mutual" in line["classes"] else arrow
        assert (line["style"], line["arrow"], line["fill"]) == (style, arrow, fill), line
        said = [name for name in ("alleged", "disputed", "denied") if f"({name})" in line["label"]]
        assert said == [line["standing"]] * (line["style"] != "solid"), line


def test_a12_what_says_the_same_of_both_ends_points_at_neither(look: Look) -> None:
    drawn = lines(look(CARD))
    mutual = {line["id"] for line in drawn if line["arrow"] == "none"}
    both = (" with", "named in the same")
    assert mutual == {line["id"] for line in drawn if any(part in line["label"] for part in both)}
    assert 0 < len(mutual) < len(drawn)


def test_a12_parallel_lines_are_apart_and_a_loop_has_room(look: Look) -> None:
    page = look(CARD)
    middles = page.evaluate(
        f"""() => {{
            const cy = window.__kg.cy, [one, other] = ['{CENTRE}', 'boris-lund'];
            return cy.getElementById(one).edgesWith(cy.getElementById(other))
                .map(edge => edge.midpoint());
        }}"""
    )
    assert len(middles) == 3
    for one, other in combinations(middles, 2):
        assert ((one["x"] - other["x"]) ** 2 + (one["y"] - other["y"]) ** 2) ** 0.5 >= 12
    # No answer ties an actor to itself; were there one, it would be seen.
    loop = page.evaluate(
        f"""() => window.__kg.cy.add({{group: 'edges', data: {{
            source: '{CENTRE}', target: '{CENTRE}', text: '', control: 0, standing: 'reported'
        }}}}).boundingBox({{includeLabels: false}})"""
    )
    assert loop["w"] > 10
    assert loop["h"] > 10


def _disputed(page: Page) -> dict[str, Any]:
    """Return the allegation of arms sales, drawn between the two."""
    return next(
        line
        for line in lines(page)
        if line["standing"] == "disputed" and CENTRE in (line["source"], line["target"])
    )


@everywhere
def test_a13_a_line_opens_its_evidence(look: Look) -> None:
    page = look(CARD)
    click(page, _disputed(page)["id"])
    panel = page.locator(".map-panel")
    panel.get_by_text("Karim has denied any trade with Dravia").wait_for()
    said = panel.inner_text()
    for words in (
        "Boris Lund accuses her of selling arms",
        "Boris Lund alleges that arms were sold to Dravia",
        "Denied by Ada Karim",
        "Belmar’s talks, Evening Post, 2019-06-01",
        "2016 (2016-01-01 to 2016-12-31)",
        "disputed: somebody denies it",
    ):
        assert words in said
    assert "sel=2019-06-01-post:arms" in page.url
    panel.get_by_role("button", name="Copy citation").first.click()
    panel.get_by_text("Copied").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "“Boris Lund accuses her of selling arms”" in copied
    assert "[disputed]" in copied
    assert "https://example.org/a" in copied


def test_a13_a_line_opens_by_keyboard_and_closes_again(look: Look) -> None:
    page = look(CARD)
    page.locator(".map-canvas").focus()
    page.keyboard.press(".")
    page.keyboard.press("Enter")
    panel = page.locator(".map-panel")
    panel.wait_for()
    assert panel.locator("q").count() >= 1
    assert "sel=" in page.url
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert "sel=" not in page.url
    assert page.evaluate("() => document.activeElement.className").startswith("map-canvas")


@everywhere
def test_a3_hostile_words_stay_words(look: Look) -> None:
    page = look(f"{CARD}#sel=sam-okoro")
    page.locator(".map-panel .panel-tie").first.click()
    quotes = page.locator(".map-panel q")
    quotes.first.wait_for()
    assert "<img src=x onerror=window.__x=1>" in quotes.all_inner_texts()
    assert page.evaluate("() => window.__x") is None
    assert page.locator("a[href^='javascript' i]").count() == 0


def test_the_thread_of_an_allegation_has_its_map(look: Look) -> None:
    page = look("/statements/2019-06-01-post:arms/thread")
    assert {line["standing"] for line in lines(page)} == {"disputed", "attributed"}
    panel = page.locator(".map-panel")
    panel.get_by_text("Boris Lund accuses her of selling arms").wait_for()
    assert "Boris Lund allegation against" in panel.locator("h3").inner_text()
    panel.get_by_role("button", name="Close").click()
    panel.wait_for(state="hidden")


def test_a_statement_against_nobody_has_its_map_and_its_files(look: Look) -> None:
    page = look("/statements/2019-06-01-post:no-trade/thread")
    assert [(line["source"], line["target"]) for line in lines(page)] != []
    page.locator(".map-export summary").click()
    assert page.locator(".export-formats a").count() == len(formats())
    href = page.locator(".export-formats a[href^='/export/turtle']").get_attribute("href")
    assert "no-trade" in page.request.get(page.url.split("/statements")[0] + str(href)).text()


def test_a_statement_that_names_nobody_can_still_be_taken_away(look: Look) -> None:
    page = look("/statements/2019-06-01-post:weather/thread")
    assert "names nobody but who made it" in page.locator("#map").inner_text()
    page.locator(".map-export summary").click()
    links = page.locator(".export-formats a")
    assert links.count() == len(formats())
    for href in links.evaluate_all("all => all.map(it => it.href)"):
        assert page.request.get(href).ok, href


def test_a_fact_has_its_map(look: Look) -> None:
    page = look("/facts/2019-05-01-ledger:lund-0")
    assert [{line["source"], line["target"]} for line in lines(page)] == [{CENTRE, "boris-lund"}]


def test_a_view_of_a_past_revision_has_the_map_of_that_revision(look: Look) -> None:
    page = look(f"{CARD}?revision=1")
    asked = page.evaluate("() => performance.getEntriesByType('resource').map(one => one.name)")
    assert [name for name in asked if "/export/cytoscape" in name and "revision=1" in name]
