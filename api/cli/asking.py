"""Questions: find, show, path, query, stats."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import AsOfOption, CertainOption, JsonOption, StoreOption, day, view_at
from api.cli.output import print_heading, print_json, print_line, print_rows
from api.words import certainty_words, evidence_words, sentence, when_words
from graph.answers import Certainty, Connection
from graph.answers import Path as FoundPath
from graph.errors import InvalidInput, InvalidParameter
from graph.lookups import articles, connections, find_actors, get_actor, resolve_actor
from graph.paths import find_paths

SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (find, show, path, query, stats):
        app.command()(command)


def find(
    name: Annotated[str, typer.Argument(help="A name, in any script.")],
    type: Annotated[  # noqa: A002 - the contract's own word
        list[str] | None, typer.Option(help="Only this class, such as Person; repeatable.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 10,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Find actors by name, misspelt or transliterated.

    Example: `legation find Шойгу`
    """
    hits = find_actors(view_at(store), name, type=type or [], limit=limit)
    if json:
        print_json(hits)
        return
    print_rows(
        ("Id", "Type", "Label", "Score"),
        ((hit.id, hit.type, hit.label, f"{hit.score:.1f}") for hit in hits.items),
    )
    if not hits.items:
        raise InvalidInput(f"no actor is called {name!r} or anything near it")


def show(
    actor: Annotated[str, typer.Argument(help="A name or an id.")],
    as_of: AsOfOption = None,
    certain: CertainOption = False,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show an actor: its names, and its connections with the evidence for each.

    Example: `legation show "Kim Jong Un" --as-of 2024-09-13`
    """
    view = view_at(store)
    found = get_actor(view, resolve_actor(view, actor))
    if json:
        print_json(found)
        return
    print_heading(f"{found.label} ({found.type}, {found.id})")
    if found.aliases:
        print_line(f"also {', '.join(found.aliases)}")
    ties = connections(
        view,
        found.id,
        as_of=day(as_of),
        certainty=Certainty.certain if certain else None,
        claims=True,
        limit=SHOWN,
    )
    seen: set[str] = set()
    for tie in ties.items:
        if tie.fact.id not in seen:
            seen.add(tie.fact.id)
            _print_fact(tie)
    if ties.next:
        print_line(f"and more: the first {SHOWN} connections are shown")


def _print_fact(tie: Connection) -> None:
    fact = tie.fact
    print_line(f"- {sentence(fact)}, {when_words(fact.when)} [{certainty_words(fact)}]")
    for evidence in fact.evidence:
        print_line(evidence_words(evidence), indent=4)


def path(
    from_: Annotated[str, typer.Argument(metavar="FROM", help="A name or an id.")],
    to: Annotated[str, typer.Argument(help="Another name or id.")],
    k: Annotated[int, typer.Option("--k", help="How many paths at most.")] = 5,
    max_hops: Annotated[int, typer.Option(help="How many hops a path may have.")] = 6,
    kind: Annotated[
        list[str] | None, typer.Option(help="Only facts of this type; repeatable.")
    ] = None,
    as_of: AsOfOption = None,
    certain: CertainOption = False,
    exclude_disputed: Annotated[
        bool, typer.Option("--exclude-disputed", help="Leave out what somebody denies.")
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help="Let statements carry a hop as well.")
    ] = False,
    through: Annotated[
        list[str] | None, typer.Option(help="Only actors of this type between; repeatable.")
    ] = None,
    avoid: Annotated[
        list[str] | None, typer.Option(help="Not through this actor; repeatable.")
    ] = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show how two actors are connected, with the evidence on each hop.

    Example: `legation path "Sergei Shoigu" "Kim Jong Un"`
    """
    view = view_at(store)
    found = find_paths(
        view,
        resolve_actor(view, from_),
        resolve_actor(view, to),
        k=k,
        max_hops=max_hops,
        kinds=kind or [],
        as_of=day(as_of),
        certainty=Certainty.certain if certain else None,
        exclude_disputed=exclude_disputed,
        claims=claims,
        through=through or [],
        avoid=[resolve_actor(view, name) for name in avoid or []],
    )
    if json:
        print_json(found)
        return
    for number, one in enumerate(found.paths, start=1):
        _print_path(number, one)
    if not found.paths:
        print_line(f"No path of at most {max_hops} hops.")
    if not found.complete:
        print_line("The search was given up before its end: there may be more paths.")


def _print_path(number: int, found: FoundPath) -> None:
    hops = "1 hop" if found.length == 1 else f"{found.length} hops"
    print_heading(f"{number}. {hops}")
    for hop in found.hops:
        print_line(f"{hop.from_.label} → {hop.to.label}", indent=3)
        for fact in hop.facts:
            date_words = when_words(fact.when)
            print_line(f"{sentence(fact)}, {date_words} [{certainty_words(fact)}]", indent=5)
            for evidence in fact.evidence:
                print_line(evidence_words(evidence), indent=7)
        if hop.more:
            print_line(f"and {hop.more} more facts", indent=5)


_FORMATS = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
}


def query(
    source: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A file of SPARQL, or - for standard input."),
    ] = None,
    expression: Annotated[str | None, typer.Option("-e", help="The query itself.")] = None,
    format: Annotated[  # noqa: A002 - the field's own word
        str, typer.Option(help=f"One of {', '.join(_FORMATS)}.")
    ] = "",
    store: StoreOption = None,
) -> None:
    """Ask a SPARQL query.

    Example: `legation query -e "SELECT ?who WHERE { ?who a leg:Person }"`
    """
    from graph.sparql_guard import Form, examine  # noqa: PLC0415
    from graph.store import QueryRequest  # noqa: PLC0415
    from ontology import prefix_declarations  # noqa: PLC0415

    text = expression if expression is not None else _read(source)
    if "prefix" not in text.lower():
        text = prefix_declarations() + text
    shape = examine(text)
    if shape.form is Form.update:
        raise InvalidInput("this command asks; load and withdraw change the graph")
    is_results = shape.form in (Form.select, Form.ask)
    chosen = format or ("tsv" if is_results else "turtle")
    if shape.form is Form.ask and not format:
        chosen = "json"
    if chosen not in _FORMATS:
        raise InvalidParameter("format", f"{chosen!r} is none of {', '.join(_FORMATS)}")
    view = view_at(store)
    if sys.stdout.isatty() and shape.form is Form.select and not format:
        found = view.snapshot.select(text)
        headings = [variable.value for variable in found.variables]
        cells = ([_cell(row[name]) for name in headings] for row in found)
        print_rows(headings, cells)
        return
    request = QueryRequest(text, _FORMATS[chosen], union=not shape.names_dataset)
    view.snapshot.stream(request, sys.stdout.buffer)


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


def stats(json: JsonOption = False, store: StoreOption = None) -> None:
    """Show what the graph holds: its sources, and how many facts each states.

    Example: `legation stats`
    """
    view = view_at(store)
    sources = articles(view, limit=1000)
    if json:
        print_json(sources)
        return
    print_line(f"revision {view.revision.number}: {view.revision.why}")
    print_rows(
        ("Source", "Facts", "What"),
        (
            (
                source.id,
                f"{sum(source.counts.values()):,}",
                ", ".join(f"{count:,} {kind}" for kind, count in source.counts.items()),
            )
            for source in sources.items
        ),
    )
