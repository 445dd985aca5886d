"""References: whatever a graph names must be described somewhere, now and after a change."""

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from graph.errors import Fault
from graph.ids import short_id
from graph.nearest import nearest
from graph.queries import stock
from graph.store import Reader
from ontology import ARTICLE, DATASET, ID, RDF

_SOURCES = (str(ARTICLE), str(DATASET))
_OURS = (str(ID), *_SOURCES)
_ASKED_AT_ONCE = 2_000
MAX_FAULTS = 100


def described(quads: Iterable[Quad]) -> set[str]:
    """Return the IRIs that some quads describe: give a type to, or a part of a source at all."""
    return {
        quad.subject.value
        for quad in quads
        if isinstance(quad.subject, NamedNode)
        and (quad.predicate.value == RDF.type or quad.subject.value.startswith(_SOURCES))
    }


def named(quads: Iterable[Quad]) -> dict[str, tuple[str, str]]:
    """Return the IRIs of ours that some quads name, each with one subject and property."""
    return {
        quad.object.value: (str(quad.subject).strip("<>"), quad.predicate.value)
        for quad in quads
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(_OURS)
    }


def type_quads(reader: Reader, iris: Iterable[str], *, besides: set[str]) -> list[Quad]:
    """Return what the store says these are, graphs about to be replaced left aside.

    Parameters
    ----------
    reader : Reader
        The store's present state.
    iris : iterable of str
        What to ask about.
    besides : set of str
        The IRIs of graphs whose word does not count.
    """
    wanted = sorted(iris)
    found: list[Quad] = []
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        query = stock("types", entity=wanted[start : start + _ASKED_AT_ONCE])
        found += [
            Quad(row["entity"], NamedNode(RDF.type), row["type"], row["graph"])
            for row in reader.select(query)
            if row["graph"].value not in besides
        ]
    return found


def unknown_references(
    references: Mapping[str, tuple[str, str]],
    known: set[str],
    all_known: Callable[[], Iterable[str]],
) -> list[Fault]:
    """Return a fault for everything named that nothing describes.

    Parameters
    ----------
    references : mapping of str to (str, str)
        What is named, with a subject and a property that name it.
    known : set of str
        The IRIs that are described, here or in the store.
    all_known : callable
        Gives the ids to look for near ones in; asked only where there is a fault.
    """
    missing = {iri: place for iri, place in references.items() if iri not in known}
    if not missing:
        return []
    ids = list(all_known())
    faults = []
    for iri, (subject, property_) in sorted(missing.items())[:MAX_FAULTS]:
        close = ", ".join(nearest(short_id(iri), ids))
        hint = f"; the nearest there are: {close}" if close else ""
        faults.append(
            Fault(
                f"nothing describes <{iri}>",
                f"describe it in the entities graph of the same file{hint}",
                node=subject,
                path=property_,
            )
        )
    return faults


def left_dangling(reader: Reader, graph: str) -> list[Fault]:
    """Return a fault for everything that other graphs name and only this one describes."""
    return [
        Fault(
            f"<{row['other'].value}> names <{row['entity'].value}>, which only <{graph}> describes",
            "withdraw that one first, or describe the actor in the entities graph",
            node=str(row["subject"]).strip("<>"),
            path=row["property"].value,
        )
        for row in reader.select(stock("dangling", graph=[graph]))
    ]
