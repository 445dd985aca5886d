"""The derived graph: shortcuts that SPARQL rules make of the facts, never edited by hand."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from graph.progress import Progress, silent
from graph.store import Draft
from ontology import DERIVED_GRAPH, derivations

FIRST = "mergedInto"
_GRAPH = NamedNode(DERIVED_GRAPH)


def update_derived(draft: Draft, progress: Progress = silent) -> None:
    """Bring the derived graph up to date with the rest of a draft.

    Who was merged into whom comes first, since every other rule speaks of actors by the id they
    answer to now.

    Parameters
    ----------
    draft : Draft
        The revision in the making.
    progress : Progress
        Told of each rule.
    """
    rules = derivations()
    task = progress.start("Deriving shortcuts", len(rules))
    merged = set(_run(draft, rules[FIRST]))
    kept = {
        quad
        for quad in draft.quads(DERIVED_GRAPH)
        if not quad.predicate.value.endswith(f"#{FIRST}")
    }
    draft.replace(DERIVED_GRAPH, kept | merged)
    task.advance()
    shortcuts = set(merged)
    for name, rule in rules.items():
        if name != FIRST:
            shortcuts.update(_run(draft, rule))
            task.advance()
    draft.replace(DERIVED_GRAPH, shortcuts)
    task.done()


def _run(draft: Draft, rule: str) -> Iterator[Quad]:
    for triple in draft.construct(rule):
        yield Quad(triple.subject, triple.predicate, triple.object, _GRAPH)
