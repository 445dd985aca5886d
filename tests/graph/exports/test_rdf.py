"""Turtle, TriG and JSON-LD, as rdflib reads them."""

import json
from dataclasses import replace

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.compare import isomorphic

from graph.exports import render
from graph.subgraph import Subgraph
from graph.subgraph.excerpt import iri, quad_key
from ontology import PREFIXES

# rdflib's own parsers still use what rdflib 7.6 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

TRIG = "".join(f"PREFIX {prefix}: <{namespace!s}>\n" for prefix, namespace in PREFIXES.items())
TRIG += """
<https://w3id.org/legation/article/an-article> {
  <https://w3id.org/legation/article/an-article#us-allegation> a leg:Allegation, leg:Statement ;
    leg:asserter id:united-states ; leg:against id:north-korea , id:russia ;
    leg:endLatest "2024-09-13"^^xsd:date ; leg:dateText "on Friday" , "on \\"Friday\\""@en ;
    leg:datePrecision leg:day ; leg:evidence <https://w3id.org/legation/article/an-article#e> .
  <https://w3id.org/legation/article/an-article#e> a leg:Evidence ;
    oa:hasSource <https://w3id.org/legation/article/an-article> ;
    oa:start 930 ; oa:end "975" ; oa:exact "line\\nbreak \\u2028 \\\\ '''" .
}
<https://w3id.org/legation/graph/entities> {
  id:russia a leg:State ; rdfs:label "Россия"@ru , "روسيا"@ar , "俄罗斯"@zh , "러시아"@ko , "🇷🇺" ;
    skos:exactMatch wd:Q159 ; dct:source <urn:x:y> , "in words" .
}
"""


@pytest.fixture(scope="module")
def quads() -> tuple[Quad, ...]:
    return tuple(sorted(parse(TRIG, RdfFormat.TRIG), key=quad_key))


def read(content: bytes, form: str) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(data=content.decode(), format=form)
    return dataset


def rows(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
    return {
        (s.n3(), p.n3(), o.n3(), str(g)) for s, p, o, g in dataset.quads((None, None, None, None))
    }


def as_rdflib(quads: tuple[Quad, ...]) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    for quad in quads:
        graph = dataset.graph(rdflib.URIRef(iri(quad.graph_name)))
        value = quad.object
        term: rdflib.term.Node
        if isinstance(value, Literal):
            kind = None if value.language else rdflib.URIRef(value.datatype.value)
            plain = kind == rdflib.XSD.string
            term = rdflib.Literal(
                value.value, lang=value.language, datatype=None if plain else kind
            )
        else:
            term = rdflib.URIRef(iri(value))
        graph.add((rdflib.URIRef(iri(quad.subject)), rdflib.URIRef(quad.predicate.value), term))
    return dataset


@pytest.mark.parametrize(("name", "form"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_rdflib_reads_the_same_quads(
    sample: Subgraph, quads: tuple[Quad, ...], name: str, form: str
) -> None:
    content = render(replace(sample, quads=quads), name)
    assert rows(read(content, form)) == rows(as_rdflib(quads))


def test_rdflib_reads_the_same_triples(sample: Subgraph, quads: tuple[Quad, ...]) -> None:
    graph = rdflib.Graph().parse(
        data=render(replace(sample, quads=quads), "turtle").decode(), format="turtle"
    )
    union = rdflib.Graph()
    for subject, property_, value, _ in as_rdflib(quads).quads((None, None, None, None)):
        union.add((subject, property_, value))
    assert isomorphic(graph, union)
    assert len(graph) == len(quads)


def test_json_ld_uses_the_names_of_the_ontology(sample: Subgraph, quads: tuple[Quad, ...]) -> None:
    document = json.loads(render(replace(sample, quads=quads), "jsonld"))
    named = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    allegation = named["article:an-article#us-allegation"]
    assert allegation["@type"] == ["Allegation", "Statement"]
    assert allegation["against"] == ["id:north-korea", "id:russia"]
    assert allegation["endLatest"] == ["2024-09-13"]
    assert document["export"]["revision"] == 7


@given(
    text=st.text(st.characters(exclude_categories=["Cs"])), tag=st.sampled_from(["", "ru", "ar"])
)
@settings(deadline=None)
def test_any_text_comes_back(text: str, tag: str) -> None:
    value = Literal(text, language=tag) if tag else Literal(text)
    quad = Quad(NamedNode("urn:s"), NamedNode("urn:p"), value, NamedNode("urn:g"))
    subgraph = Subgraph(text, {"id": text}, 1, (), (), quads=(quad,))
    for name, form in (("turtle", "turtle"), ("trig", "trig"), ("jsonld", "json-ld")):
        found = read(render(subgraph, name), form)
        assert [str(o) for _, _, o, _ in found.quads((None, None, None, None))] == [text]
