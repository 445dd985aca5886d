"""CX2, as NDEx's own package reads it."""

import json
from typing import Any

from hypothesis import given, settings
from ndex2.cx2 import CX2Network, RawCX2NetworkFactory

from graph.exports import render
from graph.exports._text import clean
from graph.picture import layout
from graph.picture.encoding import TYPES
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View
from tests.graph.exports.hostile import subgraphs

ASPECTS = {"attributeDeclarations", "networkAttributes", "nodes", "edges", "visualProperties"}
PYTHON_TYPES = {"string": str, "integer": int, "boolean": bool, "list_of_string": list}


def read(content: bytes) -> CX2Network:
    return RawCX2NetworkFactory().get_cx2network(json.loads(content))


def test_ndex_reads_the_same_graph(sample: Subgraph) -> None:
    network = read(render(sample, "cx2"))
    assert network.get_name() == sample.title
    assert network.get_network_attributes()["revision"] == 7
    names = {number: node["v"]["short_id"] for number, node in network.get_nodes().items()}
    labels = {node["v"]["short_id"]: node["v"]["name"] for node in network.get_nodes().values()}
    assert labels == {node.id: node.label for node in sample.nodes}
    edges = {
        edge["v"]["short_id"]: (names[edge["s"]], names[edge["t"]], edge["v"]["name"])
        for edge in network.get_edges().values()
    }
    assert edges == {edge.id: (edge.source, edge.target, edge.label) for edge in sample.edges}


def test_lists_are_lists_and_places_are_those_of_the_picture(sample: Subgraph) -> None:
    network = read(render(sample, "cx2"))
    nodes = {node["v"]["short_id"]: node for node in network.get_nodes().values()}
    assert nodes["united-states"]["v"]["aliases"] == ["U.S.", "US | USA"]
    for name, place in layout(sample).items():
        assert (nodes[name]["x"], nodes[name]["y"]) == (place.x, place.y)
    denied = [
        edge["v"]["denied_by"] for edge in network.get_edges().values() if "denied_by" in edge["v"]
    ]
    assert ["North Korea | DPRK", "Russia"] in [sorted(names) for names in denied]


def test_every_attribute_is_declared_with_its_type(sample: Subgraph) -> None:
    document: list[dict[str, Any]] = json.loads(render(sample, "cx2"))
    parts = {name: part for aspect in document for name, part in aspect.items()}
    declared = parts["attributeDeclarations"][0]
    rows = {
        "networkAttributes": parts["networkAttributes"],
        "nodes": [node["v"] for node in parts["nodes"]],
        "edges": [edge["v"] for edge in parts["edges"]],
    }
    for aspect, found in rows.items():
        for row in found:
            for name, value in row.items():
                kind = PYTHON_TYPES[declared[aspect][name]["d"]]
                assert type(value) is kind, (aspect, name)
    assert list(document[0]) == ["CXVersion", "hasFragments"]
    assert list(document[-1]) == ["status"]
    counted = {each["name"]: each["elementCount"] for each in parts["metaData"]}
    assert counted == {name: len(parts[name]) for name in ASPECTS}


def test_the_style_tells_standings_and_types_apart(sample: Subgraph) -> None:
    visual = read(render(sample, "cx2")).get_visual_properties()
    lines = visual["edgeMapping"]["EDGE_LINE_STYLE"]["definition"]["map"]
    assert {"v": "denied", "vp": "dotted"} in lines
    assert {"v": "disputed", "vp": "dashed"} in lines
    heads = visual["edgeMapping"]["EDGE_TARGET_ARROW_SHAPE"]["definition"]
    assert heads["attribute"] == "arrow"
    assert {each["v"]: each["vp"] for each in heads["map"]}["none"] == "none"
    assert visual["default"]["edge"]["EDGE_TARGET_ARROW_SHAPE"] == "none"
    shapes = visual["nodeMapping"]["NODE_SHAPE"]["definition"]["map"]
    assert len({each["vp"] for each in shapes}) == len(TYPES)


def test_what_says_the_same_of_both_ends_points_at_neither(seeded: View) -> None:
    subgraph = connection_subgraph(seeded, "russia", depth=2, claims=True)
    arrows = {
        edge["v"]["short_id"]: edge["v"]["arrow"]
        for edge in read(render(subgraph, "cx2")).get_edges().values()
    }
    heads = {"reported": "triangle", "attributed": "triangle", "alleged": "open_delta"}
    heads |= {"disputed": "open_delta", "denied": "tee"}
    mutual = {edge.id for edge in subgraph.edges if edge.role == edge.other_role}
    assert 0 < len(mutual) < len(subgraph.edges)
    assert arrows == {
        edge.id: "none" if edge.id in mutual else heads[edge.standing] for edge in subgraph.edges
    }


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_hostile_texts_come_back(subgraph: Subgraph) -> None:
    network = read(render(subgraph, "cx2"))
    names = {number: node["v"]["short_id"] for number, node in network.get_nodes().items()}
    labels = {names[number]: node["v"]["name"] for number, node in network.get_nodes().items()}
    assert labels == {node.id: clean(node.label) for node in subgraph.nodes}
    edges = {
        edge["v"]["short_id"]: (
            names[edge["s"]],
            names[edge["t"]],
            edge["v"]["name"],
            edge["v"]["standing"],
            json.loads(edge["v"]["evidence_json"])[0]["quote"],
        )
        for edge in network.get_edges().values()
    }
    assert edges == {
        edge.id: (
            edge.source,
            edge.target,
            clean(edge.label),
            str(edge.standing),
            clean(edge.fact.evidence[0].quote or ""),
        )
        for edge in subgraph.edges
    }
