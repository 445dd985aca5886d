"""Coded events, a record at a time, as facts in Turtle."""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph.imports._codebook import Relation
from graph.imports._event_actors import Known
from graph.imports._stream import CHUNK_CHARACTERS, StreamedTable, escaped

_DATED = (
    'leg:startEarliest "{day}"^^x:date;leg:startLatest "{day}"^^x:date;'
    'leg:endEarliest "{day}"^^x:date;leg:endLatest "{day}"^^x:date;'
    'leg:dateText "{day}";leg:datePrecision leg:day;leg:dateBasis leg:stated'
)
_RECORDED = (
    "d:{name} leg:evidence d:{row}.evidence;leg:reportedBy id:{reporter};"
    'leg:{property} "{code}";leg:eventText "{text}"{beside}.\n'
    'd:{row}.evidence a leg:Evidence;oa:hasSource <{graph}>;leg:record "{record}"{story}.\n'
)
_TWO = "the event needs two actors, and the record has the same one twice"
_NOBODY = "the record says neither who did it nor to whom"
_NO_SPEAKER = "a statement, and the record does not say whose"
_ONE_UNKNOWN = "the event needs two actors, and the record has one as unspecified"
_MAX_NAMED = 3  # actors whose slugs stand in the name of a fact; of more, a digest does


class Record(NamedTuple):
    """One row of an event table.

    Parameters
    ----------
    row : int
        Its number in the file.
    day : str
        When.
    relation : Relation
        What kind of event it is.
    sources, targets : tuple of Known
        Who does it, and to whom; blank where the record does not say.
    record : str
        The publisher's id of it; blank where it has none.
    reporter : str
        The slug of who reports it.
    beside, story : str
        What else it says of the event and in evidence of it, as Turtle.
    """

    row: int
    day: str
    relation: Relation
    sources: tuple[Known, ...]
    targets: tuple[Known, ...]
    record: str = ""
    reporter: str = ""
    beside: str = ""
    story: str = ""


class EventWriter:
    """Turns records into the Turtle of a table.

    Parameters
    ----------
    table : StreamedTable
        The table in the making, which keeps the account.
    reporter : str
        The slug of the publisher.
    code : str
        The property that holds a relation's code.
    hostless : bool
        Whether a visit may name no host.
    """

    def __init__(
        self, table: StreamedTable, reporter: str, *, code: str, hostless: bool = False
    ) -> None:
        self._table = table
        self._reporter = reporter
        self._code = code
        self._hostless = hostless
        self._forms: set[tuple[object, ...]] = set()

    def pieces(self, records: Iterator[Record]) -> Iterator[str]:
        """Yield the Turtle of some records, in pieces of about a megabyte."""
        piece: list[str] = []
        length = 0
        for record in records:
            text = self._facts(record)
            piece.append(text)
            length += len(text)
            if length > CHUNK_CHARACTERS:
                yield "".join(piece)
                piece, length = [], 0
        yield "".join(piece)

    def _facts(self, record: Record) -> str:
        """Return the Turtle of one record; blank where it is left out."""
        missing = _missing(record, hostless=self._hostless)
        if missing:
            self._table.leave_out(missing)
            return ""
        if record.relation.source != "asserter" or len(record.sources) == 1:
            return self._fact(record, str(record.row))
        # What two say is two statements.
        said = (record._replace(sources=(one,)) for one in record.sources)
        return "".join(
            self._fact(one, f"{record.row}.{place}") for place, one in enumerate(said, start=1)
        )

    def _fact(self, record: Record, name: str) -> str:
        relation = record.relation
        is_new = True
        if relation.mutual:
            name = _together(record)
            is_new = self._table.is_new("together", name)
        text = _core_of(name, record) if is_new else ""
        text += _RECORDED.format(
            name=name,
            row=record.row,
            reporter=record.reporter or self._reporter,
            property=self._code,
            code=relation.code,
            text=_text(relation),
            beside=record.beside,
            record=record.record or record.row,
            story=record.story,
            graph=self._table.graph,
        )
        self._table.facts += is_new
        form = (
            relation.code,
            frozenset(actor.kind for actor in record.sources),
            frozenset(actor.kind for actor in record.targets),
            is_new,
            bool(record.beside),
            bool(record.story),
        )
        if form not in self._forms:
            self._forms.add(form)
            self._table.sample(text if is_new else _core_of(name, record) + text)
        return text


def _together(record: Record) -> str:
    """Return what a fact is called that records from either side tell."""
    relation = record.relation
    if relation.kind == "Visit":
        parts = [_side(side) for side in _visit(record) if side]
        return f"visit.{record.day}.{'.'.join(parts)}"
    slugs = sorted({actor.slug for actor in (*record.sources, *record.targets)})
    return f"{relation.code}.{record.day}.{_short('.', slugs)}"


def _visit(record: Record) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
    """Return who visits and who receives them."""
    if record.relation.source == "visitor":
        return record.sources, record.targets
    return record.targets, record.sources


def _side(actors: tuple[Known, ...]) -> str:
    return _short("_", sorted(actor.slug for actor in actors))


def _short(between: str, slugs: list[str]) -> str:
    if len(slugs) <= _MAX_NAMED:
        return between.join(slugs)
    return hashlib.sha256(between.join(slugs).encode()).hexdigest()[:16]


def _missing(record: Record, *, hostless: bool) -> str:
    """Return why a record becomes no fact; blank where it becomes one."""
    relation, sources, targets = record.relation, record.sources, record.targets
    if not sources and not targets:
        return _NOBODY
    if relation.kind == "Visit" and hostless and not _visit(record)[1]:
        return ""
    if relation.mutual:
        return _missing_side(record)
    if relation.source == "asserter" and not sources:
        return _NO_SPEAKER
    if relation.target == "against" and not targets:
        return "an allegation, and the record does not say against whom"
    return ""


def _missing_side(record: Record) -> str:
    """Return why a record is of no visit, meeting or agreement of two; blank where it is."""
    sources = {actor.slug for actor in record.sources}
    targets = {actor.slug for actor in record.targets}
    if record.relation.kind == "Visit":
        if not sources or not targets:
            return _ONE_UNKNOWN
        return _TWO if sources == targets else ""
    if len(sources | targets) > 1:
        return ""
    return _TWO if sources and targets else _ONE_UNKNOWN


def _core_of(name: str, record: Record) -> str:
    """Return the Turtle of a fact, without its evidence."""
    relation = record.relation
    template = _core(relation, bool(record.sources), bool(record.targets))
    return template.format(
        name=name,
        day=record.day,
        source=",".join(f"id:{actor.slug}" for actor in record.sources),
        target=",".join(f"id:{actor.slug}" for actor in record.targets),
        content=_content(record),
    )


def _content(record: Record) -> str:
    """Return the words of the proposition that a record is about, escaped."""
    if not record.relation.content:
        return ""
    return record.relation.content.format(
        source=_words(record.sources), target=_words(record.targets)
    )


def _words(actors: tuple[Known, ...]) -> str:
    return " and ".join(actor.words for actor in actors) or "somebody"


@cache
def _text(relation: Relation) -> str:
    return escaped(relation.name)


@cache
def _core(relation: Relation, has_source: bool, has_target: bool) -> str:
    """Return the Turtle of a fact of some relation, without its evidence, to be filled in."""
    parts = [f"d:{{name}} a leg:{relation.kind}", _DATED]
    if has_source:
        parts.append(f"leg:{relation.source} {{source}}")
    if has_target:
        parts.append(f"leg:{relation.target} {{target}}")
    if not relation.content:
        return f"{';'.join(parts)}.\n"
    says = "considers" if relation.kind == "Deliberation" else "content"
    parts.append(f"leg:{says} d:{{name}}.content")
    claim = ["d:{name}.content a leg:Proposition", 'rdfs:label "{content}"@en']
    if relation.event_type:
        roles = (
            ("attendee", "attendee") if relation.event_type == "Meeting" else ("agent", "target")
        )
        claim.append(f"leg:eventType leg:{relation.event_type}")
        claim += [f"leg:{roles[0]} {{source}}"] * has_source
        claim += [f"leg:{roles[1]} {{target}}"] * has_target
    return f"{';'.join(parts)}.\n{';'.join(claim)}.\n"
