"""What an importer says of itself, and what it finds in files."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graph.imports._table import Table
from graph.progress import Progress
from ontology import DATASET


@dataclass(frozen=True)
class Edition:
    """One version of a table, found and not yet read.

    The version is made of the files' content, so a table that is in the store already need not
    be read again.

    Parameters
    ----------
    slug, version : str
        Which table it is, and which version of it.
    read : callable
        Reads it.
    """

    slug: str
    version: str
    read: Callable[[Progress], Table]

    @property
    def graph(self) -> str:
        """The IRI of the table's graph."""
        return f"{DATASET!s}{self.slug}"


@dataclass(frozen=True)
class ImportSource:
    """A source of public records.

    Parameters
    ----------
    name, title, help : str
        Its name on the command line, what it is, and which files it reads.
    find : callable
        Returns the files of this source in a folder, known by what is in them.
    open : callable
        Returns the tables that files hold.
    """

    name: str
    title: str
    help: str
    find: Callable[[Path], list[Path]]
    open: Callable[[list[Path]], list[Edition]]
