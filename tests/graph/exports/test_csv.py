"""CSV, as pandas reads it, and as a spreadsheet must not."""

import io
import json
import zipfile
from dataclasses import replace

import pandas as pd
import pytest

from graph.exports import render
from graph.exports.csv import cell, text_of
from graph.subgraph import Subgraph


def table(content: bytes, name: str) -> pd.DataFrame:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        read = pd.read_csv(archive.open(name), dtype=str, keep_default_na=False)
    return read.map(text_of)


def test_pandas_reads_the_same_graph(sample: Subgraph) -> None:
    content = render(sample, "csv")
    nodes, edges = table(content, "nodes.csv"), table(content, "edges.csv")
    assert list(nodes.columns[:2]) == ["Id", "Label"]
    assert dict(zip(nodes["Id"], nodes["Label"], strict=True)) == {
        node.id: node.label for node in sample.nodes
    }
    found = set(
        edges[["Id", "Source", "Target", "Label", "standing"]].itertuples(index=False, name=None)
    )
    assert found == {
        (edge.id, edge.source, edge.target, edge.label, edge.standing.value)
        for edge in sample.edges
    }
    assert set(edges["Type"]) == {"Directed"}
    evidence = json.loads(edges["evidence_json"][0])
    assert evidence[0]["source"]["title"] == "Shoigu & Kim: “talks” ]]> <held>"
    assert set(edges["record"]) == {"=17"}


def test_the_timeset_is_that_of_gephi(sample: Subgraph) -> None:
    edges = table(render(sample, "csv"), "edges.csv").set_index("Id")["Timeset"]
    assert edges["meeting-1"] == "<[2023-07-27, 2023-07-27]>"
    assert edges["tenure-until-may"] == "<[-Infinity, 2024-05-31]>"
    assert edges["meeting-undated"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t", "\n", "'"])
def test_no_cell_begins_like_a_formula(sample: Subgraph, start: str) -> None:
    label = f"{start}HYPERLINK(1)"
    node = replace(sample.nodes[0], label=label)
    content = render(replace(sample, nodes=(node,), edges=()), "csv")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        raw = pd.read_csv(archive.open("nodes.csv"), dtype=str, keep_default_na=False)
    assert raw["Label"][0] == f"'{label}"
    assert text_of(cell(label)) == label


def test_the_zip_says_what_it_is_and_how_to_read_it(sample: Subgraph) -> None:
    with zipfile.ZipFile(io.BytesIO(render(sample, "csv"))) as archive:
        assert archive.namelist() == ["about.txt", "nodes.csv", "edges.csv"]
        text = archive.read("about.txt").decode()
    for statement in ("revision: 7", "left out: stopped at 7 edges", "take one off"):
        assert statement in text
