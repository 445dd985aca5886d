"""All commands, put together."""

import os
import sys
from importlib.metadata import version as installed
from typing import Annotated

import typer

from api.cli import archive, asking, card, files, judging, keeping, querying, serving, tokens

_HELP = """A knowledge graph of geopolitical actors: who met whom, who held which office, who
alleged what, who denied it, and on whose word we know.

Example: `legation path "Sergei Shoigu" "Kim Jong Un"`
"""

app = typer.Typer(
    name="legation",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (serving, asking, card, querying, files, keeping, judging, tokens, archive):
    module.register(app)


@app.callback(help=_HELP)
def legation(
    context: typer.Context,
    store: Annotated[
        str, typer.Option("--store", help="As with each command.", show_default=False)
    ] = "",
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an unexpected fault arose.")
    ] = False,
) -> None:
    """Act on what goes before any command, and show the help where there is none."""
    if store:
        os.environ["LEGATION_STORE"] = store
    if version:
        sys.stdout.write(f"legation {installed('legation')}\n")
    elif context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")
