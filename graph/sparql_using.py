"""The dataset that the SPARQL protocol names for an update, written into its text.

The engine has no parameter for ``using-graph-uri`` and ``using-named-graph-uri``, so each
operation with a ``WHERE`` gets the ``USING`` clauses that mean the same. Outside braces an update
has only keywords, names and semicolons (https://www.w3.org/TR/sparql11-query/#sparqlGrammar), so
the place for them is sure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from graph.errors import BadRequest
from graph.sparql_guard import LOCAL, TERMINALS


def name_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return an update whose patterns are matched in the dataset that a request names.

    Parameters
    ----------
    text : str
        The update.
    default, named : sequence of str
        The IRIs of ``using-graph-uri`` and ``using-named-graph-uri``.

    Raises
    ------
    BadRequest
        If the update names a dataset itself, or one of these is no IRI.

    Examples
    --------
    >>> name_dataset("INSERT { ?s a ?o } WHERE { ?s ?p ?o }", ["http://e/g"], [])
    'INSERT { ?s a ?o } USING <http://e/g> WHERE { ?s ?p ?o }'
    """
    if not default and not named:
        return text
    clauses = [f"USING {_term(iri)}" for iri in default]
    clauses += [f"USING NAMED {_term(iri)}" for iri in named]
    return _Rewriting(text, " ".join(clauses)).whole()


def _term(iri: str) -> NamedNode:
    try:
        return NamedNode(iri)
    except ValueError:
        raise BadRequest(f"{iri!r} is no absolute IRI; name the graph by its whole IRI") from None


@dataclass
class _Rewriting:
    """Copies an update terminal by terminal.

    Parameters
    ----------
    text : str
        The update.
    clauses : str
        What to put before every ``WHERE``.
    """

    text: str
    clauses: str
    _written: list[str] = field(default_factory=list)
    _depth: int = 0
    _before: str = ""  # the terminal before, outside braces
    _shortcut_from: int | None = None  # where the braces of DELETE WHERE begin

    def whole(self) -> str:
        for kind, cut in _terminals(self.text):
            word = cut.upper() if kind == "run" and not self._depth else ""
            if word in ("USING", "WITH"):
                raise BadRequest(
                    f"the update has {word} and the request names a dataset too; use one of them"
                )
            if word == "WHERE":
                self._where()
            else:
                self._written.append(cut)
            self._brace(cut)
            if kind != "blank":
                self._before = word or cut
        return "".join(self._written)

    def _where(self) -> None:
        if self._before == "DELETE":
            self._shortcut_from = len(self._written)
        else:
            self._written.append(f"{self.clauses} WHERE")

    def _brace(self, cut: str) -> None:
        self._depth += (cut == "{") - (cut == "}")
        if cut == "}" and not self._depth and self._shortcut_from is not None:
            pattern = "".join(self._written[self._shortcut_from :]).strip()
            self._written.append(f" {self.clauses} WHERE {pattern}")
            self._shortcut_from = None


def _terminals(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while found := TERMINALS.match(text, position):
        kind, end = str(found.lastgroup), found.end()
        colon = end - 1 if found[0] == ":" else end
        if kind in ("run", "other") and text.startswith(":", colon):
            local = LOCAL.match(text, colon + 1)
            kind, end = "name", local.end() if local else colon + 1
        yield kind, text[position:end]
        position = end
