"""All commands, put together."""

import sys

import typer

from api.cli import asking, files, keeping, serving

app = typer.Typer(
    name="legation",
    help="A knowledge graph of geopolitical actors: who met whom, who held which office, who "
    "alleged what, who denied it, and on whose word we know.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (serving, asking, files, keeping):
    module.register(app)
