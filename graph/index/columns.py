"""Columns of numbers and texts in one file, which processes map into memory and so share.

::

    magic, length of the head, head as JSON, then each column, its start a multiple of 64

The file is written beside its name and renamed, so that nobody ever meets half of one.
"""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

Numbers: TypeAlias = np.ndarray[Any, np.dtype[Any]]

_MAGIC = b"Legation columns\n"
_ALIGNED = 64


class Texts(Sequence[str]):
    """Many texts as one run of bytes.

    Parameters
    ----------
    content : array of uint8
        All texts as UTF-8, one after the other.
    ends : array of int64
        Where each of them ends.

    Examples
    --------
    >>> texts = Texts(*joined([b"a", b"z", "é".encode()]))
    >>> texts[2], texts.find("z"), texts.find("b")
    ('é', 1, None)
    """

    def __init__(self, content: Numbers, ends: Numbers) -> None:
        self._content = np.ascontiguousarray(content).data
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: Any) -> Any:
        """Return a text by its number."""
        return str(self._bytes(number), "utf-8")

    def _bytes(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) if number else 0
        return bytes(self._content[start : int(self._ends[number])])

    def find(self, text: str, order: Numbers | None = None) -> int | None:
        """Return the number of a text, or none where it is not here.

        Parameters
        ----------
        text : str
            What to look for.
        order : array of int, optional
            The numbers in the order of their texts, where the texts themselves are in another.
        """
        wanted = text.encode()
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            number = middle if order is None else int(order[middle])
            if self._bytes(number) < wanted:
                low = middle + 1
            else:
                high = middle
        if low == len(self):
            return None
        number = low if order is None else int(order[low])
        return number if self._bytes(number) == wanted else None


def joined(texts: Sequence[bytes]) -> tuple[Numbers, Numbers]:
    """Return texts as the two columns that `Texts` takes."""
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), dtype=np.int64)
    return np.frombuffer(b"".join(texts), np.uint8), ends


def save(path: Path, columns: Mapping[str, Numbers], about: Mapping[str, Any]) -> None:
    """Write columns to a file, whole or not at all.

    Parameters
    ----------
    path : Path
        The file.
    columns : mapping of str to array
        One-dimensional arrays of numbers.
    about : mapping of str to anything JSON has
        What else to keep.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    described = {name: [column.dtype.str, len(column)] for name, column in columns.items()}
    head = json.dumps({"columns": described, "about": dict(about)}).encode()
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(_MAGIC + len(head).to_bytes(8, "big") + head)
            for column in columns.values():
                file.write(bytes(-file.tell() % _ALIGNED))
                file.write(np.ascontiguousarray(column).data)
            file.flush()
            os.fsync(file.fileno())  # a power cut must not leave its length without its content
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path) -> tuple[dict[str, Numbers], dict[str, Any]] | None:
    """Return the columns of a file and what was kept with them; none where it cannot be used."""
    try:
        whole = np.memmap(path, np.uint8, "r")
        start = len(_MAGIC) + 8
        if bytes(whole[: len(_MAGIC)]) != _MAGIC:
            return None
        end = start + int.from_bytes(bytes(whole[len(_MAGIC) : start]), "big")
        head = json.loads(bytes(whole[start:end]))
        columns = {}
        for name, (kind, length) in head["columns"].items():
            end += -end % _ALIGNED
            size = np.dtype(kind).itemsize * length
            columns[name] = np.asarray(whole[end : end + size]).view(kind)
            end += size
        return (columns, head["about"]) if end == len(whole) else None
    except (OSError, ValueError, KeyError):
        return None
