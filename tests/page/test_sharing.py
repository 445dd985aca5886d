"""What can be taken away: files, pictures, addresses and paper."""

import json
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from playwright.sync_api import Browser, Download, Page, expect

from graph.exports import formats
from tests.page.conftest import ARTEFACTS, SIZES, Look, Watch, drawn, everywhere, keep
from tests.page.fixture import CENTRE
from tests.page.reading import BUNDLED, RDF, WHOLE, subjects
from tests.page.screen import lines, positions, settled, state

CARD = f"/actors/{CENTRE}"
POST = "2019-06-01-post"
PNG = b"\x89PNG\r\n\x1a\n"


def _take(page: Page, press: Callable[[], None]) -> Download:
    with page.expect_download(timeout=90_000) as taken:
        press()
    return taken.value


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
def test_a21_every_format_downloads_what_the_screen_shows(look: Look, tmp_path: Path) -> None:
    page = look(CARD)
    page.locator(".map-export summary").click()
    actors, drawn_lines = len(positions(page)), len(lines(page))
    ties = page.locator(".map-table tbody tr").count()
    facts = {f"{fact.replace(':', '#')}" for fact in state(page)["facts"]}
    read = set()
    for name in formats():
        link = page.locator(f".export-formats a[href^='/export/{name}?']")
        file = tmp_path / name
        _take(page, link.click).save_as(file)
        assert file.stat().st_size > 100, name
        read.add(name)
        if name in BUNDLED:
            assert BUNDLED[name](file) == (actors, drawn_lines), name
        elif name in WHOLE:
            assert WHOLE[name](file) == (actors, ties), name
        elif name in RDF:
            told = {iri.rpartition("/")[2] for iri in subjects(file, name)}
            assert facts <= told, name
        elif name == "png":
            assert file.read_bytes().startswith(PNG)
        elif name == "followthemoney":
            people = page.evaluate("window.__kg.cy.nodes('[type = \"Person\"]').length")
            entities = [json.loads(line) for line in file.read_text().splitlines()]
            assert sum(each["schema"] == "Person" for each in entities) == people
        else:
            read.discard(name)
    assert formats().keys() - read == {"html"}  # which is opened below


@everywhere
def test_a24_a_file_of_its_own_needs_no_network(
    look: Look, browser: Browser, tmp_path: Path, combination: tuple[str, str]
) -> None:
    page = look(CARD)
    page.locator(".map-export summary").click()
    file = tmp_path / "map.html"
    _take(page, page.locator(".export-formats a[href^='/export/html?']").click).save_as(file)
    size, scheme = combination
    width, height = SIZES[size]
    context = browser.new_context(
        offline=True,
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    watch = Watch(context)
    alone = context.new_page()
    alone.goto(file.as_uri())
    drawn(alone)
    assert positions(alone) == positions(page)
    assert len(lines(alone)) == len(lines(page))
    line = next(line for line in lines(alone) if line["standing"] == "disputed")
    alone.evaluate("id => { window.__kg.cy.getElementById(id).emit('tap'); }", line["id"])
    expect(alone.locator(".map-panel q").first).to_be_visible()
    assert alone.locator(".map-panel").inner_text().count("Boris Lund accuses her") == 1
    assert [url for url in watch.requested if not url.startswith(("file:", "blob:", "data:"))] == []
    assert watch.complaints == []
    keep(alone, f"standalone-{'-'.join(combination)}")
    context.close()


def test_a21_a_file_is_filtered_as_the_screen_is(look: Look, tmp_path: Path) -> None:
    page = look(f"{CARD}#day=2014-03-18&hide=Visit&standing=reported")
    page.locator(".map-export summary").click()
    link = page.locator(".export-formats a[href^='/export/cytoscape?']")
    file = tmp_path / "taken"
    _take(page, link.click).save_as(file)
    elements = json.loads(file.read_text())["elements"]
    facts = {fact["id"] for edge in elements["edges"] for fact in edge["data"]["facts"]}
    assert facts == set(state(page)["facts"])


def test_a22_a_copied_address_shows_the_same_to_somebody_else(look: Look) -> None:
    page = look(CARD)
    page.evaluate("() => { window.__kg.cy.getElementById('wang-wei').emit('dbltap'); }")
    page.wait_for_url("**expand=wang-wei*")
    page.get_by_label("alleged").uncheck()
    page.get_by_label("On a day").check()
    page.get_by_label("The day, exactly").fill("2014-03-18")
    page.evaluate("() => { window.__kg.cy.getElementById('boris-lund').emit('onetap'); }")
    settled(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.url
    other = look(copied[copied.index("/actors") :])
    assert state(other) == state(page)
    assert positions(other) == positions(page)


def test_a22_back_and_forward_walk_through_what_was_chosen(look: Look) -> None:
    page = look(CARD)
    seen = [state(page)]
    for name in ("alleged", "denied"):
        page.get_by_label(name, exact=False).first.uncheck()
        settled(page)
        seen.append(state(page))
    for before in (seen[1], seen[0]):
        page.go_back()
        settled(page)
        assert state(page) == before
    page.go_forward()
    settled(page)
    assert state(page) == seen[1]


@everywhere
def test_a23_a_picture_of_the_screen_has_title_legend_and_filters(
    look: Look, combination: tuple[str, str]
) -> None:
    page = look(f"{CARD}#standing=reported,alleged&day=2014-03-18")
    taken = _take(page, page.get_by_role("button", name="Picture of the screen").click)
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    file = ARTEFACTS / f"picture-{'-'.join(combination)}.png"
    taken.save_as(file)
    content = file.read_bytes()
    assert content.startswith(PNG)
    assert int.from_bytes(content[16:20]) >= 2 * SIZES[combination[0]][0]
    assert taken.suggested_filename == f"actors-{CENTRE}.png"
    # The words are pixels; what is written is what the page says it writes.
    said = page.evaluate("() => window.__kg.said()")
    assert said[0] == "Connections of Ada Karim"
    assert "standing=reported,alleged" in said[1]
    assert "day=2014-03-18" in said[1]
    assert said[2].startswith("Legation, revision ")


def test_a23_the_services_pictures_have_title_and_legend(look: Look) -> None:
    page = look(CARD)
    page.locator(".map-export summary").click()
    drawing = Path(_take(page, page.get_by_role("link", name="A picture, as SVG").click).path())
    words = drawing.read_text()
    for said in ("Connections of Ada Karim", "alleged or disputed", "revision"):
        assert said in words
    picture = Path(_take(page, page.get_by_role("link", name="A picture, as PNG").click).path())
    assert picture.read_bytes().startswith(PNG)


def test_a25_paper_has_the_map_the_table_and_the_sources(look: Look) -> None:
    page = look(CARD)
    page.emulate_media(media="print")
    expect(page.locator(".map-canvas")).to_be_visible()
    for control in (".map-tools", ".map-time", ".map-take"):
        expect(page.locator(control)).to_be_hidden()
    content = page.pdf(format="A4", print_background=True)
    ARTEFACTS.mkdir(parents=True, exist_ok=True)
    (ARTEFACTS / "paper.pdf").write_bytes(content)
    assert content.startswith(b"%PDF")
    assert b"/Image" in content  # the map
    rows = page.locator(".map-table tbody tr")
    assert rows.count() == len(state(page)["facts"]) or rows.count() > 30
    for part in (rows.first, rows.last, page.locator("#sources li").first):
        box = part.bounding_box()
        assert box is not None
        assert box["height"] > 8
    page.set_viewport_size({"width": 680, "height": 900})  # what A4 leaves between its margins
    assert page.evaluate("document.documentElement.scrollWidth") <= 680


def test_drawn_again_after_reload(look: Look) -> None:
    page = look(f"{CARD}#sel=boris-lund&expand=wang-wei")
    before = state(page)
    page.reload()
    drawn(page)
    assert state(page) == before


@pytest.mark.parametrize("path", ["/statements", "/events?limit=20"])
@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
def test_the_facts_of_a_list_are_taken_along_without_scripts(
    look: Look, tmp_path: Path, path: str
) -> None:
    page = look(path, java_script_enabled=False)
    shown = page.locator("main .claim, main .fact").evaluate_all("all => all.map(one => one.id)")
    page.locator(".exports summary").click()
    expect(page.locator(".exports a")).to_have_count(len(formats()))
    for name in ("graphml", "trig"):
        link = page.locator(f".exports a[href^='/export/{name}?']")
        _take(page, link.click).save_as(tmp_path / name)
    graph = nx.read_graphml(tmp_path / "graphml")
    edges = nx.get_edge_attributes(graph, "short_id").values()
    drawn_facts = {edge.partition("~")[0] for edge in edges}
    told = {iri.rpartition("/")[2].replace("#", ":") for iri in subjects(tmp_path / "trig", "trig")}
    assert set(shown) <= told
    # What names nobody but its speaker ties nobody, and so is no line of a graph.
    assert set(shown) - drawn_facts <= {f"{POST}:weather", f"{POST}:no-meeting"}
    assert len(shown) > 5
