"""What a table keeps while it is read: on disk where it is much, so that memory has a bound.

Which things are described and as what, what is said of them, which pieces of text wait to be
written: as objects of Python a million rows of it fill gigabytes. A private SQLite file, which has
no name and goes with the table, holds all of it and no more than a bounded part of it in memory.
"""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator

CACHE_KILOBYTES = 128_000
RECENT = 50_000  # keys that are known without asking the file
_ASKED_AT_ONCE = 500
_APART = "\x1f"  # between the parts of a key; no IRI and no name has it
_TABLES = """
CREATE TABLE known (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE kinds (iri TEXT PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE named (iri TEXT PRIMARY KEY, subject TEXT NOT NULL, property TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE said (subject TEXT, rest TEXT, PRIMARY KEY (subject, rest)) WITHOUT ROWID;
CREATE TABLE pieces (number INTEGER PRIMARY KEY, text BLOB NOT NULL);
"""


class Ledger:
    """A table's memory, most of it in a temporary file.

    Examples
    --------
    >>> ledger = Ledger()
    >>> ledger.is_new("Ada"), ledger.is_new("Ada")
    (True, False)
    """

    def __init__(self) -> None:
        # The blank name asks SQLite for a file of its own that is removed with the connection.
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self._file.close)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute(f"PRAGMA cache_size = -{CACHE_KILOBYTES}")
        self._file.executescript(_TABLES)
        self._file.execute("BEGIN")  # never ended: nothing of it outlives the table
        self._recent: set[tuple[str, str]] = set()
        self._pieces = 0

    def is_new(self, *parts: str) -> bool:
        """Return whether a key was never asked about before; from now on it was."""
        return self._add("known", _APART.join(parts), "")

    def keep(self, key: str, value: str) -> None:
        """Keep a value by its key, in place of an older one."""
        self._file.execute("INSERT OR REPLACE INTO known VALUES (?, ?)", (key, value))

    def first(self, key: str, value: str) -> str:
        """Return the value kept by a key: this one where there is none yet."""
        return value if self._add("known", key, value) else (self.kept(key) or "")

    def kept(self, key: str) -> str | None:
        """Return the value kept by a key."""
        found = self._file.execute("SELECT value FROM known WHERE key = ?", (key,)).fetchone()
        return None if found is None else str(found[0])

    def kept_below(self, prefix: str) -> Iterator[tuple[str, str]]:
        """Yield what is kept by keys that begin so: the rest of each key and its value, sorted."""
        found = self._file.execute(
            "SELECT key, value FROM known WHERE key >= ? AND key < ? ORDER BY key",
            (prefix, _past(prefix)),
        )
        for key, value in found:
            yield key.removeprefix(prefix), value

    def describe(self, iri: str, kind: str) -> bool:
        """Note what something is; return whether it was not known."""
        return self._add("kinds", iri, kind)

    def kind(self, iri: str) -> str | None:
        """Return what something was described as."""
        found = self._file.execute("SELECT kind FROM kinds WHERE iri = ?", (iri,)).fetchone()
        return None if found is None else str(found[0])

    def kinds(self, iris: Iterable[str]) -> dict[str, str]:
        """Return what each of some things was described as; others are left out."""
        wanted = list(iris)
        found: dict[str, str] = {}
        for start in range(0, len(wanted), _ASKED_AT_ONCE):
            some = wanted[start : start + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT iri, kind FROM kinds WHERE iri IN ({marks})"  # noqa: S608 - only marks
            found.update(self._file.execute(query, some).fetchall())
        return found

    def name(self, iri: str, subject: str, property_: str) -> None:
        """Note that something is named, and where for the first time."""
        if ("kinds", iri) not in self._recent:
            self._add("named", iri, subject, property_)

    def unexplained(self, prefixes: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return what was named, begins so and was never described, with where it is named."""
        query = (
            "SELECT iri, subject, property FROM named "
            "WHERE iri >= ? AND iri < ? AND iri NOT IN (SELECT iri FROM kinds)"
        )
        return {
            iri: (subject, property_)
            for prefix in prefixes
            for iri, subject, property_ in self._file.execute(query, (prefix, _past(prefix)))
        }

    def say(self, subject: str, rest: str) -> None:
        """Note one triple of something that is described bit by bit, as N-Triples."""
        self._file.execute("INSERT OR IGNORE INTO said VALUES (?, ?)", (subject, rest))

    def __len__(self) -> int:
        """Return how many triples were said so."""
        return int(self._file.execute("SELECT COUNT(*) FROM said").fetchone()[0])

    def said(self) -> Iterator[tuple[str, str]]:
        """Yield all that was said so: each subject with its rests, one subject after another."""
        yield from self._file.execute("SELECT subject, rest FROM said ORDER BY subject, rest")

    def put(self, text: bytes) -> None:
        """Put a piece of text away."""
        self._file.execute("INSERT INTO pieces VALUES (?, ?)", (self._pieces, text))
        self._pieces += 1

    def pieces(self) -> Iterator[bytes]:
        """Yield the pieces in the order in which they were put away."""
        for (text,) in self._file.execute("SELECT text FROM pieces ORDER BY number"):
            yield bytes(text)

    def _add(self, table: str, key: str, *rest: str) -> bool:
        if (table, key) in self._recent:
            return False
        if len(self._recent) >= RECENT:
            self._recent.clear()
        self._recent.add((table, key))
        marks = ",".join("?" * (1 + len(rest)))
        command = f"INSERT OR IGNORE INTO {table} VALUES ({marks})"  # noqa: S608 - one of ours
        return self._file.execute(command, (key, *rest)).rowcount == 1


def _past(prefix: str) -> str:
    """Return the first text that comes after all that begin so."""
    return f"{prefix[:-1]}{chr(ord(prefix[-1]) + 1)}"
