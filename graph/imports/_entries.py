"""What a publisher's files of people and bodies need in common: ids, dates and States by code."""

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from graph.errors import InvalidInput
from graph.ids import slugify
from graph.imports._dates import Span, span
from graph.imports._source import Edition
from graph.imports._table import Table
from graph.territories import Territory, territories, territory_named
from ontology import LEG, SKOS

WIKIDATA = "http://www.wikidata.org/entity/"
# The terms of files whose publisher does not state any; see rightsstatements.org.
UNDETERMINED = "http://rightsstatements.org/vocab/UND/1.0/"
_QUALIFIED = re.compile(r"Q[1-9][0-9]*")
_LONGEST = 60


def is_wikidata(identifier: str) -> bool:
    """Return whether an id is one of Wikidata's items.

    >>> is_wikidata("Q7747"), is_wikidata("NK-2Tb")
    (True, False)
    """
    return bool(_QUALIFIED.fullmatch(identifier))


def entry_slug(name: str, identifier: str) -> str:
    """Return the slug of an entry: its name, and what tells it from others of that name.

    >>> entry_slug("Ada Nama", "Q900000001")
    'ada-nama-q900000001'
    """
    mark = identifier.lower() if is_wikidata(identifier) else _digest(identifier)
    return f"{slugify(name)[:_LONGEST].strip('-')}-{mark}".strip("-")


def _digest(identifier: str) -> str:
    return hashlib.sha256(identifier.encode()).hexdigest()[:10]


def fact_name(identifier: str) -> str:
    """Return an id as the end of an IRI.

    >>> fact_name("Q1$A b")
    'Q1%24A%20b'
    """
    return quote(identifier, safe="")


def _table_slug(path: Path, prefix: str) -> str:
    """Return what the table of a file is called, by the file's name."""
    stem = slugify(path.name.split(".")[0]) or "table"
    return stem if stem.startswith(prefix) else f"{prefix}-{stem}"


def one_table_each(
    paths: Iterable[Path], prefix: str, edition: Callable[[Path, str], Edition]
) -> list[Edition]:
    """Return an edition of each file, given its path and the slug of its table.

    Raises
    ------
    InvalidInput
        If two files would be the same table; or one is no file.
    """
    named: dict[str, Path] = {}
    for path in paths:
        if not path.is_file():
            raise InvalidInput(f"{path} is no file")
        slug = _table_slug(path, prefix)
        other = named.setdefault(slug, path)
        if other is not path:
            raise InvalidInput(
                f"{other} and {path} would both be the table {slug}; rename one of them"
            )
    return [edition(path, slug) for slug, path in named.items()]


def widest(texts: Iterable[str]) -> Span | None:
    """Return the days that several dates of one thing may mean together.

    >>> widest(["2001-03", "2001-03-05"]).last
    datetime.date(2001, 3, 31)
    """
    found = [one for text in texts if (one := span(text[:10]))]
    if not found:
        return None
    first, last = min(one.first for one in found), max(one.last for one in found)
    return next((one for one in found if (one.first, one.last) == (first, last)), None) or Span(
        first, last, "year" if first.year != last.year else "month"
    )


@cache
def _by_code() -> dict[str, Territory]:
    return {one.alpha_2.lower(): one for one in territories() if one.alpha_2}


def state_iri(table: Table, name: str) -> str | None:
    """Return the IRI of a State by its two-letter code or its name; ``None`` where it is none."""
    found = _by_code().get(name.lower()) or territory_named(name)
    if found is None:
        return None
    table.name(found.iri, table.graph, LEG.affiliation)
    return found.iri


def affiliate(table: Table, iri: str, state: str) -> None:
    """Say which State an actor is given to, where it is one and once."""
    other = state_iri(table, state)
    if other is not None and other != iri:
        table.link(iri, LEG.affiliation, other)


def same_as(table: Table, iri: str, identifier: str) -> None:
    """Say that an entry is an item of Wikidata, once."""
    if is_wikidata(identifier):
        table.say(iri, SKOS.exactMatch, NamedNode(f"{WIKIDATA}{identifier}"))


def alias(table: Table, iri: str, name: str, language: str = "und") -> None:
    """Give another name, its language undetermined where the publisher does not tell."""
    if name:
        try:
            table.say(iri, SKOS.altLabel, Literal(name, language=language))
        except ValueError:  # what the publisher calls a language is none
            table.say(iri, SKOS.altLabel, Literal(name, language="und"))
