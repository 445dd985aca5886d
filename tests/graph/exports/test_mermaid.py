"""Mermaid, as Mermaid itself reads and draws it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser

from graph.answers import Standing
from graph.errors import InvalidParameter
from graph.exports import render
from graph.exports._text import clean
from graph.picture import picture
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View
from tests.graph.exports.conftest import CONSUMERS
from tests.graph.exports.hostile import subgraphs
from tests.graph.picture.shapes import drawn, tangle

Draw = Callable[[bytes], Any]

READ = """async (text) => {
    await mermaid.parse(text);
    const { svg } = await mermaid.render("chart", text);
    const shown = new DOMParser().parseFromString(svg, "text/html");
    const texts = (selector) =>
        [...shown.querySelectorAll(selector)].map((each) => each.textContent);
    return {
        nodes: texts(".node .nodeLabel"),
        edges: texts(".edgeLabel .edgeLabel").filter((text) => text),
        lines: shown.querySelectorAll(".edgePaths path, path.flowchart-link").length,
        title: shown.querySelector("title")?.textContent,
    };
}"""


@pytest.fixture(scope="module")
def draw(browser: Browser) -> Iterator[Draw]:
    """Read and draw a chart with Mermaid in a browser that has no network."""
    page = browser.new_page()
    page.context.set_offline(True)
    page.set_content("<body></body>")
    page.add_script_tag(path=CONSUMERS / "node_modules/mermaid/dist/mermaid.min.js")
    page.evaluate("mermaid.initialize({ startOnLoad: false, maxEdges: 500 })")
    yield lambda content: page.evaluate(READ, content.decode())
    page.close()


def flat(text: str) -> str:
    return re.sub(r"[\s\ufeff]+", " ", text).strip()  # as a browser knows white space


def test_mermaid_draws_the_same_graph(sample: Subgraph, draw: Draw) -> None:
    found = draw(render(sample, "mermaid"))
    shown = picture(sample)
    assert sorted(map(flat, found["nodes"])) == sorted(
        flat(node.node.label) for node in shown.nodes
    )
    assert sorted(map(flat, found["edges"])) == sorted(flat(edge.label) for edge in shown.edges)
    assert found["lines"] == len(shown.edges)
    assert found["title"] == f"Legation: {flat(sample.title)}"


@pytest.mark.parametrize("name", ["russia", "vladimir-putin"])
def test_what_is_shipped_is_drawn(seeded: View, name: str, draw: Draw) -> None:
    subgraph = connection_subgraph(seeded, name, depth=3, claims=True)
    assert draw(render(subgraph, "mermaid"))["lines"] == len(picture(subgraph).edges)


def test_the_arrow_tells_the_standing(sample: Subgraph) -> None:
    edges = {
        Standing.reported: "-->|",
        Standing.alleged: "-.->|",
        Standing.denied: "--x|",
    }
    directed = next(edge for edge in sample.edges if not edge.mutual)
    for standing, arrow in edges.items():
        edge = replace(directed, standing=standing)
        assert arrow in render(replace(sample, edges=(edge,)), "mermaid").decode()


def test_more_than_can_be_read_is_refused_with_the_mend() -> None:
    with pytest.raises(InvalidParameter, match="max_edges") as refused:
        render(drawn(220, tangle(220, 219, 1)), "mermaid")
    assert refused.value.status == 422
    assert render(drawn(150, tangle(150, 149, 1)), "mermaid")


def test_nothing_at_all_is_drawn_too(draw: Draw) -> None:
    assert draw(render(Subgraph("", {}, 0, (), ()), "mermaid"))["lines"] == 0


@given(subgraph=subgraphs())
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_hostile_texts_come_back(subgraph: Subgraph, draw: Draw) -> None:
    found = draw(render(subgraph, "mermaid"))
    shown = picture(subgraph)
    names = [flat(clean(node.node.label)) or node.node.id for node in shown.nodes]
    assert sorted(map(flat, found["nodes"])) == sorted(names)
    assert found["lines"] == len(shown.edges)
    labels = [flat(clean(edge.label)) for edge in shown.edges]
    words = sorted(filter(None, map(flat, found["edges"])))
    assert words == sorted(filter(None, labels))
