"""One fact as a graph: whom it names, what a statement is about, and what was said in answer."""

from datetime import date

import pytest

from graph.answers import Certainty, Standing, Statement
from graph.errors import InvalidParameter, NotFound
from graph.exports import file_name
from graph.lookups import answered, get_fact
from graph.subgraph import MAX_FACTS, Subgraph, fact_subgraph
from graph.view import View
from tests.conftest import STORE_KINDS

ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
ALLEGATION = f"{ARTICLE}:us-allegation"
TALKS = "shoigu-kim-talks-2024-09-13"


def ties(subgraph: Subgraph) -> set[tuple[str, str, str]]:
    """Return who is tied to whom, and by which words."""
    return {(edge.source, edge.predicate, edge.target) for edge in subgraph.edges}


def test_an_allegation_comes_with_who_denies_it(seeded: View) -> None:
    found = fact_subgraph(seeded, ALLEGATION)
    assert ties(found) == {
        ("united-states", "allegation against", "north-korea"),
        ("united-states", "allegation against", "russia"),
        ("north-korea", "denial in answer to", "united-states"),
        ("russia", "denial in answer to", "united-states"),
    }
    alleged = [edge for edge in found.edges if edge.kind == "Allegation"]
    assert {edge.standing for edge in alleged} == {Standing.disputed}
    assert {edge.denied_by for edge in alleged} == {("North Korea", "Russia")}
    assert found.title == "Allegation of United States against North Korea, Russia"
    assert found.question == {"fact": ALLEGATION}


def test_a_statement_against_nobody_is_tied_to_whom_it_is_about(seeded: View) -> None:
    found = fact_subgraph(seeded, f"{ARTICLE}:putin-warning")
    assert ("vladimir-putin", "warning about", "ukraine") in ties(found)
    assert {source for source, _, _ in ties(found)} == {"vladimir-putin"}
    carried = fact_subgraph(seeded, f"{ARTICLE}:council-statement")
    assert ("security-council-of-russia", "statement carried by", "ria") in ties(carried)


def test_a_denial_comes_with_what_it_denies(seeded: View) -> None:
    found = fact_subgraph(seeded, f"{ARTICLE}:russian-denial")
    assert ("united-states", "allegation against", "russia") in ties(found)
    assert ("russia", "denial in answer to", "united-states") in ties(found)


@pytest.mark.stores(*STORE_KINDS)
def test_what_is_denied_is_found_from_the_denial(everywhere: View) -> None:
    for name, found in (("russian-denial", [ALLEGATION]), ("putin-warning", [])):
        statement = get_fact(everywhere, f"{ARTICLE}:{name}")
        assert isinstance(statement, Statement)
        assert [fact.id for fact in answered(everywhere, [statement])] == found


def test_a_statement_that_names_nobody_is_still_told_of(seeded: View) -> None:
    identifier = f"{ARTICLE}:critical-juncture"
    found = fact_subgraph(seeded, identifier)
    assert [node.id for node in found.nodes] == ["reuters"]
    assert found.edges == ()
    assert [source.title for source in found.sources]
    subjects = {str(quad.subject) for quad in found.quads}
    assert f"<https://w3id.org/legation/article/{ARTICLE}#critical-juncture>" in subjects


def test_an_event_ties_all_whom_it_names(seeded: View) -> None:
    assert ties(fact_subgraph(seeded, TALKS)) == {
        ("kim-jong-un", "meeting with", "sergei-shoigu"),
        ("kim-jong-un", "meeting in", "pyongyang"),
        ("sergei-shoigu", "meeting in", "pyongyang"),
    }


def test_it_is_filtered_as_connections_are(seeded: View) -> None:
    denials = fact_subgraph(seeded, ALLEGATION, kinds=["Denial"])
    assert denials.edges == ()
    assert denials.question["kind"] == "Denial"
    assert fact_subgraph(seeded, ALLEGATION, standing=[Standing.reported]).edges == ()
    assert fact_subgraph(seeded, TALKS, as_of=date(2024, 9, 12)).edges == ()
    day = date(2024, 9, 13)
    whole = fact_subgraph(seeded, TALKS, as_of=day)
    assert {edge.fact.certainty for edge in whole.edges} <= {*Certainty}
    sure = fact_subgraph(seeded, TALKS, as_of=day, certainty=Certainty.certain)
    assert {edge.fact.certainty for edge in sure.edges} <= {Certainty.certain}


def everything(subgraph: Subgraph) -> tuple[set[str], set[str], set[str], set[str]]:
    """Return the nodes, edges, sources and RDF subjects of a subgraph."""
    return (
        {node.id for node in subgraph.nodes},
        {f"{edge.fact.id} {edge.source} {edge.target} {edge.predicate}" for edge in subgraph.edges},
        {source.iri for source in subgraph.sources},
        {str(quad.subject) for quad in subgraph.quads},
    )


@pytest.mark.stores(*STORE_KINDS)
def test_several_facts_give_what_each_gives(everywhere: View) -> None:
    # The denial answers the allegation, and comes with it anyway: it is there once.
    chosen = [TALKS, f"{ARTICLE}:putin-warning", ALLEGATION, f"{ARTICLE}:russian-denial"]
    found = fact_subgraph(everywhere, chosen)
    alone = [everything(fact_subgraph(everywhere, each)) for each in chosen]
    for whole, *parts in zip(everything(found), *alone, strict=True):
        assert whole == set().union(*parts)
    assert all(edges < everything(found)[1] for _, edges, *_ in alone)
    assert len({edge.id for edge in found.edges}) == len(found.edges)


def test_neither_order_nor_repetition_changes_the_answer(seeded: View) -> None:
    iri = get_fact(seeded, TALKS).iri
    found = fact_subgraph(seeded, [ALLEGATION, TALKS])
    assert found == fact_subgraph(seeded, [TALKS, ALLEGATION])
    assert found == fact_subgraph(seeded, [TALKS, ALLEGATION, iri, ALLEGATION])
    assert fact_subgraph(seeded, [TALKS, iri]) == fact_subgraph(seeded, TALKS)


def test_it_says_how_many_facts_it_is_of(seeded: View) -> None:
    found = fact_subgraph(seeded, [ALLEGATION, TALKS], kinds=["Meeting", "Statement"])
    assert found.title == "2 facts"
    assert found.question == {"facts": "2", "kind": "Meeting Statement"}
    assert file_name(found, "graphml").startswith("facts-2-")


def test_there_may_be_too_many_or_none(seeded: View) -> None:
    assert fact_subgraph(seeded, [TALKS] * MAX_FACTS).title.startswith("Meeting")
    for names in ([TALKS] * (MAX_FACTS + 1), []):
        with pytest.raises(InvalidParameter, match=f"{len(names)} facts .* give 1 to 200"):
            fact_subgraph(seeded, names)


def test_what_is_unknown_is_refused(seeded: View) -> None:
    with pytest.raises(NotFound):
        fact_subgraph(seeded, f"{ARTICLE}:no-such-thing")
    with pytest.raises(NotFound):
        fact_subgraph(seeded, "russia")
    with pytest.raises(NotFound, match="'russia' is not a fact"):
        fact_subgraph(seeded, [TALKS, "russia"])
    with pytest.raises(InvalidParameter, match="certainty"):
        fact_subgraph(seeded, ALLEGATION, certainty=Certainty.certain)
