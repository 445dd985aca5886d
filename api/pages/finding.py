"""The start page, the results of a search, and the sources."""

from collections.abc import Sequence

from api.pages.facts import following
from api.pages.rendering import show
from graph.lookups import articles, find_actors
from graph.view import View

SHOWN = 200


def start_page(view: View) -> str:
    """Return the page at the root: what there is, and examples to try."""
    sources = articles(view, limit=SHOWN).items
    return show(
        view,
        "start.html",
        sources=sources,
        source_count=len(sources),
        actors=len(view.classes),
        facts=sum(sum(source.counts.values()) for source in sources),
    )


def results_page(
    view: View,
    q: str,
    type: Sequence[str],  # noqa: A002 - the contract's own word
    limit: int,
    cursor: str | None,
    address: str,
) -> str:
    """Return the actors that a name fits as a page."""
    found = find_actors(view, q, type=type, limit=limit, cursor=cursor)
    shown = {"items": found.items}
    return show(view, "results.html", q=q, found=shown, next=following(address, found.next))


def sources_page(view: View, limit: int, cursor: str | None, address: str) -> str:
    """Return the sources as a page."""
    found = articles(view, limit=limit, cursor=cursor)
    shown = {"items": found.items}
    return show(view, "sources.html", found=shown, next=following(address, found.next))
