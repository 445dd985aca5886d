"""The ontology's files, found by name wherever the package is installed."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from ontology.namespaces import PREFIXES


def resource(name: str) -> Traversable:
    """Return a file of the ontology, such as ``legation.ttl`` or ``derive/met.rq``.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    found = files("ontology").joinpath(name)
    if not found.is_file():
        raise FileNotFoundError(f"the ontology has no file {name!r}")
    return found


@cache
def text(name: str) -> str:
    """Return the text of an ontology file.

    >>> "leg:Person" in text("legation.ttl")
    True
    """
    return resource(name).read_text(encoding="utf-8")


@cache
def derivations() -> dict[str, str]:
    """Return every derivation rule by name: the text of its SPARQL CONSTRUCT.

    >>> "met" in derivations()
    True
    """
    rules = files("ontology").joinpath("derive").iterdir()
    return {
        path.name.removesuffix(".rq"): path.read_text(encoding="utf-8")
        for path in sorted(rules, key=lambda path: path.name)
        if path.name.endswith(".rq")
    }


@cache
def prefix_declarations() -> str:
    """Return our prefixes as SPARQL declarations, one a line."""
    return "".join(f"PREFIX {prefix}: <{iri!s}>\n" for prefix, iri in PREFIXES.items())
