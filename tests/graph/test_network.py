"""Facts become edges by their roles; what is merely claimed does not."""

from collections.abc import Iterable

import pytest

from graph.answers import Standing
from graph.facts import load_facts
from graph.index import STANDINGS
from graph.network import Network
from graph.queries import stock
from graph.schema import fact_classes, roles
from graph.store import open_store
from graph.view import KnowledgeGraph, View
from ontology import ARTICLE, LEG, RDF, SKOS
from tests.graph.people import People, iri

ONE, OTHER = f"{ARTICLE!s}one", f"{ARTICLE!s}other"


def say(people: People, fact: str, kind: str, graph: str = ONE, **values: Iterable[str]) -> None:
    """Say of a fact what it is and, by the names of our own properties, what more."""
    people.say(graph, iri(fact), RDF.type, LEG.term(kind))
    for name, nodes in values.items():
        for node in nodes:
            people.say(graph, iri(fact), LEG.term(name), iri(node))


def view_of(people: People) -> View:
    store = open_store("memory:")
    people.write(store)
    return KnowledgeGraph(store).view()


def ties(network: Network) -> dict[tuple[str, str], list[str]]:
    """Return the facts of each edge by the slugs of its ends."""
    found: dict[tuple[str, str], list[str]] = {}
    for one, other in network.graph.edges:
        pair = sorted(node.rpartition("/")[2] for node in (one, other))
        numbers = network.between(one, other).tolist()
        facts = [network.index.facts[number].rpartition("/")[2] for number in numbers]
        found[pair[0], pair[1]] = facts
    return found


def tying(network: Network) -> dict[str, int]:
    """Return the facts that tie two, by IRI, with their numbers."""
    numbers = sorted({*network.index.columns["edge_facts"].tolist()})
    return {network.index.facts[number]: number for number in numbers}


@pytest.fixture
def people() -> People:
    known = People()
    for slug in ("ann", "bob", "cid", "dee"):
        known.person(slug, slug.title())
    return known


def test_all_who_take_part_are_tied_and_parallel_facts_share_an_edge(people: People) -> None:
    say(people, "talks", "Meeting", attendee=["ann", "bob", "cid"])
    say(people, "visit", "Visit", visitor=["bob"], host=["ann"], destination=["dee"])
    assert ties(view_of(people).network) == {
        ("ann", "bob"): ["talks", "visit"],
        ("ann", "cid"): ["talks"],
        ("bob", "cid"): ["talks"],
    }


def test_a_statement_ties_its_asserter_to_the_rest_and_is_known_as_a_claim(
    people: People,
) -> None:
    say(people, "charge", "Allegation", asserter=["ann"], against=["bob", "cid"], via=["dee"])
    network = view_of(people).network
    assert set(ties(network)) == {("ann", "bob"), ("ann", "cid"), ("ann", "dee")}
    assert list(network.facts.edges) == []


def test_what_a_proposition_claims_is_no_edge(people: People) -> None:
    say(people, "arms", "Proposition", supplier=["ann"], recipient=["bob"])
    say(people, "charge", "Allegation", asserter=["cid"], against=["dee"], content=["arms"])
    assert set(ties(view_of(people).network)) == {("cid", "dee")}


def test_the_fact_of_a_role_that_only_one_has_ties_nobody(people: People) -> None:
    say(people, "visit", "Visit", visitor=["ann", "ann"])
    say(people, "monologue", "Statement", asserter=["ann"], addressee=["ann"])
    assert ties(view_of(people).network) == {}


def test_merged_actors_are_one_and_are_not_tied_to_themselves(people: People) -> None:
    say(people, "talks", "Meeting", attendee=["ann", "bob"])
    say(people, "dinner", "Meeting", attendee=["bob", "cid"])
    people.say(ONE, iri("bob"), LEG.mergedInto, iri("ann"))
    assert ties(view_of(people).network) == {("ann", "cid"): ["dinner"]}


def test_a_fact_of_two_articles_is_one_with_all_they_say(people: People) -> None:
    say(people, "talks", "Event", ONE, party=["ann", "bob"])
    say(people, "talks", "Meeting", OTHER, attendee=["bob", "cid"])
    network = view_of(people).network
    assert set(ties(network)) == {("ann", "bob"), ("ann", "cid"), ("bob", "cid")}
    numbers = tying(network).values()
    assert [network.index.classes_of(one) for one in numbers] == [{LEG.Event, LEG.Meeting}]


def test_neighbours_stand_in_the_order_of_their_ids(people: People) -> None:
    # A search that is given up gives up at the same place only if neighbours keep their order.
    for number, attendees in enumerate((["dee", "cid"], ["bob", "cid"], ["ann", "dee", "bob"])):
        say(people, f"talks-{number}", "Meeting", attendee=attendees)
    graph = view_of(people).network.graph
    beside = {node: [other.rpartition("/")[2] for other in graph.adj[node]] for node in graph}
    assert beside[iri("dee")] == ["ann", "bob", "cid"]
    assert beside[iri("bob")] == ["ann", "cid", "dee"]


@pytest.mark.parametrize("kind", ["Statement", "Allegation", "Warning", "Pledge", "Denial"])
@pytest.mark.parametrize("how", ["respondsTo", "about", "content", "wider", "narrower"])
def test_contested_is_what_is_shown_as_disputed_or_denied(
    people: People, kind: str, how: str
) -> None:
    say(people, "said", kind, asserter=["ann"], addressee=["bob"], content=["claim"])
    people.say(ONE, iri("claim"), LEG.specializes, iri("wide-claim"))
    people.say(ONE, iri("narrow-claim"), LEG.specializes, iri("claim"))
    value = {"content": "claim", "wider": "wide-claim", "narrower": "narrow-claim"}.get(how)
    name = "content" if value else how
    say(people, "denial", "Denial", asserter=["cid"], addressee=["bob"])
    people.say(ONE, iri("denial"), LEG.term(name), iri(value or "said"))
    check_contested(view_of(people), expected={"narrower": False}.get(how))


def test_an_event_that_somebody_denies_is_contested(people: People) -> None:
    say(people, "talks", "Meeting", attendee=["ann", "bob"])
    say(people, "visit", "Visit", visitor=["ann"], host=["bob"])
    say(people, "denial", "Denial", asserter=["cid"], about=["talks"])
    check_contested(view_of(people))


def test_contested_in_the_shipped_graph(seeded: View) -> None:
    check_contested(seeded, expected=True)


def check_contested(view: View, expected: bool | None = None) -> None:
    """Hold the network against the standing that each fact is shown with."""
    numbers = tying(view.network)
    facts = {fact.iri: fact.standing for fact in load_facts(view, [*numbers])}
    against = {one for one, how in facts.items() if how in (Standing.disputed, Standing.denied)}
    assert {one for one, number in numbers.items() if view.index.contested[number]} == against
    for one, number in numbers.items():
        assert STANDINGS[view.index.standing[number]] is facts[one]
    if expected is not None:
        assert bool(against) == expected


def test_the_shipped_graph_has_every_fact_that_ties_two(seeded: View) -> None:
    rows = seeded.snapshot.select(stock("fact_types", type=sorted(fact_classes())))
    every = load_facts(seeded, sorted({row["fact"].value for row in rows}))
    participant = {role.removeprefix(LEG) for role in roles("participant")}
    claimed = {role.removeprefix(LEG) for role in roles("claimRole")} - {"asserter"}
    expected = set()
    for fact in every:
        taking = {one.id for role in participant for one in fact.roles.get(role, ())}
        said_of = {one.id for role in claimed for one in fact.roles.get(role, ())}
        asserters = {one.id for one in fact.roles.get("asserter", ())}
        if len(taking) > 1 or any(a != b for a in asserters for b in said_of):
            expected.add(fact.iri)
    assert tying(seeded.network).keys() == expected
    assert len(expected) > 10


def test_bounds_are_those_that_the_facts_are_shown_with(seeded: View) -> None:
    numbers = tying(seeded.network)
    facts = load_facts(seeded, [*numbers])
    for fact in facts:
        bounds = seeded.index.bounds(numbers[fact.iri])
        shown = fact.when.model_dump()
        assert {name: shown[name] for name in vars(bounds)} == vars(bounds)
    assert facts


def test_names_of_classes_come_with_the_kept_id(people: People) -> None:
    people.say(ONE, iri("bob"), LEG.mergedInto, iri("ann"))
    people.say(ONE, iri("bob"), SKOS.altLabel, "Bobby", "words")
    people.say(ONE, iri("bob"), RDF.type, LEG.State)
    network = view_of(people).network
    assert network.classes[iri("ann")] == {LEG.Person, LEG.State}
    assert iri("bob") not in network.classes
