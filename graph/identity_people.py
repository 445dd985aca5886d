"""Who the sources describe: names, Wikidata ids and offices held, read for the identity rules."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from graph.bounds import Bounds
from graph.queries import stock
from graph.spelling import sound, words
from graph.store import Reader
from ontology import ENTITIES_GRAPH, LEG, RDFS, SKOS

WIKIDATA = "http://www.wikidata.org/entity/"
_BOUNDS = (LEG.startEarliest, LEG.startLatest, LEG.endEarliest, LEG.endLatest)
# Words that one source gives with a name and another leaves out. A monarch's number stays: it
# tells him from his father.
_LEFT_OUT = frozenset({"jr", "sr", "2nd", "3rd", "4th", "dr", "sheikh", "sheik", "lord", "sir"})
_BRACKETED = re.compile(r"\(([^)]*)\)")
FEWEST_WORDS = 2

Spelling = frozenset[str]


@lru_cache(maxsize=200_000)
def spellings(name: str) -> frozenset[Spelling]:
    """Return a name as the sounds of its words, in whatever order, without initials.

    What stands in brackets may be left out, or taken for the given names.

    >>> spellings("Shoygu Sergey") == spellings("Sergei Shoigu")
    True
    >>> spellings("Tommy E. Remengesau, Jr.") == spellings("Tommy Remengesau")
    True
    >>> spellings("Wim Kok") < spellings("Willem (Wim) Kok")
    True
    """
    inside, _, rest = name.partition("(")[2].partition(")")
    forms = [_BRACKETED.sub(" ", name)]
    if inside and rest.strip():
        forms.append(f"{inside} {rest}")
    found = {frozenset(map(sound, _proper(form))) for form in forms}
    return frozenset(one for one in found if one)


def _proper(name: str) -> list[str]:
    """Return the words of a name that are no initials, suffixes and forms of address."""
    every = words(name)
    found = [word for word in every if len(word) > 1 and word not in _LEFT_OUT]
    return found if len(found) >= FEWEST_WORDS else list(every)


@dataclass(frozen=True)
class Tenure:
    """An office held: whose it is, when, and in which table or article it is said.

    ``witness`` is a day on which it was held, or else may have been.
    """

    office: str
    title: str
    states: frozenset[str]
    bounds: Bounds
    source: str

    @property
    def witness(self) -> date | None:
        """A day on which it was held, as far as is known."""
        known = self.bounds
        return known.start_latest or known.end_earliest


@dataclass
class Person:
    """Somebody, as some sources describe them."""

    iri: str
    label: str = ""
    names: set[str] = field(default_factory=set)
    wikidata: str = ""
    shipped: bool = False
    tenures: list[Tenure] = field(default_factory=list)

    @cached_property
    def spellings(self) -> frozenset[Spelling]:
        """All names, reduced to what their spellings have in common."""
        return frozenset(one for name in self.names for one in spellings(name))

    @cached_property
    def last_words(self) -> frozenset[str]:
        """The sound of the last word of each name."""
        found = (_proper(name) for name in self.names)
        return frozenset(sound(parts[-1]) for parts in found if parts)

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Which id to keep: a shipped one, else one with a Wikidata id, else the lesser."""
        return (not self.shipped, not self.wikidata, self.iri)


def read_people(reader: Reader) -> dict[str, Person]:
    """Return all persons by IRI, with the offices they held."""
    people: dict[str, Person] = {}
    for row in reader.select(stock("identity_persons")):
        person = people.setdefault(row["person"].value, Person(row["person"].value))
        person.shipped |= row["graph"].value == ENTITIES_GRAPH
    labels: dict[str, str] = {}
    for subject, name in _values(reader, RDFS.label, of=(LEG.Person, LEG.Office)):
        labels.setdefault(subject, name)
        if subject in people:
            people[subject].names.add(name)
    for subject, name in _values(reader, SKOS.altLabel, of=(LEG.Person,)):
        if subject in people:
            people[subject].names.add(name)
    for subject, same in _values(reader, SKOS.exactMatch, of=(LEG.Person,)):
        if subject in people and same.startswith(WIKIDATA):
            people[subject].wikidata = same.removeprefix(WIKIDATA)
    for holder, tenure in _tenures(reader, labels):
        if holder in people:
            people[holder].tenures.append(tenure)
    for iri, person in people.items():
        person.label = labels.get(iri, "")
        person.tenures.sort(key=lambda held: (held.witness or date.max, held.office))
    return people


def _tenures(reader: Reader, labels: dict[str, str]) -> Iterator[tuple[str, Tenure]]:
    owners: dict[str, set[str]] = defaultdict(set)
    for office, owner in _values(reader, LEG.officeOf, of=(LEG.Office,)):
        owners[office].add(owner)
    states = {office: frozenset(of) for office, of in owners.items()}
    days = [dict(_days(reader, name)) for name in _BOUNDS]
    offices = dict(_values(reader, LEG.office, of=(LEG.Tenure,)))
    for fact, holder in _values(reader, LEG.holder, of=(LEG.Tenure,)):
        post = offices.get(fact)
        if post is not None:
            bounds = Bounds(*(known.get(fact) for known in days))
            source = fact.partition("#")[0]
            title = labels.get(post, "")
            yield holder, Tenure(post, title, states.get(post, frozenset()), bounds, source)


def _days(reader: Reader, name: str) -> Iterator[tuple[str, date]]:
    for fact, day in _values(reader, name, of=(LEG.Tenure,)):
        yield fact, _day(day)


@lru_cache(maxsize=100_000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def _values(reader: Reader, name: str, *, of: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the values of a property of what is of some classes: other facts are many."""
    for row in reader.select(stock("identity_values", property=[name], kind=of)):
        yield row["subject"].value, row["value"].value
