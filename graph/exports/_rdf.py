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
    output = io.BytesIO(f"{account}\n".encode())
    output.seek(0, io.SEEK_END)
    serialize(statements, output, format=form, prefixes=prefixes)
    return output.getvalue()
