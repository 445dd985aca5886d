"""A draft over a private Oxigraph store, changed by as few quads as possible.

Measured on one million quads in RocksDB: removing them one graph at once takes about 60 s,
adding them in a transaction about 45 s, bulk loading 13 s. So a graph is replaced by its
difference, and a store that would lose many quads is built anew from what remains.
"""

from collections.abc import Callable, Collection, Iterable
from itertools import chain

from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Oxigraph

from graph.store.oxigraph import OxigraphReader

MANY_REMOVALS = 20_000
MANY_ADDITIONS = 2_000


class OxigraphDraft(OxigraphReader):
    """A draft that nobody else reads.

    Parameters
    ----------
    oxigraph : pyoxigraph.Store
        The private copy to change.
    fresh : callable
        Returns an empty store of the same kind, for building anew.
    """

    def __init__(self, oxigraph: Oxigraph, fresh: Callable[[], Oxigraph]) -> None:
        super().__init__(oxigraph)
        self._fresh = fresh
        self.changed: set[str] = set()
        self.is_large = False

    @property
    def oxigraph(self) -> Oxigraph:
        """The store as it stands now."""
        return self._oxigraph

    def replace(self, graph: str, quads: Iterable[Quad]) -> None:
        """Replace a named graph whole; no quads at all removes it."""
        if next(self.quads(graph), None) is None:
            self._fill(graph, list(quads))
            return
        new = set(quads)
        old = set(self.quads(graph))
        removed, added = old - new, new - old
        if not removed and not added:
            return
        self.changed.add(graph)
        if len(removed) > MANY_REMOVALS:
            rest = (quad for quad in self.quads() if quad not in removed)
            store = self._fresh()
            store.bulk_extend(chain(rest, added))
            self._oxigraph = store
            return
        for quad in removed:
            self._oxigraph.remove(quad)
        self._write(added)
        if not new:
            self._oxigraph.remove_graph(NamedNode(graph))

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads to the graphs they name."""
        new = [quad for quad in quads if quad not in self._oxigraph]
        if not new:
            return
        self.changed.update(
            quad.graph_name.value for quad in new if isinstance(quad.graph_name, NamedNode)
        )
        self._write(new)

    def _fill(self, graph: str, quads: list[Quad]) -> None:
        if quads:
            self.changed.add(graph)
            self._write(quads)

    def release(self) -> None:
        """Let go of the private store, whoever still holds the draft."""
        self._oxigraph = Oxigraph()

    def _write(self, quads: Collection[Quad]) -> None:
        self.is_large |= len(quads) > MANY_REMOVALS
        if len(quads) > MANY_ADDITIONS:
            self._oxigraph.bulk_extend(quads)
        elif quads:
            self._oxigraph.extend(quads)
