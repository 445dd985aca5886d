"""The SPARQL 1.1 Protocol, to the letter."""

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results
from starlette.testclient import TestClient

from ontology import ENTITIES_GRAPH, LEG
from tests.graph.disguises import DISGUISES, Ear

FORM = {"content-type": "application/x-www-form-urlencoded"}
PLAIN = {"content-type": "application/sparql-query"}
ARTICLE = "https://w3id.org/legation/article/2024-09-13-shoigu-kim-pyongyang"
SHOIGU = "https://w3id.org/legation/id/sergei-shoigu"
PEOPLE = "SELECT ?s { ?s a <https://w3id.org/legation/ns#Person> }"
CLAIMS = "SELECT ?s { ?s a <https://w3id.org/legation/ns#Allegation> }"

RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}


def count(client: TestClient, query: str, **parameters: str | list[str]) -> int:
    answer = client.get("/sparql", params={"query": query, **parameters})
    assert answer.status_code == 200, answer.text
    return len(answer.json()["results"]["bindings"])


@pytest.mark.parametrize(("media_type", "form"), RESULTS.items())
def test_solutions_in_every_format(
    client: TestClient, media_type: str, form: QueryResultsFormat
) -> None:
    answer = client.get("/sparql", params={"query": PEOPLE}, headers={"accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    found = parse_query_results(answer.content, form)
    assert isinstance(found, QuerySolutions)
    assert SHOIGU in {row["s"].value for row in found}


def test_solutions_as_csv(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": PEOPLE}, headers={"accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    header, *rows = answer.text.splitlines()
    assert header == "s"
    assert SHOIGU in rows


@pytest.mark.parametrize("media_type", [*RESULTS, "text/csv", "application/json"])
def test_a_boolean_in_every_format(client: TestClient, media_type: str) -> None:
    answer = client.get("/sparql?query=ASK{}", headers={"accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    assert "true" in answer.text


@pytest.mark.parametrize(("media_type", "form"), TRIPLES.items())
@pytest.mark.parametrize("query", [f"DESCRIBE <{SHOIGU}>", "CONSTRUCT WHERE { ?s a ?t }"])
def test_triples_in_every_format(
    client: TestClient, media_type: str, form: RdfFormat, query: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    assert SHOIGU in {quad.subject.value for quad in parse(answer.content, form)}


@pytest.mark.parametrize(("query", "accept"), [("ASK{}", "text/turtle"), (PEOPLE, "image/png")])
def test_a_format_the_query_cannot_have(client: TestClient, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406


def test_the_ways_to_ask_agree(client: TestClient) -> None:
    by_get = client.get("/sparql", params={"query": PEOPLE})
    by_form = client.post("/sparql", data={"query": PEOPLE})
    plainly = client.post("/sparql", content=PEOPLE, headers=PLAIN)
    with_charset = client.post(
        "/sparql",
        content=PEOPLE,
        headers={"content-type": "application/sparql-query;charset=UTF-8"},
    )
    assert by_get.text == by_form.text == plainly.text == with_charset.text


def test_a_form_is_decoded_once(client: TestClient) -> None:
    query = 'SELECT ("a+b%2B%25" AS ?x) { }'
    for answer in (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
    ):
        assert answer.json()["results"]["bindings"][0]["x"]["value"] == "a+b%2B%25"


def test_the_default_graph_is_all_graphs_unless_a_dataset_is_named(client: TestClient) -> None:
    assert count(client, PEOPLE) > 0
    assert count(client, CLAIMS) == 1
    assert count(client, CLAIMS, **{"default-graph-uri": ENTITIES_GRAPH}) == 0
    assert count(client, CLAIMS, **{"default-graph-uri": ARTICLE}) == 1
    assert count(client, CLAIMS, **{"default-graph-uri": [ENTITIES_GRAPH, ARTICLE]}) == 1
    assert count(client, CLAIMS, **{"named-graph-uri": ARTICLE}) == 0
    named = f"SELECT ?s {{ GRAPH ?g {{ ?s a <{LEG.Allegation}> }} }}"
    assert count(client, named) == 1
    assert count(client, named, **{"named-graph-uri": ENTITIES_GRAPH}) == 0
    from_entities = CLAIMS.replace("?s {", f"?s FROM <{ENTITIES_GRAPH}> {{")
    assert count(client, from_entities) == 0
    # What the request names comes before what the query names.
    assert count(client, from_entities, **{"default-graph-uri": ARTICLE}) == 1


def test_rdflib_means_the_default_graph(client: TestClient) -> None:
    default = "urn:x-rdflib:default"
    assert count(client, CLAIMS, **{"default-graph-uri": default}) == 1
    both = {"default-graph-uri": default, "named-graph-uri": ENTITIES_GRAPH}
    assert count(client, CLAIMS, **both) == 1


def test_datasets_of_posted_queries(client: TestClient) -> None:
    in_form = client.post("/sparql", data={"query": CLAIMS, "default-graph-uri": ENTITIES_GRAPH})
    in_address = client.post(
        "/sparql", params={"default-graph-uri": ENTITIES_GRAPH}, content=CLAIMS, headers=PLAIN
    )
    assert in_form.json()["results"]["bindings"] == in_address.json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    "media_type", ["text/turtle", "application/rdf+xml", "application/n-triples", "*/*"]
)
def test_a_bare_get_describes_the_service(client: TestClient, media_type: str) -> None:
    answer = client.get("/sparql", headers={"accept": media_type})
    kind = answer.headers["content-type"].partition(";")[0]
    said = {str(quad.triple.object) for quad in parse(answer.content, TRIPLES[kind])}
    assert "<http://www.w3.org/ns/sparql-service-description#UnionDefaultGraph>" in said
    assert "<http://testserver/sparql>" in said
    assert f"<{ARTICLE}>" in said


UPDATES = [
    ("POST", {"headers": {"content-type": "application/sparql-update"}, "content": "CLEAR ALL"}),
    ("POST", {"headers": FORM, "content": "update=CLEAR+ALL"}),
    ("POST", {"headers": FORM, "content": "query=CLEAR+ALL"}),
    ("POST", {"headers": PLAIN, "content": "INSERT DATA { <a:a> <a:a> <a:a> }"}),
    ("GET", {"params": {"query": "DROP ALL"}}),
]


def test_an_update_by_get_is_none_of_the_protocol(client: TestClient) -> None:
    answer = client.get("/sparql", params={"update": "DROP ALL"})
    assert answer.status_code == 400
    assert "POST" in answer.json()["detail"]


@pytest.mark.parametrize(("method", "asked"), UPDATES)
def test_updates_need_a_token(client: TestClient, method: str, asked: dict[str, object]) -> None:
    before = count(client, PEOPLE)
    answer = client.request(method, "/sparql", **asked)  # type: ignore[arg-type]
    assert answer.status_code == 403
    assert "token" in answer.json()["detail"]
    assert count(client, PEOPLE) == before


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        (PLAIN, b"\xff", 400),
        (FORM, b"query=%FF", 400),
        (FORM, b"query", 400),
        (FORM, b"a=b&" * 2000 + b"query=ASK{}", 400),
        (PLAIN, b"", 400),
        ({"content-type": "text/plain"}, b"ASK{}", 415),
        ({}, b"ASK{}", 415),
        (PLAIN, b"#" * 200_000, 413),
        (FORM, b"query=" + b"%23" * 60_000, 413),
    ],
)
def test_bodies_that_cannot_be_taken(
    client: TestClient, headers: dict[str, str], content: bytes, status: int
) -> None:
    answer = client.post("/sparql", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_graph_name_that_is_none(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "ASK{}", "default-graph-uri": "not an IRI"})
    assert answer.status_code == 422


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_nothing_reaches_out(client: TestClient, disguise: str) -> None:
    ear = Ear()
    try:
        query = disguise.format(u=ear.address)
        for answer in (
            client.get("/sparql", params={"query": query}),
            client.post("/sparql", data={"query": query}),
            client.post("/sparql", content=query, headers=PLAIN),
        ):
            assert answer.status_code == 403
        assert ear.knocks == 0
    finally:
        ear.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <{u}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{u}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * {{ GRAPH <{u}> {{ ?s ?p ?o }} }}",
        "DESCRIBE <{u}>",
        "ASK {{ <{u}> <{u}> 'SERVICE <{u}> {{}}' }}",
    ],
)
def test_naming_an_address_does_not_open_it(client: TestClient, query: str) -> None:
    ear = Ear()
    try:
        asked = query.format(u=ear.address)
        assert client.get("/sparql", params={"query": asked}).status_code == 200
        named = {"default-graph-uri": ear.address, "named-graph-uri": ear.address}
        assert client.get("/sparql", params={"query": "ASK{}", **named}).status_code == 200
        assert ear.knocks == 0
    finally:
        ear.close()


def test_relative_iris_are_those_of_the_endpoint(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "CONSTRUCT { <a> <#b> <../c> } {}"})
    [triple] = [quad.triple for quad in parse(answer.content, RdfFormat.TURTLE)]
    here = str(client.base_url)
    assert str(triple) == f"<{here}/a> <{here}/sparql#b> <{here}/c>"


def test_a_function_that_nobody_has_is_the_askers_fault(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (<urn:f>(1) AS ?x) {}"})
    assert answer.status_code == 422
    assert "urn:f" in answer.json()["detail"]
