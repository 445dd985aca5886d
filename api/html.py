"""Plain pages made on the server: they work without JavaScript."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.assets import asset
from api.words import when_words
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


_environment.filters["when_words"] = when_words
_environment.globals["asset"] = asset


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
