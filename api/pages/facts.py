"""Facts by themselves, in lists, and statements with their threads."""

from collections.abc import Callable
from datetime import date
from typing import Any

from api.pages.rendering import show
from api.pages.taking import connections_taken, facts_taken
from graph.answers import Connection, Fact, Page, Statement
from graph.lookups import answered, get_article, get_fact, thread
from graph.lookups.denials import denials
from graph.view import View

Facts = Page[Fact | Statement]


def facts_page(
    view: View,
    find: Callable[[View], Facts],
    *,
    heading: str,
    about: str = "",
    nothing: str = "There is none.",
    address: str = "",
    as_of: date | None = None,
    day_form: str = "",
) -> str:
    """Return a list of facts as a page.

    Parameters
    ----------
    view : View
        The revision to read.
    find : callable
        The look-up, as for the JSON answer.
    heading, about, nothing : str
        What the page is called, what it shows, and what it says when there is nothing.
    address : str
        Where the list is, and the following page of it up to the cursor.
    as_of : date or None
        The day that was asked about.
    day_form : str
        Where to ask about another day; nothing where that cannot be asked.
    """
    found = find(view)
    return show(
        view,
        "facts.html",
        found={"items": found.items},
        next=following(address, found.next),
        taking=facts_taken(address, found.items),
        heading=heading,
        about=about,
        nothing=nothing,
        as_of=as_of,
        day_form=day_form,
        denials=denials(view, [fact.iri for fact in found.items]),
    )


def holders_page(view: View, find: Callable[[View], Facts], *, office: str, **words: Any) -> str:
    """Return who held an office as a page."""
    return facts_page(view, find, heading=f"Who was {_label(view, office)}", **words)


def tenures_page(view: View, find: Callable[[View], Facts], *, actor: str, **words: Any) -> str:
    """Return the offices of a person as a page."""
    return facts_page(view, find, heading=f"Offices of {_label(view, actor)}", **words)


def connections_page(
    view: View,
    find: Callable[[View], Page[Connection]],
    *,
    actor: str,
    other: str | None,
    address: str,
) -> str:
    """Return what ties an actor to others, or to one other, as a page with a table."""
    found = find(view)
    heading = f"Connections of {_label(view, actor)}"
    if other is not None:
        heading += f" with {_label(view, other)}"
    return show(
        view,
        "connections.html",
        heading=heading,
        ties=found.items,
        question=connections_taken(address, actor),
        next=following(address, found.next),
    )


def _label(view: View, identifier: str) -> str:
    kept = view.canonical(view.iri(identifier))
    return view.short([kept])[kept].label


def fact_page(view: View, identifier: str) -> str:
    """Return one fact with its evidence as a page."""
    fact = get_fact(view, identifier)
    denied_in = denials(view, [fact.iri]).get(fact.iri, [])
    return show(view, "fact.html", fact=fact, denials=denied_in)


def thread_page(view: View, identifier: str) -> str:
    """Return a statement with what was said back as a page."""
    whole = thread(view, identifier)
    iri = whole.statement.iri
    said_before = answered(view, [whole.statement])
    denied_in = denials(view, [iri, *(fact.iri for fact in said_before)])
    return show(
        view,
        "thread.html",
        thread=whole,
        denials=denied_in.pop(iri, []),
        answered=[(fact, denied_in.get(fact.iri, [])) for fact in said_before],
    )


def source_page(view: View, slug: str, limit: int, cursor: str | None, address: str) -> str:
    """Return a source and all that it says as a page."""
    source = get_article(view, slug, limit=limit, cursor=cursor)
    found = denials(view, [fact.iri for fact in source.facts])
    return show(
        view,
        "source.html",
        source=source,
        denials=found,
        next=following(address, source.next),
        taking=facts_taken(address, source.facts),
    )


def following(address: str, cursor: str | None) -> str | None:
    """Return the address of the following page.

    >>> following("/events?type=Visit", "abc")
    '/events?type=Visit&cursor=abc'
    """
    if cursor is None:
        return None
    return f"{address}{'&' if '?' in address else '?'}cursor={cursor}"
