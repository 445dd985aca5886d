"""Rules that judge two entries to be the same actor. Never on the name alone.

``shared-wikidata-id``
    Both have the same Wikidata id.
``same-name-state-and-office-day``
    The same name, the same State, and an office of that State held by both on one day.
``same-office-on-the-day``
    The same office on the same day, and among its holders then just one whose name is the same
    but for words left out or another transliteration.
``same-office-and-first-day``
    The same surname, and the same office taken on the same day.
``same-visitor``
    The same name with the same title of the same State, in one table, within some years.

Where two candidates fit, neither is taken: entries with different Wikidata ids are different
actors. A person's judgement that two are different is obeyed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from pyoxigraph import Quad
from rapidfuzz import fuzz

from graph.answers import Certainty
from graph.bounds import certainty
from graph.identity_clusters import Clusters, Judgement
from graph.identity_people import FEWEST_WORDS, Person, Spelling, Tenure, read_people
from graph.store import Reader

SAME_VISITOR_GAP = timedelta(days=12 * 365)
# How long an office whose end is not known is taken to have been held by somebody of that name,
# where the other source does not name the very same office.
OPEN_END = timedelta(days=15 * 365)
ALIKE = 75.0  # likeness in percent above which two words are one name, spelt by different ear

_Pair = tuple[str, str, str, str]
_Held = tuple[Person, Tenure]


def rule_judgements(reader: Reader, by_people: set[Quad]) -> list[Judgement]:
    """Return what the rules judge, each retired id once.

    Parameters
    ----------
    reader : Reader
        The graph as it stands.
    by_people : set of Quad
        People's judgements, which come first.
    """
    people = read_people(reader)
    clusters = Clusters(
        {iri: person.rank for iri, person in people.items()},
        by_people,
        {iri: person.wikidata for iri, person in people.items() if person.wikidata},
    )
    for one, other, rule, reason in _pairs(people):
        clusters.join(one, other, rule, reason)
    return clusters.judgements()


def _pairs(people: dict[str, Person]) -> Iterator[_Pair]:
    """Yield the pairs that a rule judges the same, the surest rule first."""
    yield from _by_wikidata(people.values())
    every = sorted(people.values(), key=lambda person: person.rank)
    holders = _Holders(person for person in every if person.wikidata)
    others = [person for person in every if not person.wikidata and person.tenures]
    for person in others:
        found = _match(person, holders)
        if found is not None:
            yield found
    yield from _same_visitors(others)


def _by_wikidata(people: Iterable[Person]) -> Iterator[_Pair]:
    groups: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.wikidata:
            groups[person.wikidata].append(person)
    for code, group in groups.items():
        first, *rest = sorted(group, key=lambda person: person.rank)
        for person in rest:
            yield person.iri, first.iri, "shared-wikidata-id", f"both have the Wikidata id {code}"


class _Holders:
    """Those with a Wikidata id who held offices, by State and name, and by office."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_name: dict[tuple[str, Spelling], list[_Held]] = defaultdict(list)
        self.by_office: dict[str, list[_Held]] = defaultdict(list)
        for person in people:
            for tenure in person.tenures:
                self.by_office[tenure.office].append((person, tenure))
                for state in tenure.states:
                    for spelling in person.spellings:
                        if len(spelling) >= FEWEST_WORDS:
                            self.by_name[state, spelling].append((person, tenure))


def _match(person: Person, holders: _Holders) -> _Pair | None:
    """Return the one person with a Wikidata id whom every tenure that tells points to."""
    found: dict[str, _Pair] = {}
    for tenure in person.tenures:
        day = tenure.witness
        if day is None:
            continue
        for rule, fitting in (
            ("same-name-state-and-office-day", _named(person, tenure, day, holders)),
            ("same-office-on-the-day", _alike(person, tenure, day, holders)),
            ("same-office-and-first-day", _first_day(person, tenure, day, holders)),
        ):
            if len(fitting) == 1:
                code, (other, held) = fitting.popitem()
                reason = _reason(rule, tenure, held, day)
                found.setdefault(code, (person.iri, other.iri, rule, reason))
                break
            if fitting:
                return None
    return next(iter(found.values())) if len(found) == 1 else None


def _reason(rule: str, tenure: Tenure, held: Tenure, day: date) -> str:
    if tenure.office == held.office:
        both = f"{held.title} on {day} in both"
    else:
        both = f"an office of it held on {day} in both ({tenure.title}; {held.title})"
    return {
        "same-name-state-and-office-day": f"the same name and State, and {both}",
        "same-office-on-the-day": f"{held.title} on {day} in both, where no other holder's name "
        "is alike",
        "same-office-and-first-day": f"the same surname, and {held.title} from {day} on in both",
    }[rule]


def _named(person: Person, tenure: Tenure, day: date, holders: _Holders) -> dict[str, _Held]:
    """Return who has the same name and held an office of the State that day."""
    found = [
        (other, held)
        for state in sorted(tenure.states)
        for spelling in sorted(person.spellings, key=sorted)
        for other, held in holders.by_name.get((state, spelling), ())
        if _held_on(held, day, tenure.office)
    ]
    found.sort(key=lambda fit: fit[1].office == tenure.office)  # the very office tells most
    return {other.wikidata: (other, held) for other, held in found}


def _held_on(held: Tenure, day: date, office: str) -> bool:
    """Return whether an office was held that day, or is not known to have ended before it."""
    sure = certainty(held.bounds, day)
    begun, ended = held.bounds.start_latest, held.bounds.end_latest
    if sure is not Certainty.possible or begun is None or ended is not None:
        return sure is Certainty.certain
    return begun <= day and (held.office == office or day - begun <= OPEN_END)


def _first_day(person: Person, tenure: Tenure, day: date, holders: _Holders) -> dict[str, _Held]:
    """Return who bears the surname and took the very office on the same day."""
    if tenure.bounds.start_earliest != day:
        return {}
    return {
        other.wikidata: (other, held)
        for other, held in holders.by_office.get(tenure.office, ())
        if held.bounds.start_earliest == held.bounds.start_latest == day
        and not person.last_words.isdisjoint(other.last_words)
    }


def _alike(person: Person, tenure: Tenure, day: date, holders: _Holders) -> dict[str, _Held]:
    """Return the holders of the very office on the day whose names are alike."""
    return {
        other.wikidata: (other, held)
        for other, held in holders.by_office.get(tenure.office, ())
        if _held_on(held, day, tenure.office)
        and any(_fit(one, two) for one in person.spellings for two in other.spellings)
    }


def _fit(one: Spelling, other: Spelling) -> bool:
    """Return whether each word of the shorter name stands for another word of the longer.

    >>> _fit(frozenset({"menzis"}), frozenset({"robert", "menzis"}))
    True
    >>> _fit(frozenset({"mohamed", "ali"}), frozenset({"mohamed", "hasan"}))
    False
    """
    shorter, longer = sorted((one, other), key=len)
    if shorter <= longer:
        return True
    left = set(longer - shorter)
    for word in sorted(shorter - longer):
        like = max(left, key=lambda candidate: (fuzz.ratio(word, candidate), candidate))
        if fuzz.ratio(word, like) < ALIKE:
            return False
        left.discard(like)
    return True


def _same_visitors(people: Iterable[Person]) -> Iterator[_Pair]:
    """Yield visitors of the same name, title and State, each visit within years of the last.

    A single word is not much of a name: there nobody else may have come with that title between.
    """
    groups: dict[tuple[str, str], list[tuple[date, str, Person]]] = defaultdict(list)
    for person in people:
        for tenure in person.tenures:
            day = tenure.witness
            if day is None or tenure.bounds.start_earliest is not None:
                continue
            if len(person.spellings) == 1:
                groups[tenure.office, tenure.source].append((day, tenure.title, person))
    for group in groups.values():
        group.sort(key=lambda visit: (visit[0], visit[2].iri))
        by_name: dict[Spelling, list[tuple[date, str, Person]]] = defaultdict(list)
        for visit in group:
            by_name[next(iter(visit[2].spellings))].append(visit)
        for spelling, same in by_name.items():
            for earlier, later in pairwise(same):
                if _are_one(spelling, earlier[0], later[0], group):
                    reason = (
                        f"the same name as {later[1]} on {earlier[0]} and on {later[0]}, "
                        "in one table"
                    )
                    yield later[2].iri, earlier[2].iri, "same-visitor", reason


def _are_one(
    spelling: Spelling, first: date, second: date, group: list[tuple[date, str, Person]]
) -> bool:
    if second - first > SAME_VISITOR_GAP:
        return False
    return len(spelling) >= FEWEST_WORDS or all(
        spelling in person.spellings for day, _, person in group if first < day < second
    )
