"""The pages need no script, no other host, and let nothing through unescaped."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from graph.seed import seed
from graph.store import open_store
from ontology import ENTITIES_GRAPH, ID, RDFS

HTML = {"accept": "text/html"}
PAGES = ["/", "/actors/sergei-shoigu", "/actors/russia", "/docs"]


class References(HTMLParser):
    """Collects what a page loads and links to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []
        self.inline = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.inline += "style" in values or any(name.startswith("on") for name in values)
        self.inline += tag == "style" or (tag == "script" and "src" not in values)
        if tag in {"script", "img", "link"}:
            self.loaded.append(values.get("src") or values.get("href", ""))
        elif tag == "a":
            self.linked.append(values["href"])


@pytest.mark.parametrize("address", PAGES)
def test_a_page_loads_from_here_only(client: TestClient, address: str) -> None:
    answer = client.get(address, headers=HTML)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    page = References(answer.text)
    assert page.loaded
    assert page.inline == 0
    for loaded in page.loaded:
        assert loaded.startswith("/")
        assert client.get(loaded).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_kept_from_running_anything_else(client: TestClient, address: str) -> None:
    headers = client.get(address, headers=HTML).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert "http" not in headers["content-security-policy"]
    assert ("unsafe" in headers["content-security-policy"]) == (address == "/docs")
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("address", ["/", "/actors/sergei-shoigu"])
def test_links_lead_somewhere(client: TestClient, address: str) -> None:
    linked = set(References(client.get(address, headers=HTML).text).linked)
    assert len(linked) > 3
    for link in linked:
        if link.startswith(("#", "https://")):
            continue
        assert client.get(link, headers={"accept": "text/html, */*;q=0.1"}).status_code == 200, link


def test_a_card_shows_dates_standing_and_words(client: TestClient) -> None:
    page = client.get("/actors/sergei-shoigu", headers=HTML).text
    assert "until May" in page
    assert "attributed" in page
    assert "<q>" in page


def test_hostile_labels_stay_text(tmp_path: Path) -> None:
    hostile = """<script>alert("'1'")</script><img src=x onerror=alert(1)>"""
    store = open_store(str(tmp_path / "store"))
    seed(store)
    with store.draft(who="a tester", why="a hostile label") as draft:
        label = Literal(hostile, language="en")
        subject, graph = NamedNode(f"{ID}ukraine"), NamedNode(ENTITIES_GRAPH)
        kept = [
            quad
            for quad in draft.quads(ENTITIES_GRAPH)
            if not (quad.subject == subject and quad.predicate.value == RDFS.label)
        ]
        draft.replace(ENTITIES_GRAPH, [*kept, Quad(subject, NamedNode(RDFS.label), label, graph)])
    store.close()
    with TestClient(create_app(Settings(store=store.url, log_level="error"))) as client:
        page = client.get("/actors/ukraine", headers=HTML).text
        assert client.get("/actors/ukraine").json()["label"] == hostile
    assert "&lt;script&gt;" in page
    assert References(page).inline == 0
    assert all(re.match(r"/[a-z]", loaded) for loaded in References(page).loaded)
    assert not re.search(r"<(script>|img)", page)


def test_others_may_read_without_credentials(client: TestClient) -> None:
    answer = client.get("/actors/russia", headers={"origin": "https://example.org"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    exposed = answer.headers["access-control-expose-headers"]
    assert {"ETag", "Legation-Revision", "Link"} <= {name.strip() for name in exposed.split(",")}
    asked = {"origin": "https://example.org", "access-control-request-method": "DELETE"}
    assert client.options("/graphs", headers=asked).status_code == 400


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"
    ready = client.get("/readyz")
    assert ready.json() == {"status": "ok", "revision": 1}
    assert ready.headers["legation-revision"] == "1"
