"""A table in the making: facts with their records, the actors they name, and the account."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from graph.imports._offices import office_label, office_slug
from graph.imports._report import BadRow, ImportReport
from graph.store import Draft
from ontology import DATASET, DCT, ID, LEG, OA, RDF, RDFS, SKOS, XSD

_DATE = NamedNode(XSD.date)
_INTEGER = NamedNode(XSD.integer)
_TYPE = NamedNode(RDF.type)
_HAS_SOURCE = NamedNode(OA.hasSource)
MAX_WORDS = 1000
MAX_BAD_ROWS = 100  # told of by number; all are counted

Value = NamedNode | Literal


@cache
def term(name: str) -> NamedNode:
    """Return one of our terms as a node."""
    return NamedNode(LEG.term(name))


@lru_cache(maxsize=100_000)
def node(iri: str) -> NamedNode:
    """Return an IRI as a node."""
    return NamedNode(iri)


@cache
def day(value: date) -> Literal:
    """Return a day as a literal."""
    return Literal(value.isoformat(), datatype=_DATE)


class Table:
    """A published table on its way into a graph of its own.

    ``quads`` is all it says, ``types`` what it says anything is, and ``references`` what it
    names, each with a subject and a property that name it.

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
        self.types: list[Quad] = []
        self.references: dict[str, tuple[str, str]] = {}
        self._described: set[str] = set()
        self._names: set[tuple[str, str]] = set()
        self._facts: set[str] = set()
        self.known: set[tuple[str, str]] = set()
        self.samples: list[Quad] = []
        self.bad_rows: list[BadRow] = []
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
        self.quads.append(Quad(node(subject), node(property_), value, self._graph))
        if isinstance(value, NamedNode):
            self.references.setdefault(value.value, (subject, property_))

    def link(self, subject: str, property_: str, other: str) -> None:
        """Add one triple between two nodes."""
        self.say(subject, property_, node(other))

    def write(self, draft: Draft) -> None:
        """Write the table into a draft, in place of what was there of it."""
        draft.replace(self.graph, self.quads)

    @property
    def checked(self) -> list[Quad]:
        """What the shapes are held against."""
        return [*self.quads, *self.samples]

    def _type(self, subject: NamedNode, kind: str) -> None:
        quad = Quad(subject, _TYPE, term(kind), self._graph)
        self.quads.append(quad)
        self.types.append(quad)

    def entity(
        self,
        slug: str,
        kind: str,
        label: str,
        aliases: Iterable[str] = (),
        *,
        language: str = "en",
    ) -> str:
        """Describe an actor, office or place once, and return its IRI.

        A later, other label becomes an alias.
        """
        iri = f"{ID!s}{slug}"
        if iri not in self._described:
            self._described.add(iri)
            self._type(node(iri), kind)
            self._name(iri, RDFS.label, label, language)
        for alias in (label, *aliases):
            self._name(iri, SKOS.altLabel, alias, language)
        return iri

    def entity_iri(self, slug: str) -> str:
        """Return the IRI of an entity that is described later."""
        return f"{ID!s}{slug}"

    def _name(self, iri: str, property_: str, name: str, language: str) -> None:
        if name and (iri, name) not in self._names:
            self._names.add((iri, name))
            self.say(iri, property_, Literal(name, language=language))

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
        evidence = f"{self.graph}#{record}.evidence"
        said: list[tuple[str, Value]] = []
        for role, actors in roles.items():
            for actor in [actors] if isinstance(actors, str) else actors:
                said.append((role, node(actor)))
                self.references.setdefault(actor, (iri, LEG.term(role)))
        said += [(bound, day(value)) for bound, value in bounds.items()]
        said += [
            ("dateBasis", term("stated")),
            ("reportedBy", node(self.publisher)),
            ("evidence", NamedNode(evidence)),
        ]
        if words:
            said.append(("dateText", Literal(words)))
        if precision:
            said.append(("datePrecision", term(precision)))
        if remarks:
            said.append(("remarks", Literal(remarks[:MAX_WORDS], language="en")))
        graph, fact = self._graph, NamedNode(iri)
        self._type(fact, kind)
        self.quads += [Quad(fact, term(name), value, graph) for name, value in said]
        self._add_evidence(evidence, record)
        return iri

    def _add_evidence(self, iri: str, record: str) -> None:
        if iri not in self._described:
            self._described.add(iri)
            graph, evidence = self._graph, NamedNode(iri)
            self._type(evidence, "Evidence")
            self.quads += (
                Quad(evidence, _HAS_SOURCE, graph, graph),
                Quad(evidence, term("record"), Literal(record), graph),
            )

    def unexplained(self) -> dict[str, tuple[str, str]]:
        """Return what the table names and does not describe itself: the states of today, mostly."""
        ours = (str(ID), f"{self.graph}#")
        return {
            iri: place
            for iri, place in self.references.items()
            if iri.startswith(ours) and iri not in self._described and iri not in self._facts
        }

    def has(self, name: str) -> bool:
        """Return whether there is a fact of that name already."""
        return f"{self.graph}#{name}" in self._facts

    def leave_out(self, reason: str) -> None:
        """Account for a row that becomes no fact."""
        self._left_out[reason] += 1

    def bad(self, row: int, what: str) -> None:
        """Account for a row that cannot be read; the first of them are kept by number."""
        self.leave_out("the row cannot be read")
        if len(self.bad_rows) < MAX_BAD_ROWS:
            self.bad_rows.append(BadRow(row, what))

    def finish(self) -> "Table":
        """Describe the table itself, with the account of its rows."""
        self._type(self._graph, "Dataset")
        for property_, value in self._about.items():
            self.say(self.graph, property_, value)
        for name, number in (("rowsRead", self.rows_read), ("factsMade", self.facts)):
            self.say(self.graph, LEG.term(name), _number(number))
        for place, (reason, rows) in enumerate(sorted(self._left_out.items()), start=1):
            part = f"{self.graph}#left-out-{place}"
            self.quads.append(Quad(self._graph, term("leftOut"), node(part), self._graph))
            self.say(part, LEG.reason, Literal(reason, language="en"))
            self.say(part, LEG.rows, _number(rows))
        return self

    def report(self) -> ImportReport:
        """Return the account of the rows."""
        left_out = dict(sorted(self._left_out.items()))
        return ImportReport(
            self.slug, self.version, self.rows_read, self.facts, left_out, list(self.bad_rows)
        )


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)
