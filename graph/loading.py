"""Loading and withdrawing: checked first, written whole, derived, and only then published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from pyoxigraph import Quad

from graph.derived import update_derived
from graph.errors import Fault, LoadRefused, NotFound
from graph.identity import update_rule_judgements
from graph.ids import short_id
from graph.inferences import drop_orphaned_inferences
from graph.nearest import nearest
from graph.progress import Progress, silent
from graph.reading import ReadFile, read_file
from graph.references import described, left_dangling, named, type_quads, unknown_references
from graph.shapes import check_shapes
from graph.store import Draft, Reader, Revision, Store
from graph.verify import quotation_faults
from ontology import ARTICLE, DATASET, ENTITIES_GRAPH, ID, INFERENCES_GRAPH, RDF

ADDED_TO = (ENTITIES_GRAPH, INFERENCES_GRAPH)


def load(
    store: Store,
    files: Sequence[Path],
    *,
    who: str,
    why: str = "",
    texts: Path | None = None,
    progress: Progress = silent,
) -> Revision:
    """Load articles and tables from files: all of them, or none where anything is wrong.

    A graph that is already there is replaced whole; descriptions of actors are added.

    Parameters
    ----------
    store : Store
        Where to load.
    files : sequence of Path
        TriG, Turtle, N-Quads or JSON-LD.
    who, why : str
        Recorded with the revision.
    texts : Path or None
        The operator's archive of article texts. Where it is given, every quotation is held
        against the words at its offsets.
    progress : Progress
        Told of each step.

    Raises
    ------
    LoadRefused
        With every fault found. Nothing was written.
    """
    task = progress.start("Reading and checking", len(files))
    read = []
    for path in files:
        read.append(read_file(path))
        task.advance()
    task.done()
    faults = [fault for file in read for fault in file.faults]
    if faults:
        raise LoadRefused(faults)
    faults = check_files(store.snapshot(), read, texts)
    if faults:
        raise LoadRefused(faults)
    names = ", ".join(sorted({short_id(graph) for file in read for graph in file.graphs}))
    graphs: dict[str, list[Quad]] = {}
    for file in read:
        for graph, quads in file.graphs.items():
            graphs.setdefault(graph, []).extend(quads)
    return write_graphs(store, graphs, who=who, why=why or f"load {names}", progress=progress)


def check_files(reader: Reader, read: Sequence[ReadFile], texts: Path | None) -> list[Fault]:
    """Return everything wrong with files that parse, each fault placed in its file."""
    together = [quad for file in read for quads in file.graphs.values() for quad in quads]
    replaced = {graph for file in read for graph in file.graphs if graph not in ADDED_TO}
    faults = []
    for file in read:
        for graph, quads in file.graphs.items():
            if graph in ADDED_TO:
                found = check_graph(reader, quads, together, set())
            else:
                found = check_graph(reader, quads, together, replaced)
                if texts is not None:
                    found += quotation_faults(quads, texts)
            faults += [
                replace(fault, file=file.name, line=file.line_of(fault.node)) for fault in found
            ]
    return faults


def check_graph(
    reader: Reader, quads: Sequence[Quad], beside: Iterable[Quad], replaced: set[str]
) -> list[Fault]:
    """Return everything wrong with one graph: its shape, and references to nothing known.

    Parameters
    ----------
    reader : Reader
        The store's present state.
    quads : sequence of Quad
        The graph.
    beside : iterable of Quad
        What is loaded together with it, itself included.
    replaced : set of str
        Graphs that will be replaced, so that what they say now does not count.
    """
    around = [quad for quad in beside if quad.predicate.value == RDF.type]
    references = named(quads)
    known = described(chain(around, quads))
    context = [*around, *type_quads(reader, references.keys() - known, besides=replaced)]
    faults = check_shapes(quads, context)
    return faults + unknown_references(
        references, known | described(context), lambda: all_ids(reader, known)
    )


def all_ids(reader: Reader, besides: Iterable[str] = ()) -> list[str]:
    """Return the ids of all that is described, and of what else is given."""
    rows = reader.select("SELECT DISTINCT ?entity WHERE { ?entity a ?type }")
    iris = {*besides, *(row["entity"].value for row in rows)}
    return sorted(short_id(iri) for iri in iris if iri.startswith(ID))


def write_graphs(
    store: Store,
    graphs: Mapping[str, Iterable[Quad]],
    *,
    who: str,
    why: str,
    progress: Progress = silent,
) -> Revision:
    """Write graphs that were checked, bring what is derived up to date, and publish.

    Parameters
    ----------
    store : Store
        Where to write.
    graphs : mapping of str to iterable of Quad
        Quads by graph. Descriptions of actors and inferences are added; any other graph is
        replaced whole, and removed where it has no quads.
    who, why : str
        Recorded with the revision.
    progress : Progress
        Told of each step.
    """
    with store.draft(who, why) as draft:
        task = progress.start("Writing", len(graphs))
        for graph, quads in graphs.items():
            if graph in ADDED_TO:
                draft.add(quads)
            else:
                draft.replace(graph, quads)
            task.advance()
        task.done()
        bring_up_to_date(draft, progress)
    return store.snapshot().revision


def bring_up_to_date(draft: Draft, progress: Progress = silent) -> None:
    """Make inferences, judgements by rule and the derived graph follow from a draft's sources."""
    drop_orphaned_inferences(draft)
    update_rule_judgements(draft, progress)
    update_derived(draft, progress)


def withdraw(
    store: Store, slug: str, *, who: str, why: str = "", progress: Progress = silent
) -> Revision:
    """Withdraw an article or a table: its graph goes, and all that followed from it.

    Raises
    ------
    NotFound
        If there is no such article or table; with the nearest.
    LoadRefused
        If another graph names what only this one describes. Nothing was written.
    """
    snapshot = store.snapshot()
    graphs = set(snapshot.graphs())
    places = [f"{ARTICLE!s}{slug}", f"{DATASET!s}{slug}"]
    graph = next((place for place in places if place in graphs), None)
    if graph is None:
        known = [short_id(name) for name in graphs if name.startswith((ARTICLE, DATASET))]
        raise NotFound(f"there is no article or table {slug!r}", nearest(slug, known))
    faults = left_dangling(snapshot, graph)
    if faults:
        raise LoadRefused(faults)
    gone: dict[str, list[Quad]] = {graph: []}
    return write_graphs(store, gone, who=who, why=why or f"withdraw {slug}", progress=progress)
