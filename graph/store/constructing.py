"""CONSTRUCT by way of SELECT: solutions end with a mark, and triples do not.

What an endpoint sends as N-Triples may be cut between two lines, by its own limit on rows or by
whoever stands between, and nothing shows it. So the pattern is asked for as solutions, and the
template is filled here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QuerySolution,
    QueryTriples,
    Store,
    Triple,
    Variable,
)

from graph.sparql_guard import TERMINALS

_BATCH = 5_000
_BLANK = "urn:legation:blank:"
_SKIPPED = {"blank"}


@dataclass(frozen=True)
class Construction:
    """A CONSTRUCT query as the SELECT query to ask, and the template to fill.

    Parameters
    ----------
    select : str
        Gives a solution for each time that the template is filled.
    head : str
        The prologue and the template, up to its ``WHERE``.
    variables : tuple of str
        Those of the template, without their question marks.
    """

    select: str
    head: str
    variables: tuple[str, ...]

    @classmethod
    def of(cls, query: str) -> "Construction | None":
        """Return a CONSTRUCT query so; none where its template has no variables.

        Examples
        --------
        >>> found = Construction.of("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t }")
        >>> found.select
        'SELECT ?s ?t WHERE { ?s a ?t }'
        """
        terminals = [
            (found.lastgroup or "", found[0], found.start())
            for found in TERMINALS.finditer(query)
            if found.lastgroup not in _SKIPPED
        ]
        start = next(place for place, found in enumerate(terminals) if _is(found, "CONSTRUCT"))
        opening = next(
            place for place in range(start, len(terminals)) if terminals[place][1] == "{"
        )
        closing = _closing(terminals, opening)
        template = terminals[opening : closing + 1]
        names = dict.fromkeys(cut[1:] for kind, cut, _ in template if kind == "variable")
        if not names:
            return None
        begin, inside = terminals[start][2], terminals[opening][2]
        end = terminals[closing][2] + 1
        prologue, group = query[:begin], query[inside:end]
        # CONSTRUCT WHERE { ... } and CONSTRUCT FROM <...> WHERE { ... } have no template but the
        # pattern itself.
        rest = query[end:] if opening == start + 1 else query[begin + len("CONSTRUCT") :]
        wanted = " ".join(f"?{name}" for name in names)
        return cls(
            f"{prologue}SELECT {wanted} {rest.lstrip()}",
            f"{prologue}CONSTRUCT {group}",
            tuple(names),
        )

    def fill(self, solutions: Iterable[QuerySolution]) -> Iterator[Triple]:
        """Yield the triples that solutions give, each once in a batch."""
        empty, rows = Store(), iter(solutions)
        # Many bindings are alike in what the template does with them.
        while batch := list(islice(rows, _BATCH)):
            names = " ".join(f"?{name}" for name in self.variables)
            bound = dict.fromkeys(self._bound(row) for row in batch)
            found = empty.query(f"{self.head} WHERE {{ VALUES ({names}) {{ {' '.join(bound)} }} }}")
            if isinstance(found, QueryTriples):
                yield from map(_with_blanks, found)

    def _bound(self, row: QuerySolution) -> str:
        return f"({' '.join(_term(row[Variable(name)]) for name in self.variables)})"


def _is(terminal: tuple[str, str, int], word: str) -> bool:
    return terminal[0] == "run" and terminal[1].upper() == word


def _closing(terminals: Sequence[tuple[str, str, int]], opening: int) -> int:
    depth = 0
    for place in range(opening, len(terminals)):
        depth += {"{": 1, "}": -1}.get(terminals[place][1], 0)
        if not depth:
            return place
    raise ValueError("the template does not end")


def _term(value: NamedNode | BlankNode | Literal | Triple | None) -> str:
    if value is None:
        return "UNDEF"
    return f"<{_BLANK}{value.value}>" if isinstance(value, BlankNode) else str(value)


def _with_blanks(triple: Triple) -> Triple:
    subject, object_ = (_blank(term) for term in (triple.subject, triple.object))
    return Triple(subject, triple.predicate, object_)  # type: ignore[arg-type]


def _blank(term: object) -> object:
    if isinstance(term, NamedNode) and term.value.startswith(_BLANK):
        return BlankNode(re.sub(r"\W", "_", term.value.removeprefix(_BLANK)))
    return term
