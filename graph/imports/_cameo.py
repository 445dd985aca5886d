"""What the relations of the CAMEO event codebook are read as, from ``cameo.tsv``.

Every code has a line there: the class of fact, the roles of the record's source and target, and,
where the relation says what is said, the words of the proposition.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Whichever of the two is told first: the other record of the day is the same fact's evidence.
MUTUAL = frozenset({"Visit", "Meeting", "Agreement"})
_PLAIN = re.compile(r"[^a-z]+")


@dataclass(frozen=True)
class Relation:
    """One code of the codebook.

    Parameters
    ----------
    code, name : str
        As in the codebook; a code is two to four digits.
    kind : str
        The class of fact that a record of it becomes.
    source, target : str
        The roles of the record's two actors in that fact.
    content : str
        The words of the proposition, ``{source}`` and ``{target}`` in them; blank for none.
    event_type : str
        The class of event that the proposition is of; blank where none fits.
    """

    code: str
    name: str
    kind: str
    source: str
    target: str
    content: str
    event_type: str

    @property
    def mutual(self) -> bool:
        """Whether two records of one day, one from each side, tell one fact."""
        return self.kind in MUTUAL


@cache
def relations() -> dict[str, Relation]:
    """Return the relations by code.

    >>> relations()["016"].kind, relations()["042"].source
    ('Denial', 'visitor')
    """
    text = files("graph.imports").joinpath("cameo.tsv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row[0]: Relation(*row) for row in rows}


@cache
def _by_name() -> dict[str, Relation]:
    found = {}
    # A root's name is that of its first child in capitals: the child is what records mean.
    for code, relation in sorted(relations().items(), key=lambda item: len(item[0])):
        found[folded(relation.name)] = relations()[code]
    return found


def folded(name: str) -> str:
    """Return a relation's name as tables spell it apart: without case, hyphens and stops."""
    return _PLAIN.sub(" ", name.lower()).strip()


@cache
def relation_named(name: str) -> Relation | None:
    """Return the relation of a name, however it is hyphenated or capitalized.

    >>> relation_named("Threaten non force").code
    '131'
    """
    return _by_name().get(folded(name))
