"""The same questions through everybody's clients have the same answers as our own resources."""

from collections.abc import Iterable

import httpx2 as httpx
import pytest
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from ontology import ID, LEG, XSD, prefix_declarations
from tests.clients.conftest import Served
from tests.clients.terms import Client, Row, bag

ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
ALLEGATION = f"<https://w3id.org/legation/article/{ARTICLE}#us-allegation>"
TALKS = "id:shoigu-kim-talks-2024-09-13"


def asked(query: str) -> str:
    return f"{prefix_declarations()}{query}"


def values(rows: Iterable[Row], name: str) -> set[str]:
    return {row[name] for row in rows}


def iris(ids: Iterable[str]) -> set[str]:
    return {f"<{ID}{one}>" for one in ids}


def own(rest: httpx.Client, query: str) -> list[Row]:
    """Return what our endpoint answers, read by the engine."""
    headers = {
        "content-type": "application/sparql-query",
        "accept": "application/sparql-results+xml",
    }
    content = rest.post("/sparql", content=query, headers=headers).raise_for_status().content
    found = parse_query_results(content, QueryResultsFormat.XML)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [{name: str(row[name]) for name in names if row[name] is not None} for row in found]


def test_who_met(client: Client, rest: httpx.Client) -> None:
    rows = client.select(asked("SELECT ?who WHERE { id:sergei-shoigu leg:met ?who }"))
    items = rest.get("/actors/sergei-shoigu/connections?kind=Meeting").json()["items"]
    attendees = (item["actor"]["id"] for item in items if item["other_role"] == "attendee")
    assert values(rows, "who") == iris(attendees)
    assert values(rows, "who") == iris(["kim-jong-un"])


def test_names_in_every_script(client: Client, rest: httpx.Client) -> None:
    query = asked("SELECT ?name WHERE { id:sergei-shoigu rdfs:label|skos:altLabel ?name }")
    rows = client.select(query)
    told = rest.get("/actors/sergei-shoigu").json()
    names = {row["name"].rpartition("@")[0].strip('"') for row in rows}
    assert names == {*told["labels"].values(), *told["aliases"]}
    assert {"Шойгу", "세르게이 쇼이구", "سيرغي شويغو"} <= names
    assert bag(rows) == bag(own(rest, query))


def test_a_name_in_the_question(client: Client) -> None:
    query = asked(
        'SELECT ?who WHERE { ?who skos:altLabel ?name FILTER(STR(?name) = "세르게이 쇼이구") }'
    )
    assert values(client.select(query), "who") == iris(["sergei-shoigu"])


def test_who_denies_what(client: Client, rest: httpx.Client) -> None:
    query = asked(
        f"""SELECT DISTINCT ?who WHERE {{
            {ALLEGATION} leg:content/leg:specializes* ?claim .
            ?denial a leg:Denial ; leg:content ?claim ; leg:asserter ?who }}"""
    )
    thread = rest.get(f"/statements/{ARTICLE}:us-allegation/thread").json()
    deniers = {
        actor["id"]
        for answer in thread["responses"]
        for actor in answer["asserter"]
        if answer["type"] == "Denial"
    }
    assert values(client.select(query), "who") == iris(deniers)
    assert deniers == {"north-korea", "russia"}


def test_days_and_numbers_keep_their_kind(client: Client, rest: httpx.Client) -> None:
    query = asked(
        f"""SELECT ?day ?start ?end WHERE {{
            {TALKS} leg:startEarliest ?day ; leg:evidence ?evidence .
            ?evidence oa:start ?start ; oa:end ?end }}"""
    )
    [fact] = [rest.get("/facts/shoigu-kim-talks-2024-09-13").json()]
    day = Literal(fact["when"]["start_earliest"], datatype=NamedNode(XSD.date))
    places = {(one["start"], one["end"]) for one in fact["evidence"]}
    kind = NamedNode(XSD.integer)  # all that the engine keeps of which whole number it was
    rows = client.select(query)
    assert values(rows, "day") == {str(day)}
    assert {(row["start"], row["end"]) for row in rows} == {
        tuple(str(Literal(str(place), datatype=kind)) for place in pair) for pair in places
    }


def test_what_is_unbound_is_no_value(client: Client, rest: httpx.Client) -> None:
    query = asked(
        """SELECT ?fact ?words WHERE {
            ?fact a leg:Denial OPTIONAL { ?fact leg:dateText ?words } }"""
    )
    rows = client.select(query)
    assert len(rows) == 2
    assert bag(rows) == bag(own(rest, query))
    assert not any("words" in row for row in rows)


def test_rows_in_order(client: Client, rest: httpx.Client) -> None:
    query = asked(
        """SELECT ?person ?name WHERE {
            ?person a leg:Person ; rdfs:label ?name FILTER(LANG(?name) = "en")
        } ORDER BY DESC(?name) LIMIT 5"""
    )
    found = client.select(query)
    names = [row["name"] for row in found]
    if not type(client).__name__.startswith("Federated"):  # SERVICE gives a bag
        assert names == sorted(names, reverse=True)
    assert len(names) > 2
    assert bag(found) == bag(own(rest, query))


@pytest.mark.parametrize(("class_", "is_there"), [("Allegation", True), ("ArmsTransfer", False)])
def test_yes_and_no(client: Client, class_: str, *, is_there: bool) -> None:
    assert client.ask(asked(f"ASK {{ ?thing a leg:{class_} }}")) is is_there


def test_a_graph_is_made(client: Client, rest: httpx.Client) -> None:
    query = asked("CONSTRUCT { ?who rdfs:seeAlso ?office } WHERE { ?who leg:heldOffice ?office }")
    expected = {
        (f"<{ID}{person}>", "<http://www.w3.org/2000/01/rdf-schema#seeAlso>", row["office"])
        for person in ("sergei-shoigu", "kim-jong-un", "vladimir-putin")
        for row in own(
            rest, asked(f"SELECT ?office WHERE {{ id:{person} leg:heldOffice ?office }}")
        )
    }
    assert expected
    assert expected <= client.construct(query)


def test_a_long_query(posting: Client) -> None:
    """As long as a URL could not be: tens of thousands of signs of names nobody has."""
    nobody = " ".join(f"id:nobody-of-this-name-{number}" for number in range(1_000))
    query = asked(f"SELECT ?who WHERE {{ VALUES ?who {{ {nobody} id:russia }} ?who a leg:State }}")
    assert len(query) > 20_000
    assert values(posting.select(query), "who") == iris(["russia"])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who WHERE { ?who <urn:p> }",
        "SELECT (<urn:no:such:function>(?who) AS ?what) WHERE { ?who a ?class }",
    ],
    ids=["syntax", "function"],
)
def test_a_fault_is_no_empty_answer(client: Client, query: str) -> None:
    with pytest.raises(Exception):  # noqa: B017, PT011 - each client has its own
        client.select(query)


def test_the_service_goes_on(client: Client, served: Served) -> None:
    assert client.ask(f"ASK {{ <{ID}russia> a <{LEG}State> }}")
    assert httpx.get(f"{served.address}/healthz").status_code == 200
