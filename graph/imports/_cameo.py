"""The relations of the CAMEO event codebook, from ``cameo.tsv``, by code and by name."""

import re
from functools import cache

from graph.imports._codebook import Relation, codebook

_PLAIN = re.compile(r"[^a-z]+")


def relations() -> dict[str, Relation]:
    """Return the relations by code.

    >>> relations()["016"].kind, relations()["042"].source
    ('Denial', 'visitor')
    """
    return codebook("cameo.tsv")


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
