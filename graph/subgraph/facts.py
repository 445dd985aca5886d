"""One fact as a graph: whom it names, and for a statement what was said in answer."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from graph.answers import ActorShort, Certainty, Fact, Standing, Statement
from graph.facts import load_facts
from graph.lookups import answered, get_fact, thread
from graph.lookups.timeline import check_certainty
from graph.schema import actor_classes, classes_named, fact_classes
from graph.subgraph.build import asked
from graph.subgraph.draft import Draft
from graph.subgraph.edges import ABOUT, Direction, between, kind_words
from graph.subgraph.parts import Subgraph
from graph.view import View
from ontology import LEG


def fact_subgraph(
    view: View,
    identifier: str,
    *,
    kinds: Sequence[str] = (),
    standing: Sequence[Standing] = (),
    as_of: date | None = None,
    certainty: Certainty | None = None,
) -> Subgraph:
    """Return a fact with those it names; a statement with its thread, and whom it is about.

    Parameters
    ----------
    view : View
        The revision to read.
    identifier : str
        The fact's id.
    kinds, standing : sequence
        Only facts of these types, subtypes included, or of these standings. None means all.
    as_of, certainty
        Only what held on that day, certainly or possibly.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, or a parameter cannot be used.

    Examples
    --------
    >>> from graph.seed import seed
    >>> from graph.store import open_store
    >>> from graph.view import KnowledgeGraph
    >>> store = open_store("memory:")
    >>> report = seed(store)
    >>> pledge = "2024-09-13-shoigu-kim-pyongyang:north-korean-pledge"
    >>> [edge.label for edge in fact_subgraph(KnowledgeGraph(store).view(), pledge).edges]
    ['pledge about, by 2024']
    """
    check_certainty(as_of, certainty)
    fact = get_fact(view, identifier)
    told = [fact.iri]
    if isinstance(fact, Statement):
        told += [response.iri for response in thread(view, identifier).responses]
        told += [each.iri for each in answered(view, fact)]
    wanted = classes_named(list(kinds), fact_classes(), "kind") or fact_classes()
    sure = {Certainty.certain} if certainty is Certainty.certain else {*Certainty}
    draft = Draft(view)
    for each in load_facts(view, told, as_of):
        if (
            (as_of is None or each.certainty in sure)
            and LEG + each.type in wanted
            and (not standing or each.standing in standing)
        ):
            _add(draft, each, subjects=each.iri == fact.iri)
    draft.deny(newcomers=True)
    filters = {"kinds": kinds, "standing": standing, "as_of": as_of, "certainty": certainty}
    return draft.finish(_title(fact), {"fact": fact.id, **asked(filters)}, "")


def _add(draft: Draft, fact: Fact | Statement, *, subjects: bool) -> None:
    draft.tell(fact)
    named = {actor.id: actor for actors in fact.roles.values() for actor in actors}
    draft.add(*named.values())
    if not isinstance(fact, Statement):
        for one, other in combinations(sorted(named), 2):
            draft.tie(fact, between(fact, one, other))
        return
    draft.add(*fact.asserter)
    for speaker in fact.asserter:
        for other in named:
            if other != speaker.id:
                draft.tie(fact, between(fact, speaker.id, other))
        for actor in _subjects(fact) if subjects else ():
            if actor.id != speaker.id and actor.id not in named:
                draft.add(actor)
                draft.tie(fact, Direction(speaker.id, actor.id, "asserter", ABOUT))


def _subjects(statement: Statement) -> Iterator[ActorShort]:
    """Yield the actors that a statement, or what it says to be so, is about."""
    yield from (actor for actor in statement.about if LEG + actor.type in actor_classes())
    for proposition in (*statement.content, *statement.condition):
        for held in proposition.roles.values():
            yield from held


def _title(fact: Fact | Statement) -> str:
    kind = kind_words(fact.type).capitalize()
    if isinstance(fact, Statement):
        against = f" against {_names(fact.against)}" if fact.against else ""
        return (
            f"{kind} of {_names(fact.asserter)}{against}" if fact.asserter else f"{kind}{against}"
        )
    return f"{kind}: {_names([actor for held in fact.roles.values() for actor in held])}"


def _names(actors: Sequence[ActorShort]) -> str:
    return ", ".join(dict.fromkeys(actor.label for actor in actors))
