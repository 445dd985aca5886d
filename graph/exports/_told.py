"""What the quads of a subgraph say beyond its nodes and edges: of actors, facts and sources."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from graph.ids import local_name, short_id
from graph.schema import actor_classes, narrowest
from graph.subgraph import Node
from graph.territories import territories
from ontology import LEG, RDF, RDFS, SKOS


class Told:
    """The values of each property of each subject, under the id that it answers to.

    Parameters
    ----------
    quads : iterable of Quad
        Of a subgraph.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        pairs = [(quad.subject, quad.predicate.value, quad.object) for quad in quads]
        self._kept = {
            one.value: other.value
            for one, property_, other in pairs
            if property_ == LEG.mergedInto
            and isinstance(one, NamedNode)
            and isinstance(other, NamedNode)
        }
        self._values: dict[tuple[str, str], set[NamedNode | Literal]] = defaultdict(set)
        for subject, property_, value in pairs:
            if isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
                self._values[self.canonical(subject.value), property_].add(value)

    def canonical(self, iri: str) -> str:
        """Return the IRI that an actor answers to."""
        return self._kept.get(iri, iri)

    def iris(self, subject: str, property_: str) -> list[str]:
        """Return what a property names, sorted."""
        values = self._values.get((subject, property_), ())
        return sorted({self.canonical(one.value) for one in values if isinstance(one, NamedNode)})

    def texts(self, subject: str, property_: str) -> list[str]:
        """Return the words of a property, sorted."""
        return [text.value for text in self._literals(subject, property_)]

    def names(self, subject: str) -> list[str]:
        """Return all names, labels before aliases."""
        return [*self.texts(subject, RDFS.label), *self.texts(subject, SKOS.altLabel)]

    def _literals(self, subject: str, property_: str) -> list[Literal]:
        values = self._values.get((subject, property_), ())
        found = [one for one in values if isinstance(one, Literal)]
        return sorted(found, key=lambda one: (one.language != "en", one.language or "", one.value))

    def node(self, iri: str) -> Node | None:
        """Return an actor that no edge is drawn to; ``None`` where nothing says what it is."""
        classes = set(self.iris(iri, RDF.type)) & actor_classes()
        if not classes:
            return None
        names = self.names(iri)
        label = names[0] if names else short_id(iri)
        return Node(short_id(iri), iri, local_name(narrowest(classes)), label, aliases=(*names,))


@cache
def country_codes() -> dict[str, str]:
    """Return the code of each State or government by its IRI, as FollowTheMoney writes it."""
    return {one.iri: one.alpha_2.lower() for one in territories() if one.alpha_2}
