"""Subgraphs as files, one module a format.

A format is a module of this package with a `Format` called ``FORMAT``; nothing else has to know
of it. Every file is made of the subgraph alone, so the same answer is the same bytes, and states
its title, question, revision, sources, licences, counts and what was left out.

>>> {"csv", "dot", "gexf", "turtle"} <= formats().keys()
True
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from graph.errors import NotFound
from graph.exports._format import Format
from graph.ids import slugify
from graph.nearest import nearest
from graph.subgraph import Subgraph

__all__ = ["Format", "file_name", "format_named", "formats", "render"]


@cache
def formats() -> dict[str, Format]:
    """Return the formats by name."""
    modules = (
        import_module(f"{__name__}.{found.name}")
        for found in iter_modules(__path__)
        if not found.name.startswith("_")
    )
    by_name = {module.FORMAT.name: module.FORMAT for module in modules}
    return dict(sorted(by_name.items()))


def format_named(name: str) -> Format:
    """Return a format by name.

    Raises
    ------
    NotFound
        If there is none; with the nearest names.
    """
    try:
        return formats()[name]
    except KeyError:
        raise NotFound(f"there is no format {name!r}", nearest(name, formats())) from None


def render(subgraph: Subgraph, name: str, profile: str | None = None) -> bytes:
    """Return a subgraph as the bytes of a file.

    Parameters
    ----------
    subgraph : Subgraph
        What to write.
    name : str
        The format's name.
    profile : str or None
        Another way to write the format, such as ``rdf12`` for Turtle and TriG.

    Raises
    ------
    NotFound
        If there is no such format; with the nearest names.
    InvalidInput
        If the format has no such profile, or cannot hold this much.
    """
    return format_named(name).writer(profile)(subgraph)


def file_name(subgraph: Subgraph, name: str) -> str:
    """Return a name for the file: what was asked, and the day of the revision.

    >>> file_name(Subgraph("", {"id": "russia", "depth": "1"}, 7, (), ()), "gexf")
    'actors-russia.gexf'
    """
    what = next((key for key in ("fact", "facts") if key in subgraph.question), "actors")
    asked = [subgraph.question.get(key, "") for key in ("id", "from", "to", "fact", "facts")]
    parts = [what, *(slugify(part) for part in asked)]
    if subgraph.day:
        parts.append(subgraph.day.strftime("%Y%m%d"))
    return f"{'-'.join(part for part in parts if part)}.{format_named(name).extension}"
