"""Writes made-up articles as TriG, with texts in which each quotation stands at its offsets."""

import hashlib
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from rdflib import Literal

from ontology import PREFIXES

When: TypeAlias = "Mapping[str, str]"
UNDATED: When = {}

_BOUNDS = ("startEarliest", "startLatest", "endEarliest", "endLatest")


def when(words: str, precision: str, *bounds: date | None) -> When:
    """The dates of a fact: its words, their precision, and the bounds they imply."""
    said = {"leg:dateText": Literal(words).n3(), "leg:datePrecision": f"leg:{precision}"}
    for name, bound in zip(_BOUNDS, bounds, strict=True):
        if bound is not None:
            said[f"leg:{name}"] = f'"{bound.isoformat()}"^^xsd:date'
    return said


def on(day: str) -> When:
    stated = date.fromisoformat(day)
    return when(day, "day", stated, stated, stated, stated)


def within(first: date, last: date, words: str, precision: str) -> When:
    return when(words, precision, first, last, first, last)


def in_year(year: int) -> When:
    return within(date(year, 1, 1), date(year, 12, 31), str(year), "year")


def in_month(year: int, month: int) -> When:
    first = date(year, month, 1)
    last = first.replace(day=monthrange(year, month)[1])
    return within(first, last, f"{first:%B %Y}", "month")


def held(start: str, end: str) -> When:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return when(f"from {start} to {end}", "day", first, first, last, last)


def held_years(start: int, end: int) -> When:
    bounds = date(start, 1, 1), date(start, 12, 31), date(end, 1, 1), date(end, 12, 31)
    return when(f"{start} to {end}", "year", *bounds)


def since(day: str, attested: str) -> When:
    first = date.fromisoformat(day)
    return when(f"since {day}", "day", first, first, date.fromisoformat(attested), None)


@dataclass
class Entities:
    """Actors, offices and places as they are described."""

    lines: list[str] = field(default_factory=list)

    def add(self, kind: str, slug: str, label: str, *aliases: str, **said: str) -> str:
        """Describe one; ``label`` and aliases may end in a language, as in ``王伟@zh``."""
        parts = [f"a leg:{kind}", f"rdfs:label {_tagged(label)}"]
        parts += [f"skos:altLabel {_tagged(alias)}" for alias in aliases]
        parts += [f"leg:{name} id:{value}" for name, value in said.items()]
        self.lines.append(f"  id:{slug} {' ; '.join(parts)} .")
        return slug

    def trig(self) -> str:
        return _graph("https://w3id.org/legation/graph/entities", self.lines)


@dataclass
class Article:
    """An article in the making: what it says, and the text in which it says it."""

    slug: str
    title: str
    issued: str
    publisher: str
    url: str = ""
    lines: list[str] = field(default_factory=list)
    body: str = ""
    facts: int = 0

    def fact(
        self,
        kind: str,
        quote: str,
        dates: When = UNDATED,
        name: str = "",
        attributed: str = "",
        details: Mapping[str, str] | None = None,
        **roles: str | Sequence[str],
    ) -> str:
        """Add a fact with its evidence; roles are actors' ids. Return it as it is referred to."""
        self.facts += 1
        name = name or f"fact-{self.facts}"
        said = {**dates, **(details or {}), "leg:reportedBy": f"id:{self.publisher}"}
        if attributed:
            said["leg:attributedTo"] = f"id:{attributed}"
        for role, actors in roles.items():
            some = [actors] if isinstance(actors, str) else actors
            said[f"leg:{role}"] = ", ".join(f"id:{actor}" for actor in some)
        said["leg:evidence"] = f"<#quote-{self.facts}>"
        values = " ; ".join(f"{key} {value}" for key, value in said.items())
        self.lines.append(f"  <#{name}> a leg:{kind} ; {values} .")
        self._quote(quote)
        return f"<{self.iri}#{name}>"

    def proposition(self, slug: str, label: str, wider: str = "") -> str:
        """Add what is said to be so; return its id."""
        more = f" ; leg:specializes id:{wider}" if wider else ""
        self.lines.append(f"  id:{slug} a leg:Proposition ; rdfs:label {_tagged(label)}{more} .")
        return slug

    def _quote(self, quote: str) -> None:
        start = len(self.title) + 1 + len(self.body)
        self.lines.append(
            f"  <#quote-{self.facts}> a leg:Evidence ; oa:hasSource <> ; oa:start {start} ; "
            f"oa:end {start + len(quote)} ; oa:exact {Literal(quote).n3()} ."
        )
        self.body += f"{quote}. "

    @property
    def iri(self) -> str:
        return f"https://w3id.org/legation/article/{self.slug}"

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.body}"

    def trig(self) -> str:
        start = len(self.title) + 1
        source = f" ; dct:source <{self.url}>" if self.url else ""
        about = (
            f"  <> a leg:Article ; dct:title {_tagged(self.title)} ; "
            f'dct:issued "{self.issued}T08:00:00Z"^^xsd:dateTime ; '
            f"leg:publisher id:{self.publisher} ; "
            f'leg:sha256 "{hashlib.sha256(self.text.encode()).hexdigest()}" ; '
            f"leg:bodyStart {start} ; leg:bodyEnd {start + len(self.body)}{source} ."
        )
        return f"@base <{self.iri}> .\n{_graph('', [about, *self.lines])}"


def prefixes() -> str:
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(PREFIXES.items()))


def _tagged(label: str) -> str:
    text, _, language = label.partition("@")
    return Literal(text, lang=language or "en").n3()


def _graph(iri: str, lines: Sequence[str]) -> str:
    return f"GRAPH <{iri}> {{\n" + "\n".join(lines) + "\n}\n"
