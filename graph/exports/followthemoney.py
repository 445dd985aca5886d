"""FollowTheMoney: one entity a line, for Aleph, OpenSanctions' tools and investigators.

An actor, office or place is an entity; a tenure an ``Occupancy``, a membership a ``Membership``,
an event an ``Event``. A link of theirs is a statement of fact, so only facts that are reported or
credited to somebody become links. What is alleged, disputed or denied, and every statement, is a
``Note`` on the actors it names, which says so in words. The first entity is the file's account.
What a property of theirs does not hold is a line of the description, which the import reads back.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from graph.answers import ActorShort, Fact, Source, Standing, Statement
from graph.exports._about import about_lines
from graph.exports._descriptions import citations, dates, named, said_of
from graph.exports._format import Format
from graph.exports._text import clean
from graph.exports._told import Told, country_codes
from graph.followthemoney import (
    CLASSIFIED,
    OTHER_ROLE,
    PUBLISHED,
    ROLES,
    SCHEMATA,
    TIES,
    entity_id,
    line,
    shortened,
)
from graph.ids import short_id, slugify
from graph.schema import subclasses
from graph.subgraph import Node, Subgraph
from ontology import DATASET, DCT, LEG, OWL, RDFS, SKOS

Entity = dict[str, Any]
Values = Mapping[str, Iterable[str | None]]

_NAMES = {"name", "alias", "title"}
_ON_LINES = {"description", "notes", "summary"}
_NAMING = {"Lu", "Ll", "Lt", "Lo", "Nd", "Nl", "No", "So"}
_WIKIDATA = "http://www.wikidata.org/entity/"
_LEGAL = {"Person", "LegalEntity", "Organization", "PublicBody"}
_BODIES = {"Organization", "PublicBody"}
_NEEDED = {
    "Occupancy": {"holder": {"Person"}, "office": {"Position"}},
    "Membership": {"member": _LEGAL, "organization": _BODIES},
}
_PLAIN = {Standing.reported, Standing.attributed}
_UNIVERSAL_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z")


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as lines of FollowTheMoney entities."""
    facts = {edge.fact.iri: edge.fact for edge in subgraph.edges}
    denied = {edge.fact.iri: edge.denied_by for edge in subgraph.edges}
    told = Told(subgraph.quads)
    sources = _sources(facts.values())
    nodes = _nodes(subgraph, facts.values(), sources, told)
    entities = [_account(subgraph)]
    entities += [_actor(node, nodes, told) for node in nodes.values()]
    entities += [_source(source, nodes, told) for source in sources]
    entities += [_fact(fact, denied[iri], told) for iri, fact in sorted(facts.items())]
    return "".join(f"{_line(entity)}\n" for entity in entities).encode()


def _line(entity: Entity) -> str:
    """Return an entity as JSON on a line that no reader takes for two."""
    written = json.dumps(entity, ensure_ascii=False, sort_keys=True)
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _entity(identifier: str, schema: str, values: Values) -> Entity:
    kept = {name: _unique(texts, lines=name in _ON_LINES) for name, texts in values.items()}
    for name in _NAMES & kept.keys():
        kept[name] = [shortened(text) for text in kept[name] if _is_name(text)]
    return {
        "id": identifier,
        "schema": schema,
        "properties": {name: texts for name, texts in kept.items() if texts},
    }


def _unique(texts: Iterable[str | None], *, lines: bool) -> list[str]:
    """Return texts once each, as their package keeps them: on one line but for long ones."""
    plain = (clean(text) for text in texts if text)
    tidy = (text.strip() if lines else " ".join(text.split()) for text in plain)
    return list(dict.fromkeys(text for text in tidy if text))


def _account(subgraph: Subgraph) -> Entity:
    values = {
        "name": [subgraph.title],
        "description": ["\n".join(about_lines(subgraph))],
        "keywords": ["export"],
    }
    return _entity(entity_id(f"export:{slugify(subgraph.title) or 'empty'}"), "Note", values)


def _nodes(
    subgraph: Subgraph, facts: Iterable[Fact | Statement], sources: Iterable[Source], told: Told
) -> dict[str, Node]:
    """Return whoever is drawn, named or credited, and whose an office or a source is, by IRI."""
    found = {node.iri: node for node in subgraph.nodes}
    for actor in (actor for fact in facts for actor in _mentioned(fact)):
        found.setdefault(
            actor.iri,
            Node(actor.id, actor.iri, actor.type, actor.label, aliases=(*told.names(actor.iri),)),
        )
    waiting = [iri for source in sources for iri in told.iris(source.iri, LEG.publisher)]
    waiting += [body for iri in found for body in _belongs_to(iri, told)]
    while waiting:
        iri = waiting.pop()
        node = None if iri in found else told.node(iri)
        if node:
            found[iri] = node
            waiting += _belongs_to(iri, told)
    return dict(sorted(found.items(), key=lambda pair: pair[1].id))


def _belongs_to(actor: str, told: Told) -> list[str]:
    """Return whom an actor, office or place belongs to, where it takes an entity to say so."""
    ties = ((name, iri) for name in TIES for iri in told.iris(actor, LEG.term(name)))
    named = [iri for name, iri in ties if not _is_code(name, iri)]
    return [*told.iris(actor, LEG.officeOf), *named]


def _is_code(tie: str, iri: str) -> bool:
    """Tell whether a tie to a State is said by its code, as that of a country."""
    return tie != "accreditedTo" and iri in country_codes()


def _mentioned(fact: Fact | Statement) -> list[ActorShort]:
    return [*_named(fact), *fact.attributed_to, *fact.reported_by]


def _named(fact: Fact | Statement) -> list[ActorShort]:
    return [actor for actors in fact.roles.values() for actor in actors]


def _actor(node: Node, nodes: Mapping[str, Node], told: Told) -> Entity:
    schema = SCHEMATA.get(node.type, "LegalEntity")
    same = [*told.iris(node.iri, SKOS.exactMatch), *told.iris(node.iri, OWL.sameAs)]
    owners = told.iris(node.iri, LEG.officeOf)
    states = [node.iri, *owners]
    notes = []
    for name, beginning in TIES.items():
        for iri in told.iris(node.iri, LEG.term(name)):
            if _is_code(name, iri):
                states.append(iri)
            elif iri in nodes:
                notes.append(line(beginning, nodes[iri].label, entity_id(nodes[iri].id)))
    values: dict[str, Iterable[str | None]] = {
        "name": [next(filter(_is_name, (node.label, node.id)), node.iri)],
        "alias": [text for text in (*node.labels.values(), *node.aliases) if text != node.label],
        "sourceUrl": [node.iri],
        "wikidataId": [one.removeprefix(_WIKIDATA) for one in same if one.startswith(_WIKIDATA)],
        "country": [country_codes().get(iri) for iri in states],
        "description": told.texts(node.iri, DCT.description),
        "notes": notes,
    }
    if node.type in CLASSIFIED:
        values["classification"] = [node.type]
    if schema == "Position":
        bodies = (nodes[iri] for iri in owners if iri in nodes)
        values["organization"] = [entity_id(one.id) for one in bodies if _schema_of(one) in _BODIES]
    if schema == "Address":
        values["full"] = [shortened(node.label)]
    return _entity(entity_id(node.id), schema, values)


def _schema_of(actor: ActorShort | Node) -> str:
    return SCHEMATA.get(actor.type, "LegalEntity")


def _is_name(text: str) -> bool:
    """Tell whether a text has a letter, digit or symbol; without one it is no name to them."""
    return any(unicodedata.category(letter) in _NAMING for letter in clean(text))


def _sources(facts: Iterable[Fact | Statement]) -> list[Source]:
    cited = {one.source.iri: one.source for fact in facts for one in citations(fact.evidence)}
    return [cited[iri] for iri in sorted(cited)]


def _source(source: Source, nodes: Mapping[str, Node], told: Told) -> Entity:
    is_table = source.iri.startswith(DATASET) and "#" not in source.iri
    schema = SCHEMATA["Dataset" if is_table else "Article"]
    publishers = (nodes[iri] for iri in told.iris(source.iri, LEG.publisher) if iri in nodes)
    values: dict[str, Iterable[str | None]] = {
        "title": [source.title],
        "publisher": [source.publisher],
        "date": [_issued(source.issued)],
        "sourceUrl": [source.url or source.iri],
        "description": [
            *(line(PUBLISHED, one.label, entity_id(one.id)) for one in publishers),
            *named(schema, source.iri),
        ],
    }
    if schema == "Document":
        values["fileName"] = [slugify(source.title) or "table"]
    return _entity(entity_id(short_id(source.iri)), schema, values)


def _issued(issued: str | None) -> str | None:
    """Return when it was issued: to the second in universal time, which theirs is, or the day."""
    whole = _UNIVERSAL_TIME.fullmatch(issued or "")
    return whole.group(1) if whole else issued and issued[:10]


def _fact(fact: Fact | Statement, denied_by: Iterable[str], told: Told) -> Entity:
    schema = _schema(fact)
    if schema == "Note":
        return _note(fact, denied_by)
    start, end, attested = dates(fact.when)
    values: dict[str, list[str | None]] = {
        **_said(fact),
        "description": [*said_of(schema, fact)],
        "startDate": [start],
        "endDate": [end],
        "date": [attested],
    }
    for role, actors in fact.roles.items():
        for actor in actors:
            name = _property(schema, role, actor)
            if name:
                values.setdefault(name, []).append(entity_id(actor.id))
            if name == "addressEntity":
                values.setdefault("location", []).append(shortened(actor.label))
    if schema == "Event":
        values |= {
            "name": [_name(fact)],
            "alias": [*told.texts(fact.iri, RDFS.label)],
            "keywords": [fact.type, *fact.details.get("visitKind", ())],
        }
    return _entity(entity_id(short_id(fact.iri)), schema, values)


def _schema(fact: Fact | Statement) -> str:
    if isinstance(fact, Statement) or fact.standing not in _PLAIN:
        return "Note"
    schema = SCHEMATA.get(fact.type, "Event" if _is_event(fact.type) else "Note")
    return schema if all(_fit(fact, role) for role in _NEEDED.get(schema, {})) else "Note"


def _fit(fact: Fact, role: str) -> bool:
    """Tell whether those in a role are of a schema that may stand there, and somebody is."""
    theirs = {_schema_of(actor) for actor in fact.roles.get(role, ())}
    return bool(theirs) and theirs <= _NEEDED[SCHEMATA[fact.type]][role]


def _is_event(kind: str) -> bool:
    return f"{LEG}{kind}" in subclasses(LEG.Event)


def _property(schema: str, role: str, actor: ActorShort) -> str | None:
    """Return the property an actor goes under, where its schema may stand there."""
    name = ROLES[schema].get(role) or OTHER_ROLE.get(schema)
    theirs = _schema_of(actor)
    if name == "addressEntity":
        return name if theirs == "Address" else None
    if name in {"involved", "organizer"}:
        return name if theirs in _LEGAL else None
    return name


def _said(fact: Fact | Statement) -> dict[str, list[str | None]]:
    """Return what is quoted and cited; a table that cites a work is no publisher of its words."""
    cited = list(citations(fact.evidence))
    published = [source for item in fact.evidence for source in item.cites or [item.source]]
    return {
        "summary": [one.quote for one in cited],
        "publisher": [source.publisher for source in published],
        "sourceUrl": [source.url for source in published],
        "recordId": [one.record for one in cited],
        "proof": [entity_id(short_id(one.source.iri)) for one in cited],
    }


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
