"""Who is the same as whom: judgements with a reason and a judge, kept in a graph of their own.

A judgement never edits a source. People decide here; rules decide in `graph.identity_rules`, anew
after every change, and never against a person's word.
"""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

from pyoxigraph import Literal, NamedNode, Quad

from graph.derived import update_derived
from graph.errors import InvalidInput, NotFound
from graph.identity_rules import rule_judgements
from graph.ids import short_id
from graph.progress import Progress, silent
from graph.queries import stock
from graph.store import Draft, Store
from ontology import ID, IDENTITY_GRAPH, LEG, PROV, RDF, XSD

_GRAPH = NamedNode(IDENTITY_GRAPH)
RULE_PREFIX = "rule:"


def judgement_iri(kind: str, actors: Iterable[str]) -> str:
    """Return the IRI of a judgement about some actors: the same judgement, the same IRI."""
    digest = hashlib.sha256(" ".join([kind, *actors]).encode()).hexdigest()[:16]
    return f"{ID!s}judgement-{digest}"


def same_actor_quads(retired: str, kept: str, *, reason: str, judge: str) -> list[Quad]:
    """Return the quads that judge two ids to be the same actor, one giving way to the other."""
    node = NamedNode(judgement_iri("same", (retired, kept)))
    said: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(LEG.SameActorJudgement)),
        (LEG.retires, NamedNode(retired)),
        (LEG.keeps, NamedNode(kept)),
        (LEG.reason, Literal(reason, language="en")),
        (LEG.judge, Literal(judge)),
    ]
    return [Quad(node, NamedNode(name), value, _GRAPH) for name, value in said]


def judge_same(store: Store, retired: str, kept: str, *, reason: str, judge: str) -> str:
    """Judge two ids to be the same actor, by a person's decision.

    Parameters
    ----------
    store : Store
        Where to keep the judgement.
    retired, kept : str
        IRIs: the one that gives way, and the one that both answer to from now on.
    reason, judge : str
        Why, and who decided.

    Returns
    -------
    str
        The judgement's id, by which it can be withdrawn.

    Raises
    ------
    InvalidInput
        If the two are one already, or the judgement would go in a circle.
    """
    _check(reason, judge)
    with store.draft(judge, f"judge {short_id(retired)} the same as {short_id(kept)}") as draft:
        merged = {row["retired"].value: row["kept"].value for row in draft.select(stock("merged"))}
        giving_way, final = merged.get(retired, retired), merged.get(kept, kept)
        if giving_way == final:
            raise InvalidInput(f"{short_id(retired)} and {short_id(kept)} are one actor already")
        return _add(draft, same_actor_quads(giving_way, final, reason=reason, judge=judge))


def judge_different(store: Store, one: str, other: str, *, reason: str, judge: str) -> str:
    """Judge two ids to be different actors, which no rule may merge. Returns its id.

    Raises
    ------
    InvalidInput
        If the two are one id.
    """
    _check(reason, judge)
    if one == other:
        raise InvalidInput(f"{short_id(one)} cannot be different from itself")
    pair = sorted((one, other))
    node = NamedNode(judgement_iri("different", pair))
    said: list[tuple[str, NamedNode | Literal]] = [
        (RDF.type, NamedNode(LEG.DifferentActorsJudgement)),
        *((LEG.actor, NamedNode(actor)) for actor in pair),
        (LEG.reason, Literal(reason, language="en")),
        (LEG.judge, Literal(judge)),
    ]
    quads = [Quad(node, NamedNode(name), value, _GRAPH) for name, value in said]
    with store.draft(judge, f"judge {short_id(one)} different from {short_id(other)}") as draft:
        return _add(draft, quads)


def withdraw_judgement(store: Store, identifier: str, *, who: str = "legation") -> None:
    """Withdraw a person's judgement: everything is as if it had never been made.

    Raises
    ------
    NotFound
        If there is no such judgement by a person. A rule's is undone by judging the two
        different.
    """
    node = NamedNode(f"{ID!s}{identifier}")
    with store.draft(who, f"withdraw {identifier}") as draft:
        every = set(draft.quads(IDENTITY_GRAPH))
        own = {quad for quad in every if quad.subject == node}
        if not own or own <= _by_rule(every):
            raise NotFound(
                f"no person's judgement has the id {identifier!r}; a rule's is undone by judging "
                "the two different"
            )
        draft.replace(IDENTITY_GRAPH, every - own)
        _follow(draft)


def update_rule_judgements(draft: Draft, progress: Progress = silent) -> None:
    """Make the judgements by rule follow from the rest of a draft; people's stay as they are."""
    task = progress.start("Judging who is who", None)
    every = set(draft.quads(IDENTITY_GRAPH))
    by_people = every - _by_rule(every)
    quads = {
        quad
        for found in rule_judgements(draft, by_people)
        for quad in same_actor_quads(
            found.retired, found.kept, reason=found.reason, judge=f"{RULE_PREFIX}{found.rule}"
        )
    }
    draft.replace(IDENTITY_GRAPH, by_people | quads)
    task.done()


def _by_rule(quads: set[Quad]) -> set[Quad]:
    judges = {
        quad.subject
        for quad in quads
        if quad.predicate.value == LEG.judge
        and isinstance(quad.object, Literal)
        and quad.object.value.startswith(RULE_PREFIX)
    }
    return {quad for quad in quads if quad.subject in judges}


def _check(reason: str, judge: str) -> None:
    if not reason.strip():
        raise InvalidInput("a judgement needs a reason")
    if not judge.strip() or judge.startswith(RULE_PREFIX):
        raise InvalidInput("a judgement needs the name of the person who decided")


def _add(draft: Draft, quads: list[Quad]) -> str:
    node = quads[0].subject
    now = Literal(datetime.now(UTC).isoformat(timespec="seconds"), datatype=NamedNode(XSD.dateTime))
    draft.add([*quads, Quad(node, NamedNode(PROV.generatedAtTime), now, _GRAPH)])
    _follow(draft)
    return short_id(str(node).strip("<>"))


def _follow(draft: Draft) -> None:
    update_rule_judgements(draft)
    update_derived(draft)
