"""Options that several commands share, and the graph they open."""

import getpass
from datetime import date
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from api.settings import Settings
from graph.errors import InvalidParameter
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        envvar="LEGATION_STORE",
        help="A directory, `memory:`, or the address of a SPARQL 1.1 endpoint.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print what the service would answer.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Only what held on this day, YYYY-MM-DD.")
]
CertainOption = Annotated[
    bool, typer.Option("--certain", help="With --as-of: leave out what is only possible.")
]


def settings_with(**given: Any) -> Settings:
    """Return the settings of the environment, with those that were given on the command line.

    Raises
    ------
    InvalidParameter
        If one of them cannot be used.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as fault:
        first = fault.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        detail = f"the setting {name} is {first['input']!r}: {first['msg']}"
        raise InvalidParameter(name, detail) from None


def store_at(url: str | None) -> Store:
    """Open the store that a command was pointed at; an empty one gets the shipped graph."""
    settings = settings_with(store=url)
    store = open_store(settings.store, settings.access)
    if not store.snapshot().revision.number:
        from graph.seed import seed  # noqa: PLC0415 - nearly always there already

        seed(store)
    return store


def view_at(url: str | None) -> View:
    """Return the current revision of the store that a command was pointed at."""
    return KnowledgeGraph(store_at(url)).view()


def day(words: str | None, parameter: str = "as_of") -> date | None:
    """Return a day given as YYYY-MM-DD.

    Raises
    ------
    InvalidParameter
        If it is no day.
    """
    if words is None:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise InvalidParameter(parameter, f"{words!r} is no day; give it as YYYY-MM-DD") from None


def person() -> str:
    """Return the name that a change is recorded under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "legation"
