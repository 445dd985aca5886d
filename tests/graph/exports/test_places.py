"""Nodes stand in the same places in every file that can say where."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest

from graph.exports import render
from graph.picture import layout
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View


@pytest.fixture(scope="module")
def subgraph(seeded: View) -> Subgraph:
    return connection_subgraph(seeded, "vladimir-putin", depth=2, claims=True)


def places(subgraph: Subgraph, *, upwards: bool = False) -> dict[str, tuple[float, float]]:
    sign = -1 if upwards else 1
    return {name: (place.x, sign * place.y) for name, place in layout(subgraph).items()}


def test_gexf_by_graphology(subgraph: Subgraph, consume: Any) -> None:
    found = consume("gexf", render(subgraph, "gexf"))["nodes"]
    shown = {name: (float(data["x"]), float(data["y"])) for name, data in found.items()}
    assert shown == places(subgraph, upwards=True)


def test_graphml_by_igraph(subgraph: Subgraph, tmp_path: Path) -> None:
    file = tmp_path / "places.graphml"
    file.write_bytes(render(subgraph, "graphml"))
    graph: Any = igraph.Graph.Read_GraphML(str(file))
    shown = {vertex["short_id"]: (vertex["x"], vertex["y"]) for vertex in graph.vs}
    assert shown == places(subgraph)


def test_node_link_by_networkx(subgraph: Subgraph) -> None:
    graph: Any = nx.node_link_graph(json.loads(render(subgraph, "node-link")), edges="edges")
    assert {name: (data["x"], data["y"]) for name, data in graph.nodes(data=True)} == places(
        subgraph
    )


def test_cytoscape_json_by_cytoscape(subgraph: Subgraph) -> None:
    elements = json.loads(render(subgraph, "cytoscape"))["elements"]["nodes"]
    shown = {
        element["data"]["short_id"]: (element["position"]["x"], element["position"]["y"])
        for element in elements
    }
    assert shown == places(subgraph)


def test_dot_by_neato(subgraph: Subgraph) -> None:
    neato = shutil.which("neato")
    assert neato is not None
    done = subprocess.run(
        [neato, "-n2", "-Tjson"], input=render(subgraph, "dot"), capture_output=True, check=True
    )
    found = {item["name"]: item["pos"].split(",") for item in json.loads(done.stdout)["objects"]}
    expected = places(subgraph, upwards=True)
    first = min(expected)
    shift = [float(found[first][axis]) - expected[first][axis] for axis in (0, 1)]
    for name, (x, y) in expected.items():
        assert float(found[name][0]) == pytest.approx(x + shift[0], abs=0.1)
        assert float(found[name][1]) == pytest.approx(y + shift[1], abs=0.1)
