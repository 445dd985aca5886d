"""What the RDF formats share: order, prefixes, and the account of the file as comments."""

import io
from collections.abc import Sequence

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from graph.exports._about import about_lines
from graph.subgraph import Subgraph
from ontology import PREFIXES


def with_account(
    subgraph: Subgraph, statements: Sequence[Quad] | Sequence[Triple], form: RdfFormat
) -> bytes:
    """Return statements in a Turtle-like format, after what the file states of itself."""
    account = "".join(f"# {line}\n" for line in about_lines(subgraph))
    prefixes = {prefix: str(iri) for prefix, iri in PREFIXES.items()}
    output = io.BytesIO()
    serialize(statements, output, format=form, prefixes=prefixes)
    return f"{account}\n".encode() + _sorted_prefixes(output.getvalue())


def _sorted_prefixes(document: bytes) -> bytes:
    """Put the prefixes in order: Oxigraph declares them in another one each time."""
    lines = document.splitlines(keepends=True)
    body = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"".join([*sorted(lines[:body]), *lines[body:]])
