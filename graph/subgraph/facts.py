"""Facts as a graph: whom they name, and for a statement what was said in answer."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from graph.answers import ActorShort, Certainty, Fact, Standing, Statement
from graph.errors import InvalidParameter
from graph.facts import load_facts
from graph.lookups import answered, get_facts, responses
from graph.lookups.timeline import check_certainty
from graph.schema import actor_classes, classes_named, fact_classes
from graph.subgraph.build import asked
from graph.subgraph.draft import Draft
from graph.subgraph.edges import ABOUT, Direction, between, kind_words
from graph.subgraph.parts import Subgraph
from graph.view import View
from ontology import LEG

MAX_FACTS = 200


def fact_subgraph(
    view: View,
    identifiers: str | Sequence[str],
    *,
    kinds: Sequence[str] = (),
    standing: Sequence[Standing] = (),
    as_of: date | None = None,
    certainty: Certainty | None = None,
) -> Subgraph:
    """Return facts with those they name; a statement with its thread, and whom it is about.

    Parameters
    ----------
    view : View
        The revision to read.
    identifiers : str or sequence of str
        The id of a fact, or those of several, 200 at most. Neither their order nor a repetition
        changes the answer.
    kinds, standing : sequence
        Only facts of these types, subtypes included, or of these standings. None means all.
    as_of, certainty
        Only what held on that day, certainly or possibly.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, there are too many, or a parameter cannot be used.

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
    names = [identifiers] if isinstance(identifiers, str) else identifiers
    if not 1 <= len(names) <= MAX_FACTS:
        raise InvalidParameter("fact", f"{len(names)} facts are asked for; give 1 to {MAX_FACTS}")
    facts = sorted(get_facts(view, names), key=lambda fact: fact.iri)
    chosen = {fact.iri for fact in facts}
    told = [fact.iri for fact in facts]
    said = [fact for fact in facts if isinstance(fact, Statement)]
    if said:
        told += [each.iri for each in (*responses(view, said), *answered(view, said))]
    wanted = classes_named(list(kinds), fact_classes(), "kind") or fact_classes()
    sure = {Certainty.certain} if certainty is Certainty.certain else {*Certainty}
    draft = Draft(view)
    for each in load_facts(view, told, as_of):
        if (
            (as_of is None or each.certainty in sure)
            and LEG + each.type in wanted
            and (not standing or each.standing in standing)
        ):
            _add(draft, each, subjects=each.iri in chosen)
    draft.deny(newcomers=True)
    filters = {"kinds": kinds, "standing": standing, "as_of": as_of, "certainty": certainty}
    if len(facts) == 1:
        return draft.finish(_title(facts[0]), {"fact": facts[0].id, **asked(filters)}, "")
    question = {"facts": str(len(facts)), **asked(filters)}  # their ids would fill a picture
    return draft.finish(f"{len(facts)} facts", question, "")


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
