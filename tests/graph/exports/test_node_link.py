"""Node-link JSON, as networkx reads it; and networkx writes it on in its other formats."""

import io
import json
from typing import Any

import networkx as nx

from graph.exports import render
from graph.subgraph import Subgraph


def read(subgraph: Subgraph) -> Any:
    return nx.node_link_graph(json.loads(render(subgraph, "node-link")), edges="edges")


def test_networkx_reads_the_same_multigraph(sample: Subgraph) -> None:
    graph = read(sample)
    assert isinstance(graph, nx.MultiDiGraph)
    assert dict(graph.nodes(data="label")) == {node.id: node.label for node in sample.nodes}
    assert set(graph.edges(keys=True, data="label")) == {
        (edge.source, edge.target, edge.id, edge.label) for edge in sample.edges
    }
    assert graph.graph["sources"].endswith("(licence: https://example.org/licence)")


def test_no_writer_of_networkx_fails_on_the_attributes(sample: Subgraph) -> None:
    graph = read(sample)
    for writer in (nx.write_graphml_xml, nx.write_gexf):
        output = io.BytesIO()
        writer(graph, output)
        assert "Шойгу".encode() in output.getvalue()


def test_d3_finds_its_links(sample: Subgraph) -> None:
    document = json.loads(render(sample, "node-link", "links"))
    assert [link["key"] for link in document["links"]] == [edge.id for edge in sample.edges]
    assert "edges" not in document
