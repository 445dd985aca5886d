"""The account of an import: every row read, made into facts, or left out for a reason."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ImportReport:
    """What became of a table's rows.

    Parameters
    ----------
    slug : str
        The table.
    rows_read, rows_used, facts : int
        Rows read, rows that became facts, and how many facts they became.
    left_out : dict of str to int
        Rows that became none, by reason.
    already : bool
        Whether the table was there at this version and was left as it is.
    """

    slug: str
    rows_read: int
    rows_used: int
    facts: int
    left_out: dict[str, int] = field(default_factory=dict)
    already: bool = False

    def __str__(self) -> str:
        """Return the account as a few lines."""
        head = f"{self.slug}: {self.rows_read:,} rows read, {self.facts:,} facts made"
        if self.already:
            head = f"{self.slug}: already here at this version ({self.rows_read:,} rows)"
        lines = [f"  {count:,} left out: {reason}" for reason, count in self.left_out.items()]
        return "\n".join([head, *lines])
