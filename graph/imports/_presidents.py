"""Presidents of the United States, by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from graph.imports._dates import span
from graph.imports._xml import text
from ontology import ID

HISTORIAN = ("office-of-the-historian", "Office of the Historian, U.S. Department of State")
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
UNITED_STATES = f"{ID!s}united-states"


def person_slug(identifier: str) -> str:
    """Return the slug of somebody who has an id with this publisher, the same in all its tables.

    >>> person_slug("bush-george-w")
    'bush-george-w-historian'
    """
    return f"{identifier}-historian"


@dataclass(frozen=True)
class Term:
    """One president's time in office."""

    number: str
    identifier: str
    name: str
    took_office: str
    left_office: str

    @property
    def surname(self) -> str:
        """The last word of the name that is no suffix."""
        words = [word for word in self.name.split() if not word.endswith((".", ","))]
        return words[-1] if words else self.name


@dataclass(frozen=True)
class Presidents:
    """All of them, as ``presidents.xml`` lists them."""

    terms: tuple[Term, ...]

    @classmethod
    def read(cls, documents: Iterable[Element]) -> "Presidents":
        """Return the presidents that some documents list; none where there is no such list."""
        found = [
            Term(
                entry.get("n") or "",
                text(entry, "id"),
                text(entry, "name"),
                text(entry, "took-office-date"),
                text(entry, "left-office-date"),
            )
            for document in documents
            if document.tag == "presidents"
            for entry in document.iter("president")
        ]
        return cls(tuple(found))

    def of(self, surname: str, first: date, last: date) -> Term | None:
        """Return the one president of a surname who was in office on all of some days."""
        fitting = {
            term.identifier: term
            for term in self.terms
            if term.surname == surname and _in_office(term, first) and _in_office(term, last)
        }
        return next(iter(fitting.values())) if len(fitting) == 1 else None


def _in_office(term: Term, day: date) -> bool:
    took, left = span(term.took_office), span(term.left_office)
    return took is not None and took.last <= day and (left is None or day <= left.first)
