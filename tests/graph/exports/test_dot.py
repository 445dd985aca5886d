"""DOT, as Graphviz reads it."""

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from graph.exports import render
from graph.subgraph import Subgraph

SVG = {"s": "http://www.w3.org/2000/svg"}


def unescaped(text: str) -> str:
    """Return what a label says: Graphviz gives a label's own escapes as they were written."""
    plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
    return re.sub(r"&amp;(?=#?\w+;)", "&", plain)


def read(run_dot: Any, content: bytes) -> tuple[dict[str, str], set[tuple[str, str, str, str]]]:
    found = json.loads(run_dot(content, "json"))
    names = {item["_gvid"]: item["name"] for item in found["objects"]}
    nodes = {item["name"]: unescaped(item["label"]) for item in found["objects"]}
    edges = {
        (
            names[edge["tail"]],
            names[edge["head"]],
            unescaped(edge["id"]),
            unescaped(edge["label"]),
        )
        for edge in found["edges"]
    }
    return nodes, edges


def test_graphviz_reads_the_same_graph(sample: Subgraph, run_dot: Any) -> None:
    nodes, edges = read(run_dot, render(sample, "dot"))
    assert nodes == {node.id: node.label for node in sample.nodes}
    assert edges == {(edge.source, edge.target, edge.id, edge.label) for edge in sample.edges}


def test_graphviz_draws_the_labels_as_they_are(sample: Subgraph, run_dot: Any) -> None:
    hostile = 'a "b" \\N \\n &amp; &#x41; <b>'
    node = replace(sample.nodes[0], label=hostile)
    drawn = fromstring(run_dot(render(replace(sample, nodes=(node,), edges=()), "dot"), "svg"))
    elements: list[Element] = drawn.findall(".//s:g[@class='node']//s:text", SVG)
    assert [element.text for element in elements] == [hostile]


def test_the_line_tells_the_standing(sample: Subgraph, run_dot: Any) -> None:
    found = json.loads(run_dot(render(sample, "dot"), "json"))
    lines = {
        edge["standing"]: (edge["style"], edge["arrowhead"])
        for edge in found["edges"]
        if edge["arrowhead"] != "none"
    }
    assert lines["disputed"] == ("dashed", "onormal")
    assert lines["reported"] == ("solid", "normal")


def test_what_says_the_same_of_both_ends_points_at_neither(sample: Subgraph, run_dot: Any) -> None:
    found = json.loads(run_dot(render(sample, "dot"), "json"))
    headless = {edge["id"] for edge in found["edges"] if edge["arrowhead"] == "none"}
    assert headless == {edge.id for edge in sample.edges if edge.kind == "Meeting"}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_addresses_become_links(sample: Subgraph, url: str) -> None:
    edge = sample.edges[0]
    item = edge.fact.evidence[0]
    evil = item.model_copy(update={"source": item.source.model_copy(update={"url": url})})
    fact = edge.fact.model_copy(update={"evidence": [evil]})
    content = render(replace(sample, edges=(replace(edge, fact=fact),)), "dot")
    assert url.encode() not in content


def test_the_file_states_what_it_is(sample: Subgraph, run_dot: Any) -> None:
    assert b"// left out: stopped at 7 edges\n" in render(sample, "dot")
    comment = json.loads(run_dot(render(sample, "dot"), "json"))["comment"]
    assert "revision: 7" in comment
