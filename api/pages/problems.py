"""Problems as a browser is shown them."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from api.pages.rendering import render

_RETRY = {429, 502, 503, 504}


def problem_page(problem: Mapping[str, Any], path: str, query: str) -> str:
    """Return a problem as a page: its sentence, and where to go from here.

    Parameters
    ----------
    problem : mapping
        The members of the problem details.
    path, query : str
        What was asked for.
    """
    return render(
        "problem.html",
        problem={"line": None, "column": None, **problem},
        choices=list(_choices(problem, path)),
        again=f"{path}?{query}".rstrip("?") if problem["status"] in _RETRY else None,
    )


def _choices(problem: Mapping[str, Any], path: str) -> list[tuple[str, str]]:
    found = problem.get("nearest") or problem.get("candidates") or ()
    if path.startswith("/articles/"):
        return [(name, f"/articles/{quote(name)}") for name in found]
    return [(name, _card(name)) for name in found]


def _card(name: str) -> str:
    kind = "facts" if ":" in name else "actors"
    return f"/{kind}/{quote(name, safe=':')}"
