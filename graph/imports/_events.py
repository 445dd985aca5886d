"""Coded events, a record at a time, as facts in Turtle."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from graph.imports._cameo import Relation
from graph.imports._event_actors import EventActors, Known
from graph.imports._stream import CHUNK_CHARACTERS, StreamedTable, escaped

_DATED = (
    'leg:startEarliest "{day}"^^x:date;leg:startLatest "{day}"^^x:date;'
    'leg:endEarliest "{day}"^^x:date;leg:endLatest "{day}"^^x:date;'
    'leg:dateText "{day}";leg:datePrecision leg:day;leg:dateBasis leg:stated'
)
_RECORDED = (
    "d:{name} leg:evidence d:{row}.evidence;leg:reportedBy id:{reporter};"
    'leg:cameoCode "{code}";leg:eventText "{text}"{beside}.\n'
    'd:{row}.evidence a leg:Evidence;oa:hasSource <{graph}>;leg:record "{record}"{story}.\n'
)
_TWO = "the event needs two actors, and the record has the same one twice"
_NOBODY = "the record says neither who did it nor to whom"
_NO_SPEAKER = "a statement, and the record does not say whose"
_ONE_UNKNOWN = "the event needs two actors, and the record has one as unspecified"


class Record(NamedTuple):
    """One row of an event table.

    Parameters
    ----------
    row : int
        Its number in the file.
    day, source, target : str
        When, and the names of the two actors as published.
    relation : Relation
        What kind of event it is.
    record : str
        The publisher's id of it; blank where it has none.
    source_country, target_country : str
        The States that the record gives the actors to; blank where it says none.
    reporter : str
        The slug of who reports it.
    beside, story : str
        What else it says of the event and in evidence of it, as Turtle.
    """

    row: int
    day: str
    source: str
    relation: Relation
    target: str
    record: str = ""
    source_country: str = ""
    target_country: str = ""
    reporter: str = ""
    beside: str = ""
    story: str = ""


class EventWriter:
    """Turns records into the Turtle of a table.

    Parameters
    ----------
    table : StreamedTable
        The table in the making, which keeps the account and describes the actors.
    reporter : str
        The slug of the publisher.
    """

    def __init__(self, table: StreamedTable, reporter: str) -> None:
        self._table = table
        self._reporter = reporter
        self._actors = EventActors(table)
        self._mutual: set[str] = set()
        self._forms: set[tuple[str, str, str, bool, bool, bool]] = set()

    def pieces(self, records: Iterator[Record]) -> Iterator[str]:
        """Yield the Turtle of some records, in pieces of about a megabyte."""
        piece: list[str] = []
        length = 0
        for record in records:
            text = self._fact(record)
            piece.append(text)
            length += len(text)
            if length > CHUNK_CHARACTERS:
                yield "".join(piece)
                piece, length = [], 0
        yield "".join(piece)

    def _fact(self, record: Record) -> str:
        """Return the Turtle of one record; blank where it is left out."""
        relation = record.relation
        source = self._actors.get(record.source, record.source_country)
        target = self._actors.get(record.target, record.target_country)
        missing = _missing(relation, source, target)
        if missing:
            self._table.leave_out(missing)
            return ""
        name, is_new = self._name(record, source, target)
        text = self._core(name, record, source, target) if is_new else ""
        text += _RECORDED.format(
            name=name,
            row=record.row,
            reporter=record.reporter or self._reporter,
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
            source.kind if source else "",
            target.kind if target else "",
            is_new,
            bool(record.beside),
            bool(record.story),
        )
        if form not in self._forms:
            self._forms.add(form)
            whole = text if is_new else self._core(name, record, source, target) + text
            self._table.sample(whole)
        return text

    def _name(self, record: Record, source: Known | None, target: Known | None) -> tuple[str, bool]:
        """Return what a fact is called in the table, and whether it has not been told before."""
        relation = record.relation
        if not relation.mutual or source is None or target is None:
            return str(record.row), True
        first, second = source.slug, target.slug
        if relation.source != "visitor" and (relation.source == "host" or second < first):
            first, second = second, first
        kind = "visit" if relation.kind == "Visit" else relation.code
        name = f"{kind}.{record.day}.{first}.{second}"
        if name in self._mutual:
            return name, False
        self._mutual.add(name)
        return name, True

    def _core(self, name: str, record: Record, source: Known | None, target: Known | None) -> str:
        template = _core(record.relation, source is not None, target is not None)
        return template.format(
            name=name,
            day=record.day,
            source=source.slug if source else "",
            target=target.slug if target else "",
            content=_content(record.relation, source, target),
        )


def _missing(relation: Relation, source: Known | None, target: Known | None) -> str:
    """Return why a record becomes no fact; blank where it becomes one."""
    if source is None and target is None:
        return _NOBODY
    if relation.mutual:
        if source is None or target is None:
            return _ONE_UNKNOWN
        return _TWO if source.slug == target.slug else ""
    if relation.source == "asserter" and source is None:
        return _NO_SPEAKER
    if relation.target == "against" and target is None:
        return "an allegation, and the record does not say against whom"
    return ""


def _content(relation: Relation, source: Known | None, target: Known | None) -> str:
    """Return the words of the proposition that a record is about, escaped."""
    if not relation.content:
        return ""
    return relation.content.format(
        source=source.words if source else "somebody", target=target.words if target else "somebody"
    )


@cache
def _text(relation: Relation) -> str:
    return escaped(relation.name)


@cache
def _core(relation: Relation, has_source: bool, has_target: bool) -> str:
    """Return the Turtle of a fact of some relation, without its evidence, to be filled in."""
    parts = [f"d:{{name}} a leg:{relation.kind}", _DATED]
    if has_source:
        parts.append(f"leg:{relation.source} id:{{source}}")
    if has_target:
        parts.append(f"leg:{relation.target} id:{{target}}")
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
        claim += [f"leg:{roles[0]} id:{{source}}"] * has_source
        claim += [f"leg:{roles[1]} id:{{target}}"] * has_target
    return f"{';'.join(parts)}.\n{';'.join(claim)}.\n"
