"""What an importer says of itself."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.imports._table import Table
from graph.progress import Progress


@dataclass(frozen=True)
class ImportSource:
    """A source of public records.

    Parameters
    ----------
    name, title, help : str
        Its name on the command line, what it is, and which files it reads.
    find : callable
        Returns the files of this source in a folder, known by what is in them.
    read : callable
        Reads files into tables.
    """

    name: str
    title: str
    help: str
    find: Callable[[Path], list[Path]]
    read: Callable[[list[Path], Progress], list[Table]]
