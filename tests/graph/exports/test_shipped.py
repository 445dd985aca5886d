"""The shipped graph's own subgraphs, written and read back."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pandas as pd
import pytest
import rdflib

from graph.exports import formats, render
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View

TIMEOUT = 120
DIGESTS = """
import hashlib
from dataclasses import replace
from graph.exports import formats, render
from graph.seed import seed
from graph.store import open_store
from graph.subgraph import connection_subgraph
from graph.view import KnowledgeGraph
store = open_store("memory:")
seed(store)
view = KnowledgeGraph(store).view()
found = replace(connection_subgraph(view, "russia", depth=2, claims=True), day=None)
print({name: hashlib.sha256(render(found, name)).hexdigest() for name in formats()})
"""


@pytest.fixture(scope="module")
def russia(seeded: View) -> Subgraph:
    return connection_subgraph(seeded, "russia", depth=2, claims=True)


def labels(subgraph: Subgraph) -> dict[str, str]:
    return {node.id: node.label for node in subgraph.nodes}


def triples(subgraph: Subgraph) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.target, edge.label) for edge in subgraph.edges}


def test_it_is_worth_reading_back(russia: Subgraph) -> None:
    assert len(russia.edges) > 20
    assert {edge.standing.value for edge in russia.edges} >= {"disputed", "attributed", "reported"}
    scripts = "".join(label for node in russia.nodes for label in node.labels.values())
    assert all(letter in scripts for letter in ("Р", "俄", "ر"))


def test_graphml_by_igraph(russia: Subgraph, tmp_path: Path) -> None:
    file = tmp_path / "russia.graphml"
    file.write_bytes(render(russia, "graphml"))
    graph: Any = igraph.Graph.Read_GraphML(str(file))
    names = graph.vs["short_id"]
    assert dict(zip(names, graph.vs["label"], strict=True)) == labels(russia)
    assert {(names[e.source], names[e.target], e["label"]) for e in graph.es} == triples(russia)
    assert graph.ecount() == len(russia.edges)


def test_gexf_by_graphology(russia: Subgraph, consume: Any) -> None:
    found = consume("gexf", render(russia, "gexf"))
    assert {name: data["label"] for name, data in found["nodes"].items()} == labels(russia)
    weight = sum(edge["attributes"]["weight"] for edge in found["edges"].values())
    assert weight == len(russia.edges)
    kinds = {edge["attributes"]["kind"] for edge in found["edges"].values()}
    assert {"Allegation|disputed", "Denial|attributed"} <= kinds


def test_cytoscape_json_by_cytoscape(russia: Subgraph, consume: Any) -> None:
    found = consume("cytoscape", render(russia, "cytoscape"))
    assert {data["short_id"]: data["label"] for data in found["nodes"].values()} == labels(russia)
    assert len(found["edges"]) == len(russia.edges)


def test_dot_by_graphviz(russia: Subgraph, run_dot: Any) -> None:
    drawn = run_dot(render(russia, "dot"), "canon")
    assert drawn.count(" -> ") == len(russia.edges)


def test_csv_by_pandas(russia: Subgraph) -> None:
    with zipfile.ZipFile(io.BytesIO(render(russia, "csv"))) as archive:
        nodes = pd.read_csv(archive.open("nodes.csv"), dtype=str, keep_default_na=False)
        edges = pd.read_csv(archive.open("edges.csv"), dtype=str, keep_default_na=False)
    assert dict(zip(nodes["Id"], nodes["Label"], strict=True)) == labels(russia)
    found = edges[["Source", "Target", "Label"]].itertuples(index=False, name=None)
    assert set(found) == triples(russia)


def test_node_link_by_networkx(russia: Subgraph) -> None:
    document = pd.read_json(io.BytesIO(render(russia, "node-link")), typ="series").to_dict()
    graph: Any = nx.node_link_graph(document, edges="edges")
    assert dict(graph.nodes(data="label")) == labels(russia)
    assert set(graph.edges(data="label")) == triples(russia)


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize(("name", "form"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_rdf_by_rdflib(russia: Subgraph, name: str, form: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=render(russia, name).decode(), format=form)
    quads = {
        (str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads((None, None, None, None))
    }
    assert len(quads) == len(russia.quads)
    query = """
        PREFIX leg: <https://w3id.org/legation/ns#>
        SELECT ?denial WHERE { GRAPH ?g { ?denial leg:respondsTo ?said . ?said a leg:Allegation } }
    """
    assert len(dataset.query(query)) == 2


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_writes_the_same_bytes(russia: Subgraph, seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        capture_output=True,
        timeout=TIMEOUT,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    dayless = replace(russia, day=None)  # two stores may be made on two days
    here = {name: hashlib.sha256(render(dayless, name)).hexdigest() for name in formats()}
    assert done.stdout.decode().strip() == str(here)
