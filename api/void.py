"""The statistics as a VoID description (https://www.w3.org/TR/void/)."""

from collections.abc import Iterator
from urllib.parse import urljoin

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.lookups.statistics import Statistics
from ontology import DCT, ID, RDF

VOID = "http://rdfs.org/ns/void#"
_DUMPS = ("dump.trig", "dump.nq")


def void(name: str) -> NamedNode:
    """Return a term of the vocabulary."""
    return NamedNode(f"{VOID}{name}")


def described_dataset(dataset: BlankNode, address: str) -> Iterator[Triple]:
    """Return what a dataset is, and where it can be asked for and fetched.

    Parameters
    ----------
    dataset : BlankNode
        The union of all graphs.
    address : str
        Of the SPARQL endpoint; the dumps are beside it.
    """
    yield Triple(dataset, NamedNode(RDF.type), void("Dataset"))
    yield Triple(dataset, NamedNode(DCT.term("title")), Literal("Legation"))
    yield Triple(dataset, void("sparqlEndpoint"), NamedNode(address))
    yield Triple(dataset, void("uriSpace"), Literal(str(ID)))
    for name in _DUMPS:
        yield Triple(dataset, void("dataDump"), NamedNode(urljoin(address, name)))


def counted_dataset(dataset: BlankNode, found: Statistics) -> Iterator[Triple]:
    """Return how much a dataset holds, as a whole and by class and property."""
    totals = {
        "triples": found.triples,
        "entities": found.entities,
        "distinctSubjects": found.subjects,
        "distinctObjects": found.objects,
        "classes": len(found.classes),
        "properties": len(found.properties),
    }
    yield from _counts(dataset, totals)
    for number, (iri, entities) in enumerate(found.classes.items()):
        part = BlankNode(f"class{number}")
        yield Triple(dataset, void("classPartition"), part)
        yield Triple(part, void("class"), NamedNode(iri))
        yield from _counts(part, {"entities": entities})
    for number, (iri, use) in enumerate(sorted(found.properties.items())):
        part = BlankNode(f"property{number}")
        yield Triple(dataset, void("propertyPartition"), part)
        yield Triple(part, void("property"), NamedNode(iri))
        numbers = {
            "triples": use.triples,
            "distinctSubjects": use.subjects,
            "distinctObjects": use.objects,
        }
        yield from _counts(part, numbers)


def counted_graph(graph: BlankNode, triples: int) -> Iterator[Triple]:
    """Return how many triples one graph holds."""
    yield Triple(graph, NamedNode(RDF.type), void("Dataset"))
    yield from _counts(graph, {"triples": triples})


def _counts(subject: BlankNode, numbers: dict[str, int]) -> Iterator[Triple]:
    for name, number in numbers.items():
        yield Triple(subject, void(name), Literal(number))
