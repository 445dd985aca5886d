"""FollowTheMoney: one entity a line, for Aleph, OpenSanctions' tools and investigators.

An actor, office or place is an entity; a tenure an ``Occupancy``, a membership a ``Membership``,
an event an ``Event``. A link of theirs is a statement of fact, so only facts that are reported or
credited to somebody become links. What is alleged, disputed or denied, and every statement, is a
``Note`` on the actors it names, which says so in words. The first entity is the file's account.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from graph.answers import ActorShort, Evidence, Fact, Standing, Statement
from graph.exports._about import about_lines
from graph.exports._format import Format
from graph.exports._text import clean
from graph.followthemoney import (
    CLASSIFIED,
    OTHER_ROLE,
    ROLES,
    SCHEMATA,
    entity_id,
    partial_date,
)
from graph.ids import short_id, slugify
from graph.schema import subclasses
from graph.subgraph import Node, Subgraph
from ontology import LEG, OWL, SKOS

Entity = dict[str, Any]
Values = dict[str, list[str]]

_LONGEST = 300
_NAMES = {"name", "alias", "title"}
_NAMING = {"Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No", "So"}
_WIKIDATA = "http://www.wikidata.org/entity/"
_LEGAL = {"Person", "LegalEntity", "Organization", "PublicBody"}
_NEEDED = {
    "Occupancy": {"holder": {"Person"}, "office": {"Position"}},
    "Membership": {"member": _LEGAL, "organization": {"Organization", "PublicBody"}},
}
_PLAIN = {Standing.reported, Standing.attributed}


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as lines of FollowTheMoney entities."""
    facts = {edge.fact.iri: edge.fact for edge in subgraph.edges}
    denied = {edge.fact.iri: edge.denied_by for edge in subgraph.edges}
    entities = [_account(subgraph), *_actors(subgraph, facts.values())]
    entities += [_source(item) for item in _sources(facts.values()).values()]
    entities += [_fact(fact, denied[iri]) for iri, fact in sorted(facts.items())]
    return "".join(f"{_line(entity)}\n" for entity in entities).encode()


def _line(entity: Entity) -> str:
    """Return an entity as JSON on a line that no reader takes for two."""
    line = json.dumps(entity, ensure_ascii=False, sort_keys=True)
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _entity(identifier: str, schema: str, values: Mapping[str, Iterable[str | None]]) -> Entity:
    kept = {name: _unique(texts, lines=name == "description") for name, texts in values.items()}
    for name in _NAMES & kept.keys():
        kept[name] = [_cut(text) for text in kept[name] if _is_name(text)]
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: texts for name, texts in kept.items() if texts},
    }


def _unique(texts: Iterable[str | None], *, lines: bool) -> list[str]:
    """Return texts once each, as their package keeps them: on one line but for descriptions."""
    plain = (clean(text) for text in texts if text)
    tidy = (text.strip() if lines else " ".join(text.split()) for text in plain)
    return list(dict.fromkeys(text for text in tidy if text))


def _cut(name: str) -> str:
    """Return a name no longer than theirs may be."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _account(subgraph: Subgraph) -> Entity:
    values = {
        "name": [subgraph.title],
        "description": ["\n".join(about_lines(subgraph))],
        "keywords": ["export"],
    }
    return _entity(entity_id(f"export:{slugify(subgraph.title) or 'empty'}"), "Note", values)


def _actors(subgraph: Subgraph, facts: Iterable[Fact | Statement]) -> list[Entity]:
    """Return whoever is drawn, and whoever else the facts name."""
    named = {actor.id: actor for fact in facts for actor in _named(fact)}
    nodes = {node.id: node for node in subgraph.nodes}
    for actor in named.values():
        nodes.setdefault(actor.id, Node(actor.id, actor.iri, actor.type, actor.label))
    links = _links(subgraph, nodes)
    return [_actor(node, links.get(node.iri, {})) for _, node in sorted(nodes.items())]


def _named(fact: Fact | Statement) -> list[ActorShort]:
    return [actor for actors in fact.roles.values() for actor in actors]


def _links(subgraph: Subgraph, nodes: Mapping[str, Node]) -> dict[str, Values]:
    """Return what the graph says of actors beyond their names: whose office, and Wikidata's id."""
    known = {node.iri: node.id for node in nodes.values()}
    found: dict[str, Values] = {}
    for quad in subgraph.quads:
        subject, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if quad.predicate.value == LEG.officeOf and value in known:
            found.setdefault(subject, {}).setdefault("organization", []).append(
                entity_id(known[value])
            )
        if quad.predicate.value in {SKOS.exactMatch, OWL.sameAs} and value.startswith(_WIKIDATA):
            number = value.removeprefix(_WIKIDATA)
            found.setdefault(subject, {}).setdefault("wikidataId", []).append(number)
    return found


def _actor(node: Node, links: Values) -> Entity:
    schema = SCHEMATA.get(node.type, "LegalEntity")
    values: dict[str, Iterable[str | None]] = {
        "name": [next(filter(_is_name, (node.label, node.id)), node.iri)],
        "alias": [text for text in (*node.labels.values(), *node.aliases) if text != node.label],
        "sourceUrl": [node.iri],
        "wikidataId": links.get("wikidataId", ()),
    }
    if node.type in CLASSIFIED:
        values["classification"] = [node.type]
    if schema == "Position":
        values["organization"] = links.get("organization", ())
    if schema == "Address":
        values["full"] = [node.label]
    return _entity(entity_id(node.id), schema, values)


def _is_name(text: str) -> bool:
    """Tell whether a text has a letter, digit or symbol; without one it is no name to them."""
    return any(unicodedata.category(letter) in _NAMING for letter in clean(text))


def _sources(facts: Iterable[Fact | Statement]) -> dict[str, Evidence]:
    cited_by = {item.source.iri: item for fact in facts for item in fact.evidence}
    return dict(sorted(cited_by.items()))


def _source(item: Evidence) -> Entity:
    source = item.source
    identifier = short_id(source.iri)
    schema = SCHEMATA["Article" if item.record is None else "Dataset"]
    values: dict[str, Iterable[str | None]] = {
        "title": [source.title],
        "publisher": [source.publisher],
        "date": [source.issued[:10] if source.issued else None],
        "sourceUrl": [source.url or source.iri],
    }
    if schema == "Document":
        values["fileName"] = [slugify(source.title) or "table"]
    return _entity(entity_id(identifier), schema, values)


def _fact(fact: Fact | Statement, denied_by: Iterable[str]) -> Entity:
    schema = _schema(fact)
    if schema == "Note":
        return _note(fact, denied_by)
    values = _said(fact) | _when(fact)
    for role, actors in fact.roles.items():
        for actor in actors:
            name = _property(schema, role, actor)
            if name:
                values.setdefault(name, []).append(entity_id(actor.id))
            if name == "addressEntity":
                values.setdefault("location", []).append(actor.label)
    if schema == "Event":
        values |= {"name": [_name(fact)], "keywords": [fact.type]}
    return _entity(entity_id(short_id(fact.iri)), schema, values)


def _schema(fact: Fact | Statement) -> str:
    if isinstance(fact, Statement) or fact.standing not in _PLAIN:
        return "Note"
    schema = SCHEMATA.get(fact.type, "Event" if _is_event(fact.type) else "Note")
    return schema if all(_fit(fact, role) for role in _NEEDED.get(schema, {})) else "Note"


def _fit(fact: Fact, role: str) -> bool:
    """Tell whether those in a role are of a schema that may stand there, and somebody is."""
    theirs = {SCHEMATA.get(actor.type, "LegalEntity") for actor in fact.roles.get(role, ())}
    return bool(theirs) and theirs <= _NEEDED[SCHEMATA[fact.type]][role]


def _is_event(kind: str) -> bool:
    return f"{LEG}{kind}" in subclasses(LEG.Event)


def _property(schema: str, role: str, actor: ActorShort) -> str | None:
    """Return the property an actor goes under, where its schema may stand there."""
    name = ROLES[schema].get(role) or OTHER_ROLE.get(schema)
    theirs = SCHEMATA.get(actor.type, "LegalEntity")
    if name == "addressEntity":
        return name if theirs == "Address" else None
    if name in {"involved", "organizer"}:
        return name if theirs in _LEGAL else None
    return name


def _said(fact: Fact | Statement) -> dict[str, list[str | None]]:
    credited = ", ".join(actor.label for actor in fact.attributed_to)
    return {
        "summary": [item.quote for item in fact.evidence],
        "description": [
            f"credited to {credited}" if credited else None,
            f"date in the source's words: {fact.when.words}" if fact.when.words else None,
        ],
        "publisher": [item.source.publisher for item in fact.evidence],
        "sourceUrl": [item.source.url for item in fact.evidence],
        "recordId": [item.record for item in fact.evidence],
        "proof": [entity_id(short_id(item.source.iri)) for item in fact.evidence],
    }


def _when(fact: Fact | Statement) -> dict[str, list[str | None]]:
    when = fact.when
    start = partial_date(when.start_earliest, when.start_latest)
    end = partial_date(when.end_earliest, when.end_latest)
    attested = partial_date(when.end_earliest, when.start_latest)
    dated = {"startDate": [start], "endDate": [end]}
    return dated if start or end else {"date": [attested]}


def _note(fact: Fact | Statement, denied_by: Iterable[str]) -> Entity:
    said = _said(fact)
    notes = [f"Standing: {fact.standing}.", *(f"Denied by {name}." for name in denied_by)]
    if isinstance(fact, Statement):
        notes += [f"Said by {actor.label}." for actor in fact.asserter]
        notes += [f"About: {stated.label}." for stated in fact.content]
    quotes = [f"“{quote}”" for quote in said["summary"] if quote]
    values: dict[str, Iterable[str | None]] = {
        "name": [f"{_name(fact)} ({fact.standing})"],
        "description": [" ".join([*notes, *quotes])],
        "entity": [entity_id(actor.id) for actor in _named(fact)],
        "keywords": [fact.type, str(fact.standing)],
        "publisher": said["publisher"],
        "sourceUrl": said["sourceUrl"],
        "proof": said["proof"],
    }
    return _entity(entity_id(short_id(fact.iri)), "Note", values)


def _name(fact: Fact | Statement) -> str:
    names = dict.fromkeys(actor.label for actor in _named(fact))
    return f"{fact.type}: {', '.join(names)}"


FORMAT = Format(
    "followthemoney",
    "application/json+ftm",
    "ftm.json",
    "FollowTheMoney entities for Aleph and OpenSanctions' tools",
    write,
)
