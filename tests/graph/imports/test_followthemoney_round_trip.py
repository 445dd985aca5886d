"""FollowTheMoney out and in again: whatever both can say comes back, and nothing else is said."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from graph.answers import Fact, Standing, Statement
from graph.exports import render
from graph.facts import load_facts
from graph.followthemoney import (
    CREDITED,
    EVIDENCE,
    PUBLISHED,
    REPORTED,
    TIES,
    entities_of,
    entity_id,
)
from graph.ids import short_id
from graph.imports import run_imports
from graph.loading import check_graph, withdraw
from graph.lookups import get_fact
from graph.schema import fact_classes
from graph.seed import seed
from graph.store import Store, open_store
from graph.subgraph import Subgraph, connection_subgraph, fact_subgraph
from graph.territories import territory_quads
from graph.view import KnowledgeGraph, View
from ontology import ARTICLE, DATASET, DCT, ENTITIES_GRAPH, ID, LEG, OA, RDF, RDFS, XSD

Entity = dict[str, Any]
Values = dict[str, set[str]]
Ask = Callable[[View], Subgraph]

TABLE = "ftm-export"
LINES = (CREDITED, REPORTED, PUBLISHED, *TIES.values())
LINKS = {"Occupancy", "Membership", "Event"}


def all_facts(view: View) -> list[str]:
    kinds = " ".join(f"<{iri}>" for iri in sorted(fact_classes()))
    rows = view.snapshot.select(
        f"SELECT DISTINCT ?fact {{ VALUES ?kind {{ {kinds} }} ?fact a ?kind }}"
    )
    return sorted(row["fact"].value for row in rows)


def whole(view: View) -> Subgraph:
    return fact_subgraph(view, [short_id(iri) for iri in all_facts(view)])


def connections(identifier: str, **more: Any) -> Ask:
    return lambda view: connection_subgraph(view, identifier, depth=3, **more)


VIEWS = {
    "an actor's connections": connections("sergei-shoigu"),
    "another's, with claims": connections("vladimir-putin", claims=True),
    "the whole graph": whole,
}


def states() -> Store:
    store = open_store("memory:")
    with store.draft("tester", "the states") as draft:
        draft.add(territory_quads())
    return store


def exported(store: Store, ask: Ask) -> bytes:
    return render(ask(KnowledgeGraph(store).view()), "followthemoney")


def entities(content: bytes) -> dict[str, Entity]:
    return {entity["id"]: entity for entity in map(json.loads, content.splitlines())}


def imported(store: Store, content: bytes, folder: Path) -> None:
    path = folder / "export.ftm.json"
    path.write_bytes(content)
    run_imports(store, [("followthemoney", [path])], who="tester")


def values(entity: Entity) -> Values:
    return {name: set(texts) for name, texts in entity["properties"].items()}


def evidence_line(**parts: str) -> str:
    return f"{EVIDENCE} {json.dumps(parts, ensure_ascii=False, sort_keys=True)}"


def after(entity: Entity) -> Values:
    """Return what a link says after the round: what it said, and the row of the file it was in."""
    found = values(entity)
    described = found.setdefault("description", set())
    if not any(text.startswith(EVIDENCE) for text in described):
        named = ("proof", "recordId", "summary")
        one = {name: text for name in named for text in found.get(name, ())}
        described.add(evidence_line(**one))
    table = entity_id(TABLE)
    described.add(evidence_line(proof=table, recordId=entity["id"]))
    found["proof"].add(table)
    found.setdefault("recordId", set()).add(entity["id"])
    if found.get("keywords") == {"Deliberation"}:
        # What is weighed is a Proposition, which FollowTheMoney cannot say, and without one
        # nothing is a Deliberation.
        found["keywords"] = {"Event"}
        found["name"] = {name.replace("Deliberation:", "Event:") for name in found["name"]}
    return found


def named_by(entity: Entity) -> set[str]:
    """Return the ids that an entity names, in a property or at the end of a line."""
    found = {text for texts in entity["properties"].values() for text in texts}
    lines = [*entity["properties"].get("notes", ())]
    if entity["schema"] in {*LINKS, "Article", "Document"}:
        lines += entity["properties"].get("description", ())
    return found.union(*(entities_of(lines, one) for one in LINES))


def kept_of(first: Mapping[str, Entity]) -> dict[str, Entity]:
    """Return what has to come back: links, and whatever they name, and what that names.

    Notes need not, the account among them, nor whom nothing but a note names, nor who stands in
    the file for a fact that ties nobody.
    """
    kept = {name for name, entity in first.items() if entity["schema"] in LINKS}
    fresh = kept
    while fresh:
        fresh = {one for name in fresh for one in named_by(first[name])} & first.keys() - kept
        kept |= fresh
    return {name: first[name] for name in sorted(kept)}


def check(first: Mapping[str, Entity], second: Mapping[str, Entity]) -> None:
    kept = kept_of(first)
    notes = {name for name, entity in second.items() if entity["schema"] == "Note"}
    new = {entity_id(TABLE), entity_id("followthemoney-entities")}
    assert second.keys() - notes - (new - kept.keys()) == kept.keys()
    for name, entity in kept.items():
        assert second[name]["schema"] == entity["schema"]
        wanted = after(entity) if entity["schema"] in LINKS else values(entity)
        assert values(second[name]) == wanted, name


@pytest.mark.parametrize("ask", VIEWS.values(), ids=VIEWS)
def test_out_and_in_again_loses_nothing_that_both_can_say(ask: Ask, tmp_path: Path) -> None:
    original, again = open_store("memory:"), states()
    seed(original)
    first = exported(original, ask)
    imported(again, first, tmp_path)
    second = exported(again, ask)
    assert LINKS & {entity["schema"] for entity in entities(first).values()}
    check(entities(first), entities(second))


def facts(view: View) -> dict[str, Fact | Statement]:
    """Return all facts without their evidence, by IRI."""
    found = load_facts(view, all_facts(view))
    return {fact.iri: fact.model_copy(update={"evidence": []}) for fact in found}


def test_into_the_store_it_came_from_it_brings_evidence_and_no_twin(tmp_path: Path) -> None:
    store = open_store("memory:")
    seed(store)
    before = facts(KnowledgeGraph(store).view())
    imported(store, exported(store, whole), tmp_path)
    view = KnowledgeGraph(store).view()
    assert facts(view) == before
    fact = get_fact(view, "shoigu-kim-talks-2024-09-13")
    article, row = fact.evidence
    assert row.quote == article.quote == "held talks with North Korean leader Kim Jong Un"
    assert row.cites == [article.source]
    assert (row.source.iri, row.start, row.end) == (f"{DATASET!s}{TABLE}", None, None)
    texts = view.snapshot.quads(f"{DATASET!s}{TABLE}")
    assert check_graph(view.snapshot, list(texts), (), set()) == []


def test_the_article_can_be_withdrawn_and_so_can_the_file(tmp_path: Path) -> None:
    store = open_store("memory:")
    seed(store)
    before = facts(KnowledgeGraph(store).view())
    imported(store, exported(store, whole), tmp_path)
    withdraw(store, TABLE, who="tester")
    assert facts(KnowledgeGraph(store).view()) == before
    imported(store, exported(store, whole), tmp_path)
    withdraw(store, "2024-09-13-shoigu-kim-pyongyang", who="tester")
    fact = get_fact(KnowledgeGraph(store).view(), "shoigu-kim-talks-2024-09-13")
    assert [one.label for one in fact.attributed_to] == ["Russian news agencies"]
    (row,) = fact.evidence
    assert [work.publisher for work in row.cites] == ["Reuters"]


def test_no_claim_comes_back_as_a_fact(tmp_path: Path) -> None:
    original, again = open_store("memory:"), states()
    seed(original)
    imported(again, exported(original, whole), tmp_path)
    back = facts(KnowledgeGraph(again).view())
    assert not any(isinstance(fact, Statement) for fact in back.values())
    known = facts(KnowledgeGraph(original).view())
    assert {iri: fact.standing for iri, fact in back.items()} == {
        iri: known[iri].standing for iri in back
    }
    assert {known[iri].standing for iri in back} == {Standing.reported, Standing.attributed}


def test_what_others_have_published_comes_back_too(shared: Path, tmp_path: Path) -> None:
    original, again = states(), states()
    published = shared / "data" / "followthemoney" / "zala.ftm.json.gz"
    run_imports(original, [("followthemoney", [published])], who="tester")
    first = exported(original, whole)
    imported(again, first, tmp_path)
    check(entities(first), entities(exported(again, whole)))
    before = facts(KnowledgeGraph(original).view())
    assert len(before) == 3
    assert facts(KnowledgeGraph(again).view()) == before
    imported(original, first, tmp_path)
    assert facts(KnowledgeGraph(original).view()) == before


# ---------------------------------------------------------------- graphs made up

NAMES = [
    "Ada (legation-bo)", "credited to Bo (legation-bo)", "a | b", "=1+1", "]]>", "بو", "{}",
    "x" * 280, "evidence: {}", "\u202eA", "👩🏽\u200d🚀", "as host: A", "O'Nama \"the\" \\",
]  # fmt: skip
names = st.one_of(st.sampled_from(NAMES), st.text("aбש漢()'\"\\:{}-", min_size=1, max_size=12)).map(
    lambda name: f"n {name} n"  # with a letter, and without blanks at its ends, which no name has
)
words = st.one_of(names, st.sampled_from([*NAMES, "until May; or June"]))
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
ACTORS = {
    "ann": LEG.Person, "bo": LEG.Person, "cy": LEG.ActorGroup, "land": LEG.State,
    "council": LEG.Organization, "agency": LEG.MediaOrganization, "somebody": LEG.Actor,
}  # fmt: skip
BODIES = ["land", "council", "agency"]
SOURCES = [f"{ARTICLE!s}one", f"{ARTICLE!s}two", f"{DATASET!s}a-table"]
PRECISIONS = ["day", "month", "year"]
BASES = ["stated", "fromDateline", "inferred"]


def quad(graph: str, subject: str, property_: str, value: str | Literal) -> Quad:
    found = value if isinstance(value, Literal) else NamedNode(value)
    return Quad(NamedNode(subject), NamedNode(property_), found, NamedNode(graph))


def english(text: str) -> Literal:
    return Literal(text, language="en")


def drawn_actors(draw: st.DrawFn) -> Iterator[Quad]:
    kinds = {**ACTORS, "chair": LEG.Office, "post": LEG.Office, "town": LEG.Place}
    for name, kind in kinds.items():
        yield quad(ENTITIES_GRAPH, f"{ID!s}{name}", RDF.type, kind)
        yield quad(ENTITIES_GRAPH, f"{ID!s}{name}", RDFS.label, english(draw(names)))
        for text in draw(st.lists(words, max_size=1)):
            yield quad(ENTITIES_GRAPH, f"{ID!s}{name}", DCT.description, english(text))
    yield quad(
        ENTITIES_GRAPH, f"{ID!s}chair", LEG.officeOf, f"{ID!s}{draw(st.sampled_from(BODIES))}"
    )
    yield quad(ENTITIES_GRAPH, f"{ID!s}post", LEG.accreditedTo, f"{ID!s}land")
    yield quad(ENTITIES_GRAPH, f"{ID!s}town", LEG.territoryOf, f"{ID!s}land")
    for one in ("ann", "council"):
        for other in draw(st.lists(st.sampled_from(["bo", "land", "agency"]), max_size=2)):
            yield quad(ENTITIES_GRAPH, f"{ID!s}{one}", LEG.affiliation, f"{ID!s}{other}")


def drawn_sources(draw: st.DrawFn) -> Iterator[Quad]:
    for iri in SOURCES:
        yield quad(iri, iri, RDF.type, LEG.Dataset if iri.startswith(DATASET) else LEG.Article)
        yield quad(iri, iri, DCT.term("title"), english(draw(names)))
        yield quad(iri, iri, LEG.publisher, f"{ID!s}{draw(st.sampled_from(BODIES))}")
        if draw(st.booleans()):
            yield quad(iri, iri, DCT.source, "https://example.org/a?b=1&c=%20")
        kind, issued = draw(st.sampled_from(
            [(XSD.date, "2024-09-13"), (XSD.dateTime, "2024-09-13T08:21:00Z")]
        ))  # fmt: skip
        yield quad(iri, iri, DCT.issued, Literal(issued, datatype=NamedNode(kind)))


def drawn_roles(draw: st.DrawFn, kind: str) -> dict[str, list[str]]:
    def some(among: Sequence[str], fewest: int) -> list[str]:
        return draw(st.lists(st.sampled_from(among), min_size=fewest, max_size=3, unique=True))

    actors = sorted(ACTORS)
    match kind:
        case "Tenure":
            people, offices = st.sampled_from(["ann", "bo"]), st.sampled_from(["chair", "post"])
            return {"holder": [draw(people)], "office": [draw(offices)]}
        case "Membership":
            return {"member": some(actors, 1), "organization": some(BODIES, 1)}
        case "Meeting":
            return {"attendee": some(actors, 2), "place": some(["town"], 0)}
        case "Visit":
            return {
                "visitor": some(actors, 1), "host": some(actors, 1), "destination": ["town"],
            }  # fmt: skip
        case "ArmsTransfer":
            return {"supplier": some(actors, 1), "recipient": some(actors, 1)}
    return {"agent": some(actors, 1), "target": some(actors, 1), "party": some(actors, 0)}


def drawn_dates(draw: st.DrawFn) -> Iterator[tuple[str, Literal]]:
    first, began, ended, last = sorted(draw(st.lists(days, min_size=4, max_size=4)))
    if draw(st.booleans()):
        began = ended = last = first
    bounds = {"startEarliest": first, "startLatest": began, "endEarliest": ended, "endLatest": last}
    for name, day in bounds.items():
        if draw(st.booleans()):
            yield LEG.term(name), Literal(day.isoformat(), datatype=NamedNode(XSD.date))
    for text in draw(st.lists(words, max_size=1)):
        yield LEG.dateText, Literal(text)


@st.composite
def graphs(draw: st.DrawFn) -> list[Quad]:
    quads = [*drawn_actors(draw), *drawn_sources(draw)]
    for number in range(draw(st.integers(1, 4))):
        kind = draw(st.sampled_from(
            ["Tenure", "Membership", "Meeting", "Visit", "ArmsTransfer", "Agreement"]
        ))  # fmt: skip
        graph = draw(st.sampled_from(SOURCES))
        iri = draw(st.sampled_from([f"{ID!s}fact-", f"{graph}#fact-", f"{graph}#Q_"])) + f"{number}"
        said: list[tuple[str, str | Literal]] = [(RDF.type, LEG.term(kind)), *drawn_dates(draw)]
        for role, ones in drawn_roles(draw, kind).items():
            said += [(LEG.term(role), f"{ID!s}{one}") for one in ones]
        said += [
            (LEG.datePrecision, LEG.term(draw(st.sampled_from(PRECISIONS)))),
            (LEG.dateBasis, LEG.term(draw(st.sampled_from(BASES)))),
            (LEG.reportedBy, f"{ID!s}agency"),
            *(
                (LEG.attributedTo, f"{ID!s}{one}")
                for one in draw(st.sets(st.sampled_from(sorted(ACTORS)), max_size=2))
            ),
            *((LEG.remarks, english(text)) for text in draw(st.lists(words, max_size=1))),
            *((LEG.placeText, english(text)) for text in draw(st.lists(words, max_size=1))),
        ]
        if kind == "Visit":
            said.append(
                (LEG.visitKind, LEG.term(draw(st.sampled_from(["stateVisit", "workingVisit"]))))
            )
        for place in range(draw(st.integers(1, 3))):
            evidence = f"{graph}#evidence-{number}-{place}"
            said.append((LEG.evidence, evidence))
            quads += [quad(graph, evidence, RDF.type, LEG.Evidence)]
            quads += [quad(graph, evidence, OA.hasSource, graph)]
            if graph.startswith(DATASET):
                quads.append(quad(graph, evidence, LEG.record, Literal(f"r {number} {place}")))
            else:
                quads.append(quad(graph, evidence, OA.exact, Literal(draw(words)[:160].strip())))
        quads += [quad(graph, iri, property_, value) for property_, value in said]
    return quads


@given(quads=graphs())
@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_made_up_comes_back(quads: list[Quad], tmp_path: Path) -> None:
    original, again = open_store("memory:"), open_store("memory:")
    with original.draft("tester", "made up") as draft:
        draft.add(quads)
    first = exported(original, whole)
    # Nobody's tie with themselves is no edge, and so is in no file of ties.
    assume(LINKS & {entity["schema"] for entity in entities(first).values()})
    imported(again, first, tmp_path)
    check(entities(first), entities(exported(again, whole)))
    before = facts(KnowledgeGraph(original).view())
    back = facts(KnowledgeGraph(again).view())
    assert back == {iri: before[iri] for iri in back}
    imported(original, first, tmp_path)
    assert facts(KnowledgeGraph(original).view()) == before
