"""Two holders of one office: the shipped graph has none, so the query is asked of examples."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.store import open_store
from ontology import DERIVED_GRAPH, ID, LEG, RDF, RDFS, XSD
from tests.data.reading import answer, query_text

EXAMPLES = "https://w3id.org/legation/dataset/examples"


def _tenures(*rows: tuple[str, dict[str, str]]) -> list[Quad]:
    """Return tenures of one office, one for each holder and their bounds."""
    graph = NamedNode(EXAMPLES)
    post = NamedNode(f"{ID!s}some-post")
    label = NamedNode(RDFS.label)
    kind = NamedNode(RDF.type)
    quads = [Quad(post, label, Literal("some post", language="en"), graph)]
    for number, (name, bounds) in enumerate(rows):
        holder = NamedNode(f"{ID!s}{name.lower()}")
        tenure = NamedNode(f"{graph.value}#{number}")
        quads += [
            Quad(holder, label, Literal(name, language="en"), graph),
            Quad(tenure, kind, NamedNode(LEG.Tenure), graph),
            Quad(tenure, NamedNode(LEG.office), post, graph),
            Quad(tenure, NamedNode(LEG.holder), holder, graph),
        ]
        for bound, day in bounds.items():
            value = Literal(day, datatype=NamedNode(XSD.date))
            quads.append(Quad(tenure, NamedNode(LEG.term(bound)), value, graph))
    return quads


def _known(start: str, end: str) -> dict[str, str]:
    return {"startEarliest": start, "startLatest": start, "endEarliest": end, "endLatest": end}


WITHIN_JUNE = {
    "startEarliest": "2020-06-01",
    "startLatest": "2020-06-30",
    "endEarliest": "2020-06-01",
    "endLatest": "2020-06-30",
}


@pytest.mark.parametrize(
    ("first", "second", "certainty"),
    [
        (_known("2020-01-01", "2020-06-30"), _known("2020-06-30", "2021-01-01"), "certain"),
        (_known("2020-01-01", "2020-06-29"), _known("2020-06-30", "2021-01-01"), None),
        (_known("2020-01-01", "2020-06-15"), {"startEarliest": "2020-06-10"}, "possible"),
        (_known("2020-01-01", "2020-06-15"), {"startEarliest": "2020-06-16"}, None),
        ({}, {}, "possible"),
        (WITHIN_JUNE, _known("2020-01-01", "2020-12-31"), "possible"),
        (_known("2020-01-01", "2020-12-31"), WITHIN_JUNE, "possible"),
    ],
)
def test_two_holders_at_once_are_found_with_how_sure_that_is(
    first: dict[str, str], second: dict[str, str], certainty: str | None
) -> None:
    store = open_store("memory:")
    with store.draft("tester", "two holders") as draft:
        draft.replace(
            EXAMPLES,
            _tenures(("Anna", first), ("Boris", second)),
        )
    expected = [("some post", "Anna", "Boris", certainty)] if certainty else []
    assert answer(store, query_text("offices-with-two-holders")) == expected


def test_one_person_under_two_ids_is_no_two_holders() -> None:
    store = open_store("memory:")
    known = _known("2020-01-01", "2020-06-30")
    merged = Quad(
        NamedNode(f"{ID!s}boris"),
        NamedNode(LEG.mergedInto),
        NamedNode(f"{ID!s}anna"),
        NamedNode(DERIVED_GRAPH),
    )
    with store.draft("tester", "one holder") as draft:
        draft.replace(
            EXAMPLES,
            _tenures(("Anna", known), ("Boris", known)),
        )
        draft.replace(DERIVED_GRAPH, [merged])
    assert answer(store, query_text("offices-with-two-holders")) == []
