"""TriG: the facts as quads, each in the graph of the source that says so."""

from pyoxigraph import RdfFormat

from graph.exports._format import Format
from graph.exports._rdf import with_account
from graph.exports._reified import reifications
from graph.subgraph import Subgraph
from graph.subgraph.excerpt import quad_key


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as TriG."""
    return with_account(subgraph, subgraph.quads, RdfFormat.TRIG)


def _reified(subgraph: Subgraph) -> bytes:
    quads = sorted({*subgraph.quads, *reifications(subgraph)}, key=quad_key)
    return with_account(subgraph, quads, RdfFormat.TRIG)


FORMAT = Format(
    "trig",
    "application/trig",
    "trig",
    "RDF as TriG, source by source",
    write,
    {"rdf12": _reified},
)
