"""The years of a fact, as short as a label on a line has to be."""

from graph.answers import When


def years(when: When, *, said: bool = False) -> str:
    """Return the years of a fact as they are known.

    Parameters
    ----------
    when : When
        Its dates.
    said : bool
        Whether it is a statement, which does not last: it was made by its last day.

    Examples
    --------
    >>> from datetime import date
    >>> years(When(start_earliest=date(2012, 11, 6), end_latest=date(2024, 5, 31)))
    '2012\u20132024'
    >>> years(When(end_latest=date(2024, 5, 31)))
    'until 2024'
    >>> years(When(start_latest=date(2024, 9, 13), end_earliest=date(2024, 9, 13)))
    'attested 2024'
    """
    first, last = when.start_earliest, when.end_latest
    if first and last:
        return str(first.year) if first.year == last.year else f"{first.year}\u2013{last.year}"
    if first:
        return f"from {first.year}"
    if last:
        return f"{'by' if said else 'until'} {last.year}"
    attested = when.start_latest or when.end_earliest
    return f"attested {attested.year}" if attested else ""
