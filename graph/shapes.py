"""The shapes of the ontology held against a graph: one rule for an article and for a table.

``shapes.ttl`` is plain SHACL. Each of its constraints is turned into one SPARQL query, and an
Oxigraph store in memory answers them. On 65,000 tenures with their evidence, persons and offices,
1,067,000 triples, that takes 7 s on two cores nearly idle, of which 2 to 3 s load the store.
Side by side on busy cores it took 16 s, and pySHACL, pyshacl-turbo, pyshifty and pyrudof were
each not done after 180 s. On 33,000 triples it took 0.3 s, pyshifty 2.4 s, pyshacl-turbo 4.0 s
and pyrudof 4.2 s; on 1,700 triples pySHACL took 18 s. ``tests/bench/bench_shapes.py`` measures
them; the tests hold pySHACL and this to one verdict.
"""

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolution,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
)

from graph.errors import Fault
from graph.nearest import nearest
from graph.shapes_compiler import Rule, Shapes
from ontology import LEG, RDF, RDFS, text

_CONTEXT = NamedNode("urn:legation:context")
_OUTSIDE = NamedNode("urn:legation:outside-any-graph")
_AT_ONCE = min(4, os.cpu_count() or 1)  # Oxigraph answers outside Python's global lock
_Graph = NamedNode | BlankNode


def check_shapes(quads: Iterable[Quad], context: Iterable[Quad] = ()) -> list[Fault]:
    """Return everything in some graphs that the ontology's shapes refuse.

    Each graph is held against the shapes by itself, so that two articles may each give one bound
    of the same tenure.

    Parameters
    ----------
    quads : iterable of Quad
        The graphs to check.
    context : iterable of Quad
        The types of what they name and do not describe. It is believed and not checked.

    Returns
    -------
    list of Fault
        By node and property, each with its reason and its mend; empty where all is well.

    Examples
    --------
    >>> visit = NamedNode("https://w3id.org/legation/id/a-visit")
    >>> quad = Quad(visit, NamedNode(RDF.type), NamedNode(LEG.Visit))
    >>> for fault in check_shapes([quad]):
    ...     print(fault.reason)
    a fact has no evidence
    a visit has no visitor
    """
    store = Store()
    store.bulk_extend(quads)
    outside = store.quads_for_pattern(None, None, None, DefaultGraph())
    store.extend([_placed(quad, _OUTSIDE) for quad in outside])
    checked = list(store.named_graphs())
    type_ = NamedNode(RDF.type)
    # Callers give the graph's own types too; they are there already, and are not put in twice.
    store.extend(
        _placed(quad, _CONTEXT) for quad in context if quad.predicate == type_ and quad not in store
    )
    faults: set[Fault] = set()
    for graph in checked:
        faults.update(_check_graph(store, graph))
    return sorted(faults, key=lambda fault: (fault.node, fault.path, fault.reason))


def _check_graph(store: Store, graph: _Graph) -> Iterator[Fault]:
    used = _terms_in_use(store, graph)
    yield from _unknown_terms(store, graph, used)
    store.extend(_ontology(graph))

    def broken(rule: Rule) -> list[Fault]:
        return list(_broken(store, graph, rule, used))

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for found in pool.map(broken, _rules()):
            yield from found


@cache
def _rules() -> tuple[Rule, ...]:
    return Shapes(text("shapes.ttl")).rules


def _placed(quad: Quad, graph: _Graph) -> Quad:
    return Quad(quad.subject, quad.predicate, quad.object, graph)


def _ontology(graph: _Graph) -> Iterator[Quad]:
    """Yield the hierarchy of classes and the listed individuals, as part of the checked graph."""
    for quad in parse(text("legation.ttl"), RdfFormat.TURTLE):
        if quad.predicate.value in (RDFS.subClassOf, RDF.type):
            yield _placed(quad, graph)


def _select(store: Store, graph: _Graph, query: str) -> QuerySolutions:
    found = store.query(query, default_graph=graph)
    assert isinstance(found, QuerySolutions)  # noqa: S101 - every rule is a SELECT
    return found


def _terms_in_use(store: Store, graph: _Graph) -> frozenset[str]:
    """Return the properties and classes of a graph: most rules are about none of them."""
    properties = _select(store, graph, "SELECT DISTINCT ?term { ?s ?term ?o }")
    classes = _select(store, graph, "SELECT DISTINCT ?term { ?s a ?term FILTER(isIRI(?term)) }")
    return frozenset(row["term"].value for found in (properties, classes) for row in found)


def _unknown_terms(store: Store, graph: _Graph, used: frozenset[str]) -> Iterator[Fault]:
    """Yield a fault for each term of ours that the ontology lacks: a misspelt bound is no bound."""
    for iri in sorted(used - _known_terms()):
        if iri.startswith(LEG):
            query = f"SELECT ?this {{ {{ ?this <{iri}> ?o }} UNION {{ ?this a <{iri}> }} }} LIMIT 1"
            node = next(_select(store, graph, query))["this"]
            names = [known.removeprefix(LEG) for known in _known_terms()]
            close = ", ".join(f"leg:{name}" for name in nearest(iri.removeprefix(LEG), names))
            reason = f"the ontology has no term leg:{iri.removeprefix(LEG)}"
            yield Fault(reason, f"the nearest are {close}", node=_name(node), path=iri)


@cache
def _known_terms() -> frozenset[str]:
    quads = parse(text("legation.ttl"), RdfFormat.TURTLE)
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


def _broken(store: Store, graph: _Graph, rule: Rule, used: frozenset[str]) -> Iterator[Fault]:
    query = rule.query(used)
    if query is None:
        return
    reason, _, mend = rule.message.partition("; ")
    found = _select(store, graph, query)
    names = {variable.value for variable in found.variables}
    for row in found:
        path = _name(row["path"]) if "path" in names else rule.path
        shown = f"{reason}{_shown(row, names)}"
        yield Fault(shown, mend, node=_name(row["this"]), path=path)


def _shown(row: QuerySolution, names: set[str]) -> str:
    """Return the value at fault, or how many there are, as the end of a sentence."""
    for name in ("value", "count"):
        if name in names and row[name] is not None:
            words = _name(row[name])
            return f" (found {words if len(words) <= 200 else words[:200] + '…'})"
    return ""


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
