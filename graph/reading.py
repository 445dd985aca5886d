"""Files of facts read into quads, with every fault placed where it stands."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from graph.errors import Fault
from ontology import ARTICLE, DATASET, ENTITIES_GRAPH, INFERENCES_GRAPH, LEG, RDF, resource

CONTEXT_IRI = "https://w3id.org/legation/context.jsonld"

_FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}
_PLACE = re.compile(r"line (\d+)|(\d+):\d+")


@dataclass
class ReadFile:
    """What one file holds: quads by graph, and what is wrong with it."""

    name: str
    text: str = ""
    graphs: dict[str, list[Quad]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def line_of(self, node: str) -> int | None:
        """Return the line on which a node is described, or else first named, if any."""
        tail = re.escape(re.split(r"[#/]", node)[-1])
        if not tail:
            return None
        name = rf"[#/:]{tail}(?![\w-])"
        found = re.search(rf"^\s*\S*{name}", self.text, re.MULTILINE)
        found = found or re.search(name, self.text)
        return self.text.count("\n", 0, found.end()) + 1 if found else None


def read_file(path: Path) -> ReadFile:
    """Read a TriG, Turtle, N-Quads or JSON-LD file.

    Turtle, and JSON-LD without named graphs, go to the graph of the one article or table they
    describe.

    Parameters
    ----------
    path : Path
        Its ending says which format it is: ``.trig``, ``.ttl``, ``.nq`` or ``.jsonld``.

    Returns
    -------
    ReadFile
        With faults, and no quads, where the file cannot be read.
    """
    read = ReadFile(path.name)
    format_ = _FORMATS.get(path.suffix.lower())
    if format_ is None:
        known = ", ".join(_FORMATS)
        read.faults.append(
            Fault(
                "the file's format is not known", f"give it one of the endings {known}", path.name
            )
        )
        return read
    try:
        read.text = path.read_text(encoding="utf-8")
        content = with_own_context(read.text) if format_ == RdfFormat.JSON_LD else read.text
        quads = list(parse(content, format_))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as fault:
        read.faults.append(Fault(f"the file cannot be read: {fault}", "", path.name))
        return read
    except SyntaxError as fault:
        read.faults.append(_syntax_fault(path.name, fault))
        return read
    _sort_into_graphs(read, quads)
    return read


def with_own_context(text: str) -> str:
    """Put our JSON-LD context in place of its address: nothing is fetched."""
    document = json.loads(text)
    if isinstance(document, dict) and document.get("@context") == CONTEXT_IRI:
        own = json.loads(resource("context.jsonld").read_text(encoding="utf-8"))
        document["@context"] = own["@context"]
    return json.dumps(document)


def _syntax_fault(name: str, fault: SyntaxError) -> Fault:
    place = _PLACE.search(str(fault))
    line = fault.lineno or (int(place[1] or place[2]) if place else None)
    mend = "mend the line"
    if "scheme" in str(fault):
        mend = "a relative IRI needs a base: begin the file with @base <the article's IRI> ."
    return Fault(f"the file does not parse: {fault.msg or fault}", mend, name, line)


def _sort_into_graphs(read: ReadFile, quads: Sequence[Quad]) -> None:
    home = _home(quads)
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, DefaultGraph):
            if home is None:
                read.faults.append(
                    Fault(
                        "statements stand outside any graph",
                        "put them in GRAPH <the article's IRI> { ... }, or describe one "
                        "leg:Article or leg:Dataset in the file",
                        read.name,
                        read.line_of(str(quad.subject).strip("<>")),
                        node=str(quad.subject).strip("<>"),
                    )
                )
                return
            graph = NamedNode(home)
        placed = Quad(quad.subject, quad.predicate, quad.object, graph)
        read.graphs.setdefault(str(graph).strip("<>"), []).append(placed)
    read.faults += [_strange_graph(read, name) for name in read.graphs if not may_load(name)]


def _home(quads: Sequence[Quad]) -> str | None:
    """Return the one article or table described outside any graph, if there is just one."""
    sources = {
        quad.subject.value
        for quad in quads
        if isinstance(quad.graph_name, DefaultGraph)
        and isinstance(quad.subject, NamedNode)
        and quad.predicate.value == RDF.type
        and quad.object in (NamedNode(LEG.Article), NamedNode(LEG.Dataset))
    }
    return sources.pop() if len(sources) == 1 else None


def may_load(graph: str) -> bool:
    """Return whether a graph is loaded from a source: an article, a table, actors, links."""
    slug = graph.removeprefix(ARTICLE).removeprefix(DATASET)
    is_source = slug != graph and bool(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug))
    return is_source or graph in (ENTITIES_GRAPH, INFERENCES_GRAPH)


def _strange_graph(read: ReadFile, graph: str) -> Fault:
    return Fault(
        f"the graph <{graph}> cannot be loaded",
        f"name it {ARTICLE!s}<slug> or {DATASET!s}<slug>, the slug in lower-case ASCII with "
        f"hyphens; actors go to <{ENTITIES_GRAPH}>",
        read.name,
        read.line_of(graph),
        node=graph,
    )
