"""Stock queries: SPARQL files that run as they stand, refilled with the values asked for."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pyoxigraph import NamedNode

from ontology import prefix_declarations

_BLOCK = r"VALUES\s+\?{name}\s*\{{[^}}]*\}}"


@cache
def _text(name: str) -> str:
    source = files("graph").joinpath("lookups", f"{name}.rq")
    return prefix_declarations() + source.read_text(encoding="utf-8")


def stock(name: str, **values: Iterable[str]) -> str:
    """Return a stock query with its ``VALUES`` blocks refilled.

    Parameters
    ----------
    name : str
        The file's name in ``graph/lookups``, without ``.rq``.
    **values : iterable of str
        IRIs by variable name. Each variable must have a ``VALUES ?name { ... }`` block in the
        file; what stands there is an example, so that the file can be run as it is.

    Raises
    ------
    ValueError
        If a variable has no block, or a value is no IRI.

    Examples
    --------
    >>> "<https://example.org/a>" in stock("denials", fact=["https://example.org/a"])
    True
    """
    query = _text(name)
    for variable, iris in values.items():
        filling = " ".join(_bracket(iri) for iri in iris)
        pattern = _BLOCK.format(name=re.escape(variable))
        query, count = re.subn(pattern, f"VALUES ?{variable} {{ {filling} }}", query)
        if not count:
            raise ValueError(f"the stock query {name} has no VALUES block for ?{variable}")
    return query


def _bracket(iri: str) -> str:
    return str(NamedNode(iri))
