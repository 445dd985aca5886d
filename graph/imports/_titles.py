"""Visitors "with title": the title and the name taken apart, where that can be told."""

import re
from dataclasses import dataclass

# Titles that are offices of a state.
OFFICES = (
    "Deputy Prime Minister", "First Vice President", "Vice President", "Acting President",
    "Interim President", "Provisional President", "Acting Prime Minister",
    "Interim Prime Minister", "Prime Minister", "President", "Federal Chancellor", "Chancellor",
    "President of the Council of Ministers", "Chairman of the Presidency", "Vice Premier",
    "Premier", "King", "Queen", "Emperor", "Shah", "Sultan", "Amir", "Emir", "Grand Duke",
    "Grand Duchess", "Pope", "Taoiseach", "Governor General", "Chief of State", "Head of State",
    "Foreign Minister", "Crown Prince",
)  # fmt: skip
# Titles that are no offices of a state, or do not say which one: somebody elected or designated
# holds none yet, a secretary general is a party's, and a chairman's council is not named.
OTHERS = (
    "President-elect", "President-Elect", "President- elect", "President- designate",
    "Prime Minister-elect", "Chancellor-elect", "Brigadier General", "Lieutenant General",
    "General", "General Secretary", "First Secretary", "Chairman", "Sheikh", "Prince",
    "Junta Member", "Regent Prince", "Prime Minister-Prince",
)  # fmt: skip
_MISPRINTS = {
    "Prime Minster ": "Prime Minister ",
    "Prime Ministere ": "Prime Minister ",
    "Prime MinisterHaidar": "Prime Minister Haidar",
}
_LONGEST_FIRST = sorted((*OFFICES, *OTHERS), key=len, reverse=True)
_SPLIT = re.compile(r",? and |, ")
_NO_NAME = re.compile(r"(?:and|of|the)\b|&")


@dataclass(frozen=True)
class Visitor:
    """A name, the title before it, and whether the title is an office."""

    name: str
    title: str = ""
    is_office: bool = False


def visitors(words: str) -> list[Visitor]:
    """Return who came, by the words of a record.

    Several are told apart only where each begins with a title; otherwise the words are one name.

    >>> [v.name for v in visitors("President Andrzej Duda and Prime Minister Donald Tusk")]
    ['Andrzej Duda', 'Donald Tusk']
    >>> visitors("Premier and Prince Sihanouk")
    [Visitor(name='Premier and Prince Sihanouk', title='', is_office=False)]
    >>> visitors("President-elect Diaz Ordaz")[0].is_office
    False
    """
    plain = " ".join(words.split())
    for misprint, mended in _MISPRINTS.items():
        plain = plain.replace(misprint, mended)
    parts = _SPLIT.split(plain)
    if len(parts) > 1:
        each = [_one(part) for part in parts]
        if all(visitor.title for visitor in each):
            return each
    return [_one(plain)]


def _one(words: str) -> Visitor:
    for title in _LONGEST_FIRST:
        name = words.removeprefix(f"{title} ")
        if name not in (words, "") and not _NO_NAME.match(name):
            return Visitor(name, title, title in OFFICES)
    return Visitor(words)
