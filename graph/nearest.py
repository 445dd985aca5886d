"""The names nearest to a mistyped one, for errors that tell the mend."""

from collections.abc import Iterable

from rapidfuzz import process


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return the known names most like ``name``, best first.

    >>> nearest("Vist", ["Visit", "Meeting"], limit=1)
    ['Visit']
    """
    return [choice for choice, _, _ in process.extract(name, sorted(known), limit=limit)]
