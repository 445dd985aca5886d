"""Revisions over HTTP: what is on record, and answers from those that are kept."""

import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.loading import load, withdraw
from graph.store import Store, open_store

ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
FILE = Path(__file__).resolve().parents[2] / "data" / "articles" / f"{ARTICLE}.trig"
STATEMENT = f"{ARTICLE}:us-allegation"
ADDRESSES = [
    f"/articles/{ARTICLE}",
    "/articles",
    f"/statements/{STATEMENT}/thread",
    "/statements",
    "/events",
    "/actors?q=kim",
    "/actors/sergei-shoigu",
    "/actors/sergei-shoigu/connections",
    "/actors/sergei-shoigu/tenures",
    "/judgements",
    "/paths?from=sergei-shoigu&to=kim-jong-un",
    "/export/gexf?actor=sergei-shoigu",
    "/sparql?query=SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    "/sparql",
    f"/graphs?graph=https://w3id.org/legation/article/{ARTICLE}",
    "/dump.nq",
    "/dump.trig",
]


def with_revision(address: str, number: object) -> str:
    return f"{address}{'&' if '?' in address else '?'}revision={number}"


@pytest.fixture
def place(store: Path) -> Iterator[Store]:
    """Revision 1 is the shipped graph; 2 withdrew its article, 3 loaded it again."""
    opened = open_store(str(store))
    withdraw(opened, ARTICLE, who="Eva", why="a mistake")
    load(opened, [FILE], who="Ada", why="mended")
    yield opened
    opened.close()


@pytest.fixture
def reading(place: Store) -> Iterator[TestClient]:
    settings = Settings(store=place.url, log_level="error", warm_up=False)
    with TestClient(create_app(settings), follow_redirects=False) as opened:
        yield opened


def test_old_ones_go_while_the_service_runs(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.service.TIDY_SECONDS", 0.1)
    served = open_store(str(store))
    first = served.snapshot().revision.number  # looked at before serving, and kept open for later
    chosen = Settings(store=str(store), log_level="error", warm_up=False)
    with TestClient(create_app(chosen, served)) as opened:
        writer = open_store(str(store))
        for _ in range(3):
            withdraw(writer, ARTICLE, who="Eva")
            load(writer, [FILE], who="Ada")
        assert opened.get("/actors/russia").status_code == 200
        kept = writer.kept()[-3:]
        until = time.monotonic() + 60
        while [*map(int, sorted(path.name for path in (store / "revisions").iterdir()))] != kept:
            assert time.monotonic() < until, "the old revisions stay"
            time.sleep(0.1)
        assert first not in kept
        assert opened.get(f"/actors/russia?revision={first}").status_code == 410
        writer.close()


def test_they_are_listed_newest_first_by_pages(reading: TestClient) -> None:
    whole = reading.get("/revisions").json()["items"]
    assert [(one["number"], one["who"], one["why"], one["kept"]) for one in whole[:2]] == [
        (3, "Ada", "mended", True),
        (2, "Eva", "a mistake", True),
    ]
    assert ARTICLE in whole[0]["changed"]
    assert whole[0]["time"] > whole[1]["time"]
    first = reading.get("/revisions?limit=2")
    second = reading.get(first.links["next"]["url"])
    assert [*first.json()["items"], *second.json()["items"]] == whole
    assert second.json()["next"] is None


def test_one_is_shown_by_its_number(reading: TestClient) -> None:
    whole = reading.get("/revisions").json()["items"]
    assert [reading.get(f"/revisions/{one['number']}").json() for one in whole] == whole
    for number in (4, 0, 2**60):
        assert reading.get(f"/revisions/{number}").status_code in (404, 422)
    assert reading.get("/revisions/4").json()["title"] == "Not found"


@pytest.mark.parametrize("address", ["/revisions", "/revisions/1"])
def test_the_record_has_a_tag_that_changes_with_what_is_kept(
    place: Store, reading: TestClient, address: str
) -> None:
    first = reading.get(address)
    tag = {"if-none-match": first.headers["etag"]}
    assert reading.get(address, headers=tag).status_code == 304
    for _ in range(3):
        with place.draft("a tester", "nothing"):
            pass
    after = reading.get(address, headers=tag)
    assert after.status_code == 200
    assert after.headers["legation-revision"] == "6"
    assert [one["kept"] for one in reading.get("/revisions").json()["items"][-2:]] == [False] * 2


def test_every_answer_can_be_had_of_a_revision_that_is_kept(
    place: Store, reading: TestClient
) -> None:
    """What an older revision answers is what the newest answered when it was that one."""
    before = {address: reading.get(address) for address in ADDRESSES}
    withdraw(place, ARTICLE, who="Eva", why="another mistake")
    for address, answer in before.items():
        check_pinned(reading, address, answer)


def check_pinned(reading: TestClient, address: str, before: httpx.Response) -> None:
    now, pinned = reading.get(address), reading.get(with_revision(address, 3))
    assert (before.status_code, pinned.status_code) == (200, 200)
    assert pinned.headers["legation-revision"] == "3"
    if address != "/sparql":  # where nodes without names get new labels each time
        assert pinned.content == before.content
    if now.status_code == 200:
        assert now.headers["legation-revision"] == "4"
        tags = {answer.headers["etag"] for answer in (before, now, pinned)}
        assert len(tags) == 3
    without = reading.get(with_revision(address, 2))
    assert without.status_code == now.status_code
    if "shoigu" in address or "dump" in address or "COUNT" in address:
        assert without.content != pinned.content
    known = {"if-none-match": pinned.headers["etag"]}
    again = reading.get(with_revision(address, 3), headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["legation-revision"] == "3"


def test_a_posted_query_may_name_a_revision(reading: TestClient) -> None:
    query = f"ASK {{ GRAPH <https://w3id.org/legation/article/{ARTICLE}> {{ ?s ?p ?o }} }}"
    for number, expected in ((1, True), (2, False), (3, True)):
        answer = reading.post("/sparql", data={"query": query, "revision": str(number)})
        assert answer.json()["boolean"] is expected
        assert answer.headers["legation-revision"] == str(number)


def test_one_that_is_gone_or_never_was_is_a_problem(place: Store, reading: TestClient) -> None:
    with place.draft("a tester", "nothing"):
        pass
    for address in ADDRESSES:
        check_missing(reading, address)


def check_missing(reading: TestClient, address: str) -> None:
    gone = reading.get(with_revision(address, 1))
    assert gone.status_code == 410
    assert gone.json()["kept"] == [2, 3, 4]
    assert gone.json()["type"].endswith("/revision-gone")
    never = reading.get(with_revision(address, 99))
    assert never.status_code == 404
    for nonsense in ("last", "-1", "1.5", ""):
        assert reading.get(with_revision(address, nonsense)).json()["parameter"] == "revision"


def test_a_page_links_to_the_next_of_the_same_revision(reading: TestClient) -> None:
    first = reading.get("/statements?limit=1&revision=1")
    second = reading.get(first.links["next"]["url"])
    assert second.headers["legation-revision"] == "1"
    assert second.json()["items"] != first.json()["items"]


def test_what_does_not_answer_from_the_graph_has_no_revisions(reading: TestClient) -> None:
    for address in ("/revisions", "/healthz"):
        assert reading.get(with_revision(address, 1)).json()["parameter"] == "revision"


def test_the_record_is_provenance_in_the_graph(reading: TestClient) -> None:
    query = """
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        PREFIX leg: <https://w3id.org/legation/ns#>
        SELECT ?name (STR(?before) AS ?follows) (COUNT(?changed) AS ?graphs) WHERE {
          ?activity a prov:Activity ; prov:endedAtTime ?ended ; prov:wasAssociatedWith ?agent ;
            prov:wasInformedBy ?before ; leg:changed ?changed .
          ?agent a prov:Agent ; foaf:name ?name .
        } GROUP BY ?name ?before ORDER BY ?before"""
    rows = reading.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    told = [(row["name"]["value"], row["follows"]["value"].rpartition("/")[2]) for row in rows]
    assert told == [("Eva", "1"), ("Ada", "2")]
    assert all(int(row["graphs"]["value"]) >= 2 for row in rows)


def test_whoever_wrote_is_nobody_to_be_found(reading: TestClient) -> None:
    found = reading.get("/actors?q=Ada").json()["items"]
    assert not [one for one in found if one["label"] == "Ada" or "/agent/" in one["iri"]]
