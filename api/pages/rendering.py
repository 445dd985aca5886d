"""The templates, and what they are filled with."""

import re
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from api.assets import asset
from api.pages.colours import style_sheet_address
from api.pages.days import day_words, fact_words, issued_words, span_words
from api.pages.hops import hop_words
from api.pages.kinds import alike, kind_words, number_words
from api.pages.timeline import lane, surroundings
from api.words import certainty_words, names, sentence, standing_words, when_words
from graph.answers import ActorShort, Fact, Statement
from graph.exports import formats
from graph.ids import short_id
from graph.view import View

_environment = Environment(
    loader=PackageLoader("api", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ADDRESS = re.compile(r"https?://[^\s/]", re.IGNORECASE)
# Marks that no text has, put in place of a label so that it can be made a link afterwards.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKED = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def render(template: str, revision: int | None = None, **values: Any) -> str:
    """Return a page.

    Parameters
    ----------
    template : str
        Its file in the folder ``templates``.
    revision : int or None
        The revision it shows, where it shows one.
    **values
        What the template is filled with.
    """
    return _environment.get_template(template).render(revision=revision, **values)


def show(view: View, template: str, **values: Any) -> str:
    """Return a page that shows a view."""
    return render(template, view.revision.number, **values)


def link(actor: ActorShort) -> Markup:
    """Return an actor as a link to its card."""
    return Markup('<a href="/actors/{}">{}</a>').format(actor.id, actor.label)


def linked(fact: Fact | Statement) -> Markup:
    """Return a fact as a sentence in which each actor is a link to its card.

    It is worded by `api.words.sentence`, so that a page says what the command line says.
    """
    links: list[Markup] = []

    def mark(actors: Sequence[ActorShort]) -> list[ActorShort]:
        marked = []
        for actor in actors:
            marked.append(actor.model_copy(update={"label": f"{_OPEN}{len(links)}{_CLOSE}"}))
            links.append(link(actor))
        return marked

    changed: dict[str, Any] = {"roles": {role: mark(held) for role, held in fact.roles.items()}}
    if isinstance(fact, Statement):
        for voice in ("asserter", "via", "against"):
            changed[voice] = mark(getattr(fact, voice))
    worded = str(escape(sentence(fact.model_copy(update=changed))))

    def replaced(found: re.Match[str]) -> str:
        number = int(found[1])
        return str(links[number]) if number < len(links) else ""

    return Markup(_MARKED.sub(replaced, worded))  # noqa: S704 - escaped, all but our own links


def web_address(url: str | None) -> str | None:
    """Return an address that may become a link: on the web, and no script.

    >>> web_address("javascript:alert(1)")
    >>> web_address("https://example.org/")
    'https://example.org/'
    """
    return url if url and _ADDRESS.match(url) else None


def exports() -> dict[str, str]:
    """Return what each format of an export is good for, by its name."""
    return {name: form.title for name, form in formats().items()}


_environment.filters |= {
    "alike": alike,
    "day_words": day_words,
    "fact_words": fact_words,
    "hop_words": hop_words,
    "issued_words": issued_words,
    "kind_words": kind_words,
    "link": link,
    "linked": linked,
    "names": names,
    "sentence": sentence,
    "span_words": span_words,
    "short_id": short_id,
    "standing_words": standing_words,
    "certainty_words": certainty_words,
    "web_address": web_address,
    "when_words": when_words,
}
_environment.globals |= {
    "asset": asset,
    "colours": style_sheet_address,
    "exports": exports,
    "lane": lane,
    "number_words": number_words,
    "surroundings": surroundings,
}
_environment.tests["statement"] = lambda fact: isinstance(fact, Statement)
