"""The SVG picture, as XML and as a browser shows it."""

import re
from dataclasses import replace
from itertools import combinations
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from playwright.sync_api import Browser

from graph.answers import Standing
from graph.exports import render
from graph.exports._text import clean
from graph.picture import picture
from graph.picture.encoding import STYLES
from graph.picture.lines import courses, point_on
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View
from tests.graph.exports.hostile import subgraphs
from tests.graph.picture.shapes import drawn, tangle

SVG = {"s": "http://www.w3.org/2000/svg"}


def read(subgraph: Subgraph) -> Element:
    root: Element = fromstring(render(subgraph, "svg"))
    return root


def standing(subgraph: Subgraph, given: Standing) -> Subgraph:
    return replace(subgraph, edges=tuple(replace(edge, standing=given) for edge in subgraph.edges))


def written(root: Element) -> str:
    return " ".join(element.text or "" for element in root.findall(".//s:text", SVG))


def test_the_picture_says_what_it_is(sample: Subgraph) -> None:
    root = read(sample)
    assert root.get("role") == "img"
    names = [
        root.find(f".//*[@id='{name}']") for name in (root.get("aria-labelledby") or "").split()
    ]
    assert next(name.text for name in names if name is not None) == sample.title
    text = written(root)
    for part in (
        "Сергей Шойгу",
        "id=sergei-shoigu; depth=1",
        "revision 7, 2024-09-14",
        "Left out: stopped at 7 edges",
        "Shoigu & Kim: “talks” ]]> <held>",
        "https://example.org/licence",
        "Person",
        "alleged or disputed",
    ):
        assert part in text


def test_every_node_and_line_is_there_and_says_who_what_and_on_whose_word(sample: Subgraph) -> None:
    root = read(sample)
    shown = picture(sample)
    titles = [
        element.findtext("s:title", "", SVG) for element in root.findall(".//s:g[@class]", SVG)
    ]
    assert len(titles) == len(shown.nodes) + len(shown.edges)
    assert "الولايات المتحدة → Russia: allegation against (disputed)" in titles
    denied = next(
        element
        for element in root.findall(".//s:g[@class='edge alleged']", SVG)
        if "Russia" in element.findtext("s:title", "", SVG)
    )
    said = denied.findtext("s:desc", "", SVG)
    assert "Denied by North Korea | DPRK, Russia." in said
    assert "“held talks”: Shoigu & Kim" in said


@pytest.mark.parametrize("given", list(Standing))
def test_the_line_tells_the_standing_in_three_ways(sample: Subgraph, given: Standing) -> None:
    root = read(standing(sample, given))
    lines = root.findall(".//s:g[@class]/s:path", SVG)
    style = STYLES[picture(standing(sample, given)).edges[0].style]
    assert lines
    for line in lines:
        assert line.get("stroke") == style.colour.light
        assert line.get("stroke-dasharray") == (" ".join(map(str, style.dashes)) or None)
    heads = [line.get("marker-end") for line in lines]
    mutual = sum(edge.mutual for edge in picture(standing(sample, given)).edges)
    assert heads.count(None) == mutual > 0
    assert set(heads) == {None, f"url(#head-{style.key})"}


def test_parallel_lines_are_apart_and_loops_have_room() -> None:
    subgraph = drawn(2, [(0, 1)] * 3 + [(0, 0)])
    apart = tuple(replace(edge, predicate=f"p{n}") for n, edge in enumerate(subgraph.edges))
    lines = courses(picture(replace(subgraph, edges=apart)))
    middles = [point_on(line.points, 0.5) for line in lines]
    for (x, y), (across, down) in combinations(middles, 2):
        assert ((x - across) ** 2 + (y - down) ** 2) ** 0.5 >= 12
    (loop,) = (line for line in lines if line.edge.source == line.edge.target)
    assert max(y for _, y in loop.points) - min(y for _, y in loop.points) > 20


def test_nothing_is_outside_the_picture(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(f"<body>{render(drawn(40, tangle(40, 60, 3)), 'svg').decode()}")
    outside: Any = page.evaluate(
        """() => {
            const svg = document.querySelector("svg").getBoundingClientRect();
            return [...document.querySelectorAll("svg text, svg polygon, svg circle, svg path")]
                .filter((each) => !each.closest("defs"))
                .map((each) => each.getBoundingClientRect())
                .filter((box) => box.left < svg.left || box.right > svg.right
                    || box.top < svg.top || box.bottom > svg.bottom).length;
        }"""
    )
    page.close()
    assert outside == 0


def test_a_browser_shows_names_and_lines(seeded: View, browser: Browser) -> None:
    subgraph = connection_subgraph(seeded, "russia", claims=True)
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.set_content(f"<body>{render(subgraph, 'svg').decode()}")
    for node in subgraph.nodes:
        assert page.get_by_text(node.label, exact=True).last.is_visible()
    box = page.locator("g.edge.alleged path").first.bounding_box()
    page.close()
    assert box is not None
    assert box["width"] * box["height"] > 0
    assert complaints == []


def test_it_holds_nothing_that_runs_or_is_fetched(sample: Subgraph) -> None:
    content = render(sample, "svg").decode()
    assert not re.search(r"<script|<style|<image|<foreignObject|href=|\son\w+=", content)


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_hostile_texts_stay_texts(subgraph: Subgraph) -> None:
    root = read(subgraph)
    shown = picture(subgraph)
    names = {node.node.id: node.node.label for node in shown.nodes}
    lines = {
        clean(
            f"{names[edge.source]} {'—' if edge.mutual else '→'} {names[edge.target]}: {edge.label}"
        )
        for edge in shown.edges
    }
    edges = [
        each for each in root.findall(".//s:g[@class]", SVG) if "edge" in each.get("class", "")
    ]
    assert {each.findtext("s:title", "", SVG) for each in edges} == lines
    known = {"svg", "title", "desc", "defs", "marker", "polygon", "rect", "g", "path", "circle"}
    tags = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert tags <= known | {"text"}
    for node in shown.nodes:
        for line in node.box.lines:
            assert clean(line) in {
                element.text or "" for element in root.iter(f"{{{SVG['s']}}}text")
            }
