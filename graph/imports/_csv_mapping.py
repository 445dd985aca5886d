"""The mapping that says what a table of comma-separated values means."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput
from graph.ids import slugify
from graph.imports._entries import UNDETERMINED
from graph.nearest import nearest
from graph.schema import actor_classes, fact_classes, roles, statement_classes
from ontology import LEG

# The roles that a fact of some class cannot do without.
_NEEDED = {
    "Tenure": {"holder", "office"},
    "Membership": {"member", "organization"},
    "Visit": {"visitor"},
    "Meeting": {"attendee"},
}
_PARTS = {"table", "actors", "fact"}


@dataclass(frozen=True)
class Actor:
    """What a column names: its class, and the columns of its name, its id and whose it is."""

    kind: str
    name: str
    id: str = ""
    of: str = ""


@dataclass(frozen=True)
class Fact:
    """What a row is: its class, its roles by actor, and the columns of its dates and words."""

    kind: str
    roles: dict[str, str]
    id: str = ""
    start: str = ""
    end: str = ""
    remarks: str = ""


@dataclass(frozen=True)
class Mapping:
    """What a table is and what its columns mean."""

    slug: str
    title: str
    publisher: tuple[str, str]
    source: str
    licence: str
    delimiter: str
    actors: dict[str, Actor]
    fact: Fact

    @property
    def columns(self) -> set[str]:
        """The columns that the table must have."""
        fact = self.fact
        named = {fact.id, fact.start, fact.end, fact.remarks}
        named |= {column for one in self.actors.values() for column in (one.name, one.id)}
        return named - {""}


def read_mapping(path: Path) -> Mapping:
    """Return the mapping of a file.

    Raises
    ------
    InvalidInput
        If it cannot be read, or says what nothing here can mean; with the mend.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise InvalidInput(f"{path} cannot be read: {fault}") from None
    try:
        return _mapping(given)
    except InvalidInput as fault:
        raise InvalidInput(f"{path}: {fault}") from None


def _mapping(given: dict[str, Any]) -> Mapping:
    table = _part(given, "table", {"title", "publisher", "source", "licence", "delimiter"})
    known = {**given}
    if unknown := known.keys() - _PARTS:
        raise InvalidInput(f"there is no part {min(unknown)!r}; use {', '.join(sorted(_PARTS))}")
    for name in ("title", "publisher", "source"):
        if not table.get(name):
            raise InvalidInput(f"[table] has no {name}")
    slug, publisher = slugify(table["title"]), slugify(table["publisher"])
    if not (slug and publisher):
        raise InvalidInput("[table] has a title or a publisher without a letter or digit")
    actors = given.get("actors")
    if not isinstance(actors, dict) or not actors:
        raise InvalidInput("there is no [actors.NAME]; say which columns name actors")
    found = {key: _actor(key, actors) for key in actors}
    for key, actor in found.items():
        if actor.of and actor.of not in found:
            raise InvalidInput(f"[actors.{key}] is of {actor.of!r}, and no actor is called so")
    return Mapping(
        slug=slug,
        title=table["title"],
        publisher=(f"{publisher}-publisher", table["publisher"]),
        source=table["source"],
        licence=table.get("licence") or UNDETERMINED,
        delimiter=table.get("delimiter") or ",",
        actors=found,
        fact=_fact(given, found),
    )


def _actor(key: str, given: dict[str, Any]) -> Actor:
    part = _part(given, key, {"class", "name", "id", "of"}, f"actors.{key}")
    kinds = {iri.removeprefix(LEG) for iri in actor_classes()}
    kind = _one_of(part.get("class", ""), kinds, f"[actors.{key}] class")
    if not part.get("name"):
        raise InvalidInput(f"[actors.{key}] has no name; give the column that holds it")
    return Actor(kind, part["name"], part.get("id", ""), part.get("of", ""))


def _fact(given: dict[str, Any], actors: dict[str, Actor]) -> Fact:
    whole = given.get("fact")
    said = whole.get("roles") if isinstance(whole, dict) else None
    if not isinstance(whole, dict) or not isinstance(said, dict) or not said:
        raise InvalidInput("there is no [fact] with roles; say what a row is")
    rest = {name: value for name, value in whole.items() if name != "roles"}
    part = _part({"fact": rest}, "fact", {"class", "id", "start", "end", "remarks"})
    kinds = {iri.removeprefix(LEG) for iri in fact_classes() - statement_classes()}
    kind = _one_of(part.get("class", ""), kinds, "[fact] class")
    names = {iri.removeprefix(LEG) for iri in (*roles("participant"), *roles("location"))}
    for role, actor in said.items():
        _one_of(role, names, "[fact.roles] role")
        _one_of(actor, set(actors), f"[fact.roles] {role}")
    missing = _NEEDED.get(kind, set()) - said.keys()
    if missing:
        raise InvalidInput(f"[fact.roles] has no {min(missing)}, which a {kind} needs")
    return Fact(kind, said, *(part.get(name, "") for name in ("id", "start", "end", "remarks")))


def _part(given: dict[str, Any], key: str, allowed: set[str], called: str = "") -> dict[str, str]:
    part = given.get(key)
    called = called or key
    if not isinstance(part, dict):
        raise InvalidInput(f"there is no [{called}]")
    for name, value in part.items():
        if name not in allowed:
            close = ", ".join(nearest(name, allowed))
            raise InvalidInput(f"[{called}] has no use for {name!r}; nearest: {close}")
        if not isinstance(value, str):
            raise InvalidInput(f"[{called}] {name} is no text; put it between quotes")
    return part


def _one_of(value: object, known: set[str], what: str) -> str:
    if not isinstance(value, str) or value not in known:
        close = ", ".join(nearest(str(value), known))
        raise InvalidInput(f"{what} is {value!r}, which there is not; nearest: {close}")
    return value
