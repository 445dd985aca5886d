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
ALLEGATION = "2024-09-13-shoigu-kim-pyongyang:us-allegation"
PAGES = ["/", "/actors/sergei-shoigu", "/actors/russia", "/docs"]
VIEWS = [
    "/actors?q=shoigu",
    "/actors/minister-of-defense-of-russia",
    "/actors/sergei-shoigu/connections?with=kim-jong-un",
    "/actors/sergei-shoigu/tenures?as_of=2024-05-20",
    "/offices/minister-of-defense-of-russia/holders",
    "/paths?from=sergei-shoigu&to=kim-jong-un",
    "/events",
    "/statements",
    f"/statements/{ALLEGATION}/thread",
    f"/facts/{ALLEGATION}",
    "/articles",
    "/articles/2024-09-13-shoigu-kim-pyongyang",
]


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


@pytest.mark.parametrize("address", [*PAGES, *VIEWS])
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


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/turtle, */*;q=0.1"])
def test_programs_get_data_where_browsers_get_a_page(
    client: TestClient, address: str, accept: str
) -> None:
    answer = client.get(address, headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] in {"application/json", "text/turtle"}
    assert "Accept" in answer.headers["vary"]


def test_a_problem_is_shown_as_its_sentence(client: TestClient) -> None:
    answer = client.get("/actors/sergey-shoygu", headers=HTML)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "nothing has the id" in answer.text
    assert "/actors/sergei-shoigu" in References(answer.text).linked
    assert client.get("/nowhere", headers=HTML).status_code == 404
    wrong = client.get("/events?from=2024-05-20&to=2024-05-01", headers=HTML)
    assert wrong.status_code == 422
    assert "is before from" in wrong.text
    data = client.get("/actors/sergey-shoygu", headers={"accept": "*/*"})
    assert data.headers["content-type"] == "application/problem+json"


def test_a_name_that_fits_several_is_asked_back(client: TestClient) -> None:
    answer = client.get("/paths?from=russia&to=Vatican", headers=HTML)
    assert answer.status_code == 409
    assert "Which one is meant?" in answer.text
    assert any(link.startswith("/actors/") for link in References(answer.text).linked)


def test_fields_left_empty_are_not_asked(client: TestClient) -> None:
    answer = client.get("/paths?from=russia&to=north-korea&as_of=&certainty=", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/paths?from=russia&to=north-korea"
    assert client.get("/paths?from=russia&to=north-korea&as_of=").status_code == 422


def test_the_form_for_paths_waits_for_both_ends(client: TestClient) -> None:
    for address in ("/paths", "/paths?from=russia"):
        answer = client.get(address, headers=HTML)
        assert answer.status_code == 200
        assert 'name="to"' in answer.text
    assert client.get("/paths").status_code == 422
    too_far = client.get("/paths?from=russia&to=ukraine&max_hops=99", headers=HTML)
    assert too_far.status_code == 422
    assert "max_hops" in too_far.text


def test_a_day_says_how_sure_each_office_is(client: TestClient) -> None:
    page = client.get("/actors/sergei-shoigu/tenures?as_of=2024-05-20", headers=HTML).text
    assert "possible on that day" in page
    assert "certain on that day" not in page
    sure = client.get("/actors/sergei-shoigu/tenures?as_of=2024-05-01", headers=HTML).text
    assert "certain on that day" in sure


def test_the_editor_is_for_browsers_only(client: TestClient) -> None:
    page = client.get("/sparql", headers={"accept": "text/html,application/xml;q=0.9,*/*;q=0.8"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "style-src 'self' 'unsafe-inline'" in page.headers["content-security-policy"]
    assert "script-src 'self';" in page.headers["content-security-policy"]
    described = client.get("/sparql", headers={"accept": "text/turtle"})
    assert described.headers["content-type"].startswith("text/turtle")
    assert client.get("/sparql").headers["content-type"].partition(";")[0] != "text/html"
    asked = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "*/*"})
    assert asked.json()["boolean"] is True


def test_the_plain_form_says_where_a_query_breaks(client: TestClient) -> None:
    def plain(query: str) -> tuple[int, str]:
        asked = {"plain": "1", "query": query}
        answer = client.get("/sparql", params=asked, headers=HTML)
        return answer.status_code, answer.text

    status, page = plain("SELECT ?a WHERE {\n  ?a ?b }")
    assert status == 400
    assert re.search(r"Line 2, column \d+", page)
    status, page = plain("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")
    assert status == 403
    assert "SERVICE" in page
    assert plain("DELETE WHERE { ?s ?p ?o }")[0] == 403
    status, page = plain("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1")
    assert status == 200
    assert "<pre" in page
    assert ">true</td>" in plain("ASK {}")[1]


def test_files_are_sent_small_and_kept(client: TestClient) -> None:
    address = References(client.get("/", headers=HTML).text).loaded
    sheet = next(one for one in address if "page.css" in one)
    answer = client.get(sheet, headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    bare = client.get(sheet.partition("?")[0])
    assert bare.headers["cache-control"] == "no-cache"


def test_a_long_answer_is_sent_small(client: TestClient) -> None:
    address = "/articles/2024-09-13-shoigu-kim-pyongyang"
    plain = client.get(address, headers=HTML | {"accept-encoding": "identity"})
    small = client.get(address, headers=HTML | {"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["vary"]
    assert int(small.headers["content-length"]) * 4 < int(plain.headers["content-length"])
    assert small.text == plain.text
    assert small.headers["etag"].startswith("W/")
