"""Actors by name and by id."""

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal, NamedNode

from graph.answers import Actor, ActorHit, Page
from graph.errors import Ambiguous, InvalidParameter, NotFound
from graph.facts import read_properties
from graph.ids import short_id
from graph.lookups.hints import hints
from graph.paging import MAX_LIMIT, page_of
from graph.queries import stock
from graph.schema import actor_classes, classes_named, fact_classes, tying_roles
from graph.spelling import plain
from graph.view import View
from ontology import DCT, LEG, OWL, RDFS, SKOS

WIKIDATA = "http://www.wikidata.org/entity/"
_SURE = 95.0
_CLEARLY_AHEAD = 8.0
_SHOWN_CANDIDATES = 8


def find_actors(
    view: View,
    q: str,
    *,
    type: Sequence[str] = (),  # noqa: A002 - the contract's own word
    limit: int = 50,
    cursor: str | None = None,
) -> Page[ActorHit]:
    """Return the actors whose names fit, best first.

    Parameters
    ----------
    view : View
        The revision to read.
    q : str
        A name or part of one, in any script; misspellings and transliterations are tolerated.
    type : sequence of str
        Class names such as ``Person``; subclasses count. None means all.
    limit, cursor
        The page wanted.

    Raises
    ------
    InvalidParameter
        If the name is blank, a class unknown, or the page cannot be had.
    """
    if not q.strip():
        raise InvalidParameter("q", "q is blank; give a name or a part of one")
    names = [type] if isinstance(type, str) else list(type)
    classes = sorted(classes_named(names, actor_classes(), "type"))
    hits = view.names.search(q, types=classes, limit=MAX_LIMIT)
    chosen, following = page_of(hits, lambda hit: hit[0], limit, cursor)
    shorts = view.short(iri for iri, _ in chosen)
    lines = hints(view, list(shorts.values()))
    items = [
        ActorHit(**shorts[iri].model_dump(), score=round(score, 1), hint=lines.get(shorts[iri].id))
        for iri, score in chosen
    ]
    return Page[ActorHit](items=items, next=following)


def get_actor(view: View, identifier: str) -> Actor:
    """Return an actor, office or place whole. A merged id gives the actor it became.

    Raises
    ------
    NotFound
        If nothing that has a card has that id; with the nearest ids.
    """
    kept = view.canonical(view.iri(identifier))
    short = view.short([kept])[kept]
    if LEG.term(short.type) not in actor_classes():
        raise NotFound(f"{identifier!r} is a {short.type}, not an actor")
    cluster = view.cluster(kept)
    said = read_properties(view, "entities", "entity", cluster)

    def values(*properties: str) -> set[str]:
        return {
            value.value for of in said.values() for name in properties for value in of.get(name, ())
        }

    labels = _labels(said.get(kept, {}).get(RDFS.label, ()))
    same = values(SKOS.exactMatch, OWL.sameAs)
    wikidata = sorted(iri.removeprefix(WIKIDATA) for iri in same if iri.startswith(WIKIDATA))
    offices = {office.iri: office for office in view.short(values(LEG.officeOf)).values()}
    return Actor(
        **short.model_dump(),
        labels=labels,
        aliases=sorted(values(SKOS.altLabel, RDFS.label) - set(labels.values())),
        same_as=sorted({*cluster[1:], *same}),
        wikidata=wikidata[0] if wikidata else None,
        description=sorted(values(DCT.description)),
        office_of=[offices[iri] for iri in sorted(offices)],
        counts=_counts(view, cluster),
    )


def _labels(values: Iterable[NamedNode | Literal]) -> dict[str, str]:
    found = {value.language or "und": value.value for value in values if isinstance(value, Literal)}
    return dict(sorted(found.items()))


def _counts(view: View, cluster: Sequence[str]) -> dict[str, int]:
    every = tying_roles()
    if not view.snapshot.is_remote:
        return view.index.counts(cluster[0], every)
    query = stock("counts", actor=cluster, role=every, type=sorted(fact_classes()))
    rows = view.snapshot.select(query)
    found = {row["type"].value.removeprefix(LEG): int(row["count"].value) for row in rows}
    return dict(sorted(found.items()))


def resolve_actor(view: View, name_or_id: str) -> str:
    """Return the id of the one actor that a person meant by an id or a name.

    Raises
    ------
    Ambiguous
        If the name fits several about equally well; with the candidates.
    NotFound
        If nothing fits.
    """
    try:
        return short_id(view.canonical(view.iri(name_or_id)))
    except NotFound:
        pass
    hits = view.names.search(name_or_id, limit=_SHOWN_CANDIDATES) if name_or_id.strip() else []
    if not hits:
        raise NotFound(f"no actor is called {name_or_id!r}")
    shorts = view.short(iri for iri, _ in hits)
    called = [one for one in shorts.values() if plain(one.label) == plain(name_or_id)]
    # A State and its territory are called alike, and who can act is meant.
    acting = [one for one in called if one.type != "Place"]
    if len(acting) == 1:
        return acting[0].id
    close = [(iri, score) for iri, score in hits if score >= hits[0][1] - _CLEARLY_AHEAD]
    if len(close) > 1 and not (hits[0][1] >= _SURE > hits[1][1]):
        raise Ambiguous(name_or_id, [(shorts[iri].id, shorts[iri].label) for iri, _ in close])
    return short_id(hits[0][0])
