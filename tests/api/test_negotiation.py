"""The format that suits the caller best, also for the hard headers."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from api.negotiation import NotAcceptable, negotiate
from ontology import ID

OFFERS = ("application/json", "text/turtle", "application/ld+json", "text/html")
J, T, L, H = OFFERS

HARD = {
    "nothing": (None, J),
    "empty": ("", J),
    "anything": ("*/*", J),
    "a browser": ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", H),
    "order is no preference": ("text/turtle, application/json", J),
    "quality": ("application/json;q=0.5, text/turtle;q=0.9", T),
    "a range of a type": ("text/*", T),
    "a range less liked than a type": ("text/*;q=0.3, text/html;q=0.7", H),
    "zero refuses": ("application/json;q=0, */*", T),
    "zero refuses a range": ("text/*;q=0, application/ld+json;q=0.1", L),
    "capitals": ("TEXT/Turtle", T),
    "charset": ("text/turtle; charset=utf-8", T),
    "charset before the quality": ("application/json;q=0.1, text/turtle;charset=UTF-8;q=0.9", T),
    "charset in quotes": ('text/turtle; charset="utf-8"', T),
    "three places": ("text/turtle;q=0.001, text/html;q=0.002", H),
    "blanks": ("  text/turtle ;q=0.2 ,\ttext/html ; q=0.1", T),
    "an empty element": ("text/turtle,,", T),
    "a client of RDF": ("application/rdf+xml;q=0.9, text/turtle, application/n-triples;q=0.8", T),
    "unreadable": ("text", J),
}


@pytest.mark.parametrize(("accept", "expected"), HARD.values(), ids=HARD)
def test_hard_headers(accept: str | None, expected: str) -> None:
    assert negotiate(accept, OFFERS) == expected


@pytest.mark.parametrize(
    "accept", ["image/png", "text/plain;q=1.0", "*/*;q=0", "text/turtle;q=0", "application/xml"]
)
def test_what_cannot_be_had_is_said_with_what_can(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="application/ld\\+json"):
        negotiate(accept, OFFERS)


@given(st.text(st.characters(codec="latin-1", exclude_characters="\r\n"), max_size=60))
def test_no_header_makes_it_fail_otherwise(accept: str) -> None:
    with contextlib.suppress(NotAcceptable):
        assert negotiate(accept, OFFERS) in OFFERS


@given(st.sampled_from(OFFERS), st.sampled_from(OFFERS), st.integers(1, 999), st.integers(1, 999))
def test_the_better_liked_wins(one: str, other: str, first: int, second: int) -> None:
    chosen = negotiate(f"{one};q={first / 1000}, {other};q={second / 1000}", OFFERS)
    if one != other and first != second:
        assert chosen == (one if first > second else other)


@pytest.mark.parametrize("media_type", [T, L])
def test_an_actor_as_rdf(client: TestClient, media_type: str) -> None:
    answer = client.get("/actors/kim-jong-un", headers={"accept": media_type})
    assert answer.headers["content-type"].startswith(media_type)
    assert "accept" in answer.headers["vary"].lower()
    form = RdfFormat.from_media_type(media_type)
    assert form is not None
    triples = {quad.triple for quad in parse(answer.content, form)}
    assert {triple.subject.value for triple in triples} == {f"{ID}kim-jong-un"}
    assert any("Q56226" in str(triple.object) for triple in triples)


def test_an_actor_as_a_page(client: TestClient) -> None:
    answer = client.get("/actors/sergei-shoigu", headers={"accept": "text/html"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>Sergei Shoigu</h1>" in answer.text


def test_406_is_a_problem(client: TestClient) -> None:
    answer = client.get("/actors/russia", headers={"accept": "image/png"})
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("media_type", [J, T, L, H])
def test_an_unknown_actor_is_unknown_in_every_format(client: TestClient, media_type: str) -> None:
    for identifier in ("nobody", "shoigu-kim-talks-2024-09-13"):
        answer = client.get(f"/actors/{identifier}", headers={"accept": media_type})
        assert answer.status_code == 404
