"""A line that tells namesakes apart: the last office, whose office it is, what sources call it."""

from collections import defaultdict
from collections.abc import Sequence

from graph.answers import ActorShort, When
from graph.lookups.timeline import gather, newest_first
from graph.queries import stock
from graph.view import View
from graph.years import years


def hints(view: View, actors: Sequence[ActorShort]) -> dict[str, str]:
    """Return a line for each actor that has one, by id: such as ``Prime Minister, 2009-2021``.

    Parameters
    ----------
    view : View
        The revision to read.
    actors : sequence of ActorShort
        A page of search results, say.
    """
    clusters = {actor.id: view.cluster(actor.iri) for actor in actors}
    owner = {iri: identifier for identifier, cluster in clusters.items() for iri in cluster}
    if not owner:
        return {}
    described = _described(view, owner)
    return described | _last_offices(view, owner)


def _described(view: View, owner: dict[str, str]) -> dict[str, str]:
    words, owners = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for row in view.snapshot.select(stock("descriptions", entity=sorted(owner))):
        identifier = owner[row["entity"].value]
        if row["description"] is not None:
            words[identifier].add(row["description"].value)
        if row["owner"] is not None:
            owners[identifier].add(row["owner"].value)
    labels = view.short({iri for found in owners.values() for iri in found})
    of = {
        identifier: "of " + ", ".join(sorted({labels[iri].label for iri in found}))
        for identifier, found in owners.items()
    }
    return {identifier: min(found) for identifier, found in words.items()} | of


def _last_offices(view: View, owner: dict[str, str]) -> dict[str, str]:
    rows = list(view.snapshot.select(stock("last_tenures", holder=sorted(owner))))
    found = gather(rows)
    facts = defaultdict[str, set[str]](set)
    offices: dict[str, str] = {}
    for row in rows:
        facts[owner[row["holder"].value]].add(row["fact"].value)
        offices[row["fact"].value] = row["office"].value
    last = {
        identifier: newest_first(found[iri] for iri in iris)[0]
        for identifier, iris in facts.items()
    }
    labels = view.short({offices[fact.iri] for fact in last.values()})
    lines = {}
    for identifier, fact in last.items():
        when = years(When(**vars(fact.bounds)))
        lines[identifier] = ", ".join(filter(None, (labels[offices[fact.iri]].label, when)))
    return lines
