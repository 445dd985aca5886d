"""Plain pages made on the server: they work without JavaScript."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from graph.answers import When
from graph.lookups import articles, connections, get_actor
from graph.view import View

SHOWN = 200

_environment = Environment(
    loader=PackageLoader("api", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def when_words(when: When) -> str:
    """Return a date as a reader takes it: the source's words, and what they imply.

    >>> when_words(When(words="until May", end_latest="2024-05-31"))
    'until May (ended by 2024-05-31)'
    """
    if when.start_earliest and when.start_earliest == when.end_latest:
        implied = [str(when.start_earliest)]
    else:
        known = (
            ("began no earlier than", when.start_earliest),
            ("began by", when.start_latest),
            ("lasted at least to", when.end_earliest),
            ("ended by", when.end_latest),
        )
        implied = [f"{words} {day}" for words, day in known if day]
    bounds = ", ".join(implied)
    if when.words and bounds and when.words != bounds:
        return f"{when.words} ({bounds})"
    return when.words or bounds or "date unknown"


_environment.filters["when_words"] = when_words


def actor_page(view: View, identifier: str) -> str:
    """Return the card of an actor: what it is, and its connections with their evidence."""
    return _environment.get_template("actor.html").render(
        actor=get_actor(view, identifier),
        ties=connections(view, identifier, claims=True, limit=SHOWN),
        revision=view.revision.number,
    )


def start_page(view: View) -> str:
    """Return the page at the root: what there is, and examples to try."""
    return _environment.get_template("start.html").render(
        sources=articles(view, limit=SHOWN).items, revision=view.revision.number
    )


def docs_page(base: str) -> str:
    """Return the page that shows the OpenAPI description, without any outside host."""
    return _environment.get_template("docs.html").render(base=base)
