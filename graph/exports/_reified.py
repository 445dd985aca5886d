"""RDF 1.2: what each fact says in one triple, as a triple term that the fact reifies.

A triple term is mentioned and not stated. The triple that an allegation or a denied fact comes to
is in the file, tied to its evidence and to who says so, and yet no query for it finds it.
"""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Triple

from graph.subgraph import Edge, Subgraph
from ontology import LEG, RDF

# The shortcuts of the derived graph, by the fact's type and the roles of the two.
_SHORTCUTS = {
    ("Tenure", "holder", "office"): "heldOffice",
    ("Membership", "member", "organization"): "memberOf",
    ("Meeting", "attendee", "attendee"): "met",
    ("Visit", "visitor", "host"): "visited",
    ("Visit", "visitor", "destination"): "visited",
    ("Allegation", "asserter", "against"): "accused",
}
_REIFIES = NamedNode(f"{RDF}reifies")


def reifications(subgraph: Subgraph) -> list[Quad]:
    """Return the triple terms that facts reify, each in the graphs that state the fact."""
    homes: dict[str, set[NamedNode]] = {}
    for quad in subgraph.quads:
        if quad.predicate.value == RDF.type and isinstance(quad.graph_name, NamedNode):
            homes.setdefault(getattr(quad.subject, "value", ""), set()).add(quad.graph_name)
    names = {node.id: node.iri for node in subgraph.nodes}
    return [
        Quad(NamedNode(edge.fact.iri), _REIFIES, term, home)
        for edge in subgraph.edges
        for term in _terms(edge, names)
        for home in sorted(homes.get(edge.fact.iri, ()), key=str)
    ]


def _terms(edge: Edge, names: dict[str, str]) -> Iterator[Triple]:
    shortcut = _SHORTCUTS.get((edge.kind, edge.role, edge.other_role))
    if shortcut is None:
        return
    ends = NamedNode(names[edge.source]), NamedNode(names[edge.target])
    yield Triple(ends[0], NamedNode(f"{LEG}{shortcut}"), ends[1])
    if edge.role == edge.other_role:
        yield Triple(ends[1], NamedNode(f"{LEG}{shortcut}"), ends[0])
