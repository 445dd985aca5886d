"""The page's own files, each by an address that changes with what is in it."""

import hashlib
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).with_name("static")


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
    file = _STATIC / name
    if not file.is_file():
        return None
    return f"/static/{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
