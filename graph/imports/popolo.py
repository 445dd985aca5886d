"""Popolo: people, organizations, posts and memberships, as parliamentary monitors publish them.

https://www.popoloproject.com. One JSON document. A membership with a post is a tenure of it; one
without is a membership, whatever its role is called.
"""

from collections.abc import Iterator
from pathlib import Path

from graph.errors import InvalidInput
from graph.imports._dates import bounds, coarsest, span
from graph.imports._entries import (
    UNDETERMINED,
    alias,
    entry_slug,
    fact_name,
    one_table_each,
    same_as,
)
from graph.imports._json import Object, in_list, lists
from graph.imports._lines import text_version
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.progress import Progress, Task

KINDS = {"persons": "Person", "organizations": "Organization", "posts": "Office"}
_LISTS = {"persons", "organizations", "memberships"}


def _find(folder: Path) -> list[Path]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in paths if ".json" in path.suffixes and _is_ours(path)]


def _is_ours(path: Path) -> bool:
    try:
        return lists(path) >= _LISTS
    except InvalidInput:
        return False


def _open(paths: list[Path]) -> list[Edition]:
    return one_table_each(paths, "popolo", _edition)


def _edition(path: Path, slug: str) -> Edition:
    found = lists(path)
    if missing := sorted(_LISTS - found):
        raise InvalidInput(f"{path} has no lists {', '.join(missing)}; give a Popolo document")
    version = text_version(path)

    def read(progress: Progress) -> Table:
        table = Table(
            slug,
            title=f"Popolo records: {path.name}",
            publisher=("popolo-records", "Popolo records, publisher not named"),
            source="https://www.popoloproject.com",
            licence=UNDETERMINED,
            version=version,
        )
        task = progress.start(f"Reading {slug}", None)
        _Reader(table, path, task).read(found)
        task.done()
        return table.finish()

    return Edition(slug, version, read)


class _Reader:
    """Records on their way into a table, a list of the document after another."""

    def __init__(self, table: Table, path: Path, task: Task) -> None:
        self.table = table
        self.path = path
        self.task = task

    def read(self, named: set[str]) -> None:
        """Read the lists of those names: first whoever is described, then what ties them."""
        for what in (kind for kind in KINDS if kind in named):
            for record in self._records(what):
                self._describe(what, record)
        for record in self._records("memberships"):
            self._membership(record)
        for record in self._records("events") if "events" in named else ():
            self._event(record)
        for what in sorted(named - {*KINDS, "memberships", "events"}):
            for _ in self._records(what):
                self.table.leave_out(f"no class here for their {what}")

    def _records(self, what: str) -> Iterator[Object]:
        for record in in_list(self.path, what):
            self.table.rows_read += 1
            self.task.advance()
            if isinstance(record, dict):
                yield record
            else:
                self.table.bad(self.table.rows_read, f"one of the {what} is no JSON object")

    def _iri(self, what: str, identifier: str) -> str:
        """Return the IRI of a record that was described; blank where none was."""
        return self.table.ledger.kept(f"{what} {identifier}") or ""

    def _describe(self, what: str, record: Object) -> None:
        identifier, name = _text(record, "id"), _text(record, "name") or _text(record, "label")
        if not (identifier and name):
            self.table.bad(self.table.rows_read, f"one of the {what} has no id or no name")
            return
        ids = [_text(one, "identifier") for one in _objects(record, "identifiers")
               if _text(one, "scheme") == "wikidata"]  # fmt: skip
        slug = entry_slug(name, next(iter(ids), f"{self.table.slug} {identifier}"))
        if what == "posts":
            owner = _text(record, "organization_id")
            label = self.table.ledger.kept(f"label {owner}") or ""
            iri = self.table.office(name, self._iri("organizations", owner) or None, label, slug)
        else:
            iri = self.table.entity(slug, KINDS[what], name)
        self.table.ledger.keep(f"{what} {identifier}", iri)
        if what == "organizations":
            self.table.ledger.keep(f"label {identifier}", name)
        for other in _objects(record, "other_names"):
            alias(self.table, iri, _text(other, "name"), _text(other, "lang") or "und")
        for code in ids:
            same_as(self.table, iri, code)

    def _membership(self, record: Object) -> None:
        person = self._iri("persons", _text(record, "person_id"))
        post = self._iri("posts", _text(record, "post_id"))
        body = self._iri("organizations", _text(record, "organization_id"))
        if person and post:
            self._fact(record, "Tenure", {"holder": [person], "office": [post]})
        elif person and body:
            self._fact(record, "Membership", {"member": [person], "organization": [body]})
        else:
            self.table.leave_out("a membership names no person, or neither a post nor a body, here")

    def _event(self, record: Object) -> None:
        came = [
            iri
            for one in _objects(record, "attendees")
            for what in ("persons", "organizations")
            if (iri := self._iri(what, _text(one, "id")))
        ]
        if len(set(came)) > 1:
            self._fact(record, "Meeting", {"attendee": came})
        else:
            self.table.leave_out("an event names fewer than two attendees here")

    def _fact(self, record: Object, kind: str, roles: dict[str, list[str]]) -> None:
        start, end = _text(record, "start_date"), _text(record, "end_date")
        identifier = _text(record, "id") or f"{kind} {self.table.rows_read}"
        made = self.table.fact(
            fact_name(f"event {identifier}" if kind == "Meeting" else identifier),
            kind,
            roles,
            record=identifier,
            bounds=bounds(span(start[:10]), span(end[:10])),
            words=f"{start}/{end}" if start or end else "",
            precision=coarsest(span(start[:10]), span(end[:10])),
            remarks=_text(record, "role") or _text(record, "name"),
        )
        if made is None:
            self.table.leave_out("a record of that id stands in the file before")


def _text(record: Object, name: str) -> str:
    value = record.get(name)
    told = isinstance(value, str | int) and not isinstance(value, bool)
    return str(value).strip() if told else ""


def _objects(record: Object, name: str) -> list[Object]:
    found = record.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


SOURCE = ImportSource(
    name="popolo",
    title="People, posts and memberships, as Popolo",
    help="one Popolo document in JSON, plain or gzipped",
    find=_find,
    open=_open,
)
