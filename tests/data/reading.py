"""The worked queries, and their answers in plain strings."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from pyoxigraph import NamedNode

from graph.ids import short_id
from graph.store import Store

Row = tuple[str, ...]


def shipped() -> dict[str, Traversable]:
    """Every worked query by name."""
    folder = (files("data") / "queries").iterdir()
    return {path.name.removesuffix(".rq"): path for path in folder if path.is_file()}


def query_text(name: str) -> str:
    return shipped()[name].read_text(encoding="utf-8")


def answer(store: Store, query: str) -> list[Row]:
    solutions = store.snapshot().select(query)
    names = [variable.value for variable in solutions.variables]
    return [tuple(plain(row[name]) for name in names) for row in solutions]


def plain(term: object) -> str:
    if term is None:
        return ""
    value = str(getattr(term, "value", term))
    return short_id(value) if isinstance(term, NamedNode) else value
