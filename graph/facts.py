"""Facts made whole: roles, dates, standing and evidence, read in a few queries a page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode, QuerySolution

from graph.answers import ActorShort, Evidence, Fact, Proposition, Standing, Statement, When
from graph.bounds import NAMES as BOUNDS
from graph.bounds import Bounds, certainty, combine
from graph.ids import local_name, short_id
from graph.queries import stock
from graph.schema import fact_classes, narrowest, statement_classes, tying_roles
from graph.view import View
from ontology import DCT, LEG, RDF, SKOS

Said = dict[str, list[NamedNode | Literal]]

_OWN_KEYS = {
    RDF.type,
    LEG.evidence,
    LEG.reportedBy,
    LEG.attributedTo,
    LEG.dateText,
    LEG.datePrecision,
    LEG.dateBasis,
    LEG.asserter,
    LEG.via,
    LEG.against,
    LEG.content,
    LEG.condition,
    LEG.about,
    LEG.respondsTo,
    LEG.quoteType,
    *(LEG.term(name) for name in BOUNDS),
}


@dataclass
class _Parts:
    """What is said of each fact, and what is needed to say it."""

    said: dict[str, Said]
    evidence: dict[str, list[Evidence]]
    denied: set[str]
    shorts: dict[str, ActorShort] = field(default_factory=dict)
    propositions: dict[str, Proposition] = field(default_factory=dict)


def load_facts(
    view: View, iris: Sequence[str], as_of: date | None = None
) -> list[Fact | Statement]:
    """Return facts whole, in the order asked for; IRIs that are no facts are passed over.

    Parameters
    ----------
    view : View
        The revision to read.
    iris : sequence of str
        The facts' IRIs.
    as_of : date or None
        The day for which each fact says how certain it is.
    """
    if not iris:
        return []
    unique = list(dict.fromkeys(iris))
    said = {
        iri: properties
        for iri, properties in read_properties(view, "facts", "fact", unique).items()
        if classes_of(properties) & fact_classes()
    }
    facts = [iri for iri in unique if iri in said]
    if not facts:
        return []
    parts = _Parts(said, _evidence(view, facts), denied(view, facts))
    stated = {node.value for iri in facts for node in _nodes(said[iri], LEG.content)}
    stated |= {node.value for iri in facts for node in _nodes(said[iri], LEG.condition)}
    parts.propositions = load_propositions(view, sorted(stated))
    parts.shorts = view.short(_mentioned(said.values()))
    return [_fact(iri, parts, as_of) for iri in facts]


def read_properties(view: View, query: str, variable: str, iris: Sequence[str]) -> dict[str, Said]:
    """Return values by property by subject, from a stock query of that form."""
    said: dict[str, Said] = {}
    for row in view.snapshot.select(stock(query, **{variable: iris})):
        values = said.setdefault(row[variable].value, defaultdict(list))[row["property"].value]
        if row["value"] not in values:
            values.append(row["value"])
    return said


def classes_of(said: Mapping[str, Iterable[NamedNode | Literal]]) -> set[str]:
    """Return the IRIs of the classes something is said to be of."""
    return {value.value for value in said.get(RDF.type, ())}


def denied(view: View, iris: Sequence[str]) -> set[str]:
    """Return which of these facts somebody denies."""
    rows = view.snapshot.select(stock("denials", fact=iris))
    return {row["fact"].value for row in rows}


def bounds_of(said: Said) -> Bounds:
    """Return the bounds that all sources together give a fact."""

    def days(name: str) -> list[date]:
        return [date.fromisoformat(value.value) for value in said.get(LEG.term(name), ())]

    return combine(*(days(name) for name in BOUNDS))


def load_propositions(view: View, iris: Sequence[str]) -> dict[str, Proposition]:
    """Return propositions by IRI: what statements say might be so."""
    if not iris:
        return {}
    said = read_properties(view, "propositions", "proposition", iris)
    shorts = view.short({*iris, *_mentioned(said.values())})
    return {iri: _proposition(iri, said.get(iri, {}), shorts) for iri in iris}


def _proposition(iri: str, said: Said, shorts: Mapping[str, ActorShort]) -> Proposition:
    event = _nodes(said, LEG.eventType)
    return Proposition(
        id=short_id(iri),
        iri=iri,
        label=shorts[iri].label,
        event_type=local_name(event[0].value) if event else None,
        roles=_roles(said, shorts),
        items=sorted(value.value for value in said.get(LEG.item, ())),
        specializes=sorted(short_id(node.value) for node in _nodes(said, LEG.specializes)),
    )


def _nodes(said: Said, property_: str) -> list[NamedNode]:
    return [value for value in said.get(property_, ()) if isinstance(value, NamedNode)]


def _mentioned(all_said: Iterable[Said]) -> set[str]:
    """Return the IRIs of everything that roles and voices name."""
    properties = {*tying_roles(), LEG.reportedBy, LEG.attributedTo, LEG.about}
    return {node.value for said in all_said for name in properties for node in _nodes(said, name)}


def _roles(said: Said, shorts: Mapping[str, ActorShort]) -> dict[str, list[ActorShort]]:
    found = {name: _actors(said, name, shorts) for name in tying_roles()}
    return {local_name(name): actors for name, actors in sorted(found.items()) if actors}


def _actors(said: Said, property_: str, shorts: Mapping[str, ActorShort]) -> list[ActorShort]:
    by_iri = {shorts[node.value].iri: shorts[node.value] for node in _nodes(said, property_)}
    return [by_iri[iri] for iri in sorted(by_iri)]


def standing_of(
    classes: set[str],
    *,
    is_denied: bool,
    attributed: set[str],
    asserters: set[str],
    reporters: set[str],
) -> Standing:
    """Return the standing that these circumstances give a fact.

    Parameters
    ----------
    classes : set of str
        The fact's classes.
    is_denied : bool
        Whether somebody denies it.
    attributed, asserters, reporters : set of str
        Whom the publication credits, who asserts it, and which publication it is.
    """
    if LEG.Allegation in classes:
        return Standing.disputed if is_denied else Standing.alleged
    if is_denied:
        return Standing.denied
    if attributed or asserters - reporters:
        return Standing.attributed
    return Standing.reported


def _fact(iri: str, parts: _Parts, as_of: date | None) -> Fact | Statement:
    said = parts.said[iri]
    classes = classes_of(said) & fact_classes()
    bounds = bounds_of(said)
    voices = {
        name: {node.value for node in _nodes(said, LEG.term(name))}
        for name in ("attributedTo", "asserter", "reportedBy")
    }
    common = {
        "id": short_id(iri),
        "iri": iri,
        "type": local_name(narrowest(classes)),
        "roles": _roles(said, parts.shorts),
        "when": _when(said, bounds),
        "standing": standing_of(
            classes,
            is_denied=iri in parts.denied,
            attributed=voices["attributedTo"],
            asserters=voices["asserter"],
            reporters=voices["reportedBy"],
        ),
        "certainty": certainty(bounds, as_of) if as_of else None,
        "reported_by": _actors(said, LEG.reportedBy, parts.shorts),
        "attributed_to": _actors(said, LEG.attributedTo, parts.shorts),
        "evidence": parts.evidence.get(iri, []),
        "details": _details(said),
        "asserters": len(
            voices["asserter"] or voices["attributedTo"] or voices["reportedBy"] or {iri}
        ),
    }
    if not classes & statement_classes():
        return Fact(**common)
    return Statement(
        **common,
        asserter=_actors(said, LEG.asserter, parts.shorts),
        via=_actors(said, LEG.via, parts.shorts),
        against=_actors(said, LEG.against, parts.shorts),
        content=[parts.propositions[node.value] for node in _nodes(said, LEG.content)],
        condition=[parts.propositions[node.value] for node in _nodes(said, LEG.condition)],
        about=_actors(said, LEG.about, parts.shorts),
        responds_to=sorted(short_id(node.value) for node in _nodes(said, LEG.respondsTo)),
        quote_type=_local(said, LEG.quoteType),
    )


def _local(said: Said, property_: str) -> str | None:
    return min((local_name(value.value) for value in said.get(property_, ())), default=None)


def _when(said: Said, bounds: Bounds) -> When:
    words = sorted({value.value for value in said.get(LEG.dateText, ())})
    return When(
        words="; ".join(words) or None,
        precision=_local(said, LEG.datePrecision),
        basis=_local(said, LEG.dateBasis),
        start_earliest=bounds.start_earliest,
        start_latest=bounds.start_latest,
        end_earliest=bounds.end_earliest,
        end_latest=bounds.end_latest,
    )


def _details(said: Said) -> dict[str, list[str]]:
    """Return what else is said: words by property, nodes by their local names or ids."""
    known = {*_OWN_KEYS, *tying_roles()}
    found: dict[str, list[str]] = {}
    for name, values in sorted(said.items()):
        ours = name.startswith((LEG, DCT)) or name == SKOS.editorialNote
        if ours and name not in known:
            found[local_name(name)] = sorted({_plain(value) for value in values})
    return found


def _plain(value: NamedNode | Literal) -> str:
    if isinstance(value, NamedNode):
        return local_name(value.value) if value.value.startswith(LEG) else short_id(value.value)
    return value.value


def _evidence(view: View, facts: Sequence[str]) -> dict[str, list[Evidence]]:
    rows: dict[tuple[str, str], QuerySolution] = {}
    works: dict[str, set[str]] = defaultdict(set)
    for row in view.snapshot.select(stock("evidence", fact=facts)):
        rows[row["fact"].value, row["evidence"].value] = row
        if row["work"] is not None:
            works[row["evidence"].value].add(row["work"].value)
    sources = view.source({row["source"].value for row in rows.values()}.union(*works.values()))
    found: dict[str, list[Evidence]] = defaultdict(list)
    for (fact, evidence), row in sorted(rows.items(), key=lambda item: item[0]):
        text = {
            name: row[name].value if row[name] is not None else None
            for name in ("start", "end", "exact", "record", "citedRecord")
        }
        found[fact].append(
            Evidence(
                source=sources[row["source"].value],
                quote=text["exact"],
                start=int(text["start"]) if text["start"] else None,
                end=int(text["end"]) if text["end"] else None,
                record=text["record"],
                cites=[sources[work] for work in sorted(works[evidence])],
                cited_record=text["citedRecord"],
            )
        )
    return found
