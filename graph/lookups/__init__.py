"""The look-ups: questions with a name, each answered from stock SPARQL queries."""

from graph.lookups.actors import find_actors, get_actor, resolve_actor
from graph.lookups.connections import connections
from graph.lookups.events import events
from graph.lookups.sources import articles, get_article
from graph.lookups.statements import (
    answered,
    get_fact,
    get_facts,
    responses,
    statements,
    thread,
)
from graph.lookups.tenures import holders, tenures

__all__ = [
    "answered",
    "articles",
    "connections",
    "events",
    "find_actors",
    "get_actor",
    "get_article",
    "get_fact",
    "get_facts",
    "holders",
    "resolve_actor",
    "responses",
    "statements",
    "tenures",
    "thread",
]
