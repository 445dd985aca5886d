"""Cytoscape JSON, as Cytoscape.js reads it without a screen."""

from typing import Any

from graph.exports import render
from graph.exports.cytoscape import element_id
from graph.subgraph import Subgraph


def test_cytoscape_reads_the_same_graph(sample: Subgraph, consume: Any) -> None:
    found = consume("cytoscape", render(sample, "cytoscape"))
    nodes = {data["short_id"]: (data["name"], data["type"]) for data in found["nodes"].values()}
    assert nodes == {node.id: (node.label, node.type) for node in sample.nodes}
    edges = {
        edge["attributes"]["short_id"]: (
            found["nodes"][edge["source"]]["short_id"],
            found["nodes"][edge["target"]]["short_id"],
            edge["attributes"]["label"],
            edge["attributes"]["interaction"],
        )
        for edge in found["edges"].values()
    }
    assert edges == {
        edge.id: (edge.source, edge.target, edge.label, edge.predicate) for edge in sample.edges
    }
    assert found["graph"]["name"] == sample.title
    assert found["graph"]["revision"] == 7


def test_ids_stay_apart_when_made_safe() -> None:
    identifiers = ["a:b", "a_3a_b", "a b", "a~b", "a\u0301", "á", ""]
    assert len({element_id(identifier) for identifier in identifiers}) == len(identifiers)
