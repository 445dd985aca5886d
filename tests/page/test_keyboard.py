"""By keyboard alone: find an actor, read the card, walk the map, take a path, take a file."""

from playwright.sync_api import Page, expect

from tests.page.conftest import Look, drawn, everywhere
from tests.page.fixture import CENTRE
from tests.page.screen import settled, state

STEPS = 120


def _tab_to(page: Page, description: str, test: str) -> None:
    """Press Tab until what has the focus passes a test, in JavaScript, of ``it``."""
    for _ in range(STEPS):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const it = document.activeElement; return Boolean({test}); }}"):
            return
    raise AssertionError(f"no Tab leads to {description}")


@everywhere
def test_a28_all_of_it_by_keyboard(look: Look) -> None:
    page = look("/")
    _tab_to(page, "the search", "it.matches('input[name=q]')")
    page.keyboard.type("karim")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/actors/{CENTRE}")
    drawn(page)
    _tab_to(page, "the map", "it.matches('.map-canvas')")
    live = page.locator("#map [aria-live=polite]")
    expect(live).to_contain_text("Ada Karim, Person")
    page.keyboard.press("ArrowRight")
    expect(live).not_to_contain_text("Ada Karim")
    page.keyboard.press("e")
    page.wait_for_url("**expand=*")
    page.keyboard.press("u")
    page.wait_for_url(lambda url: "expand" not in url)
    page.keyboard.press("Enter")
    expect(page.locator(".map-panel")).to_be_focused()
    _tab_to(page, "a tie", "it.matches('.panel-tie')")
    page.keyboard.press("Enter")
    expect(page.locator(".map-panel q").first).to_be_visible()
    _tab_to(page, "the copy button", "it.textContent === 'Copy citation'")
    page.keyboard.press("Enter")
    expect(page.locator(".map-panel").get_by_text("Copied")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map-panel")).to_be_hidden()
    expect(page.locator(".map-canvas")).to_be_focused()
    _tab_to(page, "the days", "it.matches('.map-time input')")
    page.keyboard.press("ArrowRight")
    settled(page)
    assert state(page)["day"]
    _tab_to(page, "the legend", "it.id === 'legend-alleged'")
    page.keyboard.press("Space")
    settled(page)
    assert "alleged" not in state(page)["standings"]
    _tab_to(page, "the exports", "it.matches('.map-export summary')")
    page.keyboard.press("Enter")
    _tab_to(page, "a file", "it.getAttribute('href')?.startsWith('/export/gexf')")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".gexf")


def test_a28_a_path_by_keyboard(look: Look) -> None:
    page = look(f"/actors/{CENTRE}")
    _tab_to(page, "the map", "it.matches('.map-canvas')")
    page.keyboard.press("p")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("p")
    page.wait_for_url(f"**/paths?from={CENTRE}&to=*")
    page = look(f"/paths?from={CENTRE}&to=cosmia")
    _tab_to(page, "the choice of paths", "it.matches('[name=map-path]')")
    page.keyboard.press("ArrowDown")
    settled(page)
    assert state(page)["path"] == 2


def test_the_help_takes_the_focus_and_gives_it_back(look: Look) -> None:
    page = look(f"/actors/{CENTRE}")
    _tab_to(page, "the map", "it.matches('.map-canvas')")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys of the map")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".map-canvas")).to_be_focused()


def test_where_the_keyboard_is_can_be_seen(look: Look) -> None:
    page = look(f"/actors/{CENTRE}")
    _tab_to(page, "the map", "it.matches('.map-canvas')")
    page.keyboard.press("ArrowLeft")
    here = "() => window.__kg.cy.$('node.cursor').map(n => n.style('outline-width'))"
    assert page.evaluate(here) == ["3px"]
