"""The shipped graph's own subgraphs, written and read back."""

import hashlib
import io
import os
import subprocess
import sys
import unicodedata
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
found = replace(connection_subgraph(view, "russia", depth=3, claims=True), day=None)
print({name: hashlib.sha256(render(found, name)).hexdigest() for name in formats()})
"""


@pytest.fixture(scope="module", params=["russia", "vladimir-putin"])
def shipped(seeded: View, request: pytest.FixtureRequest) -> Subgraph:
    """What is said of a State, and the visits, meetings and offices round a person."""
    return connection_subgraph(seeded, request.param, depth=3, claims=True)


def labels(subgraph: Subgraph) -> dict[str, str]:
    return {node.id: node.label for node in subgraph.nodes}


def triples(subgraph: Subgraph) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.target, edge.label) for edge in subgraph.edges}


def test_there_is_every_script_to_read_back(shipped: Subgraph) -> None:
    assert len(shipped.edges) > 5
    names = [name for node in shipped.nodes for name in (*node.labels.values(), *node.aliases)]
    assert {script for name in names for letter in name for script in scripts(letter)} == {
        "LATIN",
        "CYRILLIC",
        "HANGUL",
        "CJK",
        "ARABIC",
    }


def scripts(letter: str) -> set[str]:
    known = {"LATIN", "CYRILLIC", "HANGUL", "CJK", "ARABIC"}
    return known & {unicodedata.name(letter, "").partition(" ")[0]}


def test_what_is_alleged_and_denied_reaches_the_reader(seeded: View, consume: Any) -> None:
    found = consume("gexf", render(connection_subgraph(seeded, "russia", claims=True), "gexf"))
    kinds = {edge["attributes"]["kind"] for edge in found["edges"].values()}
    assert {"Allegation|disputed", "Denial|attributed"} <= kinds


def test_graphml_by_igraph(shipped: Subgraph, tmp_path: Path) -> None:
    file = tmp_path / "shipped.graphml"
    file.write_bytes(render(shipped, "graphml"))
    graph: Any = igraph.Graph.Read_GraphML(str(file))
    names = graph.vs["short_id"]
    assert dict(zip(names, graph.vs["label"], strict=True)) == labels(shipped)
    assert {(names[e.source], names[e.target], e["label"]) for e in graph.es} == triples(shipped)
    assert graph.ecount() == len(shipped.edges)


def test_gexf_by_graphology(shipped: Subgraph, consume: Any) -> None:
    found = consume("gexf", render(shipped, "gexf"))
    assert {name: data["label"] for name, data in found["nodes"].items()} == labels(shipped)
    weight = sum(edge["attributes"]["weight"] for edge in found["edges"].values())
    assert weight == len(shipped.edges)


def test_cytoscape_json_by_cytoscape(shipped: Subgraph, consume: Any) -> None:
    found = consume("cytoscape", render(shipped, "cytoscape"))
    assert {data["short_id"]: data["label"] for data in found["nodes"].values()} == labels(shipped)
    facts = sum(edge["attributes"]["count"] for edge in found["edges"].values())
    assert facts == len(shipped.edges)


def test_dot_by_graphviz(shipped: Subgraph, run_dot: Any) -> None:
    drawn = run_dot(render(shipped, "dot"), "canon")
    assert drawn.count(" -> ") == len(shipped.edges)


def test_csv_by_pandas(shipped: Subgraph) -> None:
    with zipfile.ZipFile(io.BytesIO(render(shipped, "csv"))) as archive:
        nodes = pd.read_csv(archive.open("nodes.csv"), dtype=str, keep_default_na=False)
        edges = pd.read_csv(archive.open("edges.csv"), dtype=str, keep_default_na=False)
    assert dict(zip(nodes["Id"], nodes["Label"], strict=True)) == labels(shipped)
    found = edges[["Source", "Target", "Label"]].itertuples(index=False, name=None)
    assert set(found) == triples(shipped)


def test_node_link_by_networkx(shipped: Subgraph) -> None:
    document = pd.read_json(io.BytesIO(render(shipped, "node-link")), typ="series").to_dict()
    graph: Any = nx.node_link_graph(document, edges="edges")
    assert dict(graph.nodes(data="label")) == labels(shipped)
    assert set(graph.edges(data="label")) == triples(shipped)


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
@pytest.mark.parametrize(("name", "form"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_rdf_by_rdflib(shipped: Subgraph, name: str, form: str) -> None:
    dataset = rdflib.Dataset()
    dataset.parse(data=render(shipped, name).decode(), format=form)
    quads = {
        (s.n3(), p.n3(), o.n3(), str(g)) for s, p, o, g in dataset.quads((None, None, None, None))
    }
    assert len(quads) == len(shipped.quads)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_writes_the_same_bytes(seeded: View, seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DIGESTS],
        capture_output=True,
        timeout=TIMEOUT,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    russia = connection_subgraph(seeded, "russia", depth=3, claims=True)
    dayless = replace(russia, day=None)  # two stores may be made on two days
    here = {name: hashlib.sha256(render(dayless, name)).hexdigest() for name in formats()}
    assert done.stdout.decode().strip() == str(here)
