"""Hostile strings on random graphs come back as the same nodes, edges and strings."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pandas as pd
from hypothesis import HealthCheck, given, settings

from graph.exports import render
from graph.exports._text import clean
from graph.exports.csv import text_of
from graph.subgraph import Subgraph
from tests.graph.exports.hostile import subgraphs

Picture = tuple[dict[str, tuple[str, list[str]]], dict[str, tuple[str, str, str, str, str]]]


def picture(subgraph: Subgraph) -> Picture:
    nodes = {
        node.id: (clean(node.label), [clean(alias) for alias in node.aliases])
        for node in subgraph.nodes
    }
    edges = {
        edge.id: (
            edge.source,
            edge.target,
            clean(edge.label),
            edge.standing.value,
            clean(edge.fact.evidence[0].quote or ""),
        )
        for edge in subgraph.edges
    }
    return nodes, edges


def node_picture(data: dict[str, Any]) -> tuple[str, list[str]]:
    return data.get("label") or "", json.loads(data.get("aliases_json") or "[]")


def edge_picture(source: str, target: str, data: dict[str, Any]) -> tuple[str, ...]:
    quote = json.loads(data["evidence_json"])[0].get("quote", "")
    return source, target, data.get("label") or "", data["standing"], quote


def from_networkx(graph: Any, name: str | None) -> Any:
    own = {node: data[name] if name else node for node, data in graph.nodes(data=True)}
    nodes = {own[node]: node_picture(data) for node, data in graph.nodes(data=True)}
    edges = {
        data[name] if name else key: edge_picture(own[source], own[target], data)
        for source, target, key, data in graph.edges(keys=True, data=True)
    }
    return nodes, edges


def from_node(found: dict[str, Any], name: str) -> Any:
    own = {node: data[name] for node, data in found["nodes"].items()}
    nodes = {own[node]: node_picture(data) for node, data in found["nodes"].items()}
    edges = {
        edge["attributes"][name]: edge_picture(
            own[edge["source"]], own[edge["target"]], edge["attributes"]
        )
        for edge in found["edges"].values()
    }
    return nodes, edges


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_graphml_by_networkx(subgraph: Subgraph) -> None:
    content = render(subgraph, "graphml")
    graph = nx.read_graphml(io.BytesIO(content), force_multigraph=True)
    assert from_networkx(graph, "short_id") == picture(subgraph)


@given(subgraph=subgraphs())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_graphml_by_igraph(subgraph: Subgraph, tmp_path: Path) -> None:
    file = tmp_path / "hostile.graphml"
    file.write_bytes(render(subgraph, "graphml"))
    graph: Any = igraph.Graph.Read_GraphML(str(file))
    names = graph.vs["short_id"]
    nodes = {vertex["short_id"]: node_picture(vertex.attributes()) for vertex in graph.vs}
    edges = {
        edge["short_id"]: edge_picture(names[edge.source], names[edge.target], edge.attributes())
        for edge in graph.es
    }
    assert (nodes, edges) == picture(subgraph)


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_node_link_by_networkx(subgraph: Subgraph) -> None:
    graph = nx.node_link_graph(json.loads(render(subgraph, "node-link")), edges="edges")
    assert from_networkx(graph, None) == picture(subgraph)


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_csv_by_pandas(subgraph: Subgraph) -> None:
    with zipfile.ZipFile(io.BytesIO(render(subgraph, "csv"))) as archive:
        tables = {
            name: pd.read_csv(archive.open(f"{name}.csv"), dtype=str, keep_default_na=False)
            for name in ("nodes", "edges")
        }
    rows: Any = {name: table.map(text_of).to_dict("records") for name, table in tables.items()}
    nodes = {
        row["Id"]: (row["Label"], json.loads(row["aliases_json"] or "[]")) for row in rows["nodes"]
    }
    edges = {
        row["Id"]: edge_picture(row["Source"], row["Target"], {**row, "label": row["Label"]})
        for row in rows["edges"]
    }
    assert (nodes, edges) == picture(subgraph)


@given(subgraph=subgraphs())
@settings(max_examples=25, deadline=None)
def test_graphml_by_graphology(subgraph: Subgraph, consume: Any) -> None:
    assert from_node(consume("graphml", render(subgraph, "graphml")), "short_id") == picture(
        subgraph
    )


@given(subgraph=subgraphs())
@settings(max_examples=25, deadline=None)
def test_cytoscape_json_by_cytoscape(subgraph: Subgraph, consume: Any) -> None:
    found = consume("cytoscape", render(subgraph, "cytoscape"))
    own = {node: data["short_id"] for node, data in found["nodes"].items()}
    nodes = {own[node]: node_picture(data) for node, data in found["nodes"].items()}
    edges = {
        fact["id"]: (
            own[edge["source"]],
            own[edge["target"]],
            fact["label"],
            fact["standing"],
            fact["evidence"][0]["quote"],
        )
        for edge in found["edges"].values()
        for fact in edge["attributes"]["facts"]
    }
    assert (nodes, edges) == picture(subgraph)


@given(subgraph=subgraphs())
@settings(max_examples=25, deadline=None)
def test_gexf_by_graphology(subgraph: Subgraph, consume: Any) -> None:
    found = consume("gexf", render(subgraph, "gexf"))
    nodes, edges = picture(subgraph)
    assert {node: node_picture(data) for node, data in found["nodes"].items()} == nodes
    written = [edge["attributes"]["fact"].split(" | ") for edge in found["edges"].values()]
    assert sorted(fact for facts in written for fact in facts) == sorted(edges)
    for edge in found["edges"].values():
        facts = edge["attributes"]["fact"].split(" | ")
        quotes = [item["quote"] for item in json.loads(edge["attributes"]["evidence_json"])]
        assert quotes == [edges[fact][4] for fact in facts]
        ends = {(edge["source"], edge["target"], edge["attributes"]["standing"])}
        assert ends == {(*edges[fact][:2], edges[fact][3]) for fact in facts}


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_gexf_by_networkx(subgraph: Subgraph) -> None:
    graph: Any = nx.read_gexf(io.BytesIO(render(subgraph, "gexf")), version="1.3")
    assert {node: node_picture(data) for node, data in graph.nodes(data=True)} == picture(subgraph)[
        0
    ]


@given(subgraph=subgraphs())
@settings(max_examples=25, deadline=None)
def test_dot_by_graphviz(subgraph: Subgraph, run_dot: Any) -> None:
    found = json.loads(run_dot(render(subgraph, "dot"), "json"), strict=False)
    own = {item["_gvid"]: item["name"] for item in found["objects"]}
    nodes, edges = picture(subgraph)
    labels = {item["name"]: unescaped(item["label"]) for item in found["objects"]}
    assert labels == {name: label for name, (label, _) in nodes.items()}
    assert {
        (own[edge["tail"]], own[edge["head"]], edge["id"], unescaped(edge["label"]))
        for edge in found.get("edges", [])
    } == {(source, target, key, label) for key, (source, target, label, _, _) in edges.items()}


def unescaped(text: str) -> str:
    """Return what a label says: Graphviz gives a label's own escapes as they were written."""
    plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)
    return re.sub(r"&amp;(?=#?\w+;)", "&", plain)
