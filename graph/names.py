"""Search of names: any script, tolerant of misspelling and of how a name is transliterated."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from graph.index.reading import rows_of
from graph.queries import stock
from graph.schema import actor_classes, tying_roles
from graph.spelling import plain, sound, words
from ontology import LEG

if TYPE_CHECKING:
    from graph.view import View

EXACT, WORD, SOUND, PREFIX = 100.0, 97.0, 94.0, 86.0
FUZZY_FLOOR = 72.0  # below this likeness, another word is meant
FUZZY_WEIGHT = 0.9
EXTRA_WORD = 1.5  # what each word beyond those asked for costs
SHORTEST_FUZZY = 3
SIMILAR_WORDS = 40
SCORE_FLOOR = 60.0


@dataclass(frozen=True)
class _Name:
    """One name of one actor."""

    iri: str
    plain: str
    words: tuple[str, ...]
    sounds: tuple[str, ...]


class NameIndex:
    """All names at one revision.

    Parameters
    ----------
    names : iterable of (iri, name)
        Labels and aliases, under the id each actor answers to.
    classes : dict of str to set of str
        The classes of each actor.
    facts : dict of str to int
        How many facts name each actor: of two that fit alike, the busier comes first.

    Examples
    --------
    >>> index = NameIndex([("urn:s", "Sergei Shoigu"), ("urn:k", "Kim Jong Un")], {}, {})
    >>> [iri for iri, _ in index.search("Choïgou")]
    ['urn:s']
    """

    def __init__(
        self,
        names: Iterable[tuple[str, str]],
        classes: dict[str, set[str]],
        facts: dict[str, int],
    ) -> None:
        self._classes = classes
        self._facts = facts
        self._names: list[_Name] = []
        self._by_sound: dict[str, set[int]] = defaultdict(set)
        self._by_plain: dict[str, set[int]] = defaultdict(set)
        for iri, name in sorted(set(names)):
            found = words(name)
            entry = _Name(iri, plain(name), found, tuple(map(sound, found)))
            number = len(self._names)
            self._names.append(entry)
            self._by_plain[entry.plain].add(number)
            for one in entry.sounds:
                self._by_sound[one].add(number)
        self._sounds = sorted(self._by_sound)

    @classmethod
    def build(cls, view: "View") -> "NameIndex":
        """Return the index of a view's labels and aliases."""
        query = stock("names", type=sorted(actor_classes()))
        names = [
            (canonical, name)
            for iri, name in rows_of(view.snapshot, query, "entity", "name")
            if (canonical := view.canonical(iri)) in view.classes
        ]
        return cls(names, view.classes, _mentions(view))

    def search(
        self, q: str, *, types: Sequence[str] = (), limit: int = 50
    ) -> list[tuple[str, float]]:
        """Return the actors whose names fit, with scores from 0 to 100, best first.

        Parameters
        ----------
        q : str
            A name or part of one.
        types : sequence of str
            IRIs of classes; none means all.
        limit : int
            How many to return at most.
        """
        asked = words(q)
        likeness = [self._like(word) for word in asked]
        candidates = set(self._by_plain.get(plain(q), ()))
        for found in likeness:
            for other in found:
                candidates |= self._by_sound[other]
        best: dict[str, float] = {}
        wanted = set(types)
        whole = plain(q)
        for number in candidates:
            name = self._names[number]
            if wanted and not wanted & self._classes.get(name.iri, set()):
                continue
            score = EXACT if name.plain == whole else _score(asked, likeness, name)
            if score >= SCORE_FLOOR and score > best.get(name.iri, 0.0):
                best[name.iri] = score
        ranked = sorted(
            best.items(),
            key=lambda hit: (
                -hit[1],
                LEG.Place in self._classes.get(hit[0], ()),
                -self._facts.get(hit[0], 0),
                hit[0],
            ),
        )
        return ranked[:limit]

    def _like(self, word: str) -> dict[str, float]:
        """Return the sounds in the index that may be meant by a word, with their likeness."""
        asked = sound(word)
        found: dict[str, float] = {}
        start = bisect_left(self._sounds, asked)
        while start < len(self._sounds) and self._sounds[start].startswith(asked):
            other = self._sounds[start]
            found[other] = (
                SOUND if other == asked else PREFIX * (0.6 + 0.4 * len(asked) / len(other))
            )
            start += 1
        if len(asked) >= SHORTEST_FUZZY:
            similar = process.extract(
                asked,
                self._sounds,
                scorer=fuzz.ratio,
                score_cutoff=FUZZY_FLOOR,
                limit=SIMILAR_WORDS,
            )
            for other, ratio, _ in similar:
                found[other] = max(found.get(other, 0.0), ratio * FUZZY_WEIGHT)
            found.update({asked: SOUND} if asked in self._by_sound else {})
        return found


def _mentions(view: "View") -> dict[str, int]:
    """Return how many times facts name each entity."""
    if not view.snapshot.is_remote:
        return view.index.mentions()
    facts: dict[str, int] = defaultdict(int)
    for row in view.snapshot.select(stock("fact_counts", role=tying_roles())):
        facts[view.canonical(row["entity"].value)] += int(row["count"].value)
    return facts


def _score(asked: Sequence[str], likeness: Sequence[dict[str, float]], name: _Name) -> float:
    """Return how well a name fits: the likeness of each word asked for, less words left over."""
    if not asked:
        return 0.0
    total = 0.0
    for word, like in zip(asked, likeness, strict=True):
        total += max(
            (
                WORD if other == word else like.get(other_sound, 0.0)
                for other, other_sound in zip(name.words, name.sounds, strict=True)
            ),
            default=0.0,
        )
    extra = max(0, len(name.words) - len(asked))
    return total / len(asked) - EXTRA_WORD * min(extra, 4)
