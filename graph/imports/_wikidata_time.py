"""Times as Wikidata writes them: with a precision, or unknown, or none."""

import re
from dataclasses import dataclass
from typing import Any

from graph.imports._dates import Span, span
from graph.imports._entries import widest

_TIME = re.compile(r"\+(\d{4})-(\d\d)-(\d\d)T")
_LENGTHS = {9: 4, 10: 7, 11: 10}  # by precision: how much of the date is meant
_JULIAN = "http://www.wikidata.org/entity/Q1985786"


@dataclass(frozen=True)
class When:
    """What the qualifiers of one kind say.

    Parameters
    ----------
    span : Span or None
        The days it may mean, where it is given to the year or better and in our calendar.
    words : str
        As written; ``unknown`` for somevalue and ``none`` for novalue.
    none : bool
        Whether there is said to be none: of an end, that it has not ended.
    """

    span: Span | None = None
    words: str = ""
    none: bool = False


def when(snaks: list[Any]) -> When:
    """Return what some time qualifiers say together.

    >>> day = {"time": "+2012-05-00T00:00:00Z", "precision": 10}
    >>> when([{"snaktype": "value", "datavalue": {"value": day}}]).words
    '2012-05'
    >>> when([{"snaktype": "somevalue"}]).words, when([{"snaktype": "novalue"}]).none
    ('unknown', True)
    """
    kinds = {str(snak.get("snaktype")) for snak in snaks if isinstance(snak, dict)}
    texts = [_text(snak) for snak in snaks if isinstance(snak, dict)]
    known = [text for text in texts if text]
    if known:
        spans = [text for text in known if span(text)]
        return When(widest(spans) if len(spans) == len(known) else None, " or ".join(known))
    if "somevalue" in kinds:
        return When(words="unknown")
    return When(words="none", none=True) if kinds == {"novalue"} else When()


def _text(snak: dict[str, Any]) -> str:
    """Return a time as a date of its precision; where that is no date of ours, as it is written."""
    given = snak.get("datavalue")
    value = given.get("value") if isinstance(given, dict) else None
    if snak.get("snaktype") != "value" or not isinstance(value, dict):
        return ""
    text, length = str(value.get("time", "")), _LENGTHS.get(_precision(value))
    found = _TIME.match(text)
    if not found or length is None:
        return text.partition("T")[0].lstrip("+") + " or about"
    plain = "-".join(found.groups())[:length]
    return f"{plain} (Julian)" if value.get("calendarmodel") == _JULIAN else plain


def _precision(value: dict[str, Any]) -> int:
    given = value.get("precision")
    return given if isinstance(given, int) else 0
