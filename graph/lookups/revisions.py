"""The record of revisions: what changed, when, by whom and why."""

from collections.abc import Collection, Sequence
from datetime import datetime

from pyoxigraph import QuerySolution

from graph.answers import Page, RevisionEntry
from graph.errors import NotFound
from graph.ids import short_id
from graph.paging import page_of
from graph.queries import stock
from graph.store.revisions import REVISION_IRI
from graph.view import View


def list_revisions(
    view: View, kept: Collection[int], *, limit: int = 50, cursor: str | None = None
) -> Page[RevisionEntry]:
    """Return the revisions, newest first.

    Parameters
    ----------
    view : View
        The revision whose record is read.
    kept : collection of int
        The numbers of those that can still be read, as the store tells them.
    limit, cursor
        The page wanted.

    Raises
    ------
    InvalidParameter
        If the page cannot be had.
    """
    rows = view.snapshot.select(stock("revision_numbers"))
    iris = [row["revision"].value for row in rows]
    chosen, following = page_of(iris, str, limit, cursor)
    return Page[RevisionEntry](items=_entries(view, chosen, kept), next=following)


def find_revision(view: View, number: int, kept: Collection[int]) -> RevisionEntry:
    """Return what the record tells of one revision.

    Parameters
    ----------
    view : View
        The revision whose record is read.
    number : int
        The revision looked for. The empty revision 0 is not on record.
    kept : collection of int
        As with `list_revisions`.

    Raises
    ------
    NotFound
        If there is no record of it.
    """
    for entry in _entries(view, [f"{REVISION_IRI}{number}"], kept):
        return entry
    raise NotFound(
        f"there is no record of a revision {number}; the newest is {view.revision.number}"
    )


def _entries(view: View, iris: Sequence[str], kept: Collection[int]) -> list[RevisionEntry]:
    rows: dict[str, list[QuerySolution]] = {iri: [] for iri in iris}
    for row in view.snapshot.select(stock("revisions", revision=iris)):
        rows[row["revision"].value].append(row)
    return [_entry(iri, found, kept) for iri, found in rows.items() if found]


def _entry(iri: str, rows: Sequence[QuerySolution], kept: Collection[int]) -> RevisionEntry:
    first = rows[0]
    number = int(first["number"].value)
    return RevisionEntry(
        number=number,
        iri=iri,
        time=datetime.fromisoformat(first["time"].value),
        who=first["who"].value if first["who"] else "",
        why=first["why"].value if first["why"] else "",
        changed=sorted({short_id(row["changed"].value) for row in rows if row["changed"]}),
        kept=number in kept and iri == f"{REVISION_IRI}{number}",
    )
