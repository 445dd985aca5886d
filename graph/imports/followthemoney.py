"""FollowTheMoney entities, one a line, as Aleph and OpenSanctions pass them on.

https://followthemoney.tech. People, bodies, positions and places are described; who held which
position, who directs what, memberships and events become facts. Ownership, kinship, sanctions,
payments, identity papers and notes have no class here and are left out, each counted by schema.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from graph.errors import InvalidInput
from graph.followthemoney import OTHER_ROLE, ROLES, TYPES, own_id
from graph.imports._dates import Span, bounds, coarsest
from graph.imports._entries import (
    UNDETERMINED,
    affiliate,
    alias,
    entry_slug,
    fact_name,
    one_table_each,
    same_as,
    state_iri,
    widest,
)
from graph.imports._json import Object, first_object, objects
from graph.imports._lines import text_version
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.progress import Progress
from graph.schema import subclasses
from ontology import LEG

ACTORS = {"Person": "Person", "LegalEntity": "Actor", "Organization": "Organization",
          "Company": "Organization", "PublicBody": "Organization"}  # fmt: skip
NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
STATES = ("country", "jurisdiction", "nationality", "citizenship")
# A link's two ends, and what it becomes.
LINKS = {
    "Occupancy": ("holder", "post"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
}
# Whoever is involved in an event of ours, by its class.
INVOLVED = {"Meeting": "attendee", "Visit": "visitor"}
_ELSE_INVOLVED = "party"
_TIES = ("Tenure", "Membership")
_NO_CLASS = "no class here for their schema"


def _find(folder: Path) -> list[Path]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in paths if _is_entity(first_object(path))]


def _is_entity(found: Object) -> bool:
    return isinstance(found.get("schema"), str) and isinstance(found.get("properties"), dict)


def _open(paths: list[Path]) -> list[Edition]:
    return one_table_each(paths, "ftm", _edition)


def _edition(path: Path, slug: str) -> Edition:
    if not _is_entity(first_object(path)):
        raise InvalidInput(f"{path} does not begin with a FollowTheMoney entity; give one a line")
    version = text_version(path)

    def read(progress: Progress) -> Table:
        table = Table(
            slug,
            title=f"FollowTheMoney entities: {path.name}",
            publisher=("followthemoney-entities", "FollowTheMoney entities, publisher not named"),
            source="https://followthemoney.tech",
            licence=UNDETERMINED,
            version=version,
        )
        return _Reader(table).read(objects(table, path, progress))

    return Edition(slug, version, read)


class _Reader:
    """Entities on their way into a table: first whoever is described, then the links."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.iris: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.labels: dict[str, str] = {}

    def read(self, rows: Iterator[tuple[int, Object]]) -> Table:
        later: list[Object] = []
        for number, entity in rows:
            if not _is_whole(entity):
                self.table.bad(number, "the entity lacks id, schema or properties")
            elif entity["schema"] in {*ACTORS, "Position", "Address"}:
                self._describe(entity)
                later.append(entity)
            elif entity["schema"] in {*LINKS, "Event"}:
                later.append(entity)
            else:
                self.table.leave_out(f"{_NO_CLASS} {entity['schema']}")
        for entity in later:
            if entity["schema"] == "Position":
                self._place(entity)
            elif entity["schema"] == "Event":
                self._event(entity)
            elif entity["schema"] in LINKS:
                self._link(entity)
        return self.table.finish()

    def _describe(self, entity: Object) -> None:
        kind = TYPES[entity["schema"]]
        stated = next(iter(_texts(entity, "classification")), "")
        if LEG.term(stated) in subclasses(LEG.Actor) and entity["schema"] != "Person":
            kind = stated
        names = [*_texts(entity, "full"), *(name for key in NAMES for name in _texts(entity, key))]
        caption = entity.get("caption")
        names = [caption, *names] if isinstance(caption, str) and caption else names
        label = names[0] if names else str(entity["id"])
        identifier = str(entity["id"])
        slug = own_id(identifier) or entry_slug(label, identifier)
        iri = self.table.entity(slug, kind, label)
        self.iris[identifier], self.kinds[identifier] = iri, kind
        self.labels[identifier] = label
        for name in names[1:]:
            if name != label:
                alias(self.table, iri, name)
        for code in (identifier, *_texts(entity, "wikidataId")):
            same_as(self.table, iri, code)
        if entity["schema"] in ACTORS:
            for state in (state for key in STATES for state in _texts(entity, key)):
                affiliate(self.table, iri, state)

    def _place(self, entity: Object) -> None:
        """Say whose a position is: an organization's, or else a State's."""
        office = self.iris[str(entity["id"])]
        owners = [iri for one in _texts(entity, "organization") if (iri := self._body(one))]
        found = (state_iri(self.table, name) for name in _texts(entity, "country"))
        for owner in owners or [state for state in found if state]:
            self.table.link(office, LEG.officeOf, owner)

    def _body(self, identifier: str) -> str | None:
        kind = self.kinds.get(identifier, "")
        return self.iris[identifier] if LEG.term(kind) in subclasses(LEG.Organization) else None

    def _link(self, entity: Object) -> None:
        schema = entity["schema"]
        ends = [_texts(entity, name) for name in LINKS[schema]]
        if not all(ends) or not all(one in self.iris for end in ends for one in end):
            self.table.leave_out(f"{schema}: an end is missing, or not in the file")
            return
        pairs = [(one, other) for one in ends[0] for other in ends[1]]
        faults = [
            self._tie(entity, one, other, "" if place == 0 else f".{place + 1}")
            for place, (one, other) in enumerate(pairs)
        ]
        if all(faults):  # a row is used if it says at least one thing
            self.table.leave_out(faults[0])

    def _tie(self, entity: Object, one: str, other: str, suffix: str) -> str:
        """Add what ties two ends, or return why they cannot be tied."""
        schema, person = entity["schema"], self.kinds[one] == "Person"
        if schema == "Occupancy" and person and self.kinds[other] == "Office":
            roles = {"holder": self.iris[one], "office": self.iris[other]}
            return self._fact(entity, "Tenure", roles, suffix)
        body = self._body(other)
        if body is None or self.kinds[one] in ("Office", "Place") or schema == "Occupancy":
            return f"{schema}: an end is of a kind that cannot stand there"
        if schema == "Directorship" and person:
            title = next(iter(_texts(entity, "role")), "Director")
            slug = f"{entry_slug(title, other)}-office"
            office = self.table.office(title, body, self.labels[other], slug)
            return self._fact(
                entity, "Tenure", {"holder": self.iris[one], "office": office}, suffix
            )
        roles = {"member": self.iris[one], "organization": body}
        return self._fact(entity, "Membership", roles, suffix)

    def _event(self, entity: Object) -> None:
        stated = [
            one
            for one in _texts(entity, "keywords")
            if LEG.term(one) in subclasses(LEG.Event) and one != "Deliberation"
        ]
        kind = stated[0] if stated else "Event"
        roles: dict[str, list[str]] = {}
        for role, name in (
            (INVOLVED.get(kind, _ELSE_INVOLVED), OTHER_ROLE["Event"]),
            ("host", ROLES["Event"]["host"]),
            ("destination" if kind == "Visit" else "place", ROLES["Event"]["place"]),
        ):
            known = [one for one in _texts(entity, name) if one in self.iris]
            fit = [self.iris[one] for one in known if _fits(role, self.kinds[one])]
            if fit:
                roles[role] = fit
        fewest = {"Meeting": 2, "Visit": 1}.get(kind, 0)
        if len(roles.get(INVOLVED.get(kind, ""), ())) < fewest:
            kind = "Event"
            for role in (*INVOLVED.values(), "destination"):
                if role in roles:
                    roles["place" if role == "destination" else _ELSE_INVOLVED] = roles.pop(role)
        fault = (
            self._fact(entity, kind, roles, "")
            if roles
            else "Event: nobody and no place in the file is named"
        )
        if fault:
            self.table.leave_out(fault)

    def _fact(
        self, entity: Object, kind: str, roles: dict[str, str] | dict[str, list[str]], suffix: str
    ) -> str:
        """Add a fact, or return why it cannot be one."""
        start, end = widest(_texts(entity, "startDate")), widest(_texts(entity, "endDate"))
        attested = widest(_texts(entity, "date"))
        ours = own_id(str(entity["id"])) is not None
        words = "/".join(
            " or ".join(_texts(entity, name)) for name in ("startDate", "endDate", "date")
        ).strip("/")
        made = self.table.fact(
            f"{fact_name(str(entity['id']))}{suffix}",
            kind,
            {**roles},
            record=str(entity["id"]),
            bounds=_bounds(start, end, attested, whole=kind not in _TIES and not ours),
            words=words,
            precision=coarsest(start, end) or coarsest(attested),
            remarks="; ".join([*_texts(entity, "role"), *_texts(entity, "summary")]),
        )
        return "" if made else "an entity of that id stands in the file before"


def _bounds(
    start: Span | None, end: Span | None, attested: Span | None, *, whole: bool
) -> dict[str, date]:
    """Return the bounds of a link.

    A mere ``date`` is when the whole of an event was; of a tie, and of an event that we wrote, it
    is a day on which it was so.
    """
    if start or end or attested is None:
        return bounds(start, end)
    if whole:
        return bounds(attested, attested)
    return {"startLatest": attested.last, "endEarliest": attested.first}


def _is_whole(entity: Object) -> bool:
    return _is_entity(entity) and isinstance(entity.get("id"), str) and bool(entity["id"].strip())


def _texts(entity: Object, name: str) -> list[str]:
    """Return the values of a property that are words."""
    values = entity["properties"].get(name, [])
    values = values if isinstance(values, list) else [values]
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]


def _fits(role: str, kind: str) -> bool:
    return (kind == "Place") is (role in ("place", "destination")) and kind != "Office"


SOURCE = ImportSource(
    name="followthemoney",
    title="FollowTheMoney entities",
    help="JSON with an entity a line, plain or gzipped, as Aleph and OpenSanctions give it",
    find=_find,
    open=_open,
)
