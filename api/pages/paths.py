"""The page of paths: the form, the paths as sentences, and what only claims would carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from api.pages.rendering import render, show
from graph.answers import Paths
from graph.ids import local_name
from graph.lookups import resolve_actor
from graph.lookups.denials import denials
from graph.paths import find_paths
from graph.schema import actor_classes, fact_classes
from graph.view import View

_DEFAULTS: Mapping[str, Any] = {
    "k": 5,
    "max_hops": 6,
    "kinds": [],
    "as_of": None,
    "certainty": None,
    "exclude_disputed": True,
    "claims": False,
    "through": [],
    "avoid": [],
}
_DEFAULTS_OF_FILES = {**_DEFAULTS, "exclude_disputed": False}
_NAMES = {"kinds": "kind"}


@dataclass(frozen=True)
class Asked:
    """What the form of the page shows: names or ids, and the options chosen."""

    from_: str | None = None
    to: str | None = None
    k: int = 5
    max_hops: int = 6
    kinds: tuple[str, ...] = ()
    as_of: Any = None
    certainty: str | None = None
    exclude_disputed: bool = True
    claims: bool = False
    through: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether any option is not as it is by itself."""
        return any(getattr(self, name) not in (value, ()) for name, value in _DEFAULTS.items())

    @property
    def all_kinds(self) -> list[str]:
        """The kinds of fact there are."""
        return sorted(map(local_name, fact_classes()))

    @property
    def all_actors(self) -> list[str]:
        """The types of actor there are."""
        return sorted(map(local_name, actor_classes()))


def paths_page(view: View, from_: str, to: str, *, work: int, **options: Any) -> str:
    """Return the paths between two actors as a page.

    Parameters
    ----------
    view : View
        The revision to read.
    from_, to : str
        Ids or names.
    work : int
        How many edges to look at before giving up.
    **options
        Those of `graph.paths.find_paths`.

    Raises
    ------
    NotFound, Ambiguous, InvalidParameter
        If nobody is called so, several are, or an option cannot be used.
    """
    ends: dict[str, Any] = {"from_": resolve_actor(view, from_), "to": resolve_actor(view, to)}
    answer = find_paths(view, **ends, **options, work=work)
    alleged: Paths | None = None
    anything = {**options, "claims": True, "exclude_disputed": False}
    if not answer.paths and answer.complete and options != anything:
        alleged = find_paths(view, **ends, **anything, work=work)
    # A map of what is only claimed asks for that; one of what is reported never does.
    carried_by = anything if alleged and alleged.paths else options
    carried = [
        fact.iri
        for found in (answer, alleged)
        if found
        for path in found.paths
        for hop in path.hops
        for fact in hop.facts
    ]
    tuples = {name: tuple(value) for name, value in options.items() if isinstance(value, list)}
    asked = Asked(answer.from_.label, answer.to.label, **{**options, **tuples})
    return show(
        view,
        "paths.html",
        asked=asked,
        fault=None,
        denials=denials(view, sorted(set(carried))),
        answer=answer,
        alleged=alleged if alleged and alleged.paths else None,
        question=f"/export/cytoscape?{_query(ends, carried_by)}",
    )


def paths_form(given: Mapping[str, str], fault: str | None) -> str:
    """Return the page with its form only, and with what is wrong with what was asked."""
    asked = Asked(given.get("from"), given.get("to"))
    return render("paths.html", asked=asked, fault=fault, answer=None, alleged=None)


def _query(ends: Mapping[str, str], options: Mapping[str, Any]) -> str:
    asked: dict[str, Any] = {"from": ends["from_"], "to": ends["to"]}
    for name, value in options.items():
        if value not in (_DEFAULTS_OF_FILES.get(name), ()):
            asked[_NAMES.get(name, name)] = str(value).lower() if value is True else value
    return urlencode(asked, doseq=True)
