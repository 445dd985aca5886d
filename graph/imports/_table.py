"""A table in the making: facts with their records, the actors they name, and the account."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad

from graph.ids import slugify
from graph.imports._report import ImportReport
from ontology import DATASET, DCT, ID, LEG, OA, RDF, RDFS, SKOS, XSD

_DATE = NamedNode(XSD.date)
_INTEGER = NamedNode(XSD.integer)
_TYPE = NamedNode(RDF.type)
_EVIDENCE = NamedNode(LEG.Evidence)
MAX_WORDS = 1000

Value = NamedNode | Literal


@cache
def term(name: str) -> NamedNode:
    """Return one of our terms as a node."""
    return NamedNode(LEG.term(name))


@cache
def day(value: date) -> Literal:
    """Return a day as a literal."""
    return Literal(value.isoformat(), datatype=_DATE)


class Table:
    """A published table on its way into a graph of its own.

    Parameters
    ----------
    slug, title, source, licence, version : str
        What it is, where it comes from, on which terms, and which version.
    publisher : tuple of (str, str)
        The publisher's slug and name.
    """

    def __init__(
        self,
        slug: str,
        *,
        title: str,
        publisher: tuple[str, str],
        source: str,
        licence: str,
        version: str,
    ) -> None:
        self.slug = slug
        self.graph = f"{DATASET!s}{slug}"
        self.version = version
        self.quads: list[Quad] = []
        self.rows_read = 0
        self.facts = 0
        self._left_out: Counter[str] = Counter()
        self._graph = NamedNode(self.graph)
        self._described: set[str] = set()
        self._names: set[tuple[str, str]] = set()
        self._facts: set[str] = set()
        self.known: set[tuple[str, str]] = set()
        self.publisher = self.entity(publisher[0], "Organization", publisher[1])
        self._about: dict[str, Value] = {
            DCT.term("title"): Literal(title, language="en"),
            LEG.publisher: NamedNode(self.publisher),
            DCT.source: NamedNode(source),
            DCT.license: NamedNode(licence),
            LEG.version: Literal(version),
        }

    def say(self, subject: str, property_: str, value: Value) -> None:
        """Add one triple."""
        self.quads.append(Quad(NamedNode(subject), NamedNode(property_), value, self._graph))

    def entity(self, slug: str, kind: str, label: str, aliases: Iterable[str] = ()) -> str:
        """Describe an actor, office or place once, and return its IRI.

        A later, other label becomes an alias.
        """
        iri = f"{ID!s}{slug}"
        if iri not in self._described:
            self._described.add(iri)
            self.say(iri, RDF.type, term(kind))
            self._name(iri, RDFS.label, label)
        for alias in (label, *aliases):
            self._name(iri, SKOS.altLabel, alias)
        return iri

    def _name(self, iri: str, property_: str, name: str) -> None:
        if name and (iri, name) not in self._names:
            self._names.add((iri, name))
            self.say(iri, property_, Literal(name, language="en"))

    def describe(self, iri: str, words: str) -> None:
        """Say of something what the record calls it."""
        self.say(iri, DCT.description, Literal(words, language="en"))

    def office(self, title: str, of: str | None, of_label: str = "", slug: str = "") -> str:
        """Describe an office and whose it is, and return its IRI.

        Parameters
        ----------
        title : str
            As published, such as ``Minister of Defence``.
        of : str or None
            The IRI of the state or organization, where known.
        of_label : str
            Its name in English, which goes into the office's.
        slug : str
            The office's slug where the title does not give it.
        """
        label = office_label(title, of_label)
        iri = self.entity(slug or office_slug(label), "Office", label)
        if of is not None and (iri, of) not in self._names:
            self._names.add((iri, of))
            self.say(iri, LEG.officeOf, NamedNode(of))
        return iri

    def fact(
        self,
        name: str,
        kind: str,
        roles: Mapping[str, str | Iterable[str]],
        *,
        record: str,
        bounds: Mapping[str, date],
        words: str = "",
        precision: str | None = None,
        remarks: str = "",
    ) -> str | None:
        """Add a fact with its record as evidence, and return its IRI.

        Returns
        -------
        str or None
            ``None`` where a fact of that name is there already.
        """
        iri = f"{self.graph}#{name}"
        if iri in self._facts:
            return None
        self._facts.add(iri)
        self.facts += 1
        node, graph = NamedNode(iri), self._graph
        evidence = NamedNode(f"{self.graph}#{record}.evidence")
        add = self.quads.append
        add(Quad(node, _TYPE, term(kind), graph))
        for role, actors in roles.items():
            for actor in [actors] if isinstance(actors, str) else actors:
                add(Quad(node, term(role), NamedNode(actor), graph))
        for bound, value in bounds.items():
            add(Quad(node, term(bound), day(value), graph))
        if words:
            add(Quad(node, term("dateText"), Literal(words), graph))
        if precision:
            add(Quad(node, term("datePrecision"), term(precision), graph))
        add(Quad(node, term("dateBasis"), term("stated"), graph))
        add(Quad(node, term("reportedBy"), NamedNode(self.publisher), graph))
        add(Quad(node, term("evidence"), evidence, graph))
        if remarks:
            add(Quad(node, term("remarks"), Literal(remarks[:MAX_WORDS], language="en"), graph))
        if evidence.value not in self._described:
            self._described.add(evidence.value)
            add(Quad(evidence, _TYPE, _EVIDENCE, graph))
            add(Quad(evidence, NamedNode(OA.hasSource), graph, graph))
            add(Quad(evidence, term("record"), Literal(record), graph))
        return iri

    def has(self, name: str) -> bool:
        """Return whether there is a fact of that name already."""
        return f"{self.graph}#{name}" in self._facts

    def leave_out(self, reason: str) -> None:
        """Account for a row that becomes no fact."""
        self._left_out[reason] += 1

    def finish(self) -> "Table":
        """Describe the table itself, with the account of its rows."""
        self.say(self.graph, RDF.type, term("Dataset"))
        for property_, value in self._about.items():
            self.say(self.graph, property_, value)
        for name, number in (("rowsRead", self.rows_read), ("factsMade", self.facts)):
            self.say(self.graph, LEG.term(name), _number(number))
        for place, (reason, rows) in enumerate(sorted(self._left_out.items()), start=1):
            part = f"{self.graph}#left-out-{place}"
            self.say(self.graph, LEG.leftOut, NamedNode(part))
            self.say(part, LEG.reason, Literal(reason, language="en"))
            self.say(part, LEG.rows, _number(rows))
        return self

    def report(self, *, already: bool = False) -> ImportReport:
        """Return the account of the rows."""
        left_out = dict(sorted(self._left_out.items()))
        used = self.rows_read - sum(left_out.values())
        return ImportReport(self.slug, self.rows_read, used, self.facts, left_out, already)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


_AMERICAN = {"defence": "defense", "labour": "labor", "programme": "program", "centre": "center"}
_WITH_ARTICLE = {
    "bahamas", "comoros", "gambia", "maldives", "netherlands", "philippines", "seychelles",
    "soviet-union",
}  # fmt: skip


def office_label(title: str, of_label: str) -> str:
    """Return an office's title with whose it is, unless the title says it already.

    >>> office_label("President", "United States")
    'President of the United States'
    >>> office_label("Prime Minister of Israel", "Israel")
    'Prime Minister of Israel'
    """
    if not of_label or of_label.casefold() in title.casefold():
        return title
    slug = slugify(of_label)
    plural = slug.endswith(("-islands", "-republic", "-states", "-emirates", "-territories"))
    article = "the " if plural or slug.startswith("united-") or slug in _WITH_ARTICLE else ""
    return f"{title} of {article}{of_label}"


def office_slug(label: str) -> str:
    """Return the slug of an office, the same for British and American spelling.

    >>> office_slug("Minister of Defence of Russia")
    'minister-of-defense-of-russia'
    """
    return "-".join(_AMERICAN.get(word, word) for word in slugify(label).split("-"))
