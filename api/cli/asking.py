"""Questions: find, path, stats."""

from typing import Annotated

import typer

from api.cli.common import AsOfOption, CertainOption, JsonOption, StoreOption, day, view_at
from api.cli.output import print_fact, print_heading, print_json, print_line, print_rows
from graph.answers import Certainty
from graph.answers import Path as FoundPath
from graph.errors import NotFound
from graph.lookups import articles, find_actors, resolve_actor


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (find, path, stats):
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
        raise NotFound(f"no actor is called {name!r} or anything near it")


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
    from graph.paths import find_paths  # noqa: PLC0415 - brings networkx with it

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
            print_fact(fact, indent=5)
        if hop.more:
            print_line(f"and {hop.more} more facts", indent=5)


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
