"""What commands print: tables and colour on a terminal, plain text in a pipe."""

import sys
from collections.abc import Iterable, Sequence

from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape
from rich.table import Table


def print_json(answer: BaseModel) -> None:
    """Print what the service would answer."""
    sys.stdout.write(f"{answer.model_dump_json()}\n")


def print_rows(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows: a table on a terminal, lines with tabs in a pipe."""
    if not sys.stdout.isatty():
        for row in rows:
            sys.stdout.write("\t".join(" ".join(str(cell).split()) for cell in row) + "\n")
        return
    table = Table(*headings, header_style="bold", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    Console().print(table)


def print_heading(words: str) -> None:
    """Print a heading."""
    if sys.stdout.isatty():
        Console().print(f"[bold]{escape(words)}[/bold]")
    else:
        sys.stdout.write(f"{words}\n")


def print_line(words: str, *, indent: int = 0) -> None:
    """Print a line as it is."""
    sys.stdout.write(f"{' ' * indent}{words}\n")
