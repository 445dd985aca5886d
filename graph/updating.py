"""Changes that come over the wire: a graph put, added to or deleted, and SPARQL updates.

Each is one draft: made, held against the same checks as a load, and published whole or not at
all. Every function takes a store and plain values, so that it can run in another process.
"""

from collections.abc import Collection, Iterable, Sequence

from pyoxigraph import NamedNode, Quad

from graph.answers import Written
from graph.errors import Fault, Forbidden, LoadRefused, NotFound
from graph.ids import short_id
from graph.loading import ADDED_TO, bring_up_to_date, check_graph
from graph.nearest import nearest
from graph.queries import stock
from graph.reading import may_load
from graph.references import described, named, type_quads
from graph.sent import parse_graph
from graph.shapes import check_shapes
from graph.sparql_guard import decoded, keywords
from graph.sparql_using import name_dataset
from graph.store import Draft, Reader, Store
from graph.store.revisions import latest_revision
from ontology import (
    ARTICLE,
    DATASET,
    DEFAULT_GRAPH,
    DERIVED_GRAPH,
    ENTITIES_GRAPH,
    ID,
    IDENTITY_GRAPH,
    INFERENCES_GRAPH,
    LEG,
    ONTOLOGY_GRAPH,
    REVISIONS_GRAPH,
)

OWN_GRAPHS = (DERIVED_GRAPH, IDENTITY_GRAPH, ONTOLOGY_GRAPH, REVISIONS_GRAPH)
_OURS = tuple(f"<{place!s}" for place in (ID, ARTICLE, DATASET))
_ASKED_AT_ONCE = 2_000


def put_graph(
    store: Store,
    graph: str | None,
    content: bytes,
    media_type: str,
    *,
    base: str,
    who: str,
    why: str = "",
    anything: bool = False,
) -> Written:
    """Replace a graph by what was sent.

    Parameters
    ----------
    store : Store
        Where to write.
    graph : str or None
        The graph's IRI; none is the default graph.
    content, media_type : bytes, str
        The graph, in one of `graph.sent.GRAPH_FORMATS`.
    base : str
        What relative IRIs in it are resolved against.
    who, why : str
        Recorded with the revision.
    anything : bool
        Whether graphs may be written that hold no source.

    Raises
    ------
    Forbidden
        If this graph may not be written.
    BadRequest
        If the content cannot be read.
    LoadRefused
        With every fault found. Nothing was written.
    """
    name = _writable(graph, anything=anything)
    quads = set(parse_graph(content, media_type, name, base))
    with store.draft(who, why or f"put {short_id(name)}") as draft:
        created = not _is_there(draft, name) and bool(quads)
        gone = described(draft.quads(name)) - described(quads)
        draft.replace(name, quads)
        return _finished(draft, _faults_of(draft, name, quads), gone, name, created=created)


def post_graph(
    store: Store,
    graph: str | None,
    parts: Sequence[tuple[bytes, str]],
    *,
    base: str,
    who: str,
    why: str = "",
    anything: bool = False,
) -> Written:
    """Add what was sent to a graph, which is made where it is not there.

    Parameters
    ----------
    store, graph, base, who, why, anything
        As with `put_graph`.
    parts : sequence of (bytes, str)
        Each a graph with its format. All are added, or none.

    Raises
    ------
    Forbidden, BadRequest, LoadRefused
        As with `put_graph`.
    """
    name = _writable(graph, anything=anything)
    sent = {quad for content, kind in parts for quad in parse_graph(content, kind, name, base)}
    with store.draft(who, why or f"add to {short_id(name)}") as draft:
        created = not _is_there(draft, name) and bool(sent)
        draft.add(sent)
        whole = sent if name in ADDED_TO else set(draft.quads(name))
        return _finished(draft, _faults_of(draft, name, whole), set(), name, created=created)


def delete_graph(
    store: Store, graph: str | None, *, who: str, why: str = "", anything: bool = False
) -> Written:
    """Delete a graph, and all that followed from it.

    Parameters
    ----------
    store, graph, who, why, anything
        As with `put_graph`. The default graph is always there, and is emptied.

    Raises
    ------
    Forbidden
        If this graph may not be written.
    NotFound
        If there is no such graph; with the nearest.
    LoadRefused
        If another graph names what only this one describes. Nothing was written.
    """
    name = _writable(graph, anything=anything)
    with store.draft(who, why or f"delete {short_id(name)}") as draft:
        if not _is_there(draft, name):
            raise NotFound(f"there is no graph <{name}>", nearest(name, draft.graphs()))
        gone = described(draft.quads(name))
        draft.replace(name, [])
        return _finished(draft, [], gone, name, created=False)


def run_update(
    store: Store,
    text: str,
    *,
    using_graphs: Sequence[str] = (),
    using_named_graphs: Sequence[str] = (),
    base: str | None = None,
    who: str,
    why: str = "",
) -> Written:
    """Carry out a SPARQL 1.1 update, whole or not at all.

    The graphs that Legation makes itself stay as they are: what the update takes from them is put
    back, so that ``CLEAR ALL`` does what it can, and an update that adds to them is refused.

    Parameters
    ----------
    store : Store
        Where to write.
    text : str
        The update.
    using_graphs, using_named_graphs : sequence of str
        The dataset that the request names for its patterns.
    base : str or None
        What relative IRIs are resolved against.
    who, why : str
        Recorded with the revision.

    Raises
    ------
    QuerySyntaxError, BadRequest
        If it does not parse, or names a dataset twice.
    Forbidden
        If it uses ``SERVICE`` or ``LOAD``, or adds to a graph of Legation's own.
    LoadRefused
        If what it makes of a graph would not load. Nothing was written.
    """
    text = name_dataset(text, using_graphs, using_named_graphs)
    for reading in (text, decoded(text)):
        keywords(reading)
    with store.draft(who, why or "a SPARQL update") as draft:
        before = store.snapshot()
        changed = draft.update(text, base=base, keep=OWN_GRAPHS)
        if DEFAULT_GRAPH in draft.graphs():
            raise Forbidden(f"<{DEFAULT_GRAPH}> is the default graph's name here; use another")
        faults: list[Fault] = []
        gone: set[str] = set()
        for name in sorted(changed):
            faults += _new_faults(before, draft, name)
            gone |= described(before.quads(name)) - described(draft.quads(name))
        return _finished(draft, faults, gone, None, created=False)


def _writable(graph: str | None, *, anything: bool) -> str:
    """Return the name of a graph that this writer may write."""
    name = DEFAULT_GRAPH if graph is None else graph
    if name in OWN_GRAPHS:
        raise Forbidden(f"the graph <{name}> is made by Legation itself, and by nobody else")
    if not anything and not may_load(name):
        raise Forbidden(
            f"the graph <{name}> needs a token with the right `admin`; with `load` you may write "
            f"<{ARTICLE!s}SLUG> and <{DATASET!s}SLUG>, the slug in lower-case ASCII with "
            f"hyphens, <{ENTITIES_GRAPH}> and <{INFERENCES_GRAPH}>"
        )
    return name


def _is_there(draft: Draft, name: str) -> bool:
    return name == DEFAULT_GRAPH or name in draft.graphs()


def _finished(
    draft: Draft, faults: list[Fault], gone: Collection[str], name: str | None, *, created: bool
) -> Written:
    """Refuse a draft with faults, or bring the rest of it up to date."""
    faults = faults + _left_dangling(draft, gone, name)
    if faults:
        raise LoadRefused(faults)
    bring_up_to_date(draft)
    return Written(created=created, revision=latest_revision(draft.select).number + 1, graph=name)


def _faults_of(reader: Reader, name: str, quads: Collection[Quad]) -> list[Fault]:
    """Return everything wrong with a graph: one with a source is checked as `load` does.

    Any other may hold any RDF, and only what it says in our own words is checked.
    """
    if may_load(name):
        return check_graph(reader, list(quads), quads, set())
    ours = {quad.subject for quad in quads if _is_ours(quad)}
    if not ours:
        return []
    unknown = named(quads).keys() - described(quads)
    context = [*quads, *type_quads(reader, unknown, besides=set())]
    return check_shapes([quad for quad in quads if quad.subject in ours], context)


def _is_ours(quad: Quad) -> bool:
    """Return whether a quad speaks of something of ours, or in our terms."""
    terms = (quad.subject, quad.predicate, quad.object)
    in_terms = any(isinstance(term, NamedNode) and term.value.startswith(LEG) for term in terms)
    return in_terms or str(quad.subject).startswith(_OURS)


def _new_faults(before: Reader, draft: Draft, name: str) -> list[Fault]:
    """Return what is wrong with a graph and was not before."""
    faults = _faults_of(draft, name, set(draft.quads(name)))
    if not faults:
        return []
    already = set(_faults_of(before, name, set(before.quads(name))))
    return [fault for fault in faults if fault not in already]


def _left_dangling(draft: Draft, gone: Iterable[str], name: str | None) -> list[Fault]:
    """Return a fault for everything still named that this change left without a description."""
    asked = sorted(gone)
    faults = []
    for start in range(0, len(asked), _ASKED_AT_ONCE):
        batch = asked[start : start + _ASKED_AT_ONCE]
        lost = set(batch) - described(type_quads(draft, batch, besides=set()))
        rows = draft.select(stock("named_by", entity=sorted(lost))) if lost else ()
        faults += [
            Fault(
                f"<{row['other'].value}> names <{row['entity'].value}>, which nothing would "
                "describe any more",
                "change that one first, or describe it in the entities graph",
                node=str(row["subject"]).strip("<>"),
                path=row["property"].value,
            )
            for row in rows
            if row["other"].value != name
        ]
    return faults
