"""Ids stand for IRIs, there and back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from graph.ids import candidate_iris, short_id, slugify
from ontology import ARTICLE, DATASET, ID

slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
names = st.from_regex(r"[A-Za-z0-9._-]+", fullmatch=True)


@given(slugs)
def test_an_actor_there_and_back(slug: str) -> None:
    assert candidate_iris(slug)[0] == f"{ID!s}{slug}"
    assert short_id(f"{ID!s}{slug}") == slug


@given(slugs, names)
def test_a_part_of_a_source_there_and_back(slug: str, name: str) -> None:
    for source in (ARTICLE, DATASET):
        iri = f"{source!s}{slug}#{name}"
        assert iri in candidate_iris(short_id(iri))


@given(st.text())
def test_a_slug_is_plain_or_nothing(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slugify(text))
