"""JSON as publishers give it: an object a line, a list over many lines, or one document."""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import ijson

from graph.errors import InvalidInput
from graph.imports._files import opened
from graph.imports._lines import lines
from graph.imports._table import Table
from graph.progress import Progress

Object = dict[str, Any]
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
MAX_DEPTH = 100  # past thousands the parser's memory grows with its square
_HEAD_BYTES = 4_000_000  # the longest first line that a file is known by


def first_object(path: Path) -> Object:
    """Return the first object of a file with one a line; empty where there is none."""
    try:
        with opened(path) as file:
            line = file.readline(_HEAD_BYTES)
            if line.strip() == b"[":
                line = file.readline(_HEAD_BYTES)
        found = json.loads(line.strip().removesuffix(b","))
    except (InvalidInput, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def lists(path: Path) -> set[str]:
    """Return the names of the lists that the one object of a file has.

    Raises
    ------
    InvalidInput
        If it cannot be read to its end, is something else, or is nested deeper than any record.
    """
    names: set[str] = set()
    name, depth = "", 0
    with opened(path) as file, _as_json(path):
        _pass_mark(file)
        for event, value in ijson.basic_parse(file, use_float=True):
            if depth == 0 and event != "start_map":
                raise InvalidInput(f"{path} is not the JSON it should be: no object")
            if depth == 1 and event == "map_key":
                name = value
            elif depth == 1 and event == "start_array":
                names.add(name)
            depth += event.startswith("start_")
            depth -= event.startswith("end_")
            if depth > MAX_DEPTH:
                raise InvalidInput(f"{path} is nested more than {MAX_DEPTH} deep; it is no record")
    return {one for one in names if "." not in one}


def in_list(path: Path, name: str) -> Iterator[Any]:
    """Yield what is in one list of a file's one object, a thing at a time.

    Raises
    ------
    InvalidInput
        If it cannot be read to its end.
    """
    with opened(path) as file, _as_json(path):
        _pass_mark(file)
        yield from ijson.items(file, f"{name}.item", use_float=True)


def _pass_mark(file: IO[bytes]) -> None:
    """Pass over the mark that some programs write before UTF-8."""
    if file.read(len(BOM_UTF8)) != BOM_UTF8:
        file.seek(0)


@contextmanager
def _as_json(path: Path) -> Iterator[None]:
    try:
        yield
    except (ijson.JSONError, ArithmeticError, RecursionError, SystemError, ValueError) as fault:
        reason = str(fault).replace("\\n", "\n").splitlines()[0].removeprefix("b'")
        raise InvalidInput(f"{path} is not the JSON it should be: {reason}") from None


def objects(
    table: Table, path: Path, progress: Progress, *, again: bool = False
) -> Iterator[tuple[int, Object]]:
    """Yield the objects of a file with one a line, numbered; others are accounted for as bad.

    Where it is read ``again``, nothing is counted a second time.
    """
    number = 0
    for line in lines(path, progress, f"Reading {table.slug}"):
        plain = "" if line is None else line.strip().removesuffix(",")
        if line is not None and plain in ("", "[", "]"):
            continue
        number += 1
        table.rows_read += not again
        try:
            found = _decoded(plain) if line is not None else None
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            yield number, found
        elif not again:
            table.bad(number, "the line is no JSON object")


def _decoded(line: str) -> Any:
    """Return what a line is; half a character, which JSON can spell, is refused like other faults.

    >>> _decoded('["whole"]')
    ['whole']
    """
    found = json.loads(line)
    if _HALF.search(line):
        json.dumps(found, ensure_ascii=False).encode()
    return found
