"""The colours of types and standings as a style sheet, from where every picture takes them."""

import hashlib
from functools import cache

from graph.picture.colours import style_sheet


@cache
def style_sheet_address() -> str:
    """Return where the style sheet is, by an address that changes with what is in it."""
    return f"/colours.css?v={hashlib.sha256(style_sheet().encode()).hexdigest()[:12]}"
