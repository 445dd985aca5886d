"""The tables for Neo4j: headers by its rules, and references that lead somewhere."""

import csv
import io
import re
import zipfile
from dataclasses import replace

from hypothesis import given, settings

from graph.answers import Standing
from graph.exports import render
from graph.exports._text import clean
from graph.exports.neo4j import relationship_type
from graph.spreadsheets import guarded
from graph.subgraph import Subgraph
from tests.graph.exports.hostile import subgraphs

HEADER = re.compile(
    r":(?:LABEL|START_ID|END_ID|TYPE)|\w+(?::(?:ID|int|date|string\[\]|string))?", re.ASCII
)
TOKEN = re.compile(r"[^\W\d]\w*")


def tables(subgraph: Subgraph) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(render(subgraph, "neo4j"))) as archive:
        assert "revision: " in archive.read("about.txt").decode()
        nodes, edges = (
            list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode(), newline="")))
            for name in ("nodes", "relationships")
        )
    return nodes, edges


def test_every_header_is_one_of_the_importers(sample: Subgraph) -> None:
    for rows in tables(sample):
        assert all(HEADER.fullmatch(name) for name in rows[0])
    nodes, edges = tables(sample)
    assert {"id:ID", ":LABEL"} <= nodes[0].keys()
    assert list(edges[0])[:3] == [":START_ID", ":END_ID", ":TYPE"]


def test_the_same_graph_is_in_the_tables(sample: Subgraph) -> None:
    nodes, edges = tables(sample)
    assert {row["id:ID"]: row["name"] for row in nodes} == {
        node.id: node.label for node in sample.nodes
    }
    assert {(row["edge_id"], row[":START_ID"], row[":END_ID"]) for row in edges} == {
        (edge.id, edge.source, edge.target) for edge in sample.edges
    }
    known = {row["id:ID"] for row in nodes}
    assert all({row[":START_ID"], row[":END_ID"]} <= known for row in edges)
    assert all(TOKEN.fullmatch(row[":TYPE"]) for row in edges)
    assert all(TOKEN.fullmatch(row[":LABEL"]) for row in nodes)


def test_doubt_is_part_of_the_type(sample: Subgraph) -> None:
    _, edges = tables(sample)
    types = {row["edge_id"]: row[":TYPE"] for row in edges}
    assert types["an-article:us-allegation~russia"] == "ALLEGATION_AGAINST_DISPUTED"
    assert types["tenure-until-may"] == "HOLDER_OF"
    denied = replace(sample.edges[0], standing=Standing.denied)
    assert relationship_type(denied).endswith("_DENIED")


def test_dates_are_whole_and_lists_are_parted_by_semicolons(sample: Subgraph) -> None:
    nodes, edges = tables(sample)
    ends = {row["edge_id"]: (row["start:date"], row["end:date"]) for row in edges}
    assert ends["tenure-until-may"] == ("", "2024-05-31")
    assert ends["meeting-1"] == ("2023-07-27", "2023-07-27")
    aliases = {row["id:ID"]: row["aliases:string[]"] for row in nodes}
    assert aliases["united-states"].split(";") == ["U.S.", "US | USA"]


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_hostile_texts_come_back_on_one_line_and_guarded(subgraph: Subgraph) -> None:
    def line(text: str) -> str:
        return guarded(" ".join(clean(text).splitlines()))

    nodes, edges = tables(subgraph)
    assert {row["id:ID"]: row["name"] for row in nodes} == {
        line(node.id): line(node.label) for node in subgraph.nodes
    }
    assert {row["edge_id"]: (row["label"], row["standing"], row["quote"]) for row in edges} == {
        line(edge.id): (
            line(edge.label),
            str(edge.standing),
            line(edge.fact.evidence[0].quote or ""),
        )
        for edge in subgraph.edges
    }
    assert all(TOKEN.fullmatch(row[":TYPE"]) for row in edges)
