"""A table in the making: facts with their records, the actors they name, and the account."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import chain, islice
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse, serialize

from graph.imports._citation import Citation
from graph.imports._ledger import Ledger
from graph.imports._offices import office_label, office_slug
from graph.imports._report import BadRow, ImportReport
from graph.store import Draft
from ontology import DATASET, DCT, ID, LEG, OA, RDF, RDFS, SKOS, XSD

_DATE = NamedNode(XSD.date)
_INTEGER = NamedNode(XSD.integer)
_TYPE = NamedNode(RDF.type)
_HAS_SOURCE = NamedNode(OA.hasSource)
_IN_IRIS = "!$&'()*+,;=:@/?"  # what stands after an IRI's # as it is, but letters and digits
MAX_WORDS = 1000
_ELSEWHERE = "elsewhere "
MAX_BAD_ROWS = 100  # told of by number; all are counted
PIECE_QUADS = 20_000  # of facts, in memory until they are put away
BATCH_QUADS = 100_000  # checked or written at once
FEW_QUADS = 50_000  # a table of no more is written as a difference to what is there of it

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

    What it says passes through in pieces, and what must be kept of it to the end lies in a
    temporary file, so a table may be larger than memory.

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
        self.rows_read = 0
        self.facts = 0
        self.ledger = Ledger()
        self.bad_rows: list[BadRow] = []
        self._left_out: Counter[str] = Counter()
        self._graph = NamedNode(self.graph)
        self._piece: list[Quad] = []
        self._quads_put = 0
        self._latest: tuple[str, ...] = ()
        self.ledger.describe(self.graph, "Dataset")
        self.publisher = self.entity(publisher[0], "Organization", publisher[1])
        self._about: dict[str, Value] = {
            DCT.term("title"): Literal(title, language="en"),
            LEG.publisher: NamedNode(self.publisher),
            DCT.source: NamedNode(source),
            DCT.license: NamedNode(licence),
            LEG.version: Literal(version),
        }

    def say(self, subject: str, property_: str, value: Value) -> None:
        """Add one triple: of the latest fact, or at any time of whatever is no fact."""
        if subject in self._latest:
            self._piece.append(Quad(node(subject), node(property_), value, self._graph))
        else:
            self.ledger.say(subject, f"<{property_}> {value} .")
        if isinstance(value, NamedNode):
            self.name(value.value, subject, property_)

    def link(self, subject: str, property_: str, other: str) -> None:
        """Add one triple between two nodes."""
        self.say(subject, property_, node(other))

    def name(self, iri: str, subject: str, property_: str) -> None:
        """Note that something is named, which must then be described here or in the store."""
        self.ledger.name(iri, subject, property_)

    def is_new(self, *parts: str) -> bool:
        """Return whether this is asked for the first time: what is said once needs no second."""
        return self.ledger.is_new(*parts)

    def write(self, draft: Draft) -> None:
        """Write the table into a draft, in place of what was there of it."""
        if len(self) <= FEW_QUADS:
            draft.replace(self.graph, self.quads)
        else:
            draft.load_turtle(self.graph, self.documents())

    def documents(self) -> Iterator[bytes]:
        """Yield what the table says as documents of N-Triples, which are Turtle too."""
        return self._put_down()

    def _put_down(self) -> Iterator[bytes]:
        return chain(self._of_facts(), self.of_others())

    def of_others(self) -> Iterator[bytes]:
        """Yield what is said of the table, actors, offices and places; each subject in one piece.

        Nothing is put away twice, so a subject of a batch is in no other.
        """
        lines: list[str] = []
        last = ""
        for subject, rest in self.ledger.said():
            if len(lines) >= BATCH_QUADS and subject != last:
                yield "".join(lines).encode()
                lines.clear()
            lines.append(f"<{subject}> {rest}\n")
            last = subject
        yield "".join(lines).encode()

    def _of_facts(self) -> Iterator[bytes]:
        """Yield facts with their evidence, each whole within one piece."""
        self._put_away()
        some: list[bytes] = []
        for place, piece in enumerate(self.ledger.pieces(), start=1):
            some.append(piece)
            if place % (BATCH_QUADS // PIECE_QUADS) == 0:
                yield b"".join(some)
                some.clear()
        yield b"".join(some)

    def batches(self) -> Iterator[tuple[list[Quad], list[Quad]]]:
        """Yield all that is said in batches for the shapes, each with the types of what it names.

        A fact, or whoever else is described, is whole within one batch.
        """
        for document in self._put_down():
            batch = self._parsed(document)
            named = {quad.object.value for quad in batch if isinstance(quad.object, NamedNode)}
            yield batch, self.types(named)

    def types(self, iris: Iterable[str]) -> list[Quad]:
        """Return what this table says that some things are."""
        kinds = self.ledger.kinds(iris)
        return [Quad(node(iri), _TYPE, term(kind), self._graph) for iri, kind in kinds.items()]

    def __len__(self) -> int:
        """Return how many quads there are."""
        return self._quads_put + len(self._piece) + len(self.ledger)

    @property
    def quads(self) -> list[Quad]:
        """All that the table says, for tables that are short."""
        return [quad for document in self.documents() for quad in self._parsed(document)]

    def _parsed(self, document: bytes) -> list[Quad]:
        graph = self._graph
        return [
            Quad(one.subject, one.predicate, one.object, graph)
            for one in parse(document, RdfFormat.N_TRIPLES)
        ]

    def _put_away(self) -> None:
        """Put facts away as text; a fact of which more may be said is not among them."""
        if self._piece:
            triples = (quad.triple for quad in self._piece)
            self.ledger.put(serialize(triples, format=RdfFormat.N_TRIPLES) or b"")
            self._quads_put += len(self._piece)
            self._piece.clear()

    def _type(self, subject: str, kind: str) -> None:
        self.ledger.say(subject, f"{_TYPE} {term(kind)} .")

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
        if self.ledger.describe(iri, kind):
            self._type(iri, kind)
            self._call(iri, RDFS.label, label, language)
        for alias in (label, *aliases):
            self._call(iri, SKOS.altLabel, alias, language)
        return iri

    def entity_iri(self, slug: str) -> str:
        """Return the IRI of an entity that is described later."""
        return f"{ID!s}{slug}"

    def _call(self, iri: str, property_: str, name: str, language: str) -> None:
        if name and self.is_new(iri, name):
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
        if of is not None:
            self.link(iri, LEG.officeOf, of)
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
        iri: str = "",
        basis: str = "stated",
        voices: Mapping[str, Iterable[str]] | None = None,
        cited: Iterable[Citation] = (),
    ) -> str | None:
        """Add a fact with its record as evidence, and return its IRI.

        Parameters
        ----------
        name, kind, roles, record, bounds, words, precision, remarks, basis
            What the record says.
        iri : str
            The IRI that the fact has already, in place of one in this table.
        voices : mapping or None
            Who reports it and whom that publication credits, where it is not this publisher.
        cited : iterable of Citation
            What the record quotes and cites: a piece of evidence for each.

        Returns
        -------
        str or None
            ``None`` where a fact of that name is there already.
        """
        if iri:
            self.also(iri, kind)
        iri = iri or f"{self.graph}#{name}"
        if not self.ledger.describe(iri, kind):
            return None
        self.facts += 1
        if len(self._piece) > PIECE_QUADS:
            self._put_away()
        evidence = self._evidence(record, cited)
        self._latest = (iri, *evidence)
        said: list[tuple[str, Value]] = []
        for role, actors in {"reportedBy": self.publisher, **(voices or {}), **roles}.items():
            for actor in [actors] if isinstance(actors, str) else actors:
                said.append((role, node(actor)))
                self.name(actor, iri, LEG.term(role))
        said += [(bound, day(value)) for bound, value in bounds.items()]
        said += [
            ("dateBasis", term(basis)),
            *(("evidence", NamedNode(one)) for one in evidence),
        ]
        if words:
            said.append(("dateText", Literal(words)))
        if precision:
            said.append(("datePrecision", term(precision)))
        if remarks:
            said.append(("remarks", Literal(remarks[:MAX_WORDS], language="en")))
        graph, fact = self._graph, NamedNode(iri)
        self._piece.append(Quad(fact, _TYPE, term(kind), graph))
        self._piece += [Quad(fact, term(name), value, graph) for name, value in said]
        return iri

    def _evidence(self, record: str, cited: Iterable[Citation]) -> list[str]:
        iris = []
        for place, one in enumerate([*cited] or [Citation()], start=1):
            number = "" if place == 1 else f".{place}"
            iris.append(f"{self.graph}#{quote(record, safe=_IN_IRIS)}.evidence{number}")
            self._add_evidence(iris[-1], record, one)
        return iris

    def _add_evidence(self, iri: str, record: str, cited: Citation) -> None:
        if self.ledger.describe(iri, "Evidence"):
            graph, evidence = self._graph, NamedNode(iri)
            self._piece += (
                Quad(evidence, _TYPE, term("Evidence"), graph),
                Quad(evidence, _HAS_SOURCE, graph, graph),
                Quad(evidence, term("record"), Literal(record), graph),
                *(Quad(evidence, node(name), value, graph) for name, value in cited.said()),
            )

    def also(self, iri: str, kind: str) -> None:
        """Note what something is here that the store may know already, as the same it must be."""
        self.ledger.keep(f"{_ELSEWHERE}{iri}", kind)

    def elsewhere(self) -> Iterator[dict[str, str]]:
        """Yield the classes of what the store may know already, some at a time."""
        rest = self.ledger.kept_below(_ELSEWHERE)
        while some := dict(islice(rest, PIECE_QUADS)):
            yield some

    def work(self, iri: str, title: str, about: Iterable[tuple[str, Value]]) -> None:
        """Describe a work that records cite: its title, and what else is known of it."""
        self.also(iri, "CitedWork")
        if self.ledger.describe(iri, "CitedWork"):
            self._type(iri, "CitedWork")
            self.say(iri, DCT.term("title"), Literal(title, language="en"))
            for property_, value in about:
                self.say(iri, property_, value)

    def unexplained(self) -> dict[str, tuple[str, str]]:
        """Return what the table names and does not describe itself: the states of today, mostly."""
        return self.ledger.unexplained((str(ID), f"{self.graph}#"))

    def has(self, name: str) -> bool:
        """Return whether there is a fact of that name already."""
        return self.ledger.kind(f"{self.graph}#{name}") is not None

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
        self._latest = ()
        self._type(self.graph, "Dataset")
        for property_, value in self._about.items():
            self.say(self.graph, property_, value)
        for name, number in (("rowsRead", self.rows_read), ("factsMade", self.facts)):
            self.say(self.graph, LEG.term(name), _number(number))
        for place, (reason, rows) in enumerate(sorted(self._left_out.items()), start=1):
            part = f"{self.graph}#left-out-{place}"
            self.ledger.say(self.graph, f"{term('leftOut')} <{part}> .")
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
