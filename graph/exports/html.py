"""HTML: the map as one file that needs no service and no network, for a reader of anything.

Map, evidence, legend, filters, slider and table are the page's own; `make page` builds them for
this file too. What the sources say stands in the file as data and is never taken for markup; the
file forbids itself every request. Without scripts it shows the SVG picture.
"""

import base64
import hashlib
import html
import json
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import tostring

from graph.errors import Unavailable
from graph.exports import cytoscape
from graph.exports._about import about_lines, question
from graph.exports._format import Format
from graph.exports._frame import svg
from graph.exports._text import clean
from graph.picture.colours import style_sheet
from graph.subgraph import Subgraph

_VIEWER = Path(__file__).with_name("_standalone")

_PAGE = """<!doctype html>
<html lang="en" class="standalone">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Legation">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="note">{question}</p>
<section id="map" aria-label="{title}"></section>
<noscript>{picture}</noscript>
</main>
<footer>
<ul class="account">
{account}
</ul>
</footer>
<script type="application/json" id="answer">{answer}</script>
<script>{script}</script>
</body>
</html>
"""


def write(subgraph: Subgraph) -> bytes:
    """Return the subgraph as a page of its own.

    Raises
    ------
    Unavailable
        If the viewer has not been built.
    """
    script, looks = viewer()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    account = "\n".join(f"<li>{html.escape(line)}</li>" for line in about_lines(subgraph))
    page = _PAGE.format(
        # Cytoscape puts its own rules in a style element.
        policy=f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'",
        title=html.escape(clean(subgraph.title) or "Untitled"),
        question=html.escape(clean(question(subgraph))),
        style=style_sheet() + looks,
        picture=tostring(svg(subgraph), encoding="unicode"),
        account=account,
        answer=as_data(cytoscape.document(subgraph)),
        script=script,
    )
    return page.encode()


def as_data(value: object) -> str:
    r"""Return a value as JSON that cannot end the element it stands in.

    >>> as_data("</script>")
    '"\\u003c/script>"'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c")


@cache
def viewer() -> tuple[str, str]:
    """Return the viewer's script and style sheet.

    Raises
    ------
    Unavailable
        If they have not been built.
    """
    try:
        script, style = (
            (_VIEWER / name).read_text("utf-8") for name in ("viewer.js", "viewer.css")
        )
    except FileNotFoundError:
        raise Unavailable(
            "the viewer that a file of its own needs has not been built: run make page, or take "
            "the format svg"
        ) from None
    # Within an element, neither may hold what ends it.
    return script.replace("</script", "<\\/script"), style.replace("</style", "<\\/style")


FORMAT = Format(
    "html",
    "text/html",
    "html",
    "The map as a page of its own, without network",
    write,
)
