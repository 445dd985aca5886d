"""The pages that ask in SPARQL: an editor, and a plain form that works without JavaScript."""

import io
import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from api.pages.rendering import render, show
from api.querying import RESULTS, TRIPLES, Querying
from api.readers.questions import Reply
from graph.errors import LegationError
from graph.ids import short_id
from graph.view import View
from ontology import ARTICLE, DATASET, ID, PREFIXES

SHOWN = 1000  # rows of a plain page
EXAMPLE = "whom-somebody-met"


@dataclass(frozen=True)
class WorkedQuery:
    """A query to start from: what it asks in words, and its text."""

    name: str
    title: str
    text: str


@cache
def worked_queries() -> list[WorkedQuery]:
    """Return the worked queries that Legation comes with, by name.

    >>> worked_queries()[0].name
    'all-that-an-article-says'
    """
    found = []
    for file in sorted((files("data") / "queries").iterdir(), key=lambda file: file.name):
        text = file.read_text(encoding="utf-8")
        title = text.partition("\n")[0].removeprefix("#").strip()
        found.append(WorkedQuery(file.name.removesuffix(".rq"), title, text))
    return found


def editor_page() -> str:
    """Return the page with the editor; without JavaScript it leads to the plain form."""
    prefixes = {name: str(iri) for name, iri in PREFIXES.items()}
    return render(
        "sparql.html", queries=worked_queries(), query=_example(), prefixes=json.dumps(prefixes)
    )


def _example() -> str:
    return next(query.text for query in worked_queries() if query.name == EXAMPLE)


def plain_page(view: View, query: str | None, most_rows: int) -> Reply:
    """Return the plain form, with what the query in it is answered.

    Parameters
    ----------
    view : View
        The revision to read.
    query : str or None
        A query; none shows an example, unanswered.
    most_rows : int
        How many rows or triples an answer may have.
    """
    shown: dict[str, Any] = {"table": None, "triples": None, "fault": None}
    status = 200
    if query is not None:
        try:
            shown |= _answer(view, query, most_rows)
        except LegationError as fault:
            place = {"line": None, "column": None, **fault.members()}
            shown["fault"] = {"title": fault.title, "detail": fault.detail, **place}
            status = fault.status
    text = query if query is not None else _example()
    body = show(view, "sparql_plain.html", queries=worked_queries(), query=text, **shown)
    return Reply(body, status=status)


def _answer(view: View, query: str, most_rows: int) -> dict[str, Any]:
    accept = f"{RESULTS[0]}, {TRIPLES[0]}"
    prepared = Querying(query, accept, (), (), most_rows)(view)
    written = io.BytesIO()
    reply = prepared.make()
    if isinstance(reply, Reply) and callable(reply.body):
        reply.body(written)
    if prepared.media_type == TRIPLES[0]:
        return {"triples": written.getvalue().decode()}
    return {"table": _table(json.loads(written.getvalue()))}


def _table(results: dict[str, Any]) -> dict[str, Any]:
    if "boolean" in results:
        return {"names": ["answer"], "rows": [[_Cell(str(results["boolean"]).lower())]], "count": 1}
    names, rows = results["head"]["vars"], results["results"]["bindings"]
    cells = [[_cell(row.get(name)) for name in names] for row in rows[:SHOWN]]
    return {"names": names, "rows": cells, "count": len(rows)}


@dataclass(frozen=True)
class _Cell:
    text: str
    page: str | None = None


def _cell(value: dict[str, Any] | None) -> _Cell:
    if value is None:
        return _Cell("")
    text = str(value["value"])
    return _Cell(text, page_of(text)) if value["type"] == "uri" else _Cell(text)


def page_of(iri: str) -> str | None:
    """Return where an IRI of ours is shown.

    >>> page_of("https://w3id.org/legation/id/russia"), page_of("https://example.org/")
    ('/actors/russia', None)
    """
    if iri.startswith(ID):
        return f"/actors/{short_id(iri)}"
    if iri.startswith((ARTICLE, DATASET)):
        kind = "facts" if re.search("#.", iri) else "articles"
        return f"/{kind}/{short_id(iri)}"
    return None
