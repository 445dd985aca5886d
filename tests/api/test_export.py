"""Connections and paths as files, in every format."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from graph.exports import Format, formats
from graph.store import open_store
from graph.subgraph import MAX_FACTS, connection_subgraph, fact_subgraph, path_subgraph
from graph.view import KnowledgeGraph

ALL = formats().values()
ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
TALKS = "shoigu-kim-talks-2024-09-13"


@pytest.fixture(scope="module")
def graph(store_path: Path) -> KnowledgeGraph:
    return KnowledgeGraph(open_store(str(store_path)))


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_connections_as_a_file(client: TestClient, graph: KnowledgeGraph, form: Format) -> None:
    answer = client.get(
        f"/export/{form.name}?actor=russia&depth=2&claims=true&kind=Allegation&kind=Visit"
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(form.media_type)
    assert answer.headers["content-disposition"].startswith('attachment; filename="actors-russia-')
    assert answer.headers["content-disposition"].endswith(f'.{form.extension}"')
    expected = connection_subgraph(
        graph.view(), "russia", depth=2, claims=True, kinds=["Allegation", "Visit"]
    )
    assert answer.content == form.write(expected)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_paths_as_a_file(client: TestClient, graph: KnowledgeGraph, form: Format) -> None:
    answer = client.get(f"/export/{form.name}?from=sergei-shoigu&to=kim-jong-un&k=2")
    assert answer.content == form.write(
        path_subgraph(graph.view(), "sergei-shoigu", "kim-jong-un", k=2, max_hops=6, work=2_000_000)
    )


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
@pytest.mark.parametrize("fact", [f"{ARTICLE}:us-allegation", f"{ARTICLE}:critical-juncture"])
def test_a_fact_as_a_file(
    client: TestClient, graph: KnowledgeGraph, form: Format, fact: str
) -> None:
    answer = client.get(f"/export/{form.name}?fact={fact}")
    assert answer.status_code == 200
    name = f'filename="fact-{fact.replace(":", "-")}-'
    assert name in answer.headers["content-disposition"]
    assert answer.content == form.write(fact_subgraph(graph.view(), fact))


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_several_facts_as_a_file(client: TestClient, graph: KnowledgeGraph, form: Format) -> None:
    facts = [f"{ARTICLE}:us-allegation", f"{ARTICLE}:critical-juncture", TALKS]
    answer = client.get(f"/export/{form.name}", params={"fact": facts})
    assert answer.status_code == 200
    assert 'filename="facts-3-' in answer.headers["content-disposition"]
    assert answer.content == form.write(fact_subgraph(graph.view(), facts))
    turned = client.get(f"/export/{form.name}", params={"fact": [*reversed(facts), TALKS]})
    assert turned.content == answer.content


def test_more_facts_than_one_file_takes_are_refused(client: TestClient) -> None:
    assert client.get("/export/csv", params={"fact": [TALKS] * MAX_FACTS}).status_code == 200
    answer = client.get("/export/csv", params={"fact": [TALKS] * (MAX_FACTS + 1)})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "201 facts are asked for; give 1 to 200" in answer.json()["detail"]
    described = client.get("/openapi.json").json()["paths"]["/export/{format}"]["get"]
    (parameter,) = (p for p in described["parameters"] if p["name"] == "fact")
    assert parameter["schema"]["maxItems"] == MAX_FACTS


def test_an_unknown_fact_among_others_is_not_found(client: TestClient) -> None:
    answer = client.get("/export/csv", params={"fact": [TALKS, "sergey-shoygu"]})
    assert answer.status_code == 404
    assert "'sergey-shoygu'" in answer.json()["detail"]
    assert "sergei-shoigu" in answer.json()["nearest"]


def test_only_one_question_is_answered_by_a_file(client: TestClient) -> None:
    for more in ("actor=russia", "from=russia&to=kim-jong-un", "to=russia"):
        answer = client.get(f"/export/svg?fact={ARTICLE}:us-allegation&{more}")
        assert answer.status_code == 422
        assert "no two of them" in answer.json()["detail"]


def test_the_formats_are_those_of_the_engine(client: TestClient) -> None:
    described = client.get("/openapi.json").json()["paths"]["/export/{format}"]["get"]
    (parameter,) = (p for p in described["parameters"] if p["name"] == "format")
    assert all(form.name in parameter["description"] for form in ALL)
    assert {form.media_type for form in ALL} == set(described["responses"]["200"]["content"])


def test_a_file_can_be_bounded_and_says_so(client: TestClient) -> None:
    question = "actor=sergei-shoigu&depth=2&max_edges=4&max_nodes=3"
    document = client.get(f"/export/node-link?{question}").json()
    assert len(document["nodes"]) <= 3
    assert document["graph"]["complete"] is False
    assert "oldest of" in document["graph"]["left_out"]
