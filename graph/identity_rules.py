"""Rules that judge two entries to be the same actor. Never on the name alone.

``shared-wikidata-id``
    Both have the same Wikidata id.
``same-name-state-and-office-day``
    The same name, the same State, and an office of that State held by both on one day.
``same-office-and-first-day``
    The same surname, and the same office taken on the same day.
``same-office-on-the-day``
    A surname with a title, and the one holder of that very office on that day who bears it.
``same-visitor``
    The same name with the same title of the same State, in one table, within some years.

Where two candidates fit, neither is taken. A person's judgement that two are different is obeyed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

from pyoxigraph import Quad

from graph.answers import Certainty
from graph.bounds import Bounds, certainty
from graph.identity_clusters import Clusters, Judgement
from graph.queries import stock
from graph.spelling import sound, words
from graph.store import Reader
from ontology import ENTITIES_GRAPH

SAME_VISITOR_GAP = timedelta(days=12 * 365)
FEWEST_WORDS = 2


@dataclass
class Tenure:
    """An office held: of which State, when, and in which graph it is said."""

    office: str
    state: str
    bounds: Bounds
    graph: str

    @property
    def witness(self) -> date | None:
        """A day on which it was surely held, or else may have been."""
        known = self.bounds
        return known.start_latest or known.end_earliest or known.start_earliest


@dataclass
class Person:
    """Somebody, as some sources describe them."""

    iri: str
    names: set[str] = field(default_factory=set)
    wikidata: str = ""
    shipped: bool = False
    tenures: list[Tenure] = field(default_factory=list)

    @cached_property
    def spellings(self) -> set[frozenset[str]]:
        """Each name as the sounds of its words, in whatever order."""
        return {frozenset(map(sound, words(name))) for name in self.names}

    @cached_property
    def surnames(self) -> set[str]:
        """The sounds of all words of all names that are longer than an initial."""
        return {sound(word) for name in self.names for word in words(name) if len(word) > 1}

    @cached_property
    def last_words(self) -> set[str]:
        """The sound of the last word of each name."""
        return {sound(words(name)[-1]) for name in self.names if words(name)}

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Which id to keep: a shipped one, else one with a Wikidata id, else the lesser."""
        return (not self.shipped, not self.wikidata, self.iri)


def rule_judgements(reader: Reader, by_people: set[Quad]) -> list[Judgement]:
    """Return what the rules judge, each retired id once.

    Parameters
    ----------
    reader : Reader
        The graph as it stands.
    by_people : set of Quad
        People's judgements, which come first.
    """
    people = _people(reader)
    clusters = Clusters({iri: person.rank for iri, person in people.items()}, by_people)
    for one, other, rule, reason in _pairs(people):
        clusters.join(one, other, rule, reason)
    return clusters.judgements()


def _people(reader: Reader) -> dict[str, Person]:
    people: dict[str, Person] = {}
    for row in reader.select(stock("identity_names")):
        iri = row["person"].value
        person = people.setdefault(iri, Person(iri))
        person.names.add(row["name"].value)
        person.shipped |= row["graph"].value == ENTITIES_GRAPH
    for row in reader.select(stock("identity_wikidata")):
        if row["person"].value in people:
            people[row["person"].value].wikidata = row["same"].value
    for iri, tenure in _tenures(reader):
        if iri in people:
            people[iri].tenures.append(tenure)
    return people


def _tenures(reader: Reader) -> Iterator[tuple[str, Tenure]]:
    states = {row["office"].value: row["state"].value for row in reader.select(stock("offices_of"))}
    for row in reader.select(stock("identity_tenures")):
        days = {
            name: date.fromisoformat(row[name].value) if row[name] is not None else None
            for name in ("startEarliest", "startLatest", "endEarliest", "endLatest")
        }
        office = row["office"].value
        yield (
            row["person"].value,
            Tenure(
                office,
                states.get(office, ""),
                Bounds(*days.values()),
                row["graph"].value,
            ),
        )


_Pair = tuple[str, str, str, str]


def _pairs(people: dict[str, Person]) -> Iterator[_Pair]:
    """Yield the pairs that a rule judges the same, the surest rule first."""
    yield from _by_wikidata(people.values())
    known = [person for person in people.values() if person.wikidata and person.tenures]
    others = [person for person in people.values() if not person.wikidata and person.tenures]
    holders = _holders(known)
    unmatched = []
    for person in others:
        found = _match(person, holders)
        if found is None:
            unmatched.append(person)
        else:
            yield found
    yield from _same_visitors(unmatched)


def _by_wikidata(people: Iterable[Person]) -> Iterator[_Pair]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.wikidata:
            groups[person.wikidata].append(person)
    for code, group in groups.items():
        first, *rest = sorted(group, key=lambda person: person.rank)
        identifier = code.rsplit("/", 1)[-1]
        for person in rest:
            yield (
                person.iri, first.iri, "shared-wikidata-id",
                f"both have the Wikidata id {identifier}",
            )  # fmt: skip


@dataclass
class _Holders:
    """Those with a Wikidata id who held offices, by State and by office."""

    by_state: dict[str, list[tuple[Person, Tenure]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    by_office: dict[str, list[tuple[Person, Tenure]]] = field(
        default_factory=lambda: defaultdict(list)
    )


def _holders(people: Iterable[Person]) -> _Holders:
    found = _Holders()
    for person in people:
        for tenure in person.tenures:
            found.by_office[tenure.office].append((person, tenure))
            if tenure.state:
                found.by_state[tenure.state].append((person, tenure))
    return found


def _match(person: Person, holders: _Holders) -> _Pair | None:
    for tenure in person.tenures:
        if tenure.witness is None:
            continue
        for rule, found in (
            ("same-name-state-and-office-day", _named(person, tenure, holders)),
            ("same-office-and-first-day", _first_day(person, tenure, holders)),
            ("same-office-on-the-day", _surnamed(person, tenure, holders)),
        ):
            if len(found) == 1:
                other = found.popitem()[1]
                return person.iri, other.iri, rule, _reason(rule, tenure)
    return None


def _reason(rule: str, tenure: Tenure) -> str:
    office = tenure.office.rsplit("/", 1)[-1].replace("-", " ")
    day = tenure.witness
    return {
        "same-name-state-and-office-day": f"the same name and State, and an office of it held on "
        f"{day} in both ({office})",
        "same-office-and-first-day": f"the same surname, and {office} from the same day",
        "same-office-on-the-day": f"the only {office} on {day} who bears the surname",
    }[rule]


def _named(person: Person, tenure: Tenure, holders: _Holders) -> dict[str, Person]:
    """Return who has the same name and may have held an office of the State that day."""
    spellings = {names for names in person.spellings if len(names) >= FEWEST_WORDS}
    day = tenure.witness
    if not spellings or day is None:
        return {}
    return {
        other.wikidata: other
        for other, held in holders.by_state.get(tenure.state, ())
        if certainty(held.bounds, day) is not None and not spellings.isdisjoint(other.spellings)
    }


def _first_day(person: Person, tenure: Tenure, holders: _Holders) -> dict[str, Person]:
    """Return who bears the surname and took the very office on the same day."""
    begun = tenure.bounds.start_earliest
    if begun is None or begun != tenure.bounds.start_latest:
        return {}
    last = person.last_words
    return {
        other.wikidata: other
        for other, held in holders.by_office.get(tenure.office, ())
        if held.bounds.start_earliest == held.bounds.start_latest == begun
        and not last.isdisjoint(other.last_words)
    }


def _surnamed(person: Person, tenure: Tenure, holders: _Holders) -> dict[str, Person]:
    """Return the holders of the very office on the day, if just one bears all words of the name."""
    day = tenure.witness
    if day is None:
        return {}
    return {
        other.wikidata: other
        for other, held in holders.by_office.get(tenure.office, ())
        if certainty(held.bounds, day) is Certainty.certain
        and any(names and names <= other.surnames for names in person.spellings)
    }


def _same_visitors(people: Iterable[Person]) -> Iterator[_Pair]:
    """Yield visitors of the same name, title and State, each visit within years of the last."""
    groups: dict[tuple[frozenset[str], str, str], list[tuple[date, Person]]] = defaultdict(list)
    for person in people:
        for tenure in person.tenures:
            if len(person.names) == 1 and tenure.witness is not None:
                names = frozenset(map(sound, words(next(iter(person.names)))))
                groups[names, tenure.office, tenure.graph].append((tenure.witness, person))
    for (_, office, _), group in groups.items():
        ordered = sorted(group, key=lambda visit: (visit[0], visit[1].iri))
        for (before, earlier), (after, later) in pairwise(ordered):
            if earlier.iri != later.iri and after - before <= SAME_VISITOR_GAP:
                title = office.rsplit("/", 1)[-1].replace("-", " ")
                yield (
                    later.iri, earlier.iri, "same-visitor",
                    f"the same name as {title} on {before} and on {after}, in one table",
                )  # fmt: skip
