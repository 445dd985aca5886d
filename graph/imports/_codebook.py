"""What the codes of an event codebook are read as, from a table with a line for every code.

A line gives the class of fact, the roles of the record's source and target, and, where the code
says what is said, the words of the proposition.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Whichever of the two is told first: the other record of the day is the same fact's evidence.
MUTUAL = frozenset({"Visit", "Meeting", "Agreement"})


@dataclass(frozen=True)
class Relation:
    """One code of a codebook.

    Parameters
    ----------
    code, name : str
        As in the codebook.
    kind : str
        The class of fact that a record of it becomes.
    source, target : str
        The roles of the record's two sides in that fact.
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
def codebook(file: str) -> dict[str, Relation]:
    """Return the relations of a codebook's table, by code.

    >>> codebook("cameo.tsv")["042"].kind, codebook("plover.tsv")["CONSULT-visit"].kind
    ('Visit', 'Visit')
    """
    text = files("graph.imports").joinpath(file).read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines()[1:], delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row[0]: Relation(*row) for row in rows}
