"""FollowTheMoney, as its own package reads it."""

import json
from dataclasses import replace
from datetime import date

import pytest
from followthemoney import ValueEntity, model
from followthemoney.types import registry
from hypothesis import assume, given, settings

from graph.answers import Standing
from graph.exports import render
from graph.followthemoney import CLASSIFIED, ROLES, SCHEMATA, TYPES, entity_id, own_id, partial_date
from graph.ids import short_id
from graph.schema import actor_classes, fact_classes
from graph.subgraph import Subgraph, connection_subgraph
from graph.view import View
from tests.graph.exports.hostile import subgraphs


def read(content: bytes, *, exact: bool = True) -> dict[str, ValueEntity]:
    """Read entities, refusing whatever the package would have dropped or, if exact, mended."""
    found: dict[str, ValueEntity] = {}
    for line in content.decode().splitlines():
        written = json.loads(line)
        entity = ValueEntity.from_dict(written, cleaned=False)
        entity.schema.validate({"properties": entity.properties})
        kept = entity.to_dict()["properties"]
        if exact:
            assert {name: sorted(texts) for name, texts in kept.items()} == {
                name: sorted(texts) for name, texts in written["properties"].items()
            }
        missing = [name for name in entity.schema.required if not entity.has(name)]
        assert not missing, (written, missing)
        assert entity.id is not None
        assert entity.id not in found
        found[entity.id] = entity
    return found


def check_references(entities: dict[str, ValueEntity]) -> None:
    for entity in entities.values():
        for property_, value in entity.itervalues():
            if property_.type == registry.entity:
                assert property_.range is not None
                assert entities[value].schema.is_a(property_.range), (entity.id, property_, value)


def test_every_entity_is_accepted_and_none_points_nowhere(sample: Subgraph) -> None:
    entities = read(render(sample, "followthemoney"))
    check_references(entities)
    names = {name: entity.caption for name, entity in entities.items()}
    for node in sample.nodes:
        assert names[entity_id(node.id)] == node.label
    assert {entity_id(short_id(edge.fact.iri)) for edge in sample.edges} <= entities.keys()


@pytest.mark.parametrize("name", ["russia", "vladimir-putin"])
def test_what_is_shipped_is_accepted(seeded: View, name: str) -> None:
    subgraph = connection_subgraph(seeded, name, depth=3, claims=True)
    entities = read(render(subgraph, "followthemoney"))
    check_references(entities)
    schemata = {entity.schema.name for entity in entities.values()}
    assert {"Person", "Position", "Occupancy", "Event", "Article"} <= schemata or name == "russia"


def test_a_tenure_is_an_occupancy_with_the_dates_that_are_known(sample: Subgraph) -> None:
    entities = read(render(sample, "followthemoney"))
    tenure = entities[entity_id("tenure-until-may")]
    assert tenure.schema.name == "Occupancy"
    assert tenure.get("holder") == [entity_id("sergei-shoigu")]
    assert tenure.get("post") == [entity_id("minister-of-defense-of-russia")]
    assert (tenure.get("startDate"), tenure.get("endDate")) == ([], ["2024-05"])
    assert set(tenure.get("description")) >= {
        "reported by Reuters (legation-reuters)",
        "date in the source's words: until May",
        "bounds of the date: start ../2024-05-01, end 2024-05-01/2024-05-31",
    }


def test_nothing_contested_becomes_a_link(sample: Subgraph) -> None:
    entities = read(render(sample, "followthemoney"))
    for edge in sample.edges:
        entity = entities[entity_id(short_id(edge.fact.iri))]
        if edge.standing not in {Standing.reported, Standing.attributed}:
            assert entity.schema.name == "Note"
            assert f"({edge.standing})" in str(entity.first("name"))
    note = entities[entity_id("an-article:us-allegation")]
    assert "Standing: disputed." in str(note.first("description"))
    assert set(note.get("entity")) >= {entity_id("united-states"), entity_id("russia")}


def test_a_denied_tenure_is_a_note_and_says_who_denies_it(sample: Subgraph) -> None:
    edge = next(edge for edge in sample.edges if edge.fact.id == "tenure-until-may")
    fact = edge.fact.model_copy(update={"standing": Standing.denied})
    denied = replace(edge, fact=fact, standing=Standing.denied, denied_by=("Russia",))
    entities = read(render(replace(sample, edges=(denied,)), "followthemoney"))
    note = entities[entity_id("tenure-until-may")]
    assert note.schema.name == "Note"
    assert "Denied by Russia." in str(note.first("description"))
    assert not [entity for entity in entities.values() if entity.schema.name == "Occupancy"]


def test_every_name_of_the_table_is_theirs_and_ours() -> None:
    ours = {iri.rpartition("#")[2] for iri in actor_classes() | fact_classes()}
    assert SCHEMATA.keys() - ours <= {"Article", "Dataset"}
    assert set(TYPES.values()) <= ours
    for schema in {*SCHEMATA.values(), *TYPES}:
        assert model.get(schema) is not None
    for schema, roles in ROLES.items():
        found = model.get(schema)
        assert found is not None
        assert set(roles.values()) <= set(found.properties)
    for kind in CLASSIFIED:
        found = model.get(SCHEMATA[kind])
        assert found is not None
        assert "classification" in found.properties


@pytest.mark.parametrize(
    "identifier", ["russia", "an-article:us-allegation", "a.b", "é:~", "-", ""]
)
def test_ids_are_theirs_and_stay_apart(identifier: str) -> None:
    assert registry.entity.validate(entity_id(identifier))
    assert own_id(entity_id(identifier)) in {identifier, None}


def test_bounds_that_do_not_agree_are_no_date() -> None:
    assert partial_date(date(2023, 12, 31), date(2024, 1, 1)) is None
    assert partial_date(date(2024, 1, 1), date(2024, 12, 31)) == "2024"
    assert partial_date(date(2024, 1, 1), date(2024, 1, 1)) == "2024-01-01"


@given(subgraph=subgraphs())
@settings(deadline=None)
def test_hostile_texts_are_accepted(subgraph: Subgraph) -> None:
    assume(not {node.iri for node in subgraph.nodes} & {edge.fact.iri for edge in subgraph.edges})
    # The package takes out invisible signs, and signs that only look like others.
    entities = read(render(subgraph, "followthemoney"), exact=False)
    check_references(entities)
    for node in subgraph.nodes:
        assert entities[entity_id(node.id)].has("name")
    assert {entity_id(short_id(edge.fact.iri)) for edge in subgraph.edges} <= entities.keys()
