"""Links that no source states and Legation infers, each removable by itself."""

from pyoxigraph import NamedNode, Quad

from graph.queries import stock
from graph.store import Draft
from ontology import INFERENCES_GRAPH


def drop_orphaned_inferences(draft: Draft) -> None:
    """Drop every inferred link one of whose ends is no longer described by any source."""
    inferred = set(draft.quads(INFERENCES_GRAPH))
    if not inferred:
        return
    gone: set[Quad] = set()
    for row in draft.select(stock("orphaned_inferences")):
        node, graph = row["inference"], NamedNode(INFERENCES_GRAPH)
        gone.add(Quad(row["subject"], NamedNode(row["property"].value), row["object"], graph))
        gone |= {quad for quad in inferred if quad.subject == node}
    if gone:
        draft.replace(INFERENCES_GRAPH, inferred - gone)
