"""JSON as publishers give it: an object a line, a list over many lines, or one document."""

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.errors import InvalidInput
from graph.imports._files import GZIP_MARK, read_text
from graph.imports._lines import lines
from graph.imports._table import Table
from graph.progress import Progress

Object = dict[str, Any]
_HEAD_BYTES = 4_000_000  # the longest first line that a file is known by


def first_object(path: Path) -> Object:
    """Return the first object of a file with one a line; empty where there is none."""
    try:
        with path.open("rb") as plain:
            zipped = plain.read(2) == GZIP_MARK
        with gzip.open(path) if zipped else path.open("rb") as file:
            line = file.readline(_HEAD_BYTES)
            if line.strip() == b"[":
                line = file.readline(_HEAD_BYTES)
        found = json.loads(line.strip().removesuffix(b","))
    except (OSError, EOFError, zlib.error, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def whole(path: Path) -> Object:
    """Return the one object that a file is.

    Raises
    ------
    InvalidInput
        If it cannot be read, or is something else.
    """
    try:
        found = json.loads(read_text(path))
    except (ValueError, RecursionError) as fault:
        raise InvalidInput(f"{path} is not the JSON it should be: {fault}") from None
    if not isinstance(found, dict):
        raise InvalidInput(f"{path} is not the JSON it should be: no object")
    return found


def is_whole(path: Path) -> Object:
    """Return the one object that a file is; empty where it is something else."""
    try:
        return whole(path)
    except InvalidInput:
        return {}


def objects(table: Table, path: Path, progress: Progress) -> Iterator[tuple[int, Object]]:
    """Yield the objects of a file with one a line, numbered; others are accounted for as bad."""
    number = 0
    for line in lines(path, progress, f"Reading {table.slug}"):
        plain = "" if line is None else line.strip().removesuffix(",")
        if line is not None and plain in ("", "[", "]"):
            continue
        number += 1
        table.rows_read += 1
        try:
            found = json.loads(plain) if line is not None else None
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            yield number, found
        else:
            table.bad(number, "the line is no JSON object")
