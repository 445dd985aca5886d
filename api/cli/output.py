"""What commands print: tables and colour on a terminal, plain text in a pipe."""

import re
import sys
from collections.abc import Iterable, Sequence

from pydantic import BaseModel

from api.words import certainty_words, evidence_words, sentence, when_words
from graph.answers import Fact

# Whatever a file that was loaded says, it does not steer the reader's terminal.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def print_json(answer: BaseModel) -> None:
    """Print what the service would answer."""
    sys.stdout.write(f"{answer.model_dump_json()}\n")


def print_rows(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows: a table on a terminal, lines with tabs in a pipe."""
    cells = ([_plain(str(cell)) for cell in row] for row in rows)
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(row) + "\n" for row in cells)
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import, and pipes need none
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(*headings, header_style="bold", box=None, pad_edge=False)
    for row in cells:
        table.add_row(*map(escape, row))
    Console().print(table)


def print_heading(words: str) -> None:
    """Print a heading."""
    _print(words, style="bold")


def print_line(words: str, *, indent: int = 0) -> None:
    """Print a line as it is."""
    _print(words, indent=indent)


def print_fact(fact: Fact, *, indent: int = 0, bullet: str = "") -> None:
    """Print a fact as a sentence with its dates and standing, and its evidence below it."""
    words = f"{bullet}{sentence(fact)}, {when_words(fact.when)} [{certainty_words(fact)}]"
    _print(words, indent=indent)
    for evidence in fact.evidence:
        _print(evidence_words(evidence), indent=indent + 2, style="dim")


def _print(words: str, *, indent: int = 0, style: str = "") -> None:
    line = f"{' ' * indent}{_plain(words)}"
    if not style or not sys.stdout.isatty():
        sys.stdout.write(f"{line}\n")
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    Console().print(Text(line, style=style), soft_wrap=True)


def _plain(words: str) -> str:
    return _CONTROLS.sub(" ", words)
