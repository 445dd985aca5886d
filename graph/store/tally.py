"""Counting what goes by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass
class Tally:
    """How many triples, quads or items an answer has had so far.

    >>> tally = Tally()
    >>> list(tally.over("abc")), tally.count
    (['a', 'b', 'c'], 3)
    """

    count: int = 0

    def over(self, items: Iterable[T]) -> Iterator[T]:
        """Yield items, counting them."""
        for item in items:
            self.count += 1
            yield item
