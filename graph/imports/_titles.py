"""Visitors "with title": the title and the name taken apart, where that can be told."""

import re
from dataclasses import dataclass

# Titles that are offices of a state. Longest first, so that "Vice President" is not a President.
OFFICES = (
    "Deputy Prime Minister", "First Vice President", "Vice President", "Acting President",
    "Interim President", "Provisional President", "Acting Prime Minister",
    "Interim Prime Minister", "Prime Minister", "President", "Federal Chancellor", "Chancellor",
    "Vice Premier", "Premier", "King", "Queen", "Emperor", "Shah", "Sultan", "Amir", "Emir",
    "Grand Duke", "Grand Duchess", "Pope", "Taoiseach", "Governor General", "General Secretary",
    "First Secretary", "Chief of State", "Head of State", "Chairman", "Foreign Minister",
    "Crown Prince", "Prince",
)  # fmt: skip
# Titles that are no offices: what comes of those who are elected or designated is not known yet.
OTHERS = (
    "President-elect", "President-Elect", "President- elect", "President- designate",
    "Prime Minister-elect", "Chancellor-elect", "Brigadier General", "Lieutenant General",
    "General", "Sheikh", "Junta Member", "Regent Prince", "Prime Minister-Prince",
)  # fmt: skip
_MISPRINTS = {
    "Prime Minster ": "Prime Minister ",
    "Prime Ministere ": "Prime Minister ",
    "Prime MinisterHaidar": "Prime Minister Haidar",
}
_TITLES = sorted((*OFFICES, *OTHERS), key=len, reverse=True)
_SPLIT = re.compile(r",? and |, ")


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
    [Visitor(name='and Prince Sihanouk', title='Premier', is_office=True)]
    >>> visitors("President-elect Diaz Ordaz")[0].is_office
    False
    """
    plain = " ".join(words.split())
    for misprint, mended in _MISPRINTS.items():
        plain = plain.replace(misprint, mended)
    parts = _SPLIT.split(plain)
    if len(parts) > 1:
        each = [_one(part) for part in parts]
        if all(visitor.title and visitor.name[:1].isupper() for visitor in each):
            return each
    return [_one(plain)]


def _one(words: str) -> Visitor:
    for title in _TITLES:
        if words.startswith(f"{title} ") and len(words) > len(title) + 1:
            return Visitor(words[len(title) + 1 :], title, title in OFFICES)
    return Visitor(words)
