"""A person's judgement comes before any rule's, and withdrawing it undoes what followed."""

import pytest
from pyoxigraph import NamedNode, Quad

from graph.errors import InvalidInput, NotFound
from graph.identity import judge_different, judge_same, update_rule_judgements, withdraw_judgement
from graph.shapes import check_shapes
from graph.store import Store, open_store
from graph.view import View
from ontology import IDENTITY_GRAPH, REVISIONS_GRAPH
from tests.graph.people import LEADERS, People, iri

WHY = "I have met both of them"


@pytest.fixture
def store() -> Store:
    """Two sources know an Ada Nama, of which a rule says one thing; of Ben none says anything."""
    people = People()
    people.office("president-of-namibia", "namibia")
    people.leader("ada-q1", "Ada Nama", "Q1", "president-of-namibia", "1990-01-01", "1999-01-01")
    people.visitor("ada-visitor-7", "Ada Nama", "president-of-namibia", "1995-03-04")
    people.person("ben", "Ben Ovambo", graph=LEADERS)
    people.person("benjamin", "Benjamin O.", graph=LEADERS)
    people.person("benno", "Benno", graph=LEADERS)
    made = open_store("memory:")
    people.write(made)
    with made.draft("tester", "judge") as draft:
        update_rule_judgements(draft)
    judge_different(made, iri("ben"), iri("namibia"), reason="so that all is derived", judge="Eva")
    return made


def became(store: Store, slug: str) -> str:
    return View(store.snapshot()).canonical(iri(slug)).rpartition("/")[2]


def without_record(store: Store) -> set[Quad]:
    record = NamedNode(REVISIONS_GRAPH)
    return {quad for quad in store.snapshot().quads() if quad.graph_name != record}


def test_a_rule_merges_and_no_source_is_changed(store: Store) -> None:
    assert became(store, "ada-visitor-7") == "ada-q1"
    said = {
        quad.subject for quad in store.snapshot().quads(f"{LEADERS.removesuffix('leaders')}visits")
    }
    assert NamedNode(iri("ada-visitor-7")) in said


def test_a_person_merges_and_withdraws(store: Store) -> None:
    before = without_record(store)
    judgement = judge_same(store, iri("benjamin"), iri("ben"), reason=WHY, judge="Eva")
    assert became(store, "benjamin") == "ben"
    withdraw_judgement(store, judgement, who="Eva")
    assert became(store, "benjamin") == "benjamin"
    assert without_record(store) == before


def test_chains_of_judgements_end_at_the_last(store: Store) -> None:
    judge_same(store, iri("benno"), iri("benjamin"), reason=WHY, judge="Eva")
    judge_same(store, iri("benjamin"), iri("ben"), reason=WHY, judge="Eva")
    assert became(store, "benno") == became(store, "benjamin") == "ben"


def test_a_circle_is_refused(store: Store) -> None:
    judge_same(store, iri("benno"), iri("benjamin"), reason=WHY, judge="Eva")
    with pytest.raises(InvalidInput, match="are one actor already"):
        judge_same(store, iri("benjamin"), iri("benno"), reason=WHY, judge="Eva")
    with pytest.raises(InvalidInput, match="are one actor already"):
        judge_same(store, iri("ben"), iri("ben"), reason=WHY, judge="Eva")


def test_a_person_who_tells_two_apart_stops_the_rule(store: Store) -> None:
    judgement = judge_different(
        store, iri("ada-visitor-7"), iri("ada-q1"), reason="two cousins", judge="Eva"
    )
    assert became(store, "ada-visitor-7") == "ada-visitor-7"
    withdraw_judgement(store, judgement)
    assert became(store, "ada-visitor-7") == "ada-q1"


def test_a_person_may_keep_the_id_that_a_rule_retires(store: Store) -> None:
    judge_same(store, iri("ada-q1"), iri("ben"), reason=WHY, judge="Eva")
    assert became(store, "ada-q1") == became(store, "ada-visitor-7") == "ben"


def test_what_a_rule_finds_for_one_id_holds_for_those_joined_by_hand(store: Store) -> None:
    # The visitor gives way to Ben by hand, and the rule still knows the visitor for Q1.
    judgement = judge_same(store, iri("ada-visitor-7"), iri("ben"), reason=WHY, judge="Eva")
    assert became(store, "ada-visitor-7") == became(store, "ben") == became(store, "ada-q1")
    withdraw_judgement(store, judgement)
    assert became(store, "ben") == "ben"


def test_a_rules_judgement_cannot_be_withdrawn_but_contradicted(store: Store) -> None:
    quads = set(store.snapshot().quads(IDENTITY_GRAPH))
    (rule,) = {
        str(quad.subject).rpartition("/")[2].rstrip(">")
        for quad in quads
        if quad.predicate.value.endswith("#retires")
    }
    with pytest.raises(NotFound, match="judging the two different"):
        withdraw_judgement(store, rule)
    with pytest.raises(NotFound):
        withdraw_judgement(store, "judgement-of-nobody")
    assert set(store.snapshot().quads(IDENTITY_GRAPH)) == quads


@pytest.mark.parametrize(("reason", "judge"), [("", "Eva"), (WHY, " "), (WHY, "rule:mine")])
def test_a_judgement_needs_a_reason_and_a_person(store: Store, reason: str, judge: str) -> None:
    with pytest.raises(InvalidInput):
        judge_same(store, iri("benjamin"), iri("ben"), reason=reason, judge=judge)
    with pytest.raises(InvalidInput):
        judge_different(store, iri("benjamin"), iri("ben"), reason=reason, judge=judge)


def test_nobody_is_different_from_himself(store: Store) -> None:
    with pytest.raises(InvalidInput):
        judge_different(store, iri("ben"), iri("ben"), reason=WHY, judge="Eva")


def test_judgements_obey_the_shapes(store: Store) -> None:
    judge_same(store, iri("benjamin"), iri("ben"), reason=WHY, judge="Eva")
    quads = list(store.snapshot().quads(IDENTITY_GRAPH))
    context = [quad for quad in store.snapshot().quads() if quad.predicate.value.endswith("#type")]
    assert check_shapes(quads, context) == []
