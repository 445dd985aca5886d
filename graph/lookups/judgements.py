"""The judgements: who is the same as whom, and who is not."""

from collections import defaultdict
from datetime import datetime

from pyoxigraph import QuerySolution

from graph.answers import Judgement, Page
from graph.identity import RULE_PREFIX
from graph.ids import short_id
from graph.paging import page_of
from graph.queries import stock
from graph.view import View


def judgements(
    view: View, *, by_rule: bool | None = None, limit: int = 50, cursor: str | None = None
) -> Page[Judgement]:
    """Return the judgements, by id.

    Parameters
    ----------
    view : View
        The revision to read.
    by_rule : bool or None
        Only those of rules, or only those of people.
    limit, cursor
        The page wanted.

    Raises
    ------
    InvalidParameter
        If the page cannot be had.
    """
    rows: dict[str, list[QuerySolution]] = defaultdict(list)
    for row in view.snapshot.select(stock("judgements")):
        rows[row["judgement"].value].append(row)
    every = [_judgement(iri, found) for iri, found in sorted(rows.items())]
    wanted = [one for one in every if by_rule is None or one.by_rule == by_rule]
    chosen, following = page_of(wanted, lambda one: one.id, limit, cursor)
    return Page[Judgement](items=list(chosen), next=following)


def _judgement(iri: str, rows: list[QuerySolution]) -> Judgement:
    first = rows[0]

    def id_of(name: str) -> str | None:
        return short_id(first[name].value) if first[name] else None

    actors = sorted({short_id(row["actor"].value) for row in rows if row["actor"]})
    judge = first["judge"].value
    return Judgement(
        id=short_id(iri),
        iri=iri,
        kind="different" if actors else "same",
        retired=id_of("retired"),
        kept=id_of("kept"),
        one=actors[0] if actors else None,
        other=actors[-1] if actors else None,
        reason=first["reason"].value,
        judge=judge,
        by_rule=judge.startswith(RULE_PREFIX),
        time=datetime.fromisoformat(first["time"].value) if first["time"] else None,
    )
