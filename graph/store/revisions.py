"""The record of revisions, kept as PROV in a graph of the store itself."""

from collections.abc import Iterable
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, Quad

from graph.store.base import Reader, Revision
from ontology import DCT, LEG, PROV, RDF, REVISIONS_GRAPH, XSD, prefix_declarations

REVISION_IRI = "https://w3id.org/legation/revision/"

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


def latest_revision(reader: Reader) -> Revision:
    """Return the revision recorded last, or number 0 for a store that never had one."""
    for row in reader.select(_LATEST):
        text = {name: row[name].value for name in ("number", "time", "who", "why") if row[name]}
        return Revision(
            number=int(text["number"]),
            time=datetime.fromisoformat(text["time"]),
            who=text.get("who", ""),
            why=text.get("why", ""),
        )
    return Revision(0)


def revision_quads(number: int, who: str, why: str, changed: Iterable[str]) -> list[Quad]:
    """Return the quads that record a revision made now.

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
        (LEG.revisionNumber, Literal(str(number), datatype=NamedNode(XSD.integer))),
        (PROV.endedAtTime, Literal(now, datatype=NamedNode(XSD.dateTime))),
        (DCT.creator, Literal(who)),
        (DCT.description, Literal(why)),
        *((LEG.changed, NamedNode(graph)) for graph in sorted(changed)),
    ]
    graph = NamedNode(REVISIONS_GRAPH)
    return [Quad(node, NamedNode(predicate), value, graph) for predicate, value in facts]
