"""How much a file that was taken from the page holds, by a reader that is not ours."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
from ndex2.cx2 import RawCX2NetworkFactory
from rdflib import Dataset

Count = Callable[[Path], tuple[int, int]]


def _cytoscape(path: Path) -> tuple[int, int]:
    elements = json.loads(path.read_text())["elements"]
    return len(elements["nodes"]), len(elements["edges"])


def _node_link(path: Path) -> tuple[int, int]:
    graph = nx.node_link_graph(json.loads(path.read_text()), edges="edges")
    return graph.number_of_nodes(), graph.number_of_edges()


def _graphml(path: Path) -> tuple[int, int]:
    graph = nx.read_graphml(path)
    return graph.number_of_nodes(), graph.number_of_edges()


def _gexf(path: Path) -> tuple[int, int]:
    graph = nx.read_gexf(path)
    return graph.number_of_nodes(), graph.number_of_edges()


def _cx2(path: Path) -> tuple[int, int]:
    network = RawCX2NetworkFactory().get_cx2network(json.loads(path.read_text()))
    return len(network.get_nodes()), len(network.get_edges())


def _zipped(edges: str) -> Count:
    def count(path: Path) -> tuple[int, int]:
        with zipfile.ZipFile(path) as archive:
            texts = [archive.read(f"{name}.csv").decode() for name in ("nodes", edges)]
        nodes, ties = (len(list(csv.DictReader(io.StringIO(text)))) for text in texts)
        return nodes, ties

    return count


def _dot(path: Path) -> tuple[int, int]:
    dot = shutil.which("dot")
    assert dot is not None, "Graphviz is needed to read DOT back: run make tools"
    done = subprocess.run([dot, "-Tplain", path], capture_output=True, timeout=60, check=True)
    words = [line.partition(" ")[0] for line in done.stdout.decode().splitlines()]
    return words.count("node"), words.count("edge")


def _svg(path: Path) -> tuple[int, int]:
    groups = ET.parse(path).iter("{http://www.w3.org/2000/svg}g")
    kinds = [group.get("class", "").partition(" ")[0] for group in groups]
    return kinds.count("node"), kinds.count("edge")


def _mermaid(path: Path) -> tuple[int, int]:
    lines = path.read_text().splitlines()
    nodes = {found[1] for line in lines if (found := re.match(r"\s*(n\d+)\W", line))}
    return len(nodes), sum(bool(re.match(r"\s*n\d+ .*\bn\d+$", line)) for line in lines)


# As the screen does, these draw a line for each two actors, kind and standing.
BUNDLED: dict[str, Count] = {
    "cytoscape": _cytoscape,
    "gexf": _gexf,
    "svg": _svg,
    "mermaid": _mermaid,
}
# These hold each fact on its own, as the table under the map does.
WHOLE: dict[str, Count] = {
    "csv": _zipped("edges"),
    "cx2": _cx2,
    "dot": _dot,
    "graphml": _graphml,
    "neo4j": _zipped("relationships"),
    "node-link": _node_link,
}
RDF = {"jsonld": "json-ld", "trig": "trig", "turtle": "turtle"}


def subjects(path: Path, name: str) -> set[str]:
    """Return the IRIs that a file of RDF says something of."""
    found = Dataset()
    found.parse(data=path.read_text(), format=RDF[name])
    return {str(subject) for subject, _, _, _ in found.quads()}
