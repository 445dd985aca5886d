"""The index of a revision: its facts, and who is tied to whom by which, as columns of numbers.

The store answers what stands in the graph; what comes *first* - the newest facts of somebody whom
half a million facts name, the neighbours of an actor - would have to be read whole to be sorted.
The index holds those orders. It follows from the revision alone, is built once by whoever needs
it first, and lies beside the revision's database, where all processes share it and the next start
finds it. A store at an endpoint has none: there the endpoint is asked.
"""

import fcntl
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from graph.answers import Certainty, Standing
from graph.bounds import Bounds
from graph.index.build import CLASSES, STANDINGS, build
from graph.index.columns import Numbers, Texts, load, save
from graph.index.pairs import ROLES
from graph.store.base import BESIDE
from ontology import LEG, text

if TYPE_CHECKING:
    from graph.view import View

FILE = f"{BESIDE}index"
_VERSION = 2  # to be raised whenever the columns or their meaning change

__all__ = ["CLASSES", "FILE", "ROLES", "STANDINGS", "FactIndex", "bits_of", "roles_of"]


class FactIndex:
    """The columns of one revision, and what can be asked of them.

    Parameters
    ----------
    columns : dict of str to array
        As `graph.index.build` makes them.

    Attributes
    ----------
    facts : Texts
        The IRIs of the facts, newest first: a fact's number is its place here.
    entities : Texts
        The IRIs of all that facts name, sorted.
    sources : Texts
        The IRIs of the graphs that state facts, in no order: they are few.
    classes : array of int64
        The classes of each fact, a bit for each.
    days : array of int32, four columns
        The bounds of each fact as ordinals of days; 0 is unknown.
    contested : array of bool
        Whether somebody denies a fact.
    standing : array of uint8
        The standing of each fact, by its place in `Standing`.
    """

    def __init__(self, columns: dict[str, Numbers]) -> None:
        self.columns = columns
        self.facts = Texts(columns["fact_texts"], columns["fact_ends"])
        self.entities = Texts(columns["entity_texts"], columns["entity_ends"])
        self.sources = Texts(columns["source_texts"], columns["source_ends"])
        self.classes = columns["classes"]
        self.days = columns["days"].reshape(-1, 4)
        self.contested = columns["contested"]
        self.standing = columns["standing"]

    @classmethod
    def of(cls, view: "View") -> "FactIndex":
        """Return the index of a view: from its file, or built and, where possible, kept there."""
        if view.snapshot.beside is None:
            return cls(build(view))
        path = view.snapshot.beside / FILE
        if (kept := _kept(path)) is not None:
            return cls(kept)
        with _alone(path):  # the first of several processes builds it, the others find it
            if (kept := _kept(path)) is not None:
                return cls(kept)
            columns = build(view)
            try:
                save(path, columns, {"made_for": _made_for()})
            except OSError:
                return cls(columns)  # a store that we may only read
        return cls(_kept(path) or columns)

    def fact(self, iri: str) -> int | None:
        """Return the number of a fact; none where there is no such fact."""
        return self.facts.find(iri, self.columns["fact_order"])

    def bounds(self, number: int) -> Bounds:
        """Return the bounds of a fact."""
        return Bounds(
            *(date.fromordinal(day) if day else None for day in self.days[number].tolist())
        )

    def classes_of(self, number: int) -> frozenset[str]:
        """Return the classes of a fact."""
        bits = int(self.classes[number])
        return frozenset(iri for bit, iri in enumerate(CLASSES) if bits >> bit & 1)

    def of_classes(self, facts: Numbers, classes: Iterable[str]) -> Numbers:
        """Return which of these facts are of one of these classes."""
        return np.asarray(self.classes[facts] & bits_of(classes)) > 0

    def of_standings(self, facts: Numbers, standings: Iterable[Standing]) -> Numbers:
        """Return which of these facts have one of these standings."""
        return np.isin(self.standing[facts], [STANDINGS.index(one) for one in standings])

    def holding(self, facts: Numbers, day: date, certain: Certainty | None) -> Numbers:
        """Return which of these facts were so on a day: `graph.lookups.timeline.holds` for many."""
        began, began_by, lasted, ended = self.days[facts].T
        on = day.toordinal()
        surely = (began_by > 0) & (began_by <= on) & (lasted >= on)
        if certain is Certainty.certain:
            return np.asarray(surely)
        return np.asarray(surely | ~((began > on) | ((ended > 0) & (ended < on))))

    def named(self, entity: str, some_roles: Iterable[str]) -> Numbers:
        """Return the facts that name somebody in one of these roles, newest first, each once."""
        rows = self._rows("player_starts", entity)
        wanted = np.isin(self.columns["player_roles"][rows], roles_of(some_roles))
        return np.unique(self.columns["player_facts"][rows][wanted])

    def counts(self, entity: str, some_roles: Iterable[str]) -> dict[str, int]:
        """Return how many facts of each class, by its local name, name somebody."""
        return _counted(self.classes[self.named(entity, some_roles)])

    def stated(self, source: str) -> Numbers:
        """Return the facts that an article or a table states, newest first."""
        return np.asarray(self.columns["stated_facts"][self._stated(source)])

    def stated_counts(self, source: str) -> dict[str, int]:
        """Return how many facts of each class, by its local name, a source states."""
        return _counted(self.columns["stated_classes"][self._stated(source)])

    def _stated(self, source: str) -> slice:
        number = next((at for at, iri in enumerate(self.sources) if iri == source), None)
        if number is None:
            return slice(0, 0)
        first, last = self.columns["stated_starts"][number : number + 2].tolist()
        return slice(first, last)

    def ends(self, facts: Numbers) -> tuple[Numbers, Numbers]:
        """Return the first and the last day known of each fact; 0 for one without any."""
        days = self.days[facts]
        first, last = np.zeros((2, len(facts)), np.int32)
        for column in range(4):
            last = np.where(days[:, column] > 0, days[:, column], last)
            first = np.where(days[:, 3 - column] > 0, days[:, 3 - column], first)
        return first, last

    def ties(self, entity: str) -> slice:
        """Return where the ties of somebody stand in the columns ``tie_...``, newest first."""
        return self._rows("tie_starts", entity)

    def _rows(self, starts: str, entity: str) -> slice:
        number = self.entities.find(entity)
        if number is None:
            return slice(0, 0)
        first, last = self.columns[starts][number : number + 2].tolist()
        return slice(first, last)

    def mentions(self) -> dict[str, int]:
        """Return how many times facts name each entity."""
        counts = np.diff(self.columns["player_starts"]).tolist()
        return {self.entities[number]: count for number, count in enumerate(counts)}


def _counted(classes: Numbers) -> dict[str, int]:
    found = {iri: int((classes >> bit & 1).sum()) for bit, iri in enumerate(CLASSES)}
    return {iri.removeprefix(LEG): count for iri, count in found.items() if count}


def bits_of(classes: Iterable[str]) -> int:
    """Return some classes as bits."""
    return sum(1 << CLASSES.index(iri) for iri in set(classes))


def roles_of(some_roles: Iterable[str]) -> list[int]:
    """Return the numbers of some roles."""
    return [ROLES.index(role) for role in some_roles]


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let only one process at a time make a file, where there may be a file to lock."""
    lock = path.with_name(f"{path.name}.lock")
    try:
        file = lock.open("w")
    except OSError:
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            lock.unlink(missing_ok=True)


def _kept(path: Path) -> dict[str, Numbers] | None:
    """Return the columns of a file; none where it cannot be used, or is of another ontology."""
    found = load(path)
    return found[0] if found and found[1].get("made_for") == _made_for() else None


@cache
def _made_for() -> str:
    return hashlib.sha256(f"{_VERSION} {text('legation.ttl')}".encode()).hexdigest()
