"""Backups: taken and restored while the service runs."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli.common import StoreOption, person, settings_with, store_at
from api.cli.output import print_line
from api.cli.progress import progress


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (backup, restore):
        app.command()(command)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write; a backup there is replaced.")],
    store: StoreOption = None,
) -> None:
    """Write the graph as it stands to one file, its revisions' record included.

    Example: `legation backup legation.tar`
    """
    from graph.archive import backup as write_backup  # noqa: PLC0415

    with progress() as bars:
        revision = write_backup(store_at(store), file, progress=bars)
    print_line(f"revision {revision.number}: {file}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `legation backup` wrote.")],
    store: StoreOption = None,
) -> None:
    """Bring a backup back, checked first: as a new revision, or whole into an empty store.

    Example: `legation restore legation.tar --store elsewhere`
    """
    from graph.archive import restore as restore_backup  # noqa: PLC0415

    url = settings_with(store=store).store
    with progress() as bars:
        revision = restore_backup(url, file, who=person(), progress=bars)
    print_line(f"revision {revision.number}: {revision.why}")
