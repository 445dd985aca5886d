"""Every view with facts offers them as files, whose links need no script."""

from collections.abc import Sequence
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from api.pages.taking import LONGEST, facts_taken
from graph.answers import Fact
from graph.exports import formats
from graph.subgraph import MAX_FACTS
from tests.facts import bare_meeting

pytestmark = pytest.mark.stores("embedded")

HTML = {"accept": "text/html"}
SHOIGU = "/actors/sergei-shoigu"
HELD = "/offices/minister-of-defense-of-russia/holders"
ARTICLE = "/articles/2024-09-13-shoigu-kim-pyongyang"


class Links(HTMLParser):
    """Collects the links to exports by format."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.exports: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith("/export/"):
            self.exports[urlsplit(address).path.rpartition("/")[2]] = address


def offered(client: TestClient, address: str) -> dict[str, str]:
    """Return the links to exports on a page, by format."""
    return Links(client.get(address, headers=HTML).text).exports


@pytest.mark.parametrize(
    ("address", "items"),
    [
        ("/statements?limit=5", "items"),
        ("/events", "items"),
        (ARTICLE, "facts"),
        (HELD, "items"),
        (f"{SHOIGU}/tenures", "items"),
    ],
)
def test_a_list_offers_the_facts_it_shows(client: TestClient, address: str, items: str) -> None:
    shown = [fact["id"] for fact in client.get(address).json()[items]]
    links = offered(client, address)
    assert links.keys() == formats().keys()
    for link in links.values():
        assert parse_qs(urlsplit(link).query) == {"fact": shown}
    assert client.get(links["csv"]).status_code == 200


def test_the_file_of_a_list_is_of_the_day_and_revision_asked_for(client: TestClient) -> None:
    revision = client.get("/events").headers["legation-revision"]
    asked = f"as_of=2024-05-20&certainty=possible&revision={revision}&limit=5"
    question = parse_qs(urlsplit(offered(client, f"{HELD}?{asked}")["node-link"]).query)
    assert question.keys() == {"fact", "as_of", "certainty", "revision"}


def test_a_table_offers_all_that_its_filters_let_through(client: TestClient) -> None:
    asked = "with=kim-jong-un&claims=true&kind=Meeting&kind=Visit"
    links = offered(client, f"{SHOIGU}/connections?{asked}&limit=1")
    assert links["csv"] == f"/export/csv?actor=sergei-shoigu&{asked}"
    ties = client.get(f"{SHOIGU}/connections?{asked}").json()["items"]
    edges = client.get(links["node-link"]).json()["edges"]
    assert {edge["key"].partition("~")[0] for edge in edges} == {tie["fact"]["id"] for tie in ties}


def test_an_empty_list_offers_nothing(client: TestClient) -> None:
    for address in ("/statements?asserter=kim-jong-un", "/events?to=1800-01-01"):
        assert client.get(address).json()["items"] == []
        assert offered(client, address) == {}


def facts(names: Sequence[str]) -> list[Fact]:
    """Return facts of these ids."""
    return [bare_meeting(name) for name in names]


@pytest.mark.parametrize(("length", "fitting"), [(4, MAX_FACTS), (94, LONGEST // 100)])
def test_an_address_is_never_too_long(length: int, fitting: int) -> None:
    names = [f"{number:0{length}}" for number in range(1000)]
    taken = facts_taken("/events?limit=1000", facts(names))
    assert taken is not None
    assert (taken.count, taken.cut) == (fitting, True)
    assert len(taken.question) <= LONGEST
    assert parse_qs(taken.question) == {"fact": names[:fitting]}
    few = facts_taken("/events", facts(names[:2]))
    assert few is not None
    assert not few.cut
