"""The service description (https://www.w3.org/TR/sparql11-service-description/)."""

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from api.rdf import SHORT_PREFIXES, rdf_format
from graph.view import View
from ontology import RDF

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
DESCRIPTION_FORMATS = (
    "text/turtle",
    "application/rdf+xml",
    "application/n-triples",
    "application/ld+json",
)
_RESULT_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD", "TriG", "N-Quads",
)  # fmt: skip


def service_description(view: View, address: str, media_type: str) -> bytes:
    """Return what the endpoint at an address can do, and which graphs it holds."""
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")

    def sd(name: str) -> NamedNode:
        return NamedNode(f"{SD}{name}")

    kind = NamedNode(RDF.type)
    triples = [
        Triple(service, kind, sd("Service")),
        Triple(service, sd("endpoint"), NamedNode(address)),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, kind, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), default),
        Triple(default, kind, sd("Graph")),
    ]
    triples += [
        Triple(service, sd("resultFormat"), NamedNode(f"{FORMATS}{name}"))
        for name in _RESULT_FORMATS
    ]
    for number, name in enumerate(view.snapshot.graphs()):
        graph = BlankNode(f"graph{number}")
        triples += [
            Triple(dataset, sd("namedGraph"), graph),
            Triple(graph, kind, sd("NamedGraph")),
            Triple(graph, sd("name"), NamedNode(name)),
        ]
    form = rdf_format(media_type)
    prefixes = {**SHORT_PREFIXES, "sd": SD} if form == RdfFormat.TURTLE else None
    return serialize(triples, format=form, prefixes=prefixes) or b""
