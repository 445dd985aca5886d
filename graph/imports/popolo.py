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
from graph.imports._files import version_of
from graph.imports._json import Object, is_whole, whole
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.progress import Progress

KINDS = {"persons": "Person", "organizations": "Organization", "posts": "Office"}
_LISTS = ("persons", "organizations", "memberships")


def _find(folder: Path) -> list[Path]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in paths if ".json" in path.suffixes and _is_ours(is_whole(path))]


def _is_ours(found: Object) -> bool:
    return all(isinstance(found.get(name), list) for name in _LISTS)


def _open(paths: list[Path]) -> list[Edition]:
    return one_table_each(paths, "popolo", _edition)


def _edition(path: Path, slug: str) -> Edition:
    document = whole(path)
    if not _is_ours(document):
        raise InvalidInput(f"{path} has no lists {', '.join(_LISTS)}; give a Popolo document")
    version = version_of([path.read_bytes()])

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
        found = _Reader(table).read(document)
        task.done()
        return found

    return Edition(slug, version, read)


class _Reader:
    """Records on their way into a table."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.iris: dict[tuple[str, str], str] = {}
        self.labels: dict[tuple[str, str], str] = {}

    def read(self, document: Object) -> Table:
        """Read all lists: first whoever is described, then what ties them."""
        for what in KINDS:
            for record in self._records(document, what):
                self._describe(what, record)
        for record in self._records(document, "memberships"):
            self._membership(record)
        for record in self._records(document, "events"):
            self._event(record)
        for what in sorted(document.keys() - {*KINDS, "memberships", "events"}):
            if isinstance(document[what], list):
                for _ in self._records(document, what):
                    self.table.leave_out(f"no class here for their {what}")
        return self.table.finish()

    def _records(self, document: Object, what: str) -> Iterator[Object]:
        given = document.get(what)
        for record in given if isinstance(given, list) else ():
            self.table.rows_read += 1
            if isinstance(record, dict):
                yield record
            else:
                self.table.bad(self.table.rows_read, f"one of the {what} is no JSON object")

    def _describe(self, what: str, record: Object) -> None:
        identifier, name = _text(record, "id"), _text(record, "name") or _text(record, "label")
        if not (identifier and name):
            self.table.bad(self.table.rows_read, f"one of the {what} has no id or no name")
            return
        ids = [_text(one, "identifier") for one in _objects(record, "identifiers")
               if _text(one, "scheme") == "wikidata"]  # fmt: skip
        slug = entry_slug(name, next(iter(ids), f"{self.table.slug} {identifier}"))
        if what == "posts":
            owner = ("organizations", _text(record, "organization_id"))
            label = self.labels.get(owner, "")
            iri = self.table.office(name, self.iris.get(owner), label, slug)
        else:
            iri = self.table.entity(slug, KINDS[what], name)
        self.iris[what, identifier], self.labels[what, identifier] = iri, name
        for other in _objects(record, "other_names"):
            alias(self.table, iri, _text(other, "name"), _text(other, "lang") or "und")
        for code in ids:
            same_as(self.table, iri, code)

    def _membership(self, record: Object) -> None:
        person = self.iris.get(("persons", _text(record, "person_id")))
        post = self.iris.get(("posts", _text(record, "post_id")))
        body = self.iris.get(("organizations", _text(record, "organization_id")))
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
            if (iri := self.iris.get((what, _text(one, "id"))))
        ]
        if len(set(came)) > 1:
            self._fact(record, "Meeting", {"attendee": came})
        else:
            self.table.leave_out("an event names fewer than two attendees here")

    def _fact(self, record: Object, kind: str, roles: dict[str, list[str]]) -> None:
        start, end = _text(record, "start_date"), _text(record, "end_date")
        identifier = _text(record, "id") or f"{kind} {self.table.rows_read}"
        made = self.table.fact(
            fact_name(identifier),
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
    return str(value).strip() if isinstance(value, str | int) else ""


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
