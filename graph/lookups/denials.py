"""Who denies what."""

from collections.abc import Sequence

from graph.answers import Statement
from graph.facts import load_facts
from graph.queries import stock
from graph.view import View


def denials(view: View, facts: Sequence[str]) -> dict[str, list[Statement]]:
    """Return the denials of each of these facts that somebody denies.

    Parameters
    ----------
    view : View
        The revision to read.
    facts : sequence of str
        Their IRIs.
    """
    if not facts:
        return {}
    pairs = sorted(
        {
            (row["fact"].value, row["denial"].value)
            for row in view.snapshot.select(stock("denials", fact=facts))
        }
    )
    loaded = {fact.iri: fact for fact in load_facts(view, [denial for _, denial in pairs])}
    found: dict[str, list[Statement]] = {}
    for iri, denial in pairs:
        statement = loaded.get(denial)
        if isinstance(statement, Statement):
            found.setdefault(iri, []).append(statement)
    return found
