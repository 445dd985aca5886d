"""Files out: export and dump."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from api.cli.common import AsOfOption, CertainOption, StoreOption, day, view_at
from graph.answers import Certainty
from graph.errors import InvalidInput, InvalidParameter
from graph.lookups import resolve_actor

OutputOption = Annotated[
    Path | None, typer.Option("-o", "--output", help="The file to write; - is standard output.")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (export, dump):
        app.command()(command)


def export(
    format: Annotated[  # noqa: A002 - the contract's own word
        str, typer.Argument(help="svg, png, html, gexf, graphml, dot, trig, csv, ...")
    ],
    actor: Annotated[str | None, typer.Option(help="Whose connections: a name or id.")] = None,
    from_: Annotated[str | None, typer.Option("--from", help="Where paths begin.")] = None,
    to: Annotated[str | None, typer.Option(help="Where paths end.")] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option(help="A fact, by id; a statement with its thread. Repeatable."),
    ] = None,
    depth: Annotated[int, typer.Option(help="How many steps from the actor.")] = 1,
    max_edges: Annotated[int, typer.Option(help="How many facts at most.")] = 2000,
    max_nodes: Annotated[int, typer.Option(help="How many actors at most.")] = 2001,
    profile: Annotated[
        str | None,
        typer.Option(help="rdf12 for turtle and trig, yed for graphml, links for node-link."),
    ] = None,
    claims: Annotated[bool, typer.Option("--claims", help="Include statements.")] = False,
    kind: Annotated[list[str] | None, typer.Option(help="Only these fact types.")] = None,
    as_of: AsOfOption = None,
    certain: CertainOption = False,
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Write an actor's connections, the paths between two, or facts, as a file for another tool.

    Example: `legation export gexf --actor "Sergei Shoigu" --claims`
    """
    from graph.exports import file_name, format_named, render  # noqa: PLC0415
    from graph.subgraph import connection_subgraph, fact_subgraph, path_subgraph  # noqa: PLC0415

    form = format_named(format)
    view = view_at(store)
    both: dict[str, Any] = {
        "kinds": kind or [],
        "as_of": day(as_of),
        "certainty": Certainty.certain if certain else None,
    }
    if actor is not None:
        size = {"depth": depth, "max_edges": max_edges, "max_nodes": max_nodes}
        drawn = connection_subgraph(view, resolve_actor(view, actor), claims=claims, **size, **both)
    elif from_ is not None and to is not None:
        ends = (resolve_actor(view, from_), resolve_actor(view, to))
        drawn = path_subgraph(view, ends[0], ends[1], claims=claims, **both)
    elif fact:
        drawn = fact_subgraph(view, fact, **both)
    else:
        raise InvalidParameter("actor", "give --actor, both --from and --to, or --fact")
    content = render(drawn, form.name, profile)
    piped = not sys.stdout.isatty()
    if output == Path("-") or (output is None and piped):
        sys.stdout.buffer.write(content)
        return
    _write(output or Path(file_name(drawn, form.name)), content)


def dump(
    format: Annotated[str, typer.Option(help="trig or nq.")] = "trig",  # noqa: A002
    output: OutputOption = None,
    store: StoreOption = None,
) -> None:
    """Write everything.

    Example: `legation dump --format nq -o everything.nq`
    """
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415

    from api.rdf import SHORT_PREFIXES  # noqa: PLC0415

    forms = {"trig": RdfFormat.TRIG, "nq": RdfFormat.N_QUADS}
    if format not in forms:
        raise InvalidParameter("format", f"{format!r} is neither trig nor nq")
    prefixes = SHORT_PREFIXES if format == "trig" else None
    quads = view_at(store).snapshot.quads()
    if output is None or output == Path("-"):
        serialize(quads, sys.stdout.buffer, forms[format], prefixes=prefixes)
        return
    try:
        with output.open("wb") as file:
            serialize(quads, file, forms[format], prefixes=prefixes)
    except OSError as fault:
        raise InvalidInput(f"{output} cannot be written: {fault}") from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as fault:
        raise InvalidInput(f"{path} cannot be written: {fault}") from None
    sys.stderr.write(f"{path}\n")
