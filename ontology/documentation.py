"""The ontology's page of documentation, made by pyLODE: ``python -m ontology.documentation OUT``.

pyLODE is needed only here and comes with the development tools.
"""

import sys
from pathlib import Path

from rdflib import Graph, Literal, Node
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from ontology.resources import text


def html() -> str:
    """Return the page: every class, property and individual, with how they relate to others'.

    Nothing is fetched: the terms are read from the files beside this module, and pyLODE's
    background vocabularies and style sheet from its own package.

    Raises
    ------
    ModuleNotFoundError
        If pyLODE is not installed, with how to install it.
    """
    try:
        from pylode import OntPub  # noqa: PLC0415 - a development tool, absent in service
    except ModuleNotFoundError as fault:
        raise ModuleNotFoundError(
            "the page is made by pyLODE, which is not installed: pip install 'legation[dev]'"
        ) from fault
    page: str = OntPub(_terms(), sort_subjects=True).make_html()
    return page


def _terms() -> Graph:
    """Return the ontology as a graph, since pyLODE would take a string for a path or an address.

    pyLODE lists no individuals, so each closed list stands as a note on its class.
    """
    graph = Graph(bind_namespaces="core").parse(data=text("legation.ttl"), format="turtle")
    listed: dict[Node, list[str]] = {}
    for item in sorted(graph.subjects(RDF.type, OWL.NamedIndividual), key=str):
        words = f"`{item}`, {graph.value(item, RDFS.label)}: {graph.value(item, RDFS.comment)}"
        for kind in graph.objects(item, RDF.type):
            if kind != OWL.NamedIndividual:
                listed.setdefault(kind, []).append(f"* {words}")
    for kind, items in listed.items():
        graph.add((kind, SKOS.note, Literal("\n".join(items))))
    return graph


def main(arguments: list[str]) -> int:
    """Write the page to the file named."""
    if len(arguments) != 1:
        print("usage: python -m ontology.documentation OUT.html", file=sys.stderr)
        return 2
    Path(arguments[0]).write_text(html(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
