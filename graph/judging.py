"""Judgements by id, as they come over the wire: plain values in, a plain answer out."""

import re

from graph.answers import Judged
from graph.errors import NotFound
from graph.identity import judge_different, judge_same, withdraw_judgement
from graph.store import Store
from graph.view import KnowledgeGraph

_ID = re.compile(r"judgement-[0-9a-f]{16}")


def judge(store: Store, kind: str, first: str, second: str, *, reason: str, who: str) -> Judged:
    """Judge two actors to be the same or different, by a person's decision.

    Parameters
    ----------
    store : Store
        Where to keep the judgement.
    kind : str
        ``same``, where the first gives way to the second, or ``different``.
    first, second : str
        Ids.
    reason, who : str
        Why, and who decided.

    Raises
    ------
    NotFound
        If one of them is nobody's id; with the nearest.
    InvalidInput
        If they are one already.
    """
    view = KnowledgeGraph(store).view()
    pair = view.iri(first), view.iri(second)
    decide = judge_same if kind == "same" else judge_different
    identifier = decide(store, *pair, reason=reason, judge=who)
    return Judged(id=identifier, revision=store.snapshot().revision.number)


def withdraw(store: Store, identifier: str, *, who: str) -> Judged:
    """Withdraw a person's judgement.

    Raises
    ------
    NotFound
        If no person's judgement has that id.
    """
    if not _ID.fullmatch(identifier):
        raise NotFound(f"{identifier!r} is the id of no judgement")
    withdraw_judgement(store, identifier, who=who)
    return Judged(id=identifier, revision=store.snapshot().revision.number)
