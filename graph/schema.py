"""What the ontology says about classes and roles, asked once and kept.

A new class of event or a new role is a line in ``legation.ttl``: nothing here changes.
"""

from collections import defaultdict
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from graph.errors import InvalidParameter
from graph.nearest import nearest
from ontology import LEG, RDF, RDFS, text


@cache
def _children(relation: str) -> dict[str, set[str]]:
    children: dict[str, set[str]] = defaultdict(set)
    for quad in parse(text("legation.ttl"), RdfFormat.TURTLE):
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        if named and quad.predicate.value == relation:
            children[quad.object.value].add(quad.subject.value)
    return children


@cache
def _descendants(relation: str, iri: str) -> frozenset[str]:
    below = _children(relation).get(iri, set())
    return frozenset({iri}).union(*(_descendants(relation, child) for child in below))


def subclasses(iri: str) -> frozenset[str]:
    """Return the IRIs of a class and of all its subclasses.

    >>> LEG.Meeting in subclasses(LEG.Event)
    True
    """
    return _descendants(RDFS.subClassOf, iri)


@cache
def roles(kind: str) -> tuple[str, ...]:
    """Return the IRIs of the role properties of one kind, sorted.

    Parameters
    ----------
    kind : str
        ``participant``, ``location`` or ``claimRole``.

    Examples
    --------
    >>> LEG.holder in roles("participant")
    True
    """
    whole = LEG.term(kind)
    return tuple(sorted(_descendants(RDFS.subPropertyOf, whole) - {whole}))


@cache
def tying_roles(*, claims: bool = True) -> tuple[str, ...]:
    """Return the IRIs of every role in which a fact names somebody or some place.

    Parameters
    ----------
    claims : bool
        Whether those of statements are among them.

    Examples
    --------
    >>> LEG.asserter in tying_roles(), LEG.asserter in tying_roles(claims=False)
    (True, False)
    """
    kinds = ("participant", "location", *(("claimRole",) if claims else ()))
    return tuple(role for kind in kinds for role in roles(kind))


@cache
def fact_classes() -> frozenset[str]:
    """Return the IRIs of the classes whose instances are facts."""
    return subclasses(LEG.Fact)


@cache
def statement_classes() -> frozenset[str]:
    """Return the IRIs of the classes whose instances are statements."""
    return subclasses(LEG.Statement)


@cache
def actor_classes() -> frozenset[str]:
    """Return the IRIs of the classes that have a card: actors, offices and places."""
    return subclasses(LEG.Actor) | subclasses(LEG.Office) | subclasses(LEG.Place)


@cache
def individuals(iri: str) -> frozenset[str]:
    """Return the IRIs that the ontology lists of a class, such as the kinds of visit.

    >>> LEG.stateVisit in individuals(LEG.VisitKind)
    True
    """
    return frozenset(_children(RDF.type).get(iri, ()))


@cache
def depth(iri: str) -> int:
    """Return how far below its topmost ancestor a class stands, for naming the narrowest type."""
    above = [parent for parent, below in _children(RDFS.subClassOf).items() if iri in below]
    return 1 + max((depth(parent) for parent in above), default=-1)


def narrowest(classes: set[str]) -> str:
    """Return the narrowest of some classes, by depth and then by name.

    >>> narrowest({LEG.Organization, LEG.State}) == LEG.State
    True
    """
    return max(sorted(classes), key=depth)


def classes_named(
    names: tuple[str, ...] | list[str], among: frozenset[str], parameter: str
) -> frozenset[str]:
    """Return the classes of the given local names, with their subclasses.

    Parameters
    ----------
    names : sequence of str
        Local names such as ``Visit``; the empty sequence means no restriction.
    among : frozenset of str
        The IRIs to choose from.
    parameter : str
        Whose value this is, for the fault.

    Raises
    ------
    InvalidParameter
        If a name is none of them.

    Examples
    --------
    >>> LEG.Meeting in classes_named(["Event"], fact_classes(), "kind")
    True
    """
    known = {iri.removeprefix(LEG): iri for iri in among}
    found: set[str] = set()
    for name in names:
        if name not in known:
            close = ", ".join(nearest(name, known))
            raise InvalidParameter(parameter, f"there is no {name!r}; nearest: {close}")
        found |= subclasses(known[name])
    return frozenset(found)
