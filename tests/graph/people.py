"""A few invented persons with their offices, for judging who is who."""

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from graph.store import Store
from ontology import DATASET, ENTITIES_GRAPH, ID, LEG, RDF, RDFS, SKOS, XSD

BOUNDS = ("startEarliest", "startLatest", "endEarliest", "endLatest")
VISITS = f"{DATASET!s}visits"
LEADERS = f"{DATASET!s}leaders"


def iri(slug: str) -> str:
    return f"{ID!s}{slug}"


@dataclass
class People:
    """Descriptions in the making; written to a store all at once."""

    quads: list[Quad] = field(default_factory=list)

    def say(self, graph: str, subject: str, name: str, value: str, kind: str = "iri") -> None:
        node: NamedNode | Literal
        if kind == "words":
            node = Literal(value, language="en")
        elif kind == "day":
            node = Literal(value, datatype=NamedNode(XSD.date))
        else:
            node = NamedNode(value)
        self.quads.append(Quad(NamedNode(subject), NamedNode(name), node, NamedNode(graph)))

    def person(
        self, slug: str, *names: str, wikidata: str = "", graph: str = ENTITIES_GRAPH
    ) -> None:
        self.say(graph, iri(slug), RDF.type, LEG.Person)
        self.say(graph, iri(slug), RDFS.label, names[0], "words")
        for alias in names[1:]:
            self.say(graph, iri(slug), SKOS.altLabel, alias, "words")
        if wikidata:
            same = f"http://www.wikidata.org/entity/{wikidata}"
            self.say(graph, iri(slug), SKOS.exactMatch, same)

    def office(self, slug: str, state: str) -> None:
        self.say(ENTITIES_GRAPH, iri(slug), RDF.type, LEG.Office)
        self.say(ENTITIES_GRAPH, iri(slug), RDFS.label, slug.replace("-", " "), "words")
        self.say(ENTITIES_GRAPH, iri(slug), LEG.officeOf, iri(state))

    def held(self, person: str, office: str, *days: str, graph: str = LEADERS) -> None:
        """Say that somebody held an office, between up to four bounds; blank is unknown."""
        fact = f"{graph}#{person}.{office}.{'.'.join(days)}"
        self.say(graph, fact, RDF.type, LEG.Tenure)
        self.say(graph, fact, LEG.holder, iri(person))
        self.say(graph, fact, LEG.office, iri(office))
        for name, day in zip(BOUNDS, days, strict=False):
            if day:
                self.say(graph, fact, LEG.term(name), day, "day")

    def leader(self, slug: str, name: str, code: str, office: str, start: str, end: str) -> None:
        """Somebody of the leaders' table, with a Wikidata id."""
        self.person(slug, name, wikidata=code, graph=LEADERS)
        self.held(slug, office, start, start, end, end)

    def visitor(self, slug: str, name: str, office: str, day: str) -> None:
        """Somebody who came that day with a title, and has no other id."""
        self.person(slug, name, graph=VISITS)
        self.held(slug, office, "", day, day, "", graph=VISITS)

    def write(self, store: Store) -> None:
        with store.draft("tester", "a few persons") as draft:
            draft.add(self.quads)
