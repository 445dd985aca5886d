"""Tokens: who may write to the service."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from api.cli.output import print_line, print_rows
from graph.errors import InvalidParameter
from graph.nearest import nearest

TokensOption = Annotated[
    Path, typer.Option("--tokens", envvar="LEGATION_TOKENS", help="The file of tokens.")
]
DEFAULT_FILE = Path(".legation") / "tokens.json"

token = typer.Typer(invoke_without_command=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(token, name="token")


@token.callback()
def tokens(context: typer.Context) -> None:
    """Give people tokens, so that they may write to the service, and take them away.

    Example: `legation token create Eva --rights load,judge`
    """
    if context.invoked_subcommand is None:
        sys.stdout.write(f"{context.get_help()}\n")


@token.command("create")
def create(
    name: Annotated[str, typer.Argument(help="Who gets it; their changes are recorded so.")],
    rights: Annotated[
        str, typer.Option("--rights", help="Of `read`, `load`, `judge`, `admin`, with commas.")
    ],
    file: TokensOption = DEFAULT_FILE,
) -> None:
    """Make a token and print it, this once.

    Example: `legation token create Eva --rights load,judge`
    """
    from api.tokens import Right, Tokens  # noqa: PLC0415

    known = [right.value for right in Right]
    asked = [word.strip() for word in rights.split(",") if word.strip()]
    for word in asked:
        if word not in known:
            close = ", ".join(nearest(word, known))
            raise InvalidParameter("rights", f"there is no right {word!r}; nearest: {close}")
    made = Tokens(file).create(name, [Right(word) for word in asked])
    sys.stderr.write(
        f"a token for {name}, with the rights {', '.join(asked)}; it is not kept and not shown "
        f"again. Start the service with LEGATION_TOKENS={file}, and send the token as\n"
        "Authorization: Bearer TOKEN\n"
    )
    print_line(made)


@token.command("list")
def list_tokens(file: TokensOption = DEFAULT_FILE) -> None:
    """List who has a token, their rights, and since when.

    Example: `legation token list`
    """
    from api.tokens import Tokens  # noqa: PLC0415

    rows = [
        (one.name, ",".join(sorted(one.rights)), f"{one.created:%Y-%m-%d %H:%M}")
        for one in Tokens(file).holders()
    ]
    print_rows(("name", "rights", "since"), rows)


@token.command("revoke")
def revoke(
    name: Annotated[str, typer.Argument(help="Whose token.")], file: TokensOption = DEFAULT_FILE
) -> None:
    """Take a token away; a running service knows at its next request.

    Example: `legation token revoke Eva`
    """
    from api.tokens import Tokens  # noqa: PLC0415

    Tokens(file).revoke(name)
    sys.stderr.write(f"revoked: {name}\n")
