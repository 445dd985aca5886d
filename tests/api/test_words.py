"""Facts are told as sentences, and what is only alleged never as if it were so."""

from datetime import date

import pytest

from api.words import certainty_words, evidence_words, sentence, when_words
from graph.answers import Certainty, Evidence, Source, When
from graph.lookups import events, get_fact, statements, tenures
from graph.view import View

MAY = (date(2024, 5, 1), date(2024, 5, 31))
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
SOME_DAY = When.model_validate(dict(zip(BOUNDS, MAY * 2, strict=True)))


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When(), "date unknown"),
        (When(words="long ago"), "long ago"),
        (SOME_DAY, "between 2024-05-01 and 2024-05-31"),
        (When(words="on Wednesday", start_latest=MAY[0], end_earliest=MAY[0]),
         "on Wednesday (2024-05-01; begin and end not stated)"),
        (When(words="2024-05-01", start_latest=MAY[0], end_earliest=MAY[0]),
         "2024-05-01; begin and end not stated"),
        (When(start_earliest=MAY[0], start_latest=MAY[0]), "began on 2024-05-01"),
        (When(start_earliest=MAY[0]), "began no earlier than 2024-05-01"),
        (When(start_latest=MAY[1], end_latest=MAY[1]), "began by 2024-05-31, ended by 2024-05-31"),
        (When(end_earliest=MAY[1]), "lasted at least to 2024-05-31"),
    ],
)  # fmt: skip
def test_dates_are_told_in_words_and_bounds(when: When, words: str) -> None:
    assert when_words(when) == words


def test_what_is_said_stays_somebody_s_word(seeded: View) -> None:
    told = {sentence(one) for one in statements(seeded, limit=100).items}
    assert (
        "United States alleges against North Korea and Russia that North Korea supplied ammunition "
        "and ballistic missiles to Russia for the war in Ukraine"
    ) in told
    assert "Russia denies that there were arms transfers between North Korea and Russia" in told
    assert (
        "Vladimir Putin warns that if Ukraine may use Western-supplied long-range missiles to "
        "strike deep inside Russia, then the West fights directly with Russia"
    ) in told
    assert any(words.endswith(", as carried by RIA") for words in told)
    verbs = ("alleges", "denies", "warns that", "pledges that", "holds that", "says that")
    assert all(any(f" {verb}" in words for verb in verbs) for words in told)


def test_each_fact_is_a_sentence(seeded: View) -> None:
    told = {sentence(one) for one in events(seeded, limit=100).items}
    assert "Vladimir Putin made a state visit, received by Kim Jong Un" in told
    assert "Sergei Shoigu visited Pyongyang" in told
    assert "There is a conflict in Ukraine" in told
    assert "Kim Jong Un and Vladimir Putin reached an agreement" in told
    assert not any(":" in words for words in told)


def test_standing_and_certainty_are_told_in_words(seeded: View) -> None:
    [possible, *_] = [
        one
        for one in tenures(seeded, "sergei-shoigu", as_of=date(2024, 5, 20)).items
        if one.certainty is Certainty.possible
    ]
    assert certainty_words(possible) == "reported; possible on that day"
    meeting = get_fact(seeded, "shoigu-kim-talks-2024-09-13")
    assert certainty_words(meeting) == "attributed to Russian news agencies"
    [alleged] = statements(seeded, type=["Allegation"]).items
    assert certainty_words(alleged) == "disputed: somebody denies it"


def test_evidence_names_its_source() -> None:
    source = Source(iri="urn:table", title="Visits", publisher="An office")
    assert evidence_words(Evidence(source=source, record="12")) == "record 12 of Visits, An office"
    quoted = Evidence(source=source, quote="held talks", start=0, end=10)
    assert evidence_words(quoted) == "“held talks” (Visits, An office)"
