"""The record of revisions, kept as PROV in a graph of the store itself."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution

from graph.errors import NotFound, RevisionGone
from graph.store.base import Reader, Revision
from ontology import DCT, LEG, PROV, RDF, REVISIONS_GRAPH, XSD, prefix_declarations

REVISION_IRI = "https://w3id.org/legation/revision/"
AGENT_IRI = "https://w3id.org/legation/agent/"
_NAME = "http://xmlns.com/foaf/0.1/name"  # no rdfs:label, which would be found as an actor's name

_LATEST = (
    prefix_declarations()
    + f"""
SELECT ?number ?time ?who ?why WHERE {{
  GRAPH <{REVISIONS_GRAPH}> {{
    ?revision leg:revisionNumber ?number ; prov:endedAtTime ?time .
    OPTIONAL {{ ?revision dct:creator ?who }}
    OPTIONAL {{ ?revision dct:description ?why }}
  }}
}} ORDER BY DESC(?number) LIMIT 1"""
)


def latest_revision(select: Callable[[str], Iterable[QuerySolution]]) -> Revision:
    """Return the revision recorded last, or number 0 for a store that never had one."""
    for row in select(_LATEST):
        text = {name: row[name].value for name in ("number", "time", "who", "why") if row[name]}
        return Revision(
            number=int(text["number"]),
            time=datetime.fromisoformat(text["time"]),
            who=text.get("who", ""),
            why=text.get("why", ""),
        )
    return Revision(0)


def revision_quads(number: int, who: str, why: str, changed: Iterable[str]) -> list[Quad]:
    """Return the quads that record a revision made now, as PROV has it.

    Parameters
    ----------
    number : int
        The revision's number, one more than its predecessor's.
    who, why : str
        Who made it and for what reason.
    changed : iterable of str
        The IRIs of the named graphs that differ from its predecessor.
    """
    node = NamedNode(f"{REVISION_IRI}{number}")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    facts: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(LEG.Revision)),
        (RDF.type, NamedNode(PROV.Activity)),
        (LEG.revisionNumber, Literal(str(number), datatype=NamedNode(XSD.integer))),
        (PROV.endedAtTime, Literal(now, datatype=NamedNode(XSD.dateTime))),
        (DCT.creator, Literal(who)),
        (DCT.description, Literal(why)),
        *((LEG.changed, NamedNode(graph)) for graph in sorted(changed)),
    ]
    if number > 1:
        facts.append((PROV.wasInformedBy, NamedNode(f"{REVISION_IRI}{number - 1}")))
    quads = []
    if who:
        agent = NamedNode(f"{AGENT_IRI}{quote(who, safe='')}")
        facts.append((PROV.wasAssociatedWith, agent))
        quads += _quads(agent, [(RDF.type, NamedNode(PROV.Agent)), (_NAME, Literal(who))])
    return quads + _quads(node, facts)


def _quads(node: NamedNode, facts: Iterable[tuple[str, NamedNode | Literal]]) -> list[Quad]:
    graph = NamedNode(REVISIONS_GRAPH)
    return [Quad(node, NamedNode(predicate), value, graph) for predicate, value in facts]


def missing_revision(number: int, kept: Sequence[int]) -> NotFound | RevisionGone:
    """Return the fault of asking for a revision that is not kept.

    Parameters
    ----------
    number : int
        The revision asked for.
    kept : sequence of int
        Those that can be read, in order.
    """
    listed = ", ".join(map(str, kept))
    if 0 <= number < kept[-1]:
        return RevisionGone(f"revision {number} is no longer kept; there are: {listed}", kept)
    return NotFound(f"there is no revision {number}; there are: {listed}")


def changed_graphs(before: Reader, after: Reader) -> set[str]:
    """Return the named graphs that differ, besides the record of revisions."""
    names = {*before.graphs(), *after.graphs()} - {REVISIONS_GRAPH}
    return {name for name in names if _sum(before, name) != _sum(after, name)}


def _sum(reader: Reader, graph: str) -> int:
    """Return a sum over a graph that does not hang on the order of its quads."""
    return sum(map(hash, reader.quads(graph)))


def record_of_both(own: Reader, other: Reader) -> list[Quad]:
    """Return the records of two stores' revisions, so that none is mixed with another.

    Where the two made different revisions of one number, the other's gets an IRI that tells it
    apart; its number stays.
    """
    records = _records(own)
    quads = [quad for record in records.values() for quad in record]
    for iri, record in _records(other).items():
        mine = records.get(iri)
        if mine is None:
            quads += record
        elif mine != record:
            node = NamedNode(f"{iri}-{_fingerprint(record)}")
            quads += [Quad(node, quad.predicate, quad.object, quad.graph_name) for quad in record]
    return quads


def _records(reader: Reader) -> dict[str, set[Quad]]:
    records: dict[str, set[Quad]] = defaultdict(set)
    for quad in reader.quads(REVISIONS_GRAPH):
        if isinstance(quad.subject, NamedNode):
            records[quad.subject.value].add(quad)
    return records


def _fingerprint(record: Iterable[Quad]) -> str:
    text = "\n".join(sorted(map(str, record)))
    return hashlib.sha256(text.encode()).hexdigest()[:8]
