"""The first article says what its rows say: no more, no less, each in words that stand there.

The rows are those of the reading that came with the article: for each the passage it rests on,
the fact that it became, and everything that is said of that fact.
"""

from collections import defaultdict

import pytest

from graph.ids import local_name, short_id
from graph.lookups import get_fact
from graph.schema import fact_classes
from graph.view import View
from ontology import ARTICLE, INFERENCES_GRAPH, LEG, OA, RDF, RDFS, SKOS
from tests.data.rows import PROPOSITIONS, ROWS, SLUG, Row, Said

GRAPH = f"{ARTICLE!s}{SLUG}"


@pytest.fixture(scope="module")
def said(seeded: View) -> dict[str, Said]:
    """Everything in the article's graph: values by property by node, in short."""
    found: dict[str, Said] = defaultdict(lambda: defaultdict(set))
    for quad in seeded.snapshot.quads(GRAPH):
        node = short_id(str(quad.subject).strip("<>"))
        found[node][quad.predicate.value].add(_short(str(quad.object), quad.object))
    return found


def _short(text: str, term: object) -> str:
    if not text.startswith("<"):
        return str(getattr(term, "value", text))
    iri = text.strip("<>")
    return local_name(iri) if iri.startswith(LEG) else short_id(iri)


def _own(values: Said) -> Said:
    """Return what is said of a node in our own terms, its evidence and type apart."""
    own = {name.removeprefix(LEG): found for name, found in values.items() if name.startswith(LEG)}
    own["type"] = values[RDF.type]
    own.pop("evidence", None)
    return own


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row {row.number}: {row.node}")
def test_a_row_is_the_fact_that_it_says(row: Row, said: dict[str, Said]) -> None:
    assert _own(said[row.node]) == row.says


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"row {row.number}: {row.node}")
def test_a_row_stands_in_words_of_its_passage(
    row: Row, said: dict[str, Said], article_text: str
) -> None:
    nodes = said[row.node][LEG.evidence]
    assert nodes
    for node in nodes:
        (start,), (end,), (exact,) = (said[node][name] for name in (OA.start, OA.end, OA.exact))
        assert row.start <= int(start) < int(end) <= row.end
        assert article_text[int(start) : int(end)] == exact
        assert len(exact) <= 160


def test_every_fact_is_of_some_row_and_every_row_but_the_last_has_a_fact(
    said: dict[str, Said],
) -> None:
    classes = {local_name(iri) for iri in fact_classes()}
    facts = {node for node, values in said.items() if values[RDF.type] & classes}
    assert facts == {row.node for row in ROWS}
    assert {row.number for row in ROWS} == set(range(1, 23))


def test_what_is_claimed_is_a_proposition_with_a_label_and_nothing_more(
    said: dict[str, Said],
) -> None:
    found = {
        node: _own(values) for node, values in said.items() if "Proposition" in values[RDF.type]
    }
    assert found == {
        node: {"type": {"Proposition"}, **claims} for node, claims in PROPOSITIONS.items()
    }
    assert all(said[node][RDFS.label] for node in found)


def test_row_23_is_a_tie_of_our_own_outside_the_article(
    said: dict[str, Said], seeded: View
) -> None:
    assert LEG.during not in said["putin-kim-summit-2024-06"]
    found: dict[str, Said] = defaultdict(lambda: defaultdict(set))
    for quad in seeded.snapshot.quads(INFERENCES_GRAPH):
        node = short_id(str(quad.subject).strip("<>"))
        found[node][quad.predicate.value].add(_short(str(quad.object), quad.object))
    inference = found.pop("inference-putin-kim-summit-during-state-visit")
    assert found == {"putin-kim-summit-2024-06": {LEG.during: {"putin-state-visit-2024-06"}}}
    assert len(inference.pop(LEG.reason)) == 1
    assert inference == {
        RDF.type: {"Inference"},
        LEG.subject: {"putin-kim-summit-2024-06"},
        LEG.property: {"during"},
        LEG.object: {"putin-state-visit-2024-06"},
        LEG.judge: {"Legation"},
    }


def test_what_was_read_into_the_words_is_marked(said: dict[str, Said]) -> None:
    marked = {node for node, values in said.items() if SKOS.editorialNote in values}
    assert marked == {
        f"{SLUG}:russian-denial",
        f"{SLUG}:north-korean-denial",
        "vladimir-putin-president-of-russia",
        "sergei-shoigu-secretary-of-the-security-council-of-russia",
        f"{SLUG}:council-on-the-atmosphere",
        f"{SLUG}:council-on-the-agreements",
    }


def test_a_reading_is_told_with_the_fact_in_every_answer(seeded: View) -> None:
    note = get_fact(seeded, f"{SLUG}:council-on-the-atmosphere").details["editorialNote"]
    assert note == ["“It” is read as the Security Council; the pronoun could mean RIA."]


def test_the_article_is_known_by_its_text(said: dict[str, Said], article_text: str) -> None:
    article = said[SLUG]
    (headline,) = article["http://purl.org/dc/terms/title"]
    (dateline,) = article[LEG.dateline]
    assert headline == article_text[0:52]
    assert dateline == article_text[91:116]
    assert article["http://purl.org/dc/terms/issued"] == {"2024-09-13T08:21:00Z"}
    assert (article[LEG.bodyStart], article[LEG.bodyEnd]) == ({"91"}, {"1599"})
    assert article[LEG.publisher] == {"reuters"}


def test_the_shipped_graph_holds_no_long_stretch_of_the_text(
    seeded: View, article_text: str
) -> None:
    literals = [str(getattr(quad.object, "value", "")) for quad in seeded.snapshot.quads(GRAPH)]
    taken = [literal for literal in literals if len(literal) > 40 and literal in article_text]
    assert len(taken) > 10
    assert all(len(literal) <= 160 for literal in taken)
