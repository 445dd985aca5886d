"""Turtle: the facts as triples, without the graphs that say so."""

from pyoxigraph import RdfFormat

from graph.exports._format import Format
from graph.exports._rdf import with_account
from graph.exports._reified import reifications
from graph.subgraph import Subgraph


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as Turtle."""
    triples = sorted({quad.triple for quad in subgraph.quads}, key=str)
    return with_account(subgraph, triples, RdfFormat.TURTLE)


def _reified(subgraph: Subgraph) -> bytes:
    triples = {quad.triple for quad in (*subgraph.quads, *reifications(subgraph))}
    return with_account(subgraph, sorted(triples, key=str), RdfFormat.TURTLE)


FORMAT = Format(
    "turtle",
    "text/turtle",
    "ttl",
    "RDF as Turtle, with evidence",
    write,
    {"rdf12": _reified},
)
