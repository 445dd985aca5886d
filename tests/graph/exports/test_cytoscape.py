"""Cytoscape JSON, as Cytoscape.js reads it without a screen."""

import json
from typing import Any

from graph.exports import render
from graph.exports._elements import element_id
from graph.picture import encoding, picture
from graph.subgraph import Subgraph


def test_cytoscape_reads_the_same_graph(sample: Subgraph, consume: Any) -> None:
    found = consume("cytoscape", render(sample, "cytoscape"))
    nodes = {data["short_id"]: (data["name"], data["type"]) for data in found["nodes"].values()}
    assert nodes == {node.id: (node.label, node.type) for node in sample.nodes}
    edges = {
        fact["label"]: (
            found["nodes"][edge["source"]]["short_id"],
            found["nodes"][edge["target"]]["short_id"],
            edge["attributes"]["interaction"],
        )
        for edge in found["edges"].values()
        for fact in edge["attributes"]["facts"]
    }
    assert edges == {
        edge.label: (edge.source, edge.target, edge.predicate) for edge in sample.edges
    }
    assert found["graph"]["name"] == sample.title
    assert found["graph"]["revision"] == 7


def test_the_map_has_all_it_needs_to_draw(sample: Subgraph) -> None:
    document = json.loads(render(sample, "cytoscape"))
    shown = picture(sample)
    for element, node in zip(document["elements"]["nodes"], shown.nodes, strict=True):
        assert element["position"] == {"x": node.x, "y": node.y}
        assert element["data"]["shape"] == node.mark.shape
        assert element["data"]["wrapped"].split("\n") == list(node.box.lines)
    for element, edge in zip(document["elements"]["edges"], shown.edges, strict=True):
        data = element["data"]
        assert (data["style"], data["count"], data["bend"]) == (edge.style, edge.count, edge.bend)
        assert [fact["id"] for fact in data["facts"]] == [each.fact.id for each in edge.edges]
        assert all(fact["evidence"][0]["quote"] for fact in data["facts"])
        assert document["encoding"]["styles"][data["style"]]["line"]
    assert document["encoding"] == json.loads(json.dumps(encoding()))
    assert [
        node["data"]["short_id"] for node in document["elements"]["nodes"] if node["data"]["focus"]
    ] == ["sergei-shoigu"]


def test_ids_stay_apart_when_made_safe() -> None:
    identifiers = ["a:b", "a_3a_b", "a b", "a~b", "a\u0301", "á", ""]
    assert len({element_id(identifier) for identifier in identifiers}) == len(identifiers)
