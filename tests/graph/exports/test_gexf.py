"""GEXF, as graphology and networkx read it, and as Gephi needs it."""

import io
import json
import re
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

import networkx as nx
from defusedxml.ElementTree import fromstring

from graph.answers import When
from graph.exports import render
from graph.subgraph import Subgraph

NAMESPACE = {"g": "http://gexf.net/1.3"}
KNOWN_TYPES = {"string", "integer", "long", "float", "double", "boolean"}
WHOLE_DATE = re.compile(r"-?\d{4}-\d{2}-\d{2}")


def edges_of(content: bytes) -> dict[str, Element]:
    root = fromstring(content)
    return {edge.get("id", ""): edge for edge in root.iterfind(".//g:edge", NAMESPACE)}


def spells_of(edge: Element) -> list[dict[str, str]]:
    return [dict(spell.attrib) for spell in edge.iterfind("g:spells/g:spell", NAMESPACE)]


def values_of(content: bytes, edge: Element) -> dict[str, str]:
    root = fromstring(content)
    titles = {
        attribute.get("id", ""): attribute.get("title", "")
        for attribute in root.iterfind(".//g:attributes[@class='edge']/g:attribute", NAMESPACE)
    }
    return {
        titles[value.get("for", "")]: value.get("value", "")
        for value in edge.iterfind("g:attvalues/g:attvalue", NAMESPACE)
    }


def assert_safe_for_gephi(content: bytes) -> None:
    """Check all that makes Gephi's importer stop, merge or drop without a word."""
    text = content.decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)
    assert '"None"' not in text
    root = fromstring(content)
    graph = root.find("g:graph", NAMESPACE)
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    for attribute in root.iterfind(".//g:attribute", NAMESPACE):
        assert attribute.get("id", "").isdigit()
        assert attribute.get("type") in KNOWN_TYPES
    for spell in root.iterfind(".//g:spell", NAMESPACE):
        assert spell.attrib
        assert all(WHOLE_DATE.fullmatch(value) for value in spell.attrib.values())
        start, end = spell.get("start"), spell.get("end")
        assert start is None or end is None or start <= end
    told_apart = [
        (edge.get("source"), edge.get("target"), edge.get("kind"))
        for edge in root.iterfind(".//g:edge", NAMESPACE)
    ]
    assert len(set(told_apart)) == len(told_apart)


def test_gephi_can_read_it(sample: Subgraph) -> None:
    assert_safe_for_gephi(render(sample, "gexf"))


def test_an_allegation_and_its_denial_are_two_edges(sample: Subgraph) -> None:
    edges = edges_of(render(sample, "gexf"))
    allegation = edges["an-article:us-allegation~russia"]
    denial = edges["an-article:russian-denial"]
    assert (allegation.get("source"), allegation.get("target")) == ("united-states", "russia")
    assert (denial.get("source"), denial.get("target")) == ("russia", "united-states")
    assert allegation.get("kind") == "Allegation|disputed"
    assert denial.get("kind") == "Denial|attributed"
    assert allegation.get("label", "").endswith("(disputed)")


def test_parallel_facts_of_one_kind_are_one_edge_with_a_spell_each(sample: Subgraph) -> None:
    content = render(sample, "gexf")
    meetings = edges_of(content)["meeting-1"]
    assert meetings.get("weight") == "3"
    assert spells_of(meetings) == [
        {"start": "2023-07-27", "end": "2023-07-27"},
        {"start": "2024-09-13", "end": "2024-09-13"},
    ]
    values = values_of(content, meetings)
    assert values["fact"] == "meeting-1 | meeting-2 | meeting-undated"
    assert values["undated"] == "1"


def test_facts_of_one_type_in_other_roles_stay_apart(sample: Subgraph) -> None:
    accused = next(edge for edge in sample.edges if edge.id.endswith("~russia"))
    other = replace(accused, id="other", role="against", other_role="against")
    content = render(replace(sample, edges=(accused, other)), "gexf")
    kinds = {edge.get("kind") for edge in edges_of(content).values()}
    assert kinds == {"Allegation|disputed", "Allegation:against-against|disputed"}
    assert_safe_for_gephi(content)


def test_an_open_end_is_no_attribute_and_an_unknown_span_no_spell(sample: Subgraph) -> None:
    content = render(sample, "gexf")
    edges = edges_of(content)
    assert spells_of(edges["tenure-until-may"]) == [{"end": "2024-05-31"}]
    values = values_of(content, edges["tenure-until-may"])
    assert values["end"] == "2024-05-31"
    assert "start" not in values
    assert spells_of(edges["an-article:russian-denial"]) == []


def test_a_month_is_written_as_its_days(sample: Subgraph) -> None:
    edge = next(edge for edge in sample.edges if edge.id == "meeting-1")
    june = When(precision="month", start_earliest=date(2024, 6, 1), end_latest=date(2024, 6, 30))
    fact = edge.fact.model_copy(update={"when": june})
    content = render(replace(sample, edges=(replace(edge, fact=fact),)), "gexf")
    written = edges_of(content)["meeting-1"]
    assert spells_of(written) == [{"start": "2024-06-01", "end": "2024-06-30"}]
    assert values_of(content, written)["date_precision"] == "month"


def test_graphology_reads_the_same_graph(sample: Subgraph, consume: Any) -> None:
    found = consume("gexf", render(sample, "gexf"))
    assert {name: data["label"] for name, data in found["nodes"].items()} == {
        node.id: node.label for node in sample.nodes
    }
    facts = {
        (fact, edge["source"], edge["target"])
        for edge in found["edges"].values()
        for fact in edge["attributes"]["fact"].split(" | ")
    }
    assert facts == {(edge.fact.id, edge.source, edge.target) for edge in sample.edges}
    tenure = found["edges"]["tenure-until-may"]["attributes"]
    assert (tenure["label"], tenure["end"]) == ("holder of, until 2024", "2024-05-31")
    assert json.loads(found["nodes"]["kim-jong-un"]["aliases_json"]) == ["김 정은 | 🇰🇵"]
    for statement in ("revision: 7", "stopped at 7 edges", "licence: Facts", "Leaders"):
        assert statement in found["graph"]["description"]


def test_networkx_reads_the_same_graph(sample: Subgraph) -> None:
    graph: Any = nx.read_gexf(io.BytesIO(render(sample, "gexf")), version="1.3")
    assert dict(graph.nodes(data="label")) == {node.id: node.label for node in sample.nodes}
    assert graph["sergei-shoigu"]["minister-of-defense-of-russia"]["end"] == "2024-05-31"
    assert graph["united-states"]["russia"]["claimed_by"] == "الولايات المتحدة"
    assert graph.number_of_edges() == len(sample.edges) - 2
