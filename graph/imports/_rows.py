"""Rows of a table of separated values, plain or gzipped, one at a time."""

import csv
from collections.abc import Iterator
from pathlib import Path

from graph.errors import InvalidInput
from graph.imports._lines import byte_lines
from graph.imports._table import Table
from graph.progress import Progress, silent

Row = dict[str, str]
_UNDECODED = "surrogateescape"  # a byte that is no UTF-8 spoils its own row alone


def columns(path: Path, delimiter: str = ",") -> list[str]:
    """Return the names in the first row of a table.

    Raises
    ------
    InvalidInput
        If it cannot be read.
    """
    names = next(_values(path, delimiter, silent, "Reading"), [])
    if not _is_text("".join(names)):
        raise InvalidInput(f"{path} has a first row that is not UTF-8; save it as UTF-8")
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise InvalidInput(f"{path} has several columns {', '.join(twice)}; name each apart")
    return names


def rows(
    table: Table, path: Path, progress: Progress, delimiter: str = ","
) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table by column, numbered; others are accounted for as bad.

    Raises
    ------
    InvalidInput
        If it cannot be read to its end.
    """
    every = _values(path, delimiter, progress, f"Reading {table.slug}")
    names = next(every, [])
    number = 0
    for values in every:
        if not values:
            continue  # a blank line is no row
        number += 1
        table.rows_read += 1
        if len(values) != len(names):
            table.bad(number, "it has not as many values as there are columns")
        elif not _is_text("".join(values)):
            table.bad(number, "the row is not UTF-8")
        else:
            yield number, dict(zip(names, (value.strip() for value in values), strict=True))


def _values(path: Path, delimiter: str, progress: Progress, what: str) -> Iterator[list[str]]:
    text = (line.decode(errors=_UNDECODED) for line in byte_lines(path, progress, what))
    reader = csv.reader(text, delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as fault:
        raise InvalidInput(f"{path} breaks off at line {reader.line_num}: {fault}") from None


def _is_text(words: str) -> bool:
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True
