"""Names are found in any script and spelling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.names import NameIndex
from graph.spelling import sound, words
from graph.view import View


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Шойгу", "sergei-shoigu"),
        ("Shoygu", "sergei-shoigu"),
        ("Choïgou", "sergei-shoigu"),
        ("Schoigu", "sergei-shoigu"),
        ("Shogu", "sergei-shoigu"),
        ("shoigu, sergei", "sergei-shoigu"),
        ("شويغو", "sergei-shoigu"),
        ("ショイグ", "sergei-shoigu"),
        ("Kim Jong-un", "kim-jong-un"),
        ("金正恩", "kim-jong-un"),
        ("Ким Чен Ын", "kim-jong-un"),
        ("Путин", "vladimir-putin"),
        ("Poutine", "vladimir-putin"),
        ("Wladimir Putin", "vladimir-putin"),
        ("Russie", "russia"),
        ("Россия", "russia"),
        ("北朝鮮", "north-korea"),
        ("Etats-Unis", "united-states"),
        ("United Sates", "united-states"),
        ("defence minister russia", "minister-of-defense-of-russia"),
    ],
)
def test_the_right_actor_comes_first(seeded: View, asked: str, found: str) -> None:
    assert seeded.names.search(asked)[0][0].endswith(f"/{found}")


def test_an_actor_comes_before_its_territory(seeded: View) -> None:
    first, second = (iri for iri, _ in seeded.names.search("Ukraine")[:2])
    assert first.endswith("/ukraine")
    assert second.endswith("/territory-of-ukraine")


def test_nothing_like_it_finds_nothing(seeded: View) -> None:
    assert seeded.names.search("Zzyzx Qqq") == []


@settings(max_examples=300, deadline=None)
@given(names=st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=8, unique=True))
def test_every_name_finds_its_own_actor(names: list[str]) -> None:
    pairs = [(f"urn:{number}", name) for number, name in enumerate(names)]
    index = NameIndex(pairs, {}, {})
    for iri, name in pairs:
        hits = dict(index.search(name))
        assert hits[iri] == max(hits.values())


@settings(max_examples=300, deadline=None)
@given(asked=st.text(max_size=60))
def test_no_text_breaks_the_search(seeded: View, asked: str) -> None:
    for _, score in seeded.names.search(asked):
        assert 0 < score <= 100


@pytest.mark.parametrize(
    "spellings",
    [
        ("Shoigu", "Shoygu", "Choïgou", "Schoigu", "Шойгу"),
        ("Khrushchev", "Хрущёв"),
        ("Zelensky", "Zelenskyy", "Зеленский"),
    ],
)
def test_spellings_of_one_name_sound_alike(spellings: tuple[str, ...]) -> None:
    assert len({sound(words(one)[0]) for one in spellings}) == 1
