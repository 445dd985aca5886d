"""A work that a table cites stands beside the words wherever the evidence is shown."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.words import evidence_words
from graph.answers import Fact
from graph.exports import render
from graph.imports import run_imports
from graph.seed import seed
from graph.store import open_store
from graph.subgraph import connection_subgraph
from graph.territories import territory_quads
from graph.view import KnowledgeGraph

FACT = "/facts/shoigu-kim-talks-2024-09-13"
QUOTATION = "held talks with North Korean leader Kim Jong Un"
TITLE = "Russia’s Shoigu Meets North Korea’s Kim in Pyongyang"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service over a store that holds an export of the shipped graph, and no article."""
    folder = tmp_path_factory.mktemp("cited")
    original, store = open_store("memory:"), open_store(str(folder / "store"))
    seed(original)
    subgraph = connection_subgraph(KnowledgeGraph(original).view(), "sergei-shoigu", depth=3)
    path: Path = folder / "export.ftm.json"
    path.write_bytes(render(subgraph, "followthemoney"))
    with store.draft("tester", "the states") as draft:
        draft.add(territory_quads())
    run_imports(store, [("followthemoney", [path])], who="tester")
    store.close()
    with TestClient(create_app(Settings(store=store.url, log_level="error"))) as client:
        yield client


def test_an_answer_has_the_words_the_row_and_the_work(client: TestClient) -> None:
    fact = Fact.model_validate(client.get(FACT).json())
    (row,) = fact.evidence
    assert (row.quote, row.start, row.end) == (QUOTATION, None, None)
    assert (row.record, row.source.iri) == (
        "legation-shoigu-kim-talks-2024-09-13", "https://w3id.org/legation/dataset/ftm-export",
    )  # fmt: skip
    (work,) = row.cites
    assert (work.title, work.publisher, work.issued) == (TITLE, "Reuters", "2024-09-13T08:21:00Z")
    assert [actor.label for actor in fact.attributed_to] == ["Russian news agencies"]


@pytest.mark.parametrize("format_name", ["turtle", "trig", "jsonld", "graphml", "svg", "html"])
def test_a_file_names_the_work_and_its_publisher(client: TestClient, format_name: str) -> None:
    answer = client.get(f"/export/{format_name}?fact=shoigu-kim-talks-2024-09-13")
    assert answer.status_code == 200
    assert "Meets North Korea" in answer.text
    assert "Reuters" in answer.text


def test_a_page_shows_the_work_beside_the_words_and_links_to_no_page_that_is_not(
    client: TestClient,
) -> None:
    for address in (FACT, "/actors/sergei-shoigu", "/articles/ftm-export"):
        page = client.get(address, headers={"accept": "text/html"}).text
        assert f"<q>{QUOTATION}</q>" in page
        assert "which cites" in page
        assert f"<cite>{TITLE}</cite>, Reuters" in page
        for link in re.findall(r'href="(/articles/[^"]*)"', page):
            assert client.get(link).status_code == 200


def test_a_line_of_the_command_line_tells_them_too(client: TestClient) -> None:
    fact = Fact.model_validate(client.get(FACT).json())
    assert evidence_words(fact.evidence[0]) == (
        f"“{QUOTATION}” (record legation-shoigu-kim-talks-2024-09-13 of FollowTheMoney entities: "
        "export.ftm.json, FollowTheMoney entities, publisher not named, "
        f"which cites {TITLE}, Reuters)"
    )
