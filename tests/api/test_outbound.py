"""The service opens no connection on anybody's behalf, but to addresses its operator allows."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.tokens import Right, Tokens
from graph.errors import Forbidden, LegationError
from graph.loading import load
from graph.sparql_guard import examine
from graph.store import open_store
from tests.graph.disguises import DISGUISES, Ear
from tests.oxigraph import oxigraph_server
from tests.threads import served

QUERIES = {name: text for name, text in DISGUISES.items() if "load" not in name}
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
DESCRIPTION = '<rdf:Description rdf:about="http://e/s"><e:p xmlns:e="http://e/">{}</e:p>'
XML = f"<rdf:RDF {RDF}>{DESCRIPTION}</rdf:Description></rdf:RDF>"

BODIES = {
    "context": ("application/ld+json", '{{"@context": "{u}", "@id": "http://e/s", "name": "x"}}'),
    "contexts": (
        "application/ld+json",
        '{{"@context": [{{"p": "http://e/p"}}, "{u}"], "@id": "http://e/s", "p": "x"}}',
    ),
    "nested context": (
        "application/ld+json",
        '{{"@id": "http://e/s", "http://e/p": {{"@context": "{u}", "q": "x"}}}}',
    ),
    "imported context": (
        "application/ld+json",
        '{{"@context": {{"@version": 1.1, "@import": "{u}"}}, "@id": "http://e/s"}}',
    ),
    "scoped context": (
        "application/ld+json",
        '{{"@context": {{"p": {{"@id": "http://e/p", "@context": "{u}"}}}}, "p": {{"q": "x"}}}}',
    ),
    "document type": (
        "application/rdf+xml",
        f'<!DOCTYPE rdf:RDF SYSTEM "{{u}}x.dtd">{XML.format("x")}',
    ),
    "public document type": (
        "application/rdf+xml",
        f'<!DOCTYPE rdf:RDF PUBLIC "-//E//E" "{{u}}x.dtd">{XML.format("x")}',
    ),
    "external entity": (
        "application/rdf+xml",
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "{{u}}">]>{XML.format("&x;")}',
    ),
    "parameter entity": (
        "application/rdf+xml",
        f'<!DOCTYPE r [<!ENTITY % x SYSTEM "{{u}}"> %x;]>{XML.format("x")}',
    ),
    "file entity": (
        "application/rdf+xml",
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>{XML.format("&x;")}',
    ),
    "inclusion": (
        "application/rdf+xml",
        XML.format('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{u}"/>'),
    ),
    "style sheet": ("application/rdf+xml", f'<?xml-stylesheet href="{{u}}"?>{XML.format("x")}'),
    "base": ("text/turtle", "@base <{u}> . @prefix : <{u}#> . <a> :b <c> ."),
    "import": ("text/turtle", "<> <http://www.w3.org/2002/07/owl#imports> <{u}> ."),
}
UPDATES = {
    "load": "LOAD <{u}>",
    "load into": "LOAD SILENT <{u}> INTO GRAPH <http://e/g>",
    "service": "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "silent service": "DELETE {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{u}> {{ ?s ?p ?o }} }}",
    "using": "INSERT {{ ?s ?p ?o }} USING <{u}> WHERE {{ ?s ?p ?o }}",
    "using named": "INSERT {{ ?s ?p ?o }} USING NAMED <{u}> WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "copy": "COPY SILENT <{u}> TO <http://e/g>",
    "with": "WITH <{u}> DELETE {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o }}",
}
DATASETS = {
    "from": "SELECT * FROM <{u}> {{ ?s ?p ?o }}",
    "from named": "SELECT * FROM NAMED <{u}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
    "graph": "SELECT * {{ GRAPH <{u}> {{ ?s ?p ?o }} }}",
    "describe": "DESCRIBE <{u}>",
    "base": "BASE <{u}> SELECT * FROM <x> {{ <y> ?p ?o }}",
    "function": "SELECT (<{u}>(1) AS ?x) {{ }}",
}


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Listens; whoever uses it has to have left it in peace."""
    listening = Ear()
    yield listening
    listening.close()
    assert listening.knocks == 0


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client with a token that may do everything, of a service of its own."""
    folder = tmp_path_factory.mktemp("outbound")
    token = Tokens(folder / "tokens.json").create("operator", [Right.admin])
    chosen = Settings(
        store=str(folder / "store"),
        tokens=folder / "tokens.json",
        log_level="error",
        warm_up=False,
        query_slots=1,
    )
    headers = {"Authorization": f"Bearer {token}"}
    with TestClient(create_app(chosen), headers=headers, follow_redirects=False) as opened:
        yield opened


def send_query(client: TestClient | httpx.Client, text: str, kind: str) -> httpx.Response:
    headers = {"content-type": f"application/sparql-{kind}"}
    answer: httpx.Response = client.post("/sparql", content=text.encode(), headers=headers)
    return answer


def test_the_ear_hears() -> None:
    listening = Ear()
    with pytest.raises(httpx.HTTPError):
        httpx.get(listening.address)
    listening.close()
    assert listening.knocks == 1


@pytest.mark.parametrize("text", QUERIES.values(), ids=QUERIES)
def test_no_query_reaches_anybody(operator: TestClient, ear: Ear, text: str) -> None:
    query = text.format(u=ear.address)
    assert operator.get("/sparql", params={"query": query}).status_code == 403
    assert send_query(operator, query, "query").status_code == 403
    assert operator.post("/sparql", data={"query": query}).status_code == 403


@pytest.mark.parametrize("text", UPDATES.values(), ids=UPDATES)
def test_no_update_reaches_anybody(operator: TestClient, ear: Ear, text: str) -> None:
    update = text.format(u=ear.address)
    status = send_query(operator, update, "update").status_code
    assert status == (403 if "LOAD" in text or "SERVICE" in text else 204)


@pytest.mark.parametrize("text", DATASETS.values(), ids=DATASETS)
def test_no_dataset_is_fetched(operator: TestClient, ear: Ear, text: str) -> None:
    answer = send_query(operator, text.format(u=ear.address), "query")
    assert answer.status_code in (200, 400, 422)
    for name in ("default-graph-uri", "named-graph-uri"):
        asked = {"query": "SELECT * { ?s ?p ?o }", name: ear.address}
        assert operator.get("/sparql", params=asked).json()["results"]["bindings"] == []
    for name in ("using-graph-uri", "using-named-graph-uri"):
        asked = {"update": "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", name: ear.address}
        assert operator.post("/sparql", data=asked).status_code == 204


@pytest.mark.parametrize(("kind", "body"), BODIES.values(), ids=BODIES)
def test_no_body_makes_it_fetch(operator: TestClient, ear: Ear, kind: str, body: str) -> None:
    content = body.format(u=ear.address).encode()
    for graph in ("http://e/any", ear.address, "https://w3id.org/legation/article/2020-01-01-any"):
        for send in (operator.put, operator.post):
            answer = send(
                "/graphs", params={"graph": graph}, content=content, headers={"content-type": kind}
            )
            assert answer.status_code < 500
            assert "root:" not in operator.get("/dump.nq").text
    parts = {"one": ("one", content, kind)}
    asked = {"graph": "http://e/any"}
    assert operator.post("/graphs", params=asked, files=parts).status_code < 500


def test_no_name_of_a_graph_and_no_header_is_followed(operator: TestClient, ear: Ear) -> None:
    assert operator.get("/graphs", params={"graph": ear.address + "nothing"}).status_code == 404
    assert operator.delete("/graphs", params={"graph": ear.address + "no"}).status_code == 404
    host = ear.address.removeprefix("http://").rstrip("/")
    for address in ("/", "/actors/russia", "/sparql", "/graphs/x", "/docs"):
        operator.get(
            address,
            headers={
                "host": host,
                "origin": ear.address,
                "referer": ear.address,
                "x-forwarded-for": "127.0.0.1",
                "x-forwarded-host": host,
                "forwarded": f"host={host}",
                "accept": "text/html",
            },
        )


# A store that is an endpoint, and would lead elsewhere


@contextmanager
def answering(respond: Callable[[http.server.BaseHTTPRequestHandler], None]) -> Iterator[str]:
    """A web server that answers everything in one way."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            respond(self)

        do_POST = do_GET  # noqa: N815 - the standard library's name

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with served(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as listening:
        yield f"http://127.0.0.1:{listening.server_port}/query"


def redirecting(status: int, place: str) -> Callable[[http.server.BaseHTTPRequestHandler], None]:
    def respond(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.rfile.read(int(handler.headers.get("content-length", "0")))
        handler.send_response(status)
        handler.send_header("Location", place)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return respond


REDIRECTS = (301, 302, 303, 307, 308)


@pytest.mark.parametrize("status", REDIRECTS)
def test_a_store_leads_nowhere_else(ear: Ear, status: int) -> None:
    with answering(redirecting(status, ear.address)) as endpoint:
        chosen = Settings(store=endpoint, log_level="error", warm_up=False)
        with TestClient(create_app(chosen)) as client:
            for address in ("/actors/russia", "/sparql?query=ASK{}", "/dump.nq", "/readyz"):
                answer = client.get(address)
                assert answer.status_code == 502
                assert endpoint not in answer.text
                assert ear.address not in answer.text


# What the operator allows


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The query address of another endpoint, Oxigraph's own server, which knows one thing."""
    triple = '<http://e/s> <http://e/p> "from elsewhere" .'
    turtle = {"content-type": "text/turtle"}
    with oxigraph_server(tmp_path_factory.mktemp("elsewhere")) as server:
        put = httpx.put(f"{server}/store?default", content=triple, headers=turtle)
        assert put.is_success
        yield f"{server}/query"


@pytest.fixture(scope="module")
def embedded(store_path: Path) -> Settings:
    """Settings for a store in a directory, where it is our engine that would reach out."""
    return Settings(store=str(store_path), log_level="error", warm_up=False)


@pytest.fixture(scope="module")
def allowing(embedded: Settings, elsewhere: str) -> Iterator[TestClient]:
    update = {"outbound": (elsewhere,), "deadline_seconds": 20.0}
    with TestClient(create_app(embedded.model_copy(update=update))) as opened:
        yield opened


def test_a_store_that_is_an_endpoint_is_not_made_to_reach_out(elsewhere: str, ear: Ear) -> None:
    chosen = Settings(store=elsewhere, outbound=(ear.address,), log_level="error", warm_up=False)
    with TestClient(create_app(chosen)) as client:
        asked = {"query": f"ASK {{ SERVICE <{ear.address}> {{ ?s ?p ?o }} }}"}
        assert client.get("/sparql", params=asked).status_code == 403


ALLOWED = [
    "SELECT ?o {{ SERVICE <{u}> {{ <http://e/s> <http://e/p> ?o }} }}",
    "SELECT?o{{service\n\tsilent<{u}>{{<http://e/s> <http://e/p> ?o}}}}",
    "SELECT ?o {{ {{ ?x a ?y }} SERVICE <{u}> {{ <http://e/s> <http://e/p> ?o }} }} LIMIT 1",
    "SELECT ?o {{ OPTIONAL {{ SERVICE <{u}> {{ ?s <http://e/p> ?o }} }} }} # SERVICE",
    "SELECT ?o {{ SERVICE <{u}> {{ SERVICE <{u}> {{ ?s <http://e/p> ?o }} }} }}",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_an_allowed_endpoint_is_reached(allowing: TestClient, elsewhere: str, text: str) -> None:
    asked = {"query": text.format(u=elsewhere)}
    answers = [allowing.get("/sparql", params=asked), allowing.post("/sparql", data=asked)]
    for answer in answers:
        (row,) = answer.json()["results"]["bindings"]
        assert row["o"]["value"] == "from elsewhere"


@pytest.mark.parametrize("text", QUERIES.values(), ids=QUERIES)
def test_no_other_is(allowing: TestClient, ear: Ear, elsewhere: str, text: str) -> None:
    query = text.format(u=ear.address)
    assert allowing.get("/sparql", params={"query": query}).status_code == 403
    both = query + f"\n# SERVICE <{elsewhere}> {{"
    assert allowing.get("/sparql", params={"query": both}).status_code == 403


@pytest.mark.parametrize(
    "text",
    [
        "ASK {{ SERVICE <{a}> {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
        "ASK {{ SERVICE <{a}> {{ }} SERVICE <{u}> {{ }} }}",
        "ASK {{ SERVICE # <{a}> {{\n <{u}> {{ }} }}",
        "ASK {{ SERVICE <{a}/../../x> {{ }} }}",
        "ASK {{ SERVICE <{a}?x> {{ }} }}",
        "ASK {{ SERVICE <{a}#x> {{ }} }}",
        "PREFIX a: <{a}> ASK {{ SERVICE a: {{ }} }}",
        "PREFIX a: <{u}> ASK {{ SERVICE a:SERVICE <{a}> {{ }} }}",
        "BASE <{a}> ASK {{ SERVICE <> {{ }} }}",
        "ASK {{ VALUES ?a {{ <{a}> }} SERVICE ?a {{ }} }}",
        "ASK {{ SERVICE ?a {{ }} # <{a}> {{\n }}",
        "ASK {{ SERVICE 'x' <{a}> {{ }} }}",
        "ASK {{ \\u0053ERVICE <{a}> {{ }} }}",
        "CLEAR ALL; LOAD <{a}>",
        "LOAD <{a}>",
    ],
)
def test_only_as_it_is_written(allowing: TestClient, ear: Ear, elsewhere: str, text: str) -> None:
    query = text.format(a=elsewhere, u=ear.address)
    assert allowing.get("/sparql", params={"query": query}).status_code in (400, 403)
    assert send_query(allowing, query, "update").status_code == 403


def test_what_others_say_is_never_taken_for_known(allowing: TestClient, elsewhere: str) -> None:
    asked = {"query": ALLOWED[0].format(u=elsewhere)}
    tag = allowing.get("/sparql", params=asked).headers["etag"]
    again = allowing.get("/sparql", params=asked, headers={"if-none-match": tag})
    assert again.status_code == 200
    assert again.headers["etag"] != tag


@pytest.mark.parametrize("status", REDIRECTS)
def test_an_allowed_endpoint_leads_nowhere_else(embedded: Settings, ear: Ear, status: int) -> None:
    with answering(redirecting(status, ear.address)) as endpoint:
        update = {"outbound": (endpoint,)}
        with TestClient(create_app(embedded.model_copy(update=update))) as client:
            asked = {"query": f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}"}
            answer = client.get("/sparql", params=asked)
            assert answer.status_code == 502
            assert answer.json()["type"].endswith("/endpoint-failure")
            asked = {"query": f"SELECT * {{ SERVICE SILENT <{endpoint}> {{ ?s ?p ?o }} }}"}
            assert client.get("/sparql", params=asked).status_code == 200


def test_an_allowed_endpoint_that_never_answers_is_given_up(embedded: Settings) -> None:
    silent = threading.Event()

    def wait(_: http.server.BaseHTTPRequestHandler) -> None:
        silent.wait(30)

    with answering(wait) as endpoint:
        update = {"outbound": (endpoint,), "deadline_seconds": 1.0}
        with TestClient(create_app(embedded.model_copy(update=update))) as client:
            asked = {"query": f"SELECT * {{ SERVICE <{endpoint}> {{ ?s ?p ?o }} }}"}
            answer = client.get("/sparql", params=asked)
            assert answer.status_code == 503
            assert answer.json()["type"].endswith("/deadline-exceeded")
            silent.set()


def test_nothing_is_allowed_by_default() -> None:
    assert Settings().outbound == ()
    with pytest.raises(Forbidden):
        examine("ASK { SERVICE <http://e/> { } }")


def test_the_list_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_OUTBOUND", '["http://e/sparql", "https://f/sparql"]')
    assert Settings().outbound == ("http://e/sparql", "https://f/sparql")


@pytest.mark.parametrize("suffix", ["jsonld", "rdf"])
def test_a_file_is_loaded_without_fetching(tmp_path: Path, ear: Ear, suffix: str) -> None:
    body = BODIES["context" if suffix == "jsonld" else "external entity"][1]
    file = tmp_path / f"article.{suffix}"
    file.write_text(body.format(u=ear.address), encoding="utf-8")
    with pytest.raises(LegationError):
        load(open_store("memory:"), [file], who="a tester")
