"""Every view: silent, alone, accessible, no wider than the screen; visited once for all of it."""

import re
from itertools import product
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.page.conftest import ARTEFACTS, SCHEMES, SIZES, Look, Watch, drawn
from tests.page.fixture import CENTRE

POST = "2019-06-01-post"
MET = (
    "PREFIX leg: <https://w3id.org/legation/ns#> SELECT ?source ?target WHERE "
    "{ ?m a leg:Meeting ; leg:attendee ?source , ?target } LIMIT 20"
)
# Looked at in all four combinations of size and colours.
VIEWS = {
    "start": "/",
    "actor": f"/actors/{CENTRE}",
    "map with a fact open": f"/actors/{CENTRE}#sel={POST}:arms",
    "path": f"/paths?from={CENTRE}&to=boris-lund",
    "path only alleged": "/paths?from=yusuf-demir&to=grain-council&max_hops=1",
    "statement with its thread": f"/statements/{POST}:arms/thread",
    "articles": "/articles",
    "sparql": f"/sparql?query={quote(MET)}",
}
# Made of the same parts as those above, and so looked at in two.
LIKE_THEM = {
    "office": "/actors/prime-minister-of-arland",
    "connections": f"/actors/{CENTRE}/connections",
    "search": "/actors?q=karim",
    "nobody found": "/actors?q=zzqqxx",
    "path form": "/paths",
    "denial with its thread": f"/statements/{POST}:no-trade/thread",
    "statement that names nobody": f"/statements/{POST}:weather/thread",
    "fact": f"/facts/{POST}:bribes",
    "statements": "/statements",
    "events": "/events?limit=20",
    "article": f"/articles/{POST}",
    "holders on a day": "/offices/prime-minister-of-arland/holders?as_of=2018-06-01",
    "sparql plain": f"/sparql?plain=1&query={quote(MET)}",
}
EXPECTED = re.compile(r'Failed to load resource|{"type":"https://w3id.org/legation/problems/')
PROBLEMS = {
    "problem not found": "/actors/nobody-at-all",
    "problem of a query": f"/sparql?plain=1&query={quote('SELECT * {')}",
    "problem in the editor": f"/sparql?query={quote('SELECT * {')}",
}


WHOLE = [(name, *each) for name in (*VIEWS, *PROBLEMS) for each in product(SIZES, SCHEMES)]
HALF = [(name, *each) for name in LIKE_THEM for each in zip(SIZES, SCHEMES, strict=True)]


@pytest.mark.parametrize(("name", "size", "scheme"), [*WHOLE, *HALF])
def test_a1_a2_a29_a31_a_view_is_silent_alone_accessible_and_fits(
    browser: Browser, address: str, name: str, size: str, scheme: str
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=size == "phone",
    )
    watch = Watch(context)
    page = context.new_page()
    page.goto(address + {**VIEWS, **LIKE_THEM, **PROBLEMS}[name])
    drawn(page)
    if name == "sparql":
        expect(page.locator(".yasr tbody tr").first).to_be_visible()
    if name == "problem in the editor":
        expect(page.get_by_role("alert")).to_be_visible()
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    file = f"view-{name.replace(' ', '-')}-{size}-{scheme}.png"
    page.screenshot(path=ARTEFACTS / file, full_page=True)
    found = Axe().run(page)
    violations = [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found.response["violations"]
    ]
    assert violations == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watch.strangers(address) == []
    # The browser itself logs an answer that is no 200, and the editor logs what it was answered.
    known = [words for words in watch.complaints if EXPECTED.match(words)]
    assert (watch.complaints == known) if name in PROBLEMS else (watch.complaints == [])
    context.close()


def test_the_keyboard_skips_to_the_content(look: Look) -> None:
    page = look("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a25_paper_shows_what_was_folded_and_no_controls(look: Look) -> None:
    page = look(f"/actors/{CENTRE}")
    page.emulate_media(media="print")
    expect(page.locator("form.find")).to_be_hidden()
    assert page.locator("#events details.evidence q").first.bounding_box() is not None
    tables = page.locator("main table").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).length"
    )
    assert tables == 1
