"""GraphML, as igraph, networkx and graphology read it."""

import io
import json
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
from defusedxml.ElementTree import fromstring

from graph.exports import render
from graph.picture import layout
from graph.subgraph import Subgraph


def expected(subgraph: Subgraph) -> tuple[dict[str, str], dict[str, tuple[str, str, str]]]:
    nodes = {node.id: node.label for node in subgraph.nodes}
    edges = {edge.id: (edge.source, edge.target, edge.label) for edge in subgraph.edges}
    return nodes, edges


def test_igraph_reads_the_same_graph(sample: Subgraph, tmp_path: Path) -> None:
    file = tmp_path / "sample.graphml"
    file.write_bytes(render(sample, "graphml"))
    graph = igraph.Graph.Read_GraphML(str(file))
    names = graph.vs["short_id"]
    nodes = dict(zip(names, graph.vs["label"], strict=True))
    edges = {
        edge["short_id"]: (names[edge.source], names[edge.target], edge["label"])
        for edge in graph.es
    }
    assert (nodes, edges) == expected(sample)
    assert graph.is_directed()
    assert graph["left_out"] == "stopped at 7 edges"
    assert graph["revision"] == 7


def test_networkx_reads_the_same_multigraph(sample: Subgraph) -> None:
    graph: Any = nx.read_graphml(io.BytesIO(render(sample, "graphml")))
    assert isinstance(graph, nx.MultiDiGraph)
    names = dict(graph.nodes(data="short_id"))
    nodes = {names[node]: label for node, label in graph.nodes(data="label")}
    edges = {
        data["short_id"]: (names[source], names[target], data["label"])
        for source, target, data in graph.edges(data=True)
    }
    assert (nodes, edges) == expected(sample)
    by_id = {data["short_id"]: data for _, _, data in graph.edges(data=True)}
    allegation = by_id["an-article:us-allegation~russia"]
    assert allegation["standing"] == "disputed"
    assert json.loads(allegation["denied_by_json"]) == ["North Korea | DPRK", "Russia"]
    assert allegation["asserters"] == 1
    assert "start" not in allegation


def test_graphology_reads_the_same_graph(sample: Subgraph, consume: Any) -> None:
    found = consume("graphml", render(sample, "graphml"))
    names = {node: data["short_id"] for node, data in found["nodes"].items()}
    nodes = {data["short_id"]: data["label"] for data in found["nodes"].values()}
    edges = {
        edge["attributes"]["short_id"]: (
            names[edge["source"]],
            names[edge["target"]],
            edge["attributes"]["label"],
        )
        for edge in found["edges"].values()
    }
    assert (nodes, edges) == expected(sample)
    assert found["graph"]["title"] == sample.title
    assert found["graph"]["complete"] is False


def test_labels_of_every_script_come_back_from_their_json_twin(sample: Subgraph) -> None:
    graph: Any = nx.read_graphml(io.BytesIO(render(sample, "graphml")))
    labels = {
        data["short_id"]: json.loads(data["labels_json"])
        for _, data in graph.nodes(data=True)
        if "labels_json" in data
    }
    assert labels == {node.id: node.labels for node in sample.nodes if node.labels}


Y = {"y": "http://www.yworks.com/xml/graphml", "g": "http://graphml.graphdrawing.org/xmlns"}


def test_yed_finds_shapes_lines_and_places(sample: Subgraph) -> None:
    root = fromstring(render(sample, "graphml", "yed"))
    kinds = {key.get("yfiles.type") for key in root.iterfind("g:key", Y)}
    assert {"nodegraphics", "edgegraphics"} <= kinds
    labels = [label.text for label in root.iterfind(".//y:ShapeNode/y:NodeLabel", Y)]
    assert labels == [node.label for node in sample.nodes]
    middles = [
        tuple(
            float(shape.get(corner, "")) + float(shape.get(side, "")) / 2
            for corner, side in (("x", "width"), ("y", "height"))
        )
        for shape in root.iterfind(".//y:ShapeNode/y:Geometry", Y)
    ]
    places = layout(sample)
    assert middles == [(places[node.id].x, places[node.id].y) for node in sample.nodes]
    lines = {
        edge.findtext(".//y:EdgeLabel", "", Y): [
            edge.find(".//y:LineStyle", Y).get("type"),  # type: ignore[union-attr]
            edge.find(".//y:Arrows", Y).get("target"),  # type: ignore[union-attr]
        ]
        for edge in root.iterfind(".//g:edge", Y)
    }
    assert lines["allegation against (disputed)"] == ["dashed", "white_delta"]
    assert lines["holder of, until 2024"] == ["line", "standard"]


def test_others_read_the_graph_that_is_for_yed(sample: Subgraph, tmp_path: Path) -> None:
    file = tmp_path / "yed.graphml"
    file.write_bytes(render(sample, "graphml", "yed"))
    graph: Any = igraph.Graph.Read_GraphML(str(file))
    assert dict(zip(graph.vs["short_id"], graph.vs["label"], strict=True)) == expected(sample)[0]
    assert graph.ecount() == len(sample.edges)
