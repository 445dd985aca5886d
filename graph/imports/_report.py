"""The account of an import: every row read, made into facts, or left out for a reason."""

from dataclasses import dataclass, field

from graph.ids import short_id
from graph.queries import stock
from graph.store import Reader


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be read: its number in the file, the first record being 1, and why."""

    number: int
    what: str

    def __str__(self) -> str:
        """Return it as a line.

        >>> print(BadRow(17, "no date"))
        row 17: no date
        """
        return f"row {self.number:,}: {self.what}"


@dataclass(frozen=True)
class ImportReport:
    """What became of a table's rows.

    Parameters
    ----------
    slug, version : str
        The table, and which version of it.
    rows_read, facts : int
        Rows read, and how many facts they became.
    left_out : dict of str to int
        Rows that became none, by reason.
    bad_rows : list of BadRow
        The first of those that could not be read.
    already : bool
        Whether the table was there at this version and was left as it is.
    """

    slug: str
    version: str
    rows_read: int
    facts: int
    left_out: dict[str, int] = field(default_factory=dict)
    bad_rows: list[BadRow] = field(default_factory=list)
    already: bool = False

    @property
    def rows_used(self) -> int:
        """How many rows became facts."""
        return self.rows_read - sum(self.left_out.values())

    def __str__(self) -> str:
        """Return the account as a few lines.

        >>> print(ImportReport("a-table", "1", 1200, 1300, {"no date": 3}))
        a-table: 1,200 rows read, 1,300 facts made
          3 left out: no date
        """
        head = f"{self.slug}: {self.rows_read:,} rows read, {self.facts:,} facts made"
        if self.already:
            head = f"{self.slug}: already here at this version ({self.rows_read:,} rows)"
        lines = [f"  {count:,} left out: {reason}" for reason, count in self.left_out.items()]
        lines += [f"    {row}" for row in self.bad_rows]
        return "\n".join([head, *lines])


def accounts(reader: Reader) -> dict[str, ImportReport]:
    """Return the accounts that the tables in a store keep, by graph."""
    left_out: dict[str, dict[str, int]] = {}
    rows = list(reader.select(stock("accounts")))
    for row in rows:
        reasons = left_out.setdefault(row["source"].value, {})
        if row["reason"] is not None and row["rows"] is not None:
            reasons[row["reason"].value] = int(row["rows"].value)
    return {
        row["source"].value: ImportReport(
            short_id(row["source"].value),
            row["version"].value,
            int(row["read"].value),
            int(row["made"].value),
            dict(sorted(left_out[row["source"].value].items())),
            already=True,
        )
        for row in rows
    }
