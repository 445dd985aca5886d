"""The shipped graph: the ontology, states and territories, and the first article."""

from importlib.resources import as_file, files
from importlib.resources.abc import Traversable

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.errors import LoadRefused
from graph.loading import check_files, write_graphs
from graph.progress import Progress, silent
from graph.reading import ReadFile, read_file
from graph.store import Revision, Store
from graph.territories import territory_quads
from ontology import ENTITIES_GRAPH, ONTOLOGY_GRAPH, text


def seed(store: Store, *, who: str = "legation", progress: Progress = silent) -> Revision:
    """Fill an empty store with the shipped graph; a store that holds anything is left alone.

    The ontology goes into a graph of its own, so that the generic role query can be asked by
    anybody: ``?role rdfs:subPropertyOf leg:participant``.

    Parameters
    ----------
    store : Store
        Where to put it.
    who : str
        Recorded with the revision.
    progress : Progress
        Told of each step.

    Raises
    ------
    LoadRefused
        If the shipped files are damaged.
    """
    current = store.snapshot().revision
    if current.number:
        return current
    task = progress.start("Building the shipped graph", None)
    graphs = shipped_graphs(store)
    task.done()
    return write_graphs(store, graphs, who=who, why="the shipped graph", progress=progress)


def shipped_graphs(store: Store) -> dict[str, list[Quad]]:
    """Return the shipped graphs, checked, by IRI."""
    graph = NamedNode(ONTOLOGY_GRAPH)
    ontology = [
        Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in parse(text("legation.ttl"), RdfFormat.TURTLE)
    ]
    states = list(territory_quads())
    graphs: dict[str, list[Quad]] = {ONTOLOGY_GRAPH: ontology, ENTITIES_GRAPH: states}
    read = [_read(source) for source in (files("data") / "entities.trig", *_articles())]
    read[0].graphs.setdefault(ENTITIES_GRAPH, []).extend(states)
    faults = [fault for file in read for fault in file.faults]
    faults = faults or check_files(store.snapshot(), read, None)
    if faults:
        raise LoadRefused(faults)
    for file in read:
        for name, quads in file.graphs.items():
            graphs[name] = list(dict.fromkeys([*graphs.get(name, []), *quads]))
    return graphs


def _articles() -> list[Traversable]:
    found = (files("data") / "articles").iterdir()
    return sorted((source for source in found if source.name.endswith(".trig")), key=str)


def _read(source: Traversable) -> ReadFile:
    with as_file(source) as path:
        return read_file(path)
