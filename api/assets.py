"""The page's own files, each by an address that changes with what is in it."""

import hashlib
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

STATIC = Path(__file__).with_name("static")
KEPT = "public, max-age=31536000, immutable"


@cache
def asset(name: str) -> str | None:
    """Return the address of a file of the page's, or None where it has not been built.

    The scripts are built when Legation is installed. Without them every page still works, and
    loads none.

    Parameters
    ----------
    name : str
        Its path in the folder ``static``, such as ``page.css`` or ``built/map.js``.

    Examples
    --------
    >>> asset("page.css").partition("?")[0]
    '/static/page.css'
    >>> asset("nowhere.js")
    """
    file = STATIC / name
    if not file.is_file():
        return None
    return f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


class Assets(StaticFiles):
    """Sends the page's files: kept by browsers where the address says which version it is."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        """Return a file, with how long it may be kept."""
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers["Cache-Control"] = KEPT if _names_version(scope) else "no-cache"
        return answer


def _names_version(scope: Mapping[str, Any]) -> bool:
    """Return whether the address changes with the content: a version, or a name with a hash.

    >>> _names_version({"query_string": b"v=0123", "path": "/static/page.css"})
    True
    >>> _names_version({"query_string": b"", "path": "/static/built/chunk-UKJLIYEV.js"})
    True
    >>> _names_version({"query_string": b"", "path": "/static/page.css"})
    False
    """
    hashed = Path(scope["path"]).stem.rpartition("-")[2]
    return scope["query_string"].startswith(b"v=") or (len(hashed) == 8 and hashed.isupper())
