"""Names of classes and numbers of things in words, and facts that say the same."""

import re
from collections.abc import Iterable

from api.words import sentence
from graph.answers import Fact


def kind_words(name: str) -> str:
    """Return the name of a class in words.

    >>> kind_words("ArmsTransfer")
    'arms transfer'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def number_words(number: int, one: str, many: str | None = None) -> str:
    """Return a number of things.

    >>> number_words(1, "fact"), number_words(1431, "fact"), number_words(3, "armed clash")
    ('1 fact', '1,431 facts', '3 armed clashes')
    """
    ending = "es" if one.endswith(("s", "x", "ch", "sh")) else "s"
    return f"{number:,} {one if number == 1 else many or one + ending}"


def alike(facts: Iterable[Fact]) -> list[list[Fact]]:
    """Return facts in groups of those that say the same of the same days, in their order.

    Two tables that both say who was president are two facts, and one line on a page.
    """
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        when = fact.when
        days = (when.start_earliest, when.start_latest, when.end_earliest, when.end_latest)
        groups.setdefault((sentence(fact), days, fact.standing), []).append(fact)
    return list(groups.values())
