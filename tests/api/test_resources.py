"""Every resource answers from the first article as the contract says."""

from pathlib import Path

import pytest
from pydantic import BaseModel, TypeAdapter
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.answers import (
    Actor,
    ActorHit,
    Article,
    ArticleWhole,
    Connection,
    Fact,
    Page,
    Paths,
    Statement,
    Thread,
)
from graph.identity import judge_same
from graph.seed import seed
from graph.store import open_store
from ontology import ID

ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
ALLEGATION = f"{ARTICLE}:us-allegation"
AnyFact = Statement | Fact

LISTS: dict[str, type[BaseModel]] = {
    "/actors?q=kim": Page[ActorHit],
    "/actors/russia/connections?claims=true": Page[Connection],
    "/actors/vladimir-putin/connections": Page[Connection],
    "/actors/sergei-shoigu/tenures": Page[AnyFact],
    "/offices/minister-of-defense-of-russia/holders": Page[AnyFact],
    "/events": Page[AnyFact],
    "/statements": Page[Statement],
    "/articles": Page[Article],
}
WHOLE: dict[str, type[BaseModel]] = {
    "/actors/sergei-shoigu": Actor,
    f"/statements/{ALLEGATION}/thread": Thread,
    f"/articles/{ARTICLE}": ArticleWhole,
    "/paths?from=sergei-shoigu&to=kim-jong-un": Paths,
}


def with_parameter(address: str, parameter: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{parameter}"


@pytest.mark.parametrize(("address", "model"), {**LISTS, **WHOLE}.items())
def test_an_answer_has_the_shape_it_promises(
    client: TestClient, address: str, model: type[BaseModel]
) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert model.model_validate_json(answer.text).model_dump_json() == answer.text


@pytest.mark.parametrize("address", LISTS)
def test_paging_shows_every_item_once_and_in_order(client: TestClient, address: str) -> None:
    whole = client.get(with_parameter(address, "limit=1000"))
    assert whole.json()["next"] is None
    assert "link" not in whole.headers
    everything = whole.json()["items"]
    assert everything
    shown: list[object] = []
    following: str | None = with_parameter(address, "limit=2")
    while following is not None:
        page = client.get(following)
        assert len(page.json()["items"]) <= 2
        shown += page.json()["items"]
        assert (page.json()["next"] is not None) == ("next" in page.links)
        following = page.links["next"]["url"] if "next" in page.links else None
    assert shown == everything


def test_an_article_is_paged_too(client: TestClient) -> None:
    whole = client.get(f"/articles/{ARTICLE}?limit=1000").json()["facts"]
    shown: list[object] = []
    cursor: str | None = ""
    while cursor is not None:
        page = client.get(f"/articles/{ARTICLE}?limit=7&cursor={cursor}").json()
        shown += page["facts"]
        cursor = page["next"]
    assert shown == whole
    assert len(whole) > 20


@pytest.mark.parametrize("name", ["Шойгу", "Shoygu", "Choïgou", "Sergey Shoigu"])
def test_a_name_is_found_in_any_script(client: TestClient, name: str) -> None:
    items = client.get("/actors", params={"q": name}).json()["items"]
    assert items[0]["id"] == "sergei-shoigu"
    assert [item["score"] for item in items] == sorted(
        (item["score"] for item in items), reverse=True
    )


def test_the_type_of_actors_can_be_chosen(client: TestClient) -> None:
    items = client.get("/actors?q=russia&type=Office&type=Person").json()["items"]
    assert items
    assert {item["type"] for item in items} <= {"Office", "Person"}


@pytest.mark.parametrize(
    ("day", "certainty"),
    [("2024-05-01", "certain"), ("2024-05-20", "possible"), ("2024-07-01", None)],
)
def test_holders_on_a_day(client: TestClient, day: str, certainty: str | None) -> None:
    address = f"/offices/minister-of-defense-of-russia/holders?as_of={day}"
    found = {
        fact["roles"]["holder"][0]["id"]: fact["certainty"]
        for fact in client.get(address).json()["items"]
    }
    assert found == ({"sergei-shoigu": certainty} if certainty else {})
    sure = client.get(f"{address}&certainty=certain").json()["items"]
    assert len(sure) == (certainty == "certain")


def test_certainty_stands_only_where_a_day_was_asked(client: TestClient) -> None:
    plain = client.get("/actors/sergei-shoigu/tenures").json()["items"]
    assert plain
    assert all("certainty" not in fact for fact in plain)


def test_the_path_is_the_meeting_with_its_quotation(client: TestClient) -> None:
    answer = client.get("/paths?from=sergei-shoigu&to=kim-jong-un").json()
    assert answer["complete"] is True
    first = answer["paths"][0]
    assert first["length"] == 1
    (hop,) = first["hops"]
    assert (hop["from"]["id"], hop["to"]["id"]) == ("sergei-shoigu", "kim-jong-un")
    fact = hop["facts"][0]
    assert (fact["type"], fact["when"]["start_earliest"]) == ("Meeting", "2024-09-13")
    assert "talks" in fact["evidence"][0]["quote"]


def test_the_thread_has_both_denials(client: TestClient) -> None:
    thread = client.get(f"/statements/{ALLEGATION}/thread").json()
    assert thread["disputed"] is True
    assert thread["statement"]["standing"] == "disputed"
    said_by = {denial["asserter"][0]["id"] for denial in thread["responses"]}
    assert said_by == {"russia", "north-korea"}


def test_no_arms_transfer_is_an_event(client: TestClient) -> None:
    assert client.get("/events?type=ArmsTransfer").json()["items"] == []


def test_kinds_are_added_up(client: TestClient) -> None:
    def types(parameters: str) -> set[str]:
        items = client.get(f"/actors/vladimir-putin/connections?{parameters}").json()["items"]
        return {item["fact"]["type"] for item in items}

    assert types("kind=Visit") == {"Visit"}
    assert types("kind=Visit&kind=Tenure") == {"Visit", "Tenure"}


def test_claims_stay_out_unless_asked_for(client: TestClient) -> None:
    plain = client.get("/actors/russia/connections?limit=1000").json()["items"]
    asked = client.get("/actors/russia/connections?limit=1000&claims=true").json()["items"]
    assert "Allegation" not in {item["fact"]["type"] for item in plain}
    assert "Allegation" in {item["fact"]["type"] for item in asked}


def test_connections_with_one_other_actor(client: TestClient) -> None:
    items = client.get("/actors/sergei-shoigu/connections?with=kim-jong-un").json()["items"]
    assert {item["actor"]["id"] for item in items} == {"kim-jong-un"}


def test_events_of_a_range_a_place_and_a_participant(client: TestClient) -> None:
    def ids(parameters: str) -> list[str]:
        return [fact["id"] for fact in client.get(f"/events?{parameters}").json()["items"]]

    talks = "shoigu-kim-talks-2024-09-13"
    assert talks in ids("from=2024-09-13&to=2024-09-13")
    assert talks not in ids("from=2024-09-14")
    assert talks not in ids("to=2024-09-12")
    assert talks in ids("place=pyongyang")
    assert talks in ids("participant=kim-jong-un&type=Meeting")
    assert talks not in ids("participant=vladimir-putin")


def test_statements_by_who_says_what_against_whom(client: TestClient) -> None:
    def ids(parameters: str) -> set[str]:
        return {fact["id"] for fact in client.get(f"/statements?{parameters}").json()["items"]}

    assert ids("type=Allegation&asserter=united-states&against=russia") == {ALLEGATION}
    assert ids("disputed=true") == {ALLEGATION}
    assert ALLEGATION not in ids("disputed=false")


def test_any_fact_is_found_by_the_id_it_is_listed_under(client: TestClient) -> None:
    for fact in client.get(f"/articles/{ARTICLE}?limit=1000").json()["facts"]:
        answer = client.get(f"/facts/{fact['id']}")
        assert TypeAdapter(AnyFact).validate_python(answer.json()).id == fact["id"]
        assert answer.json() == fact


def test_a_merged_actor_sends_on_to_the_one_it_became(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    seed(store)
    kept, retired = f"{ID}sergei-shoigu", f"{ID}vladimir-putin"
    judge_same(store, retired, kept, reason="only for this test", judge="a tester")
    store.close()
    settings = Settings(store=store.url, log_level="error")
    with TestClient(create_app(settings), follow_redirects=False) as client:
        moved = client.get("/actors/vladimir-putin", headers={"accept": "text/turtle"})
        assert moved.status_code == 308
        assert moved.headers["location"].endswith("/actors/sergei-shoigu")
        assert retired in client.get(moved.headers["location"]).json()["same_as"]
        ties = client.get("/actors/vladimir-putin/connections?limit=1000").json()
        assert ties == client.get("/actors/sergei-shoigu/connections?limit=1000").json()
