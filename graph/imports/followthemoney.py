"""FollowTheMoney entities, one a line, as Aleph and OpenSanctions pass them on.

https://followthemoney.tech. People, bodies, positions and places are described; who held which
position, who directs what, memberships and events become facts, and the articles and documents
that these name as their proof are works that the record cites. Ownership, kinship, sanctions,
payments, identity papers and notes have no class here and are left out, each counted by schema.

The file is read twice, whoever is described before whatever ties them, so that only the ids are
held, on disk, and not the entities. Entities that we have exported come back as what they were.
"""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pyoxigraph import Literal

from graph.errors import InvalidInput
from graph.followthemoney import OTHER_ROLE, ROLES, TIES, TYPES, entities_of, event_role
from graph.imports._cited_works import CitedWorks
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
from graph.imports._known_entities import Known, KnownEntities
from graph.imports._lines import text_version
from graph.imports._own_entities import OwnFact, own, texts_of
from graph.imports._source import Edition, ImportSource
from graph.imports._table import Table
from graph.progress import Progress
from graph.schema import subclasses
from ontology import ID, LEG, RDFS

ACTORS = {"Person": "Person", "LegalEntity": "Actor", "Organization": "Organization",
          "Company": "Organization", "PublicBody": "Organization"}  # fmt: skip
DESCRIBED = {*ACTORS, "Position", "Address"}
NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
STATES = ("country", "jurisdiction", "nationality", "citizenship")
# A link's two ends, and what it becomes.
LINKS = {
    "Occupancy": ("holder", "post"),
    "Directorship": ("director", "organization"),
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
}
_FEWEST = {"Meeting": 2, "Visit": 1}  # of attendees, and of visitors
_TIES = ("Tenure", "Membership")
_OWN_EVENT = "event "
_WHOLE = {"during": "Visit", "reachedAt": "Meeting"}
_TWICE = "an entity of that id stands in the file before"
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
        return _Reader(table).read(lambda again: objects(table, path, progress, again=again))

    return Edition(slug, version, read)


class _Reader:
    """Entities on their way into a table: first whoever is described, then the links."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.works = CitedWorks(table)
        self.known = KnownEntities(table)

    def read(self, rows: Callable[[bool], Iterator[tuple[int, Object]]]) -> Table:
        """Read a file, given what yields its entities, for the first time or again."""
        for number, entity in rows(False):
            if _is_whole(entity):
                self._meet(entity)
            else:
                self.table.bad(number, "the entity lacks id, schema or properties")
        for _, entity in rows(True):
            if _is_whole(entity):
                self._tell(entity)
        for schema, count in self.works.describe(self.known).items():
            for _ in range(count):
                self.table.leave_out(f"{_NO_CLASS} {schema}")
        return self.table.finish()

    def _meet(self, entity: Object) -> None:
        """Describe an actor, and note what is needed to tell what ties them."""
        schema = entity["schema"]
        if schema in DESCRIBED:
            self._describe(entity)
        elif schema in {*LINKS, "Event"}:
            self.works.cited_by(entity)
            if schema == "Event" and own(entity):
                self.table.ledger.keep(f"{_OWN_EVENT}{entity['id']}", json.dumps(entity))
        elif not self.works.meet(entity):
            self.table.leave_out(f"{_NO_CLASS} {schema}")

    def _tell(self, entity: Object) -> None:
        """Tell what ties actors, now that all of them are described."""
        schema = entity["schema"]
        if schema in DESCRIBED:
            self._place(entity)
        elif schema == "Event":
            self._event(entity)
        elif schema in LINKS:
            self._link(entity)
        else:
            self.works.keep(entity)

    def _describe(self, entity: Object) -> None:
        kind = TYPES[entity["schema"]]
        stated = next(iter(texts_of(entity, "classification")), "")
        if LEG.term(stated) in subclasses(LEG.Actor) and entity["schema"] != "Person":
            kind = stated
        full = texts_of(entity, "full")
        names = [*full, *(name for key in NAMES for name in texts_of(entity, key))]
        caption = entity.get("caption")
        names = [caption, *names] if isinstance(caption, str) and caption else names
        label = names[0] if names else str(entity["id"])
        identifier = str(entity["id"])
        slug = _slug(entity)
        iri = self.table.entity(slug or entry_slug(label, identifier), kind, label)
        if slug:
            self.table.also(iri, kind)
        self.known.keep(Known(identifier, iri, kind, label))
        for name in names[1:]:
            if name != label:
                alias(self.table, iri, name)
        for code in (identifier, *texts_of(entity, "wikidataId")):
            same_as(self.table, iri, code)
        if entity["schema"] in ACTORS:
            for state in (state for key in STATES for state in texts_of(entity, key)):
                affiliate(self.table, iri, state)
        if slug:
            for words in texts_of(entity, "description"):
                self.table.describe(iri, words)

    def _place(self, entity: Object) -> None:
        """Say whom somebody or something belongs to, where that is in the file."""
        described = self.known.get(str(entity["id"]))
        if described is None:  # the file is another one by now
            return
        iri = described.iri
        found = (state_iri(self.table, name) for name in texts_of(entity, "country"))
        states = [state for state in found if state]
        if entity["schema"] == "Position":
            owners = self.known.bodies(texts_of(entity, "organization"))
            for owner in owners or states:
                self.table.link(iri, LEG.officeOf, owner)
        if not _slug(entity):
            return
        if entity["schema"] == "Address":
            for state in states:
                self.table.link(iri, LEG.territoryOf, state)
        for name, beginning in TIES.items():
            for one in entities_of(texts_of(entity, "notes"), beginning):
                other = self.known.actor(one) if name == "affiliation" else self.known.body(one)
                if other and other != iri:
                    self.table.link(iri, LEG.term(name), other)

    def _link(self, entity: Object) -> None:
        schema = entity["schema"]
        named = [texts_of(entity, name) for name in LINKS[schema]]
        ends = [[found for one in end if (found := self.known.get(one))] for end in named]
        if not all(named) or [len(end) for end in ends] != [len(end) for end in named]:
            self.table.leave_out(f"{schema}: an end is missing, or not in the file")
            return
        if schema == "Membership" and own(entity):
            faults = [self._together(entity, *ends)]
        else:
            pairs = [(one, other) for one in ends[0] for other in ends[1]]
            faults = [
                self._tie(entity, one, other, "" if place == 0 else f".{place + 1}")
                for place, (one, other) in enumerate(pairs)
            ]
        if all(faults):  # a row is used if it says at least one thing
            self.table.leave_out(faults[0])

    def _together(self, entity: Object, members: list[Known], bodies: list[Known]) -> str:
        """Add a membership of ours, which may be of several; or return why it cannot be added."""
        roles = {
            "member": [one.iri for one in members if one.is_a(LEG.Actor)],
            "organization": [one.iri for one in bodies if one.is_a(LEG.Organization)],
        }
        if not all(roles.values()):
            return "Membership: an end is of a kind that cannot stand there"
        return self._fact(entity, "Membership", roles, "")

    def _tie(self, entity: Object, one: Known, other: Known, suffix: str) -> str:
        """Add what ties two ends, or return why they cannot be tied."""
        schema, person = entity["schema"], one.kind == "Person"
        if schema == "Occupancy" and person and other.kind == "Office":
            roles = {"holder": one.iri, "office": other.iri}
            return self._fact(entity, "Tenure", roles, suffix)
        is_body = other.is_a(LEG.Organization)
        if not is_body or one.kind in ("Office", "Place") or schema == "Occupancy":
            return f"{schema}: an end is of a kind that cannot stand there"
        if schema == "Directorship" and person:
            title = next(iter(texts_of(entity, "role")), "Director")
            slug = f"{entry_slug(title, other.id)}-office"
            office = self.table.office(title, other.iri, other.label, slug)
            return self._fact(entity, "Tenure", {"holder": one.iri, "office": office}, suffix)
        roles = {"member": one.iri, "organization": other.iri}
        return self._fact(entity, "Membership", roles, suffix)

    def _event(self, entity: Object) -> None:
        kind, roles = self._parts(entity)
        fault = (
            self._fact(entity, kind, roles, "")
            if roles
            else "Event: nobody and no place in the file is named"
        )
        if fault:
            self.table.leave_out(fault)

    def _parts(self, entity: Object) -> tuple[str, dict[str, list[str]]]:
        """Return of which class an event is, and who takes part in which role."""
        stated = [
            one
            for one in texts_of(entity, "keywords")
            if LEG.term(one) in subclasses(LEG.Event) and one != "Deliberation"
        ]
        kind = stated[0] if stated else "Event"
        told = OwnFact(entity).roles if own(entity) else {}
        apart = {one for named in told.values() for one in named}
        named = {role: [*ones] for role, ones in told.items()}
        for property_ in (OTHER_ROLE["Event"], *dict.fromkeys(ROLES["Event"].values())):
            ones = [one for one in texts_of(entity, property_) if one not in apart]
            named.setdefault(event_role(kind, property_), []).extend(ones)
        roles: dict[str, list[str]] = {}
        for role, ones in named.items():
            fit = self.known.fitting(role, ones)
            if fit:
                roles[role] = fit
        involved = event_role(kind, OTHER_ROLE["Event"])
        if len(roles.get(involved, ())) >= _FEWEST.get(kind, 0):
            return kind, roles
        plain: dict[str, list[str]] = {}
        for role, fit in roles.items():
            plain.setdefault(
                {involved: "party", "destination": "place"}.get(role, role), []
            ).extend(fit)
        return "Event", plain

    def _fact(
        self, entity: Object, kind: str, roles: dict[str, str] | dict[str, list[str]], suffix: str
    ) -> str:
        """Add a fact, or return why it cannot be one."""
        if own(entity):
            return self._own_fact(entity, kind, roles, suffix)
        start, end, attested = _spans(entity)
        words = "/".join(
            " or ".join(texts_of(entity, name)) for name in ("startDate", "endDate", "date")
        ).strip("/")
        made = self.table.fact(
            f"{fact_name(str(entity['id']))}{suffix}",
            kind,
            {**roles},
            record=str(entity["id"]),
            bounds=_bounds(start, end, attested, whole=kind not in _TIES),
            words=words,
            precision=coarsest(start, end) or coarsest(attested),
            remarks="; ".join([*texts_of(entity, "role"), *texts_of(entity, "summary")]),
            cited=self.works.of(entity),
        )
        return "" if made else _TWICE

    def _own_fact(
        self, entity: Object, kind: str, roles: dict[str, str] | dict[str, list[str]], suffix: str
    ) -> str:
        """Add a fact that we have exported, under the IRI that it had."""
        told = OwnFact(entity)
        credited = self.known.actors(told.credited)
        if told.is_credited and not credited:  # it must not come back as if nobody were credited
            return f"{entity['schema']}: whom it is credited to is not in the file"
        reporters = self.known.actors(told.reporters)
        start, end, attested = _spans(entity)
        found = told.bounds
        fact = self.table.fact(
            f"{fact_name(str(entity['id']))}{suffix}",
            kind,
            {**roles},
            record=str(entity["id"]),
            bounds=_bounds(start, end, attested, whole=False) if found is None else found,
            words=told.date_words,
            precision=told.precision or coarsest(start, end) or coarsest(attested),
            iri="" if suffix else own(entity) or "",
            basis=told.basis,
            voices={"attributedTo": credited} | ({"reportedBy": reporters} if reporters else {}),
            cited=self.works.of(entity),
        )
        if fact is None:
            return _TWICE
        for words in texts_of(entity, "alias"):
            self.table.say(fact, RDFS.label, Literal(words, language="en"))
        for property_, value in told.said(kind):
            self.table.say(fact, property_, value)
        for name, others in told.events.items():
            for iri in filter(None, (self._whole_of(name, one) for one in others)):
                self.table.link(fact, LEG.term(name), iri)
        return ""

    def _whole_of(self, name: str, identifier: str) -> str | None:
        """Return the event that another is a part of, if it is in the file as what it has to be."""
        found = self.table.ledger.kept(f"{_OWN_EVENT}{identifier}")
        entity = json.loads(found) if found else None
        return own(entity) if entity and self._parts(entity)[0] == _WHOLE[name] else None


def _slug(entity: Object) -> str | None:
    """Return the slug of an actor, office or place of ours; ``None`` for other people's."""
    iri = own(entity)
    return iri.removeprefix(ID) if iri and iri.startswith(ID) else None


def _spans(entity: Object) -> tuple[Span | None, Span | None, Span | None]:
    start, end, attested = (
        widest(texts_of(entity, name)) for name in ("startDate", "endDate", "date")
    )
    return start, end, attested


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


SOURCE = ImportSource(
    name="followthemoney",
    title="FollowTheMoney entities",
    help="JSON with an entity a line, plain or gzipped, as Aleph and OpenSanctions give it",
    find=_find,
    open=_open,
)
