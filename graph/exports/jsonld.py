"""JSON-LD: the facts as quads, each in the graph of the source that says so.

Names are those of the ontology's context; a file carries the part of it that it uses, so that
reading it needs no network.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from graph.exports._about import about
from graph.exports._format import Format
from graph.subgraph import Subgraph
from graph.subgraph.excerpt import iri
from ontology import PREFIXES, RDF, XSD, text

# What the file states of itself is no fact of the graph: a JSON-LD reader drops a null term.
_ACCOUNT = "export"

_PREFIXES = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as JSON-LD."""
    used: set[str] = set()
    graphs = _graphs(subgraph.quads, used)
    terms = {term: _context()[term] for term in sorted(used)}
    document = {
        "@context": {"@version": 1.1, **_PREFIXES, **terms, _ACCOUNT: None},
        _ACCOUNT: about(subgraph),
        "@graph": graphs,
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


@cache
def _context() -> dict[str, Any]:
    context: dict[str, Any] = json.loads(text("context.jsonld"))["@context"]
    return {term: meaning for term, meaning in context.items() if term not in _PREFIXES}


@cache
def _terms() -> dict[str, tuple[str, str | None]]:
    """Return the context's terms by IRI, each with the type it gives a bare text."""
    found: dict[str, tuple[str, str | None]] = {}
    for term, meaning in _context().items():
        if isinstance(meaning, str):
            found[_expand(meaning)] = (term, None)
        elif isinstance(meaning, dict) and meaning.keys() <= {"@id", "@type"}:
            kind = meaning.get("@type")
            found[_expand(meaning["@id"])] = (term, _expand(kind) if kind else None)
    return found


def _expand(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return _PREFIXES[prefix] + rest if prefix in _PREFIXES else name


def _graphs(quads: Sequence[Quad], used: set[str]) -> list[dict[str, Any]]:
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        nodes = graphs.setdefault(iri(quad.graph_name), {})
        name = _compact(iri(quad.subject))
        _state(nodes.setdefault(name, {"@id": name}), quad, used)
    return [
        {"@id": _compact(graph), "@graph": list(nodes.values())} for graph, nodes in graphs.items()
    ]


def _state(node: dict[str, Any], quad: Quad, used: set[str]) -> None:
    property_, value = quad.predicate.value, quad.object
    if property_ == RDF.type and isinstance(value, NamedNode):
        node.setdefault("@type", []).append(_term(value.value, used)[0])
        return
    name, kind = _term(property_, used)
    node.setdefault(name, []).append(_value(value, kind))


def _term(name: str, used: set[str]) -> tuple[str, str | None]:
    term, kind = _terms().get(name, ("", None))
    if not term:
        return _compact(name), None
    used.add(term)
    return term, kind


def _value(value: object, kind: str | None) -> str | dict[str, str]:
    if not isinstance(value, Literal):
        name = _compact(iri(value))
        return name if kind in {"@id", "@vocab"} else {"@id": name}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == (kind or XSD.string):
        return value.value
    if datatype == XSD.string:
        return {"@value": value.value}
    return {"@value": value.value, "@type": _compact(datatype)}


def _compact(name: str) -> str:
    for prefix, namespace in _PREFIXES.items():
        rest = name.removeprefix(namespace)
        if rest != name and not rest.startswith("//"):
            return f"{prefix}:{rest}"
    return name


FORMAT = Format(
    "jsonld", "application/ld+json", "jsonld", "RDF as JSON-LD, source by source", write
)
