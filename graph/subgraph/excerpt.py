"""The part of the graph that some facts rest on: their own words, evidence, sources and names."""

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from graph.queries import stock
from graph.store import Snapshot
from ontology import DCT, DERIVED_GRAPH, LEG, OA, OWL, RDF, RDFS, SKOS

# An endpoint may refuse a query of megabytes; 500 IRIs are some 40 kB.
_BATCH = 500

_FOLLOWED = (LEG.evidence, LEG.cites, LEG.content, LEG.condition, LEG.specializes)
_TIED = (LEG.officeOf, LEG.accreditedTo, LEG.territoryOf, LEG.affiliation)
_NAMING = {
    RDF.type,
    RDFS.label,
    SKOS.altLabel,
    SKOS.exactMatch,
    OWL.sameAs,
    *_TIED,
    LEG.mergedInto,
    DCT.description,
}


def excerpt(snapshot: Snapshot, facts: Collection[str], actors: Collection[str]) -> list[Quad]:
    """Return what the graph says of some facts and actors, each quad in the graph that says it.

    Facts come with their evidence, what they state, and the sources; whoever they name comes
    with types, labels, identifiers and the bodies they belong to only.

    Parameters
    ----------
    snapshot : Snapshot
        The revision to read.
    facts, actors : collection of str
        IRIs.
    """
    told = _closure(snapshot, facts)
    sources = _objects(told, (OA.hasSource,)) | {iri(quad.graph_name) for quad in told}
    cited = list(_said(snapshot, sources - _subjects(told)))
    known = _subjects(told) | _subjects(cited)
    named = {*actors, *_iris(told), *_objects(cited, (LEG.publisher,))} - known
    naming = _names(snapshot, named, known)
    return sorted({*told, *cited, *naming}, key=quad_key)


def _names(snapshot: Snapshot, named: set[str], known: set[str]) -> list[Quad]:
    """Return what actors are called, and the bodies they belong to, and those in turn."""
    found: list[Quad] = []
    frontier, seen = named, named | known
    while frontier:
        said = _said(snapshot, frontier, derived=True)
        quads = [quad for quad in said if quad.predicate.value in _NAMING]
        found += quads
        frontier = _objects(quads, _TIED) - seen
        seen |= frontier
    return found


def iri(term: object) -> str:
    """Return the IRI of a stored quad's graph, subject or object; the store has no blank nodes.

    Raises
    ------
    TypeError
        If it is none.
    """
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} is not an IRI")
    return term.value


def quad_key(quad: Quad) -> tuple[str, str, str, str]:
    """Return what quads are sorted by: graph, subject, property, value."""
    parts = (quad.graph_name, quad.subject, quad.predicate, quad.object)
    graph, subject, property_, value = (str(part) for part in parts)
    return graph, subject, property_, value


def _closure(snapshot: Snapshot, facts: Iterable[str]) -> list[Quad]:
    found: list[Quad] = []
    frontier, seen = set(facts), set(facts)
    while frontier:
        quads = list(_said(snapshot, frontier))
        found += quads
        frontier = _objects(quads, _FOLLOWED) - seen
        seen |= frontier
    return found


def _said(snapshot: Snapshot, subjects: Iterable[str], *, derived: bool = False) -> Iterator[Quad]:
    wanted = sorted(subjects)
    for start in range(0, len(wanted), _BATCH):
        query = stock("excerpt", subject=wanted[start : start + _BATCH])
        for row in snapshot.select(query):
            quad = Quad(row["subject"], row["property"], row["value"], row["graph"])
            if derived or iri(quad.graph_name) != DERIVED_GRAPH:
                yield quad


def _subjects(quads: Iterable[Quad]) -> set[str]:
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def _objects(quads: Iterable[Quad], properties: Collection[str]) -> set[str]:
    return {
        quad.object.value
        for quad in quads
        if quad.predicate.value in properties and isinstance(quad.object, NamedNode)
    }


def _iris(quads: Iterable[Quad]) -> set[str]:
    """Return the IRIs that quads name in a role or voice: no classes, no terms of the ontology."""
    return {
        quad.object.value
        for quad in quads
        if isinstance(quad.object, NamedNode)
        and quad.predicate.value != RDF.type
        and not quad.object.value.startswith(LEG)
    }


def texts(quads: Iterable[Quad], property_: str) -> dict[str, list[Literal]]:
    """Return the texts that quads give by one property, by subject, sorted."""
    found: dict[str, set[Literal]] = {}
    for quad in quads:
        if quad.predicate.value == property_ and isinstance(quad.object, Literal):
            found.setdefault(iri(quad.subject), set()).add(quad.object)
    return {subject: sorted(values, key=str) for subject, values in found.items()}
