"""Parts of the graph to take away, from the shipped graph and from small ones."""

from datetime import date

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.answers import Fact, Standing, When
from graph.errors import InvalidParameter, NotFound
from graph.lookups import connections
from graph.store import open_store
from graph.subgraph import Edge, Subgraph, connection_subgraph, path_subgraph
from graph.subgraph.edges import between, direct
from graph.view import View
from ontology import DERIVED_GRAPH, LEG, OA, RDFS, prefix_declarations

ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
US_ALLEGATION = f"{ARTICLE}:us-allegation"


def ways(subgraph: Subgraph) -> set[tuple[str, str, str]]:
    return {(edge.kind, edge.source, edge.target) for edge in subgraph.edges}


def edges_of(subgraph: Subgraph, fact: str) -> list[Edge]:
    return [edge for edge in subgraph.edges if edge.fact.id == fact]


def test_an_allegation_and_its_denial_are_two_edges_between_the_same_two(seeded: View) -> None:
    found = connection_subgraph(seeded, "russia", claims=True)
    assert ("Allegation", "united-states", "russia") in ways(found)
    assert ("Denial", "russia", "united-states") in ways(found)
    accusing = [edge for edge in edges_of(found, US_ALLEGATION) if edge.role == "asserter"]
    assert accusing[0].standing is Standing.disputed
    assert accusing[0].label == "allegation against, by 2024 (disputed)"
    assert accusing[0].denied_by == ("North Korea", "Russia")
    denial = next(edge for edge in found.edges if edge.kind == "Denial")
    assert (denial.role, denial.other_role) == ("asserter", "responds_to")


def test_an_allegation_never_travels_without_its_denials(seeded: View) -> None:
    found = connection_subgraph(
        seeded, "united-states", claims=True, kinds=["Allegation"], standing=[Standing.disputed]
    )
    assert {edge.kind for edge in found.edges} == {"Allegation", "Denial"}
    assert ("Denial", "north-korea", "united-states") in ways(found)


def test_between_two_actors_a_third_is_named_but_not_drawn(seeded: View) -> None:
    found = connection_subgraph(seeded, "russia", claims=True, with_="united-states")
    assert {node.id for node in found.nodes} == {"russia", "united-states"}
    assert "North Korea" in edges_of(found, US_ALLEGATION)[0].denied_by


def test_claims_are_left_out_unless_asked_for(seeded: View) -> None:
    found = connection_subgraph(seeded, "russia", depth=2)
    assert not {"Allegation", "Denial"} & {edge.kind for edge in found.edges}


def test_edges_point_as_the_roles_do(seeded: View) -> None:
    found = connection_subgraph(seeded, "sergei-shoigu")
    assert ("Tenure", "sergei-shoigu", "minister-of-defense-of-russia") in ways(found)
    assert ("Meeting", "kim-jong-un", "sergei-shoigu") in ways(found)
    destination = next(edge for edge in found.edges if edge.other_role == "destination")
    assert (destination.source, destination.kind) == ("sergei-shoigu", "Visit")


def test_depth_one_is_what_connections_answers(seeded: View) -> None:
    found = connection_subgraph(seeded, "sergei-shoigu")
    answered = connections(seeded, "sergei-shoigu", limit=1000).items
    assert {(edge.fact.id, *sorted((edge.source, edge.target))) for edge in found.edges} == {
        (item.fact.id, *sorted(("sergei-shoigu", item.actor.id))) for item in answered
    }


def test_depth_two_adds_the_connections_of_connections(seeded: View) -> None:
    near = connection_subgraph(seeded, "sergei-shoigu")
    far = connection_subgraph(seeded, "sergei-shoigu", depth=2)
    assert {edge.fact.id for edge in near.edges} < {edge.fact.id for edge in far.edges}
    assert "vladimir-putin" in {node.id for node in far.nodes}
    assert "vladimir-putin" not in {node.id for node in near.nodes}


def test_the_same_question_has_the_same_answer_in_order(seeded: View) -> None:
    found = connection_subgraph(seeded, "russia", depth=2, claims=True)
    assert found == connection_subgraph(View(seeded.snapshot), "russia", depth=2, claims=True)
    for items in (found.nodes, found.edges):
        identifiers = [item.id for item in items]
        assert identifiers == sorted(set(identifiers))
    names = {node.id for node in found.nodes}
    assert all({edge.source, edge.target} <= names for edge in found.edges)


def test_a_fact_between_several_is_several_edges_with_ids_of_their_own(seeded: View) -> None:
    found = connection_subgraph(seeded, "united-states", claims=True)
    assert {edge.id for edge in edges_of(found, US_ALLEGATION)} == {
        f"{US_ALLEGATION}~united-states~north-korea",
        f"{US_ALLEGATION}~united-states~russia",
    }


def test_what_is_cut_is_said(seeded: View) -> None:
    whole = connection_subgraph(seeded, "sergei-shoigu", depth=2)
    cut = connection_subgraph(seeded, "sergei-shoigu", depth=2, max_edges=2)
    assert (whole.complete, whole.left_out) == (True, "")
    assert len(cut.edges) == 2
    assert not cut.complete
    assert cut.left_out == (
        "stopped at 2 edges and 3 nodes: "
        "the 3 oldest of 5 connections of Sergei Shoigu are not here"
    )


def test_actors_can_be_bounded_too(seeded: View) -> None:
    cut = connection_subgraph(seeded, "sergei-shoigu", depth=2, max_nodes=3)
    assert len(cut.nodes) == 3
    assert not cut.complete
    assert "3 nodes" in cut.left_out
    newest = connection_subgraph(seeded, "sergei-shoigu", max_edges=len(cut.edges))
    assert {edge.id for edge in newest.edges} == {edge.id for edge in cut.edges}


def test_what_is_denied_is_not_cut_off_from_its_denial(seeded: View) -> None:
    cut = connection_subgraph(seeded, "united-states", claims=True, max_edges=1)
    assert "Denial" in {edge.kind for edge in cut.edges}


def test_names_come_in_every_script(seeded: View) -> None:
    found = connection_subgraph(seeded, "sergei-shoigu")
    node = next(node for node in found.nodes if node.id == "sergei-shoigu")
    assert "Сергей Шойгу" in {*node.labels.values(), *node.aliases}
    assert node.labels["en"] == node.label
    assert not set(node.aliases) & set(node.labels.values())


def test_what_was_asked_is_kept(seeded: View) -> None:
    found = connection_subgraph(
        seeded, "russia", claims=True, kinds=["Visit", "Meeting"], as_of=date(2024, 9, 13)
    )
    assert found.question == {
        "id": "russia",
        "depth": "1",
        "as_of": "2024-09-13",
        "claims": "true",
        "kind": "Visit Meeting",
    }
    assert found.title == "Connections of Russia"
    assert found.revision == seeded.revision.number


@pytest.mark.parametrize("depth", [0, 6])
def test_a_depth_out_of_range_is_refused(seeded: View, depth: int) -> None:
    with pytest.raises(InvalidParameter, match="from 1 to 5"):
        connection_subgraph(seeded, "russia", depth=depth)


def test_no_edges_at_all_is_refused(seeded: View) -> None:
    with pytest.raises(InvalidParameter, match="max_edges"):
        connection_subgraph(seeded, "russia", max_edges=0)


def test_one_actor_alone_is_no_bound(seeded: View) -> None:
    with pytest.raises(InvalidParameter, match="max_nodes"):
        connection_subgraph(seeded, "russia", max_nodes=1)


def test_an_unknown_actor_is_refused(seeded: View) -> None:
    with pytest.raises(NotFound):
        connection_subgraph(seeded, "sergei-shoygu-the-third")


def test_a_path_is_a_graph_of_its_hops(seeded: View) -> None:
    found = path_subgraph(seeded, "sergei-shoigu", "kim-jong-un")
    assert ("Meeting", "kim-jong-un", "sergei-shoigu") in ways(found)
    assert found.question == {"from": "sergei-shoigu", "to": "kim-jong-un"}
    assert found.sources[0].publisher == "Reuters"
    evidence = next(edge for edge in found.edges if edge.kind == "Meeting").fact.evidence
    assert "held talks" in (evidence[0].quote or "")


def test_facts_come_with_their_words_and_whoever_they_name(seeded: View) -> None:
    found = connection_subgraph(seeded, "russia", claims=True)
    said = {(quad.subject.value, quad.predicate.value) for quad in found.quads}  # type: ignore[union-attr]
    for edge in found.edges:
        assert (edge.fact.iri, LEG.evidence) in said
        named = [
            *edge.fact.reported_by,
            *(a for actors in edge.fact.roles.values() for a in actors),
        ]
        assert all((actor.iri, RDFS.label) in said for actor in named)
    evidence = {quad.object for quad in found.quads if quad.predicate.value == LEG.evidence}
    quoted = {quad.subject for quad in found.quads if quad.predicate.value == OA.exact}
    assert evidence == quoted
    assert NamedNode(DERIVED_GRAPH) not in {quad.graph_name for quad in found.quads}


MERGED = f"""{prefix_declarations()}
<https://w3id.org/legation/dataset/t> {{
  <https://w3id.org/legation/dataset/t> a leg:Dataset ; dct:title "T" ; dct:license <urn:free> .
  <https://w3id.org/legation/dataset/t#1> a leg:Meeting ; leg:attendee id:old , id:b , id:c ;
    leg:evidence <https://w3id.org/legation/dataset/t#1.evidence> .
  <https://w3id.org/legation/dataset/t#1.evidence> a leg:Evidence ; leg:record "1" ;
    oa:hasSource <https://w3id.org/legation/dataset/t> .
  id:old a leg:Person ; rdfs:label "Old"@en .
  id:new a leg:Person ; rdfs:label "New"@en .
  id:b a leg:Person ; rdfs:label "B"@en .
  id:c a leg:Person ; rdfs:label "C" .
}}
<https://w3id.org/legation/graph/derived> {{ id:old leg:mergedInto id:new . }}
"""


@pytest.fixture(scope="module")
def merged() -> View:
    store = open_store("memory:")
    quads = list(parse(MERGED, RdfFormat.TRIG))
    with store.draft("test", "an actor with two ids") as draft:
        draft.add(quads)
    return View(store.snapshot())


def test_a_merged_actor_is_one_node_with_both_names(merged: View) -> None:
    found = connection_subgraph(merged, "old")
    assert found.question["id"] == "new"
    node = next(node for node in found.nodes if node.id == "new")
    assert (node.labels, node.aliases) == ({"en": "New"}, ("Old",))
    assert ("Meeting", "b", "new") in ways(found)
    merging = [quad for quad in found.quads if quad.predicate.value == LEG.mergedInto]
    assert len(merging) == 1
    assert found.sources[0].license == "urn:free"


def test_each_pair_of_three_is_an_edge_once_from_whichever_end(merged: View) -> None:
    found = connection_subgraph(merged, "b", depth=2)
    assert [edge.id for edge in found.edges] == ["t:1~b~c", "t:1~b~new", "t:1~c~new"]
    assert found.edges[0].label == "meeting with"


def fact(**roles: list[str]) -> Fact:
    short = {"type": "Person", "label": "x"}
    return Fact(
        id="f",
        iri="urn:f",
        type="Visit",
        roles={
            role: [{"id": name, "iri": f"urn:{name}", **short} for name in names]
            for role, names in roles.items()
        },
        when=When(),
        standing=Standing.reported,
        reported_by=[],
        attributed_to=[],
        evidence=[],
    )


@pytest.mark.parametrize(
    ("role", "other_role"),
    [
        ("holder", "office"),
        ("member", "organization"),
        ("visitor", "host"),
        ("visitor", "destination"),
        ("asserter", "against"),
        ("asserter", "addressee"),
        ("supplier", "recipient"),
        ("alpha", "beta"),
    ],
)
def test_an_edge_points_the_same_way_from_either_end(role: str, other_role: str) -> None:
    for names in (("a", "b"), ("b", "a")):
        way = direct(*names, role, other_role)
        assert (way.source, way.target) == names
        assert way == direct(names[1], names[0], other_role, role)


def test_of_several_roles_the_pair_that_says_most_is_drawn() -> None:
    visit = fact(visitor=["a", "b"], host=["b"], place=["a"])
    way = between(visit, "b", "a")
    assert way is not None
    assert (way.source, way.role, way.other_role) == ("a", "visitor", "host")
    assert between(visit, "a", "nobody") is None
