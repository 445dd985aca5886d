"""SPARQL: query."""

import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, view_at
from api.cli.output import print_rows
from graph.errors import InvalidInput, InvalidParameter, QuerySyntaxError
from graph.sparql_guard import Form, Shape, examine
from graph.store import QueryRequest
from graph.view import View
from ontology import PREFIXES

_RESULTS = {
    "tsv": "text/tab-separated-values",
    "csv": "text/csv",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
}
_GRAPHS = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "rdfxml": "application/rdf+xml",
    "jsonld": "application/ld+json",
}
_COMMENT = re.compile(r"(<[^>\s]*>)|#[^\n]*")
_DECLARED = re.compile(r"\bPREFIX\s+([^\s:]*):", re.IGNORECASE)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(query)


def query(
    source: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A file of SPARQL, or - for standard input."),
    ] = None,
    expression: Annotated[str | None, typer.Option("-e", help="The query itself.")] = None,
    format: Annotated[  # noqa: A002 - the field's own word
        str,
        typer.Option(
            help=f"SELECT: {', '.join(_RESULTS)}. ASK: json, xml. "
            f"CONSTRUCT, DESCRIBE: {', '.join(_GRAPHS)}."
        ),
    ] = "",
    store: StoreOption = None,
) -> None:
    """Ask a SPARQL query; our prefixes are declared already.

    Example: `legation query -e "SELECT ?who WHERE { ?who a leg:Person }"`
    """
    asked = expression if expression is not None else _read(source)
    try:
        _ask(_with_prefixes(asked), format, view_at(store))
    except QuerySyntaxError as fault:
        raise _placed(fault, len(_with_prefixes(asked)) - len(asked)) from None


def _ask(text: str, format: str, view: View) -> None:  # noqa: A002 - as above
    shape = examine(text)
    media_type = _media_type(shape, format)
    as_table = sys.stdout.isatty() and shape.form is Form.select and not format
    if as_table and not shape.names_dataset:
        found = view.snapshot.select(text)
        headings = [variable.value for variable in found.variables]
        print_rows(headings, ([_cell(row[name]) for name in headings] for row in found))
        return
    request = QueryRequest(text, media_type, union=not shape.names_dataset)
    view.snapshot.stream(request, sys.stdout.buffer)
    if sys.stdout.isatty():
        sys.stdout.write("\n")


def _with_prefixes(text: str) -> str:
    """Return a query with those of our prefixes that it does not declare itself.

    They go before its first line, so that the lines told of in an error are its own.
    """
    bare = _COMMENT.sub(lambda found: found.group(1) or "", text)
    own = {found.group(1) for found in _DECLARED.finditer(bare)}
    missing = (f"PREFIX {name}: <{iri!s}> " for name, iri in PREFIXES.items() if name not in own)
    return "".join(missing) + text


def _placed(fault: QuerySyntaxError, prepended: int) -> QuerySyntaxError:
    """Return a complaint about a query that tells its place as the person sees it."""
    if fault.line is None or fault.column is None:
        return fault
    column = fault.column - prepended if fault.line == 1 else fault.column
    why = ": it uses a prefix that it does not declare" if "Prefix not" in fault.detail else ""
    place = f"line {fault.line}, column {max(column, 1)}"
    return QuerySyntaxError(f"the query does not parse at {place}{why}", fault.line, column)


def _media_type(shape: Shape, chosen: str) -> str:
    if shape.form is Form.update:
        raise InvalidInput("this command asks; load and withdraw change the graph")
    forms = _RESULTS if shape.form in (Form.select, Form.ask) else _GRAPHS
    if shape.form is Form.ask:
        forms = {name: forms[name] for name in ("json", "xml")}
    if chosen and chosen not in forms:
        detail = f"{chosen!r} is no format for {shape.form}; give one of {', '.join(forms)}"
        raise InvalidParameter("format", detail)
    return forms[chosen or next(iter(forms))]


def _cell(value: object) -> str:
    return str(getattr(value, "value", "" if value is None else value))


def _read(source: str | None) -> str:
    if source is None:
        raise InvalidInput("give a file, - for standard input, or -e with the query itself")
    if source == "-":
        return sys.stdin.read()
    try:
        return Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise InvalidInput(f"{source} cannot be read: {fault}") from None
