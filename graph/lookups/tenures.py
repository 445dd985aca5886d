"""Who held which office, and how surely on a given day."""

from datetime import date

from graph.answers import Certainty, Fact, Page, Statement
from graph.errors import NotFound
from graph.lookups.finding import find_facts
from graph.lookups.timeline import check_certainty, fact_page
from graph.schema import subclasses
from graph.view import View
from ontology import LEG


def tenures(
    view: View,
    identifier: str,
    *,
    as_of: date | None = None,
    certainty: Certainty | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[Fact | Statement]:
    """Return the tenures of a person, newest first.

    Parameters
    ----------
    view : View
        The revision to read.
    identifier : str
        The person's id.
    as_of, certainty
        Only what held on that day, certainly or possibly.
    limit, cursor
        The page wanted.

    Raises
    ------
    NotFound, InvalidParameter
        If the id is unknown, or a parameter cannot be used.
    """
    return _tenures(view, identifier, LEG.holder, as_of, certainty, (limit, cursor))


def holders(
    view: View,
    identifier: str,
    *,
    as_of: date | None = None,
    certainty: Certainty | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[Fact | Statement]:
    """Return the tenures of an office, newest first. Parameters as for `tenures`."""
    return _tenures(view, identifier, LEG.office, as_of, certainty, (limit, cursor))


def _tenures(
    view: View,
    identifier: str,
    role: str,
    as_of: date | None,
    certain: Certainty | None,
    page: tuple[int, str | None],
) -> Page[Fact | Statement]:
    check_certainty(as_of, certain)
    found_iri = view.iri(identifier)
    if role == LEG.office and (kind := view.short([found_iri])[found_iri].type) != "Office":
        raise NotFound(f"{identifier!r} is a {kind}, not an office")
    found = find_facts(view, subclasses(LEG.Tenure), (found_iri, [role]))
    return fact_page(view, found.holding(as_of, certain).newest_first(), *page, as_of)
