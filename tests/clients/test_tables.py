"""pandas reads the endpoint's CSV as it reads any."""

from urllib.parse import urlencode

import httpx2 as httpx
import pandas as pd
import pytest

from ontology import prefix_declarations
from tests.clients.conftest import Served

CSV = {"Accept": "text/csv"}


def table(served: Served, query: str) -> pd.DataFrame:
    asked = urlencode({"query": f"{prefix_declarations()}{query}"})
    return pd.read_csv(f"{served.endpoint}?{asked}", storage_options=CSV)


def test_days_of_events(served: Served, rest: httpx.Client) -> None:
    found = table(
        served,
        """SELECT ?event ?from ?to WHERE {
            ?event a ?class ; leg:startEarliest ?from ; leg:endLatest ?to
            FILTER(?class IN (leg:Meeting, leg:Visit)) }""",
    )
    events = [
        item
        for kind in ("Meeting", "Visit")
        for item in rest.get("/events", params={"type": kind}).json()["items"]
    ]
    expected = {
        (item["iri"], item["when"]["start_earliest"], item["when"]["end_latest"])
        for item in events
        if item["when"]["start_earliest"] and item["when"]["end_latest"]
    }
    assert {tuple(row) for row in found.itertuples(index=False)} == expected
    assert (pd.to_datetime(found["from"]) <= pd.to_datetime(found["to"])).all()


def test_words_with_commas_quotes_and_lines(served: Served, rest: httpx.Client) -> None:
    query = """SELECT ?quotation ?start WHERE { ?e oa:exact ?quotation ; oa:start ?start }"""
    found = table(served, query)
    answer = rest.get(
        "/sparql",
        params={"query": f"{prefix_declarations()}{query}"},
        headers={"accept": "application/sparql-results+json"},
    ).json()
    expected = [
        (row["quotation"]["value"], int(row["start"]["value"]))
        for row in answer["results"]["bindings"]
    ]
    assert sorted(found.itertuples(index=False, name=None)) == sorted(expected)
    assert any("," in quotation for quotation, _ in expected)


def test_a_fault_is_no_table(served: Served) -> None:
    with pytest.raises(Exception, match="400"):
        table(served, "SELECT ?who { ?who }")
