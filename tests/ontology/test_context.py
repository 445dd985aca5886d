"""The JSON-LD context covers every term, and what is written with it reads back the same."""

import json

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from ontology import LEG, RDF, RDFS, text
from tests.graph.shape_valid import VALID

CONTEXT = json.loads(text("context.jsonld"))["@context"]
DOCUMENT = {
    "@context": CONTEXT,
    "@id": "article:a-test",
    "@graph": [
        {
            "@id": "id:ann",
            "@type": "Person",
            "label": {"en": "Ann", "ru": "Анна"},
            "altLabel": {"en": ["Annie", "Nan"]},
            "exactMatch": "wd:Q1",
        },
        {
            "@id": "id:a-tenure",
            "@type": "Tenure",
            "holder": "id:ann",
            "office": "id:an-office",
            "startLatest": "2024-05-01",
            "datePrecision": "month",
            "dateBasis": "fromDateline",
            "evidence": {
                "@id": "article:a-test#e",
                "@type": "Evidence",
                "hasSource": "article:a-test",
                "start": 3,
                "end": 6,
                "exact": "Ann",
            },
        },
        {"@id": "id:p", "@type": "Proposition", "eventType": "ArmsTransfer", "item": "shells"},
    ],
}
SAME = """
@prefix leg: <https://w3id.org/legation/ns#> .
@prefix id: <https://w3id.org/legation/id/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
GRAPH <https://w3id.org/legation/article/a-test> {
  id:ann a leg:Person ; rdfs:label "Ann"@en , "Анна"@ru ; skos:altLabel "Annie"@en , "Nan"@en ;
    skos:exactMatch wd:Q1 .
  id:a-tenure a leg:Tenure ; leg:holder id:ann ; leg:office id:an-office ;
    leg:startLatest "2024-05-01"^^xsd:date ; leg:datePrecision leg:month ;
    leg:dateBasis leg:fromDateline ; leg:evidence <https://w3id.org/legation/article/a-test#e> .
  <https://w3id.org/legation/article/a-test#e> a leg:Evidence ; oa:start 3 ; oa:end 6 ;
    oa:hasSource <https://w3id.org/legation/article/a-test> ; oa:exact "Ann" .
  id:p a leg:Proposition ; leg:eventType leg:ArmsTransfer ; leg:item "shells" .
}
"""


def ontology() -> list[Quad]:
    return list(parse(text("legation.ttl"), RdfFormat.TURTLE))


def test_json_reads_as_the_quads_it_means() -> None:
    read = set(parse(json.dumps(DOCUMENT), RdfFormat.JSON_LD))
    assert read == set(parse(SAME, RdfFormat.TRIG))


def test_a_whole_graph_survives_the_round_trip() -> None:
    graph = Graph().parse(data=VALID, format="turtle")
    written = graph.serialize(format="json-ld", context=CONTEXT, auto_compact=False)
    assert '"holder": "id:ann"' in written
    assert '"startLatest": "2020-01-31"' in written
    quads = parse(written, RdfFormat.JSON_LD)
    triples = "".join(f"{quad.triple} .\n" for quad in quads)
    assert isomorphic(Graph().parse(data=triples, format="nt"), graph)


def test_every_term_has_its_own_name() -> None:
    described = {
        quad.subject.value
        for quad in ontology()
        if isinstance(quad.subject, NamedNode) and quad.predicate.value == RDFS.comment
    }
    names = {iri.removeprefix(LEG) for iri in described if iri.startswith(LEG)}
    assert names
    for name in names:
        term = CONTEXT[name]
        assert (term["@id"] if isinstance(term, dict) else term) == f"leg:{name}"


@pytest.mark.parametrize("kind", ["ObjectProperty", "DatatypeProperty"])
def test_values_are_typed_as_the_ontology_says(kind: str) -> None:
    typed = {
        quad.subject.value.removeprefix(LEG)
        for quad in ontology()
        if isinstance(quad.subject, NamedNode)
        and quad.predicate.value == RDF.type
        and isinstance(quad.object, NamedNode)
        and quad.object.value.endswith(f"#{kind}")
    }
    assert typed
    for name in typed:
        term = CONTEXT[name]
        given = term.get("@type", "") if isinstance(term, dict) else ""
        assert (given in ("@id", "@vocab")) == (kind == "ObjectProperty"), name
