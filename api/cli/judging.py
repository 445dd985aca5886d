"""Judgements: who is the same as whom, or is not."""

import sys
from typing import Annotated

import typer

from api.cli.common import StoreOption, person, store_at
from api.cli.output import print_line
from graph.errors import NotFound
from graph.lookups import resolve_actor
from graph.store import Store
from graph.view import KnowledgeGraph

ReasonOption = Annotated[str, typer.Option("--reason", help="Why; kept with the judgement.")]

judge = typer.Typer(invoke_without_command=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(judge, name="judge")


@judge.callback()
def judging(context: typer.Context) -> None:
    """Judge who is the same as whom, or is not.

    Example: `legation judge same sergey-shoygu sergei-shoigu --reason "one man"`
    """
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")


@judge.command("same")
def same(
    retired: Annotated[str, typer.Argument(help="The name or id that gives way.")],
    kept: Annotated[str, typer.Argument(help="The one both answer to from now on.")],
    reason: ReasonOption,
    store: StoreOption = None,
) -> None:
    """Judge two entries to be the same actor.

    Example: `legation judge same sergey-shoygu sergei-shoigu --reason "one man"`
    """
    from graph.identity import judge_same  # noqa: PLC0415

    opened = store_at(store)
    one, other = _meant(opened, retired), _meant(opened, kept)
    _tell(judge_same(opened, one, other, reason=reason, judge=person()))


@judge.command("different")
def different(
    one: Annotated[str, typer.Argument(help="A name or id.")],
    other: Annotated[str, typer.Argument(help="Another.")],
    reason: ReasonOption,
    store: StoreOption = None,
) -> None:
    """Judge two entries to be different actors, which no rule may merge.

    Example: `legation judge different john-smith john-smith-q42 --reason "father and son"`
    """
    from graph.identity import judge_different  # noqa: PLC0415

    opened = store_at(store)
    _tell(
        judge_different(
            opened, _meant(opened, one), _meant(opened, other), reason=reason, judge=person()
        )
    )


@judge.command("withdraw")
def withdraw(
    judgement: Annotated[str, typer.Argument(help="The judgement's id.")],
    store: StoreOption = None,
) -> None:
    """Withdraw a judgement: everything is as if it had never been made.

    Example: `legation judge withdraw judgement-0123456789abcdef`
    """
    from graph.identity import withdraw_judgement  # noqa: PLC0415

    withdraw_judgement(store_at(store), judgement, who=person())
    sys.stderr.write(f"withdrawn: {judgement}\n")


def _meant(store: Store, name_or_id: str) -> str:
    """Return the IRI of an id as it stands, merged or not, or of the actor with that name."""
    view = KnowledgeGraph(store).view()
    try:
        return view.iri(name_or_id)
    except NotFound:
        return view.iri(resolve_actor(view, name_or_id))


def _tell(judgement: str) -> None:
    print_line(f"{judgement} (undo: legation judge withdraw {judgement})")
