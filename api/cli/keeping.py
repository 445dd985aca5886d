"""Changes: load, withdraw, verify, import, judge."""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, store_at, view_at
from api.cli.output import print_line
from api.cli.progress import progress
from graph.errors import InvalidInput, LoadRefused
from graph.identity import judge_different, judge_same, withdraw_judgement
from graph.loading import load as load_files
from graph.loading import withdraw as withdraw_source
from graph.lookups import resolve_actor
from graph.store import Store
from graph.verify import verification
from graph.view import KnowledgeGraph

TextsOption = Annotated[Path | None, typer.Option("--texts", help="Your archive of article texts.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept with the judgement.")]

judge = typer.Typer(help="Judge who is the same as whom, or is not.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (load, withdraw, verify):
        app.command()(command)
    app.command("import")(import_)
    app.add_typer(judge, name="judge")


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "legation"


def load(
    files: Annotated[list[Path], typer.Argument(help="TriG, Turtle, N-Quads or JSON-LD.")],
    texts: TextsOption = None,
    store: StoreOption = None,
) -> None:
    """Load articles: all of them, or nothing where anything is wrong.

    Example: `legation load article.trig --texts ~/texts`
    """
    with progress() as bars:
        revision = load_files(store_at(store), files, who=_who(), texts=texts, progress=bars)
    print_line(f"revision {revision.number}: {revision.why}")


def withdraw(
    slug: Annotated[str, typer.Argument(help="The article's or table's slug.")],
    store: StoreOption = None,
) -> None:
    """Withdraw an article or a table, and all that followed from it.

    Example: `legation withdraw 2024-09-13-shoigu-kim-pyongyang`
    """
    with progress() as bars:
        revision = withdraw_source(store_at(store), slug, who=_who(), progress=bars)
    print_line(f"revision {revision.number}: {revision.why}")


def verify(
    texts: Annotated[Path, typer.Option(help="Your archive of article texts.")] = Path("texts"),
    store: StoreOption = None,
) -> None:
    """Hold every quotation against the words at its offsets.

    Example: `legation verify --texts ~/texts`
    """
    if not texts.is_dir():
        raise InvalidInput(f"{texts} is no folder; give the one that holds the texts: --texts DIR")
    report = verification(view_at(store), texts)
    print_line(str(report))
    if report.faults:
        raise LoadRefused(report.faults)


def import_(
    source: Annotated[str, typer.Argument(help="state-department or leaders.")],
    files: Annotated[list[Path], typer.Argument(help="Its files, archives or folders.")],
    store: StoreOption = None,
) -> None:
    """Import public records, every row accounted for.

    Example: `legation import leaders leaders_historic.csv.gz`
    """
    from graph.imports import run_imports  # noqa: PLC0415

    with progress() as bars:
        reports = run_imports(store_at(store), [(source, files)], who=_who(), progress=bars)
    for report in reports:
        print_line(str(report))


@judge.command("same")
def same(
    retired: Annotated[str, typer.Argument(help="The name or id that gives way.")],
    kept: Annotated[str, typer.Argument(help="The one both answer to from now on.")],
    reason: ReasonOption,
    store: StoreOption = None,
) -> None:
    """Judge two entries to be the same actor.

    Example: `legation judge same sergey-shoygu-q32024 sergei-shoigu --reason "same man"`
    """
    opened = store_at(store)
    one, other = _two(opened, retired, kept)
    identifier = judge_same(opened, one, other, reason=reason, judge=_who())
    print_line(f"{identifier} (undo: legation judge withdraw {identifier})")


@judge.command("different")
def different(
    one: Annotated[str, typer.Argument(help="A name or id.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    reason: ReasonOption,
    store: StoreOption = None,
) -> None:
    """Judge two entries to be different actors, which no rule may merge.

    Example: `legation judge different bush-george-h-w-historian george-w-bush-q207 --reason kin`
    """
    opened = store_at(store)
    view = KnowledgeGraph(opened).view()
    identifier = judge_different(
        opened, view.iri(one), view.iri(other), reason=reason, judge=_who()
    )
    print_line(f"{identifier} (undo: legation judge withdraw {identifier})")


@judge.command("withdraw")
def withdraw_one(
    judgement: Annotated[str, typer.Argument(help="The judgement's id.")],
    store: StoreOption = None,
) -> None:
    """Withdraw a judgement: everything is as if it had never been made.

    Example: `legation judge withdraw judgement-0123456789abcdef`
    """
    withdraw_judgement(store_at(store), judgement, who=_who())
    sys.stderr.write(f"withdrawn: {judgement}\n")


def _two(store: Store, retired: str, kept: str) -> tuple[str, str]:
    view = KnowledgeGraph(store).view()
    return view.iri(resolve_actor(view, retired)), view.iri(resolve_actor(view, kept))
