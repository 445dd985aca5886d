"""Everything answers need at one revision: the snapshot, who became whom, names, network."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from pyoxigraph import Literal

from graph.answers import ActorShort, Source
from graph.errors import NotFound
from graph.ids import candidate_iris, local_name, short_id
from graph.index import FactIndex
from graph.index.reading import rows_of
from graph.names import NameIndex
from graph.network import Network
from graph.queries import stock
from graph.schema import actor_classes, narrowest
from graph.store import Revision, Snapshot, Store
from ontology import DCT, LEG

NEAREST = 3


class View:
    """One revision with what is worked out from it once and kept.

    Parameters
    ----------
    snapshot : Snapshot
        The revision.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._shorts: dict[str, ActorShort] = {}
        self._sources: dict[str, Source] = {}
        self._building: dict[str, threading.RLock] = defaultdict(threading.RLock)

    @property
    def revision(self) -> Revision:
        """The revision shown."""
        return self.snapshot.revision

    @cached_property
    def _kept(self) -> dict[str, str]:
        rows = self.snapshot.select(stock("merged"))
        return {row["retired"].value: row["kept"].value for row in rows}

    @cached_property
    def _clusters(self) -> dict[str, list[str]]:
        clusters: dict[str, list[str]] = {}
        for retired, kept in sorted(self._kept.items()):
            clusters.setdefault(kept, [kept]).append(retired)
        return clusters

    def canonical(self, iri: str) -> str:
        """Return the IRI that an actor answers to: its own, or the one it was merged into."""
        return self._kept.get(iri, iri)

    def cluster(self, iri: str) -> list[str]:
        """Return all IRIs judged to be the same actor, the kept one first."""
        kept = self.canonical(iri)
        return self._clusters.get(kept, [kept])

    @property
    def names(self) -> NameIndex:
        """The index of names, built when first asked for."""
        with self._building["names"]:
            return self._names

    @property
    def network(self) -> Network:
        """The network of facts, built when first asked for."""
        with self._building["network"]:
            return self._network

    @property
    def index(self) -> FactIndex:
        """The index of facts, opened or built when first asked for."""
        with self._building["index"]:
            return self._index

    @property
    def classes(self) -> dict[str, set[str]]:
        """The classes of every actor, office and place."""
        with self._building["classes"]:
            return self._classes

    @cached_property
    def _classes(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        query = stock("actor_types", type=sorted(actor_classes()))
        for entity, kind in rows_of(self.snapshot, query, "entity", "type"):
            found[self.canonical(entity)].add(kind)
        return dict(found)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex.build(self)

    @cached_property
    def _network(self) -> Network:
        return Network.build(self)

    @cached_property
    def _index(self) -> FactIndex:
        return FactIndex.of(self)

    def warm_up(self) -> None:
        """Build now what the first search and the first path would have to wait for."""
        _ = self.names, self.network

    def iri(self, identifier: str, parameter: str = "") -> str:
        """Return the IRI that an id means, as it stands in the graph (perhaps merged since).

        Parameters
        ----------
        identifier : str
            A slug, ``<article slug>:<name>``, or a whole IRI.
        parameter : str
            The parameter it was given for, to be named in the fault.

        Raises
        ------
        NotFound
            If nothing has that id; with the nearest ids.
        """
        for iri in candidate_iris(identifier):
            if self._exists(iri):
                return iri
        where = f"{parameter}: " if parameter else ""
        raise NotFound(f"{where}nothing has the id {identifier!r}", self._nearest(identifier))

    def _exists(self, iri: str) -> bool:
        try:
            rows = self.snapshot.select(stock("entities", entity=[iri]))
        except ValueError:
            return False
        return next(iter(rows), None) is not None

    def _nearest(self, identifier: str) -> list[str]:
        words = identifier.rpartition(":")[2].replace("-", " ")
        return [short_id(iri) for iri, _ in self.names.search(words, limit=NEAREST)]

    def short(self, iris: Iterable[str]) -> dict[str, ActorShort]:
        """Return entities in short, by the IRI asked for; merged ones under the kept IRI."""
        wanted = {iri: self.canonical(iri) for iri in iris}
        missing = sorted(set(wanted.values()) - self._shorts.keys())
        if missing:
            self._shorts.update(_shorts(self.snapshot, missing))
        return {iri: self._shorts[kept] for iri, kept in wanted.items()}

    def source(self, iris: Iterable[str]) -> dict[str, Source]:
        """Return articles and tables as evidence names them, by IRI."""
        missing = sorted(set(iris) - self._sources.keys())
        if missing:
            described = describe(self.snapshot, missing)
            publishers = self.short(
                {iri for found in described.values() for iri in found.get(LEG.publisher, ())}
            )
            for iri in missing:
                self._sources[iri] = _source(iri, described.get(iri, {}), publishers)
        return {iri: self._sources[iri] for iri in iris}


def describe(snapshot: Snapshot, sources: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """Return what is said of articles, tables and cited works: values by property, by IRI.

    What a table says of a work that it cites does not count where the work itself is here.
    """
    rows = list(snapshot.select(stock("sources", source=sources)))
    here = {row["source"].value for row in rows if row["type"].value != LEG.CitedWork}
    found: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        iri = row["source"].value
        if iri in here and row["type"].value == LEG.CitedWork:
            continue
        values = found.setdefault(iri, {}).setdefault(row["property"].value, [])
        if row["value"].value not in values:
            values.append(row["value"].value)
    return found


def _source(iri: str, said: dict[str, list[str]], publishers: dict[str, ActorShort]) -> Source:
    def first(property_: str) -> str | None:
        return min(said.get(property_, ()), default=None)

    publisher = first(LEG.publisher)
    return Source(
        iri=iri,
        title=first(DCT.term("title")) or short_id(iri),
        publisher=publishers[publisher].label if publisher else None,
        issued=first(DCT.issued),
        url=first(DCT.source),
    )


def _shorts(snapshot: Snapshot, iris: Sequence[str]) -> dict[str, ActorShort]:
    types: dict[str, set[str]] = {iri: set() for iri in iris}
    labels: dict[str, list[tuple[bool, bool, str, str]]] = {iri: [] for iri in iris}
    for row in snapshot.select(stock("labels", entity=iris)):
        iri = row["entity"].value
        if row["type"] is not None:
            types[iri].add(row["type"].value)
        label = row["label"]
        if isinstance(label, Literal):
            language = label.language or ""
            labels[iri].append((language != "en", language != "", language, label.value))
    return {
        iri: ActorShort(
            id=short_id(iri),
            iri=iri,
            type=local_name(_type(types[iri])) if types[iri] else "Unknown",
            label=min(labels[iri])[3] if labels[iri] else short_id(iri),
        )
        for iri in iris
    }


def _type(classes: set[str]) -> str:
    """Return the class to show: the narrowest that has a card, else the narrowest."""
    return narrowest(classes & actor_classes() or classes)


class KnowledgeGraph:
    """A store, with the view of its current revision kept until a newer one is published.

    Parameters
    ----------
    store : Store
        Where the revisions are.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._view: View | None = None
        self._older: View | None = None

    def view(self, number: int | None = None) -> View:
        """Return the view of a revision, without a number of the one published last.

        Of the older ones the last that was asked for is kept too.

        Raises
        ------
        NotFound
            If there never was such a revision.
        RevisionGone
            If there was, and it has been removed.
        """
        snapshot = self.store.snapshot(number)
        with self._lock:
            for view in (self._view, self._older):
                if view is not None and view.revision == snapshot.revision:
                    return view
            view = View(snapshot)
            if number is None:
                self._view = view
            else:
                self._older = view
            return view

    def rest(self) -> None:
        """Let go of every revision but the one published last, so that it may be removed.

        Only whoever has no view in use may call it.
        """
        newest = self.store.snapshot().revision
        with self._lock:
            if self._view is not None and self._view.revision != newest:
                self._view.snapshot.close()
                self._view = None
            if self._older is not None:
                self._older.snapshot.close()
                self._older = None


def prepare(snapshot: Snapshot) -> None:
    """Build the index of a revision: once, by whoever publishes it."""
    _ = View(snapshot).index
    snapshot.close()
