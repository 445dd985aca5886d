"""Changes: load, withdraw, verify, import."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, person, store_at, view_at
from api.cli.output import print_line
from api.cli.progress import progress
from graph.errors import InvalidInput, InvalidParameter

TextsOption = Annotated[Path | None, typer.Option("--texts", help="Your archive of article texts.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (load, withdraw, verify):
        app.command()(command)
    app.command("import")(import_)


def load(
    files: Annotated[list[Path], typer.Argument(help="TriG, Turtle, N-Quads or JSON-LD.")],
    texts: TextsOption = None,
    store: StoreOption = None,
) -> None:
    """Load articles: all of them, or nothing where anything is wrong.

    Example: `legation load article.trig --texts ~/texts`
    """
    from graph.loading import load as load_files  # noqa: PLC0415

    with progress() as bars:
        revision = load_files(store_at(store), files, who=person(), texts=texts, progress=bars)
    print_line(f"revision {revision.number}: {revision.why}")


def withdraw(
    slug: Annotated[str, typer.Argument(help="The article's or table's slug.")],
    store: StoreOption = None,
) -> None:
    """Withdraw an article or a table, and all that followed from it.

    Example: `legation withdraw 2024-09-13-shoigu-kim-pyongyang`
    """
    from graph.loading import withdraw as withdraw_source  # noqa: PLC0415

    with progress() as bars:
        revision = withdraw_source(store_at(store), slug, who=person(), progress=bars)
    print_line(f"revision {revision.number}: {revision.why}")


def verify(
    texts: Annotated[Path, typer.Option(help="Your archive of article texts.")] = Path("texts"),
    store: StoreOption = None,
) -> None:
    """Hold every quotation against the words at its offsets.

    Example: `legation verify --texts ~/texts`
    """
    from graph.verify import verification  # noqa: PLC0415

    if not texts.is_dir():
        raise InvalidInput(f"{texts} is no folder; give the one that holds the texts: --texts DIR")
    report = verification(view_at(store), texts)
    print_line(str(report))
    for fault in report.faults:
        sys.stderr.write(f"legation: {fault}\n")
    if report.faults:
        raise typer.Exit(1)


def import_(
    source: Annotated[str, typer.Argument(help="What it is: followthemoney, icews, polecat, ...")],
    files: Annotated[list[Path], typer.Argument(help="Its files, archives or folders.")],
    bad_rows: Annotated[
        str, typer.Option(help="skip rows that cannot be read, or refuse the files for them.")
    ] = "skip",
    store: StoreOption = None,
) -> None:
    """Import public records, every row accounted for.

    Example: `legation import leaders leaders_historic.csv.gz`
    """
    from graph.imports import BadRows, run_imports  # noqa: PLC0415

    if bad_rows not in set(BadRows):
        raise InvalidParameter("bad-rows", f"{bad_rows!r} is neither skip nor refuse")
    choice = BadRows(bad_rows)
    opened = store_at(store)
    with progress() as bars:
        reports = run_imports(
            opened, [(source, files)], who=person(), bad_rows=choice, progress=bars
        )
    for report in reports:
        print_line(str(report))
