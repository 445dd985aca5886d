"""What every file states of itself."""

from graph.exports._text import clean, joined
from graph.subgraph import CitedSource, Subgraph

MAKER = "Legation"

LICENCE = (
    "Facts and labels as compiled by Legation: Apache-2.0. Quotations belong to their publishers; "
    "published tables are under the licences named with them. "
    "A fact stands on the word of the source named with it: alleged, disputed and denied ones "
    "are marked so in their labels."
)


def about(subgraph: Subgraph) -> dict[str, str | int | bool]:
    """Return what a file states, by name, in the order to state it in."""
    return {
        "title": clean(subgraph.title),
        "question": clean(question(subgraph)),
        "revision": subgraph.revision,
        "date": subgraph.day.isoformat() if subgraph.day else "unknown",
        "node_count": len(subgraph.nodes),
        "edge_count": len(subgraph.edges),
        "complete": subgraph.complete,
        "left_out": clean(subgraph.left_out) or "nothing",
        "sources": clean(joined(cited(source) for source in subgraph.sources)) or "none",
        "licence": LICENCE,
        "made_by": MAKER,
    }


def question(subgraph: Subgraph) -> str:
    """Return the question as ``name=value`` pairs."""
    return "; ".join(f"{name}={value}" for name, value in subgraph.question.items())


def cited(source: CitedSource) -> str:
    """Return a source as a line of a list of sources."""
    parts = (source.title, source.publisher, source.issued, source.url or source.iri)
    line = ", ".join(part for part in parts if part)
    return f"{line} (licence: {source.license})" if source.license else line


def about_lines(subgraph: Subgraph) -> list[str]:
    """Return what a file states as lines of text, for comments and descriptions.

    No line contains a line end, so that none can break out of a comment.
    """
    lines = []
    for name, value in about(subgraph).items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        lines.append(f"{name.replace('_', ' ')}: {' '.join(text.split())}")
    return lines
