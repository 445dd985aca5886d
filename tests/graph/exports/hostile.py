"""Subgraphs with texts that break what is not written with care."""

from dataclasses import replace

from hypothesis import strategies as st

from graph.answers import Evidence, Fact, Source, Standing, When
from graph.subgraph import Edge, Node, Subgraph
from graph.subgraph.draft import make_edge
from graph.subgraph.edges import direct

NASTY = [
    "]]>",
    "<b>&amp;</b>",
    "'\"`\\",
    "a\nb\tc\r\nd",
    "\u202eשלום\u202c العربية",
    "👩🏽\u200d🚀🇰🇵",
    "a\x00b\x0bc\x1bd\x85e\ufffef\ud800g",
    "=cmd|' /C calc'!A0",
    "None",
    "nan",
    "  ",
    "a | b",
    "\u2028\u2029\ufeff",
    "x" * 3000,
    '{"a": [1]}',
    "-->",
    "//",
]
texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(), max_size=20),
    st.text("<>&'\"]\\|\n", max_size=8),
)
identifiers = st.text("abcdefghijklmnopqrstuvwxyz0123456789-:", min_size=1, max_size=12)


@st.composite
def subgraphs(draw: st.DrawFn) -> Subgraph:
    names = draw(st.lists(identifiers, min_size=1, max_size=5, unique=True))
    nodes = [
        Node(
            id=name,
            iri=f"https://w3id.org/legation/id/{name}",
            type="Person",
            label=draw(texts),
            labels=draw(st.dictionaries(st.sampled_from(["en", "ru"]), texts, max_size=2)),
            aliases=tuple(draw(st.lists(texts, max_size=2))),
        )
        for name in names
    ]
    keys = draw(st.lists(identifiers, max_size=6, unique=True))
    return Subgraph(
        title=draw(texts),
        question={"id": draw(texts)},
        revision=1,
        nodes=tuple(nodes),
        edges=tuple(draw(edges(key, names)) for key in keys),
        left_out=draw(texts),
    )


@st.composite
def edges(draw: st.DrawFn, key: str, names: list[str]) -> Edge:
    said = Evidence(source=Source(iri="urn:x", title=draw(texts)), quote=draw(texts))
    fact = Fact(
        id=key,
        iri=f"https://w3id.org/legation/id/{key}",
        type="Meeting",
        roles={},
        when=When(words=draw(texts)),
        standing=draw(st.sampled_from(Standing)),
        reported_by=[],
        attributed_to=[],
        evidence=[said],
    )
    ends = draw(st.sampled_from(names)), draw(st.sampled_from(names))
    edge = make_edge(fact, direct(*ends, "attendee", "attendee"))
    return replace(edge, label=draw(texts))
