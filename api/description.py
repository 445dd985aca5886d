"""The service description (https://www.w3.org/TR/sparql11-service-description/), with VoID."""

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from api.rdf import SHORT_PREFIXES, rdf_format
from api.void import VOID, counted_dataset, counted_graph, described_dataset
from graph.lookups.statistics import Statistics
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
_TYPE = NamedNode(RDF.type)
_SERVICE, _DATASET, _DEFAULT = BlankNode("service"), BlankNode("dataset"), BlankNode("default")


def service_description(
    view: View, address: str, media_type: str, statistics: Statistics | None = None
) -> bytes:
    """Return what the endpoint can do, which graphs it holds, and how much there is in them.

    Parameters
    ----------
    view : View
        The revision described.
    address : str
        Of the endpoint.
    media_type : str
        One of `DESCRIPTION_FORMATS`.
    statistics : Statistics or None
        How much there is. Those of another revision are left out.
    """
    fitting = statistics
    if statistics is not None and statistics.revision != view.revision.number:
        fitting = None
    triples = [*_service(address), *described_dataset(_DEFAULT, address)]
    if fitting is not None:
        triples += counted_dataset(_DEFAULT, fitting)
    counts = fitting.graphs if fitting is not None else {}
    for number, name in enumerate(view.snapshot.graphs()):
        triples += _named_graph(number, name, counts.get(name))
    form = rdf_format(media_type)
    prefixes = {**SHORT_PREFIXES, "sd": SD, "void": VOID} if form == RdfFormat.TURTLE else None
    return serialize(triples, format=form, prefixes=prefixes) or b""


def _sd(name: str) -> NamedNode:
    return NamedNode(f"{SD}{name}")


def _service(address: str) -> Iterator[Triple]:
    yield Triple(_SERVICE, _TYPE, _sd("Service"))
    yield Triple(_SERVICE, _sd("endpoint"), NamedNode(address))
    yield Triple(_SERVICE, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(_SERVICE, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULT_FORMATS:
        yield Triple(_SERVICE, _sd("resultFormat"), NamedNode(f"{FORMATS}{name}"))
    yield Triple(_SERVICE, _sd("defaultDataset"), _DATASET)
    yield Triple(_DATASET, _TYPE, _sd("Dataset"))
    yield Triple(_DATASET, _sd("defaultGraph"), _DEFAULT)
    yield Triple(_DEFAULT, _TYPE, _sd("Graph"))


def _named_graph(number: int, name: str, count: int | None) -> Iterator[Triple]:
    named = BlankNode(f"named{number}")
    yield Triple(_DATASET, _sd("namedGraph"), named)
    yield Triple(named, _TYPE, _sd("NamedGraph"))
    yield Triple(named, _sd("name"), NamedNode(name))
    if count is not None:
        graph = BlankNode(f"graph{number}")
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, _TYPE, _sd("Graph"))
        yield from counted_graph(graph, count)
