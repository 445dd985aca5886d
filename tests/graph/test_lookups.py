"""The look-ups answer from the shipped graph what the first article says, and how surely."""

from datetime import date

import pytest

from graph.answers import Certainty, Standing, Statement
from graph.errors import Ambiguous, InvalidParameter, NotFound
from graph.loading import withdraw
from graph.lookups import (
    articles,
    connections,
    events,
    find_actors,
    get_actor,
    get_article,
    get_fact,
    holders,
    resolve_actor,
    statements,
    tenures,
    thread,
)
from graph.seed import seed
from graph.store import open_store
from graph.view import KnowledgeGraph, View
from ontology import DERIVED_GRAPH, INFERENCES_GRAPH

SLUG = "2024-09-13-shoigu-kim-pyongyang"
ALLEGATION = f"{SLUG}:us-allegation"
DEFENSE = "minister-of-defense-of-russia"


@pytest.mark.parametrize("name", ["Шойгу", "Shoygu", "Choïgou", "shoigu sergei", "Schoigu"])
def test_shoigu_is_found_in_any_spelling(everywhere: View, name: str) -> None:
    assert find_actors(everywhere, name).items[0].id == "sergei-shoigu"


def test_a_search_can_ask_for_a_type(everywhere: View) -> None:
    hits = find_actors(everywhere, "Russia", type=["Office"]).items
    assert {hit.type for hit in hits} == {"Office"}
    states = find_actors(everywhere, "Russia", type=["Organization"]).items
    assert states[0].id == "russia"


@pytest.mark.parametrize(("q", "kinds"), [("  ", []), ("Kim", ["Persons"])])
def test_a_search_that_cannot_be_made_names_its_parameter(
    everywhere: View, q: str, kinds: list[str]
) -> None:
    with pytest.raises(InvalidParameter) as caught:
        find_actors(everywhere, q, type=kinds)
    assert caught.value.parameter == ("type" if kinds else "q")


def test_an_actor_whole(everywhere: View) -> None:
    kim = get_actor(everywhere, "kim-jong-un")
    assert (kim.type, kim.label, kim.wikidata) == ("Person", "Kim Jong Un", "Q56226")
    assert "金正恩" in kim.aliases
    assert kim.counts["Meeting"] == 2
    assert kim.counts["Tenure"] == 1


def test_an_office_says_whose_it_is(everywhere: View) -> None:
    assert [state.id for state in get_actor(everywhere, DEFENSE).office_of] == ["russia"]


def test_an_unknown_id_names_the_nearest(everywhere: View) -> None:
    with pytest.raises(NotFound) as caught:
        get_actor(everywhere, "sergey-shoygu")
    assert "sergei-shoigu" in caught.value.nearest


def test_a_fact_is_no_actor(everywhere: View) -> None:
    with pytest.raises(NotFound, match="not an actor"):
        get_actor(everywhere, "shoigu-visit-to-pyongyang-2024-09-13")


@pytest.mark.parametrize(
    ("day", "sure"),
    [("2024-05-01", Certainty.certain), ("2024-05-20", Certainty.possible), ("2024-07-01", None)],
)
def test_who_was_minister_of_defense(everywhere: View, day: str, sure: Certainty | None) -> None:
    found = holders(everywhere, DEFENSE, as_of=date.fromisoformat(day)).items
    assert [fact.certainty for fact in found] == ([sure] if sure else [])


def test_certain_ones_only(everywhere: View) -> None:
    day = date(2024, 5, 20)
    assert holders(everywhere, DEFENSE, as_of=day, certainty=Certainty.certain).items == []
    assert len(holders(everywhere, DEFENSE, as_of=day, certainty=Certainty.possible).items) == 1


def test_a_certainty_needs_a_day(everywhere: View) -> None:
    with pytest.raises(InvalidParameter, match="as_of"):
        holders(everywhere, DEFENSE, certainty=Certainty.certain)


def test_a_state_is_no_office(everywhere: View) -> None:
    with pytest.raises(NotFound, match="not an office"):
        holders(everywhere, "russia")


def test_tenures_of_a_person(everywhere: View) -> None:
    found = [fact.roles["office"][0].id for fact in tenures(everywhere, "sergei-shoigu").items]
    assert found == ["secretary-of-the-security-council-of-russia", DEFENSE]


def test_connections_name_the_other_and_both_roles(everywhere: View) -> None:
    found = connections(everywhere, "sergei-shoigu").items
    seen = {(tie.actor.id, tie.role, tie.other_role, tie.fact.type) for tie in found}
    assert ("kim-jong-un", "attendee", "attendee", "Meeting") in seen
    assert ("pyongyang", "visitor", "destination", "Visit") in seen
    assert (DEFENSE, "holder", "office", "Tenure") in seen
    assert all(tie.fact.evidence for tie in found)
    assert not any(isinstance(tie.fact, Statement) for tie in found)


def test_connections_come_page_by_page_once_each(everywhere: View) -> None:
    whole = [tie.model_dump() for tie in connections(everywhere, "vladimir-putin").items]
    pages, cursor = [], None
    while True:
        page = connections(everywhere, "vladimir-putin", limit=2, cursor=cursor)
        pages += [tie.model_dump() for tie in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(whole) > 4
    assert pages == whole


def test_connections_can_be_narrowed(everywhere: View) -> None:
    kim = connections(everywhere, "sergei-shoigu", with_="kim-jong-un").items
    assert [tie.fact.type for tie in kim] == ["Meeting"]
    visits = connections(everywhere, "vladimir-putin", kinds=["Visit"]).items
    assert [tie.actor.id for tie in visits] == ["kim-jong-un"]
    assert visits[0].fact.when.words == "in June"


def test_claims_are_shown_only_when_asked_for(everywhere: View) -> None:
    without = connections(everywhere, "united-states").items
    assert {tie.fact.type for tie in without} == {"Deliberation"}
    disputed = connections(
        everywhere, "united-states", claims=True, standing=[Standing.disputed]
    ).items
    assert {(tie.actor.id, tie.other_role) for tie in disputed} == {
        ("north-korea", "against"),
        ("russia", "against"),
    }


def test_the_thread_of_the_allegation(everywhere: View) -> None:
    found = thread(everywhere, ALLEGATION)
    assert found.disputed
    assert found.statement.standing is Standing.disputed
    assert {answer.asserter[0].id for answer in found.responses} == {"russia", "north-korea"}
    assert {answer.type for answer in found.responses} == {"Denial"}
    stated = {proposition.id: proposition for proposition in found.propositions}
    claim = stated["north-korea-supplied-munitions-to-russia"]
    assert claim.event_type == "ArmsTransfer"
    assert claim.items == ["ammunition", "ballistic missiles"]
    assert claim.specializes == ["arms-transfers-between-north-korea-and-russia"]


def test_denials_of_one_thing_do_not_deny_each_other(everywhere: View) -> None:
    denials = statements(everywhere, type=["Denial"]).items
    assert [fact.standing for fact in denials] == [Standing.attributed, Standing.attributed]


def test_statements_can_be_narrowed(everywhere: View) -> None:
    assert [fact.id for fact in statements(everywhere, disputed=True).items] == [ALLEGATION]
    assert [fact.id for fact in statements(everywhere, against="russia").items] == [ALLEGATION]
    warnings = statements(everywhere, asserter="vladimir-putin").items
    assert [fact.type for fact in warnings] == ["Warning"]


def test_a_statement_is_no_event_and_an_event_no_statement(everywhere: View) -> None:
    with pytest.raises(NotFound, match="not a statement"):
        thread(everywhere, "shoigu-visit-to-pyongyang-2024-09-13")
    with pytest.raises(InvalidParameter, match="Allegation"):
        events(everywhere, type=["Allegation"])


def test_no_arms_transfer_ever_happened(everywhere: View) -> None:
    assert events(everywhere, type=["ArmsTransfer"]).items == []


def test_events_by_date_place_and_participant(everywhere: View) -> None:
    june = events(everywhere, from_=date(2024, 6, 1), to=date(2024, 6, 30)).items
    assert {fact.type for fact in june} == {"Visit", "Meeting", "Agreement"}
    there = events(everywhere, place="pyongyang").items
    assert {fact.type for fact in there} == {"Visit", "Meeting"}
    kim = events(everywhere, participant="kim-jong-un", type=["Meeting"]).items
    assert [fact.id for fact in kim] == ["putin-kim-summit-2024-06", "shoigu-kim-talks-2024-09-13"]


def test_events_from_after_to_are_refused(everywhere: View) -> None:
    with pytest.raises(InvalidParameter, match="exchange"):
        events(everywhere, from_=date(2024, 6, 2), to=date(2024, 6, 1))


def test_a_fact_has_words_dates_voices_and_evidence(everywhere: View) -> None:
    fact = get_fact(everywhere, "shoigu-kim-talks-2024-09-13")
    assert fact.when.words == "on Friday"
    assert fact.when.start_earliest == fact.when.end_latest == date(2024, 9, 13)
    assert [actor.id for actor in fact.reported_by] == ["reuters"]
    assert [actor.id for actor in fact.attributed_to] == ["russian-news-agencies"]
    assert fact.standing is Standing.attributed
    quotation = fact.evidence[0]
    assert quotation.quote == "held talks with North Korean leader Kim Jong Un"
    assert (quotation.start, quotation.end) == (163, 210)
    assert quotation.source.publisher == "Reuters"


def test_the_sources(everywhere: View) -> None:
    assert [article.id for article in articles(everywhere).items] == [SLUG]
    whole = get_article(everywhere, SLUG, limit=1000)
    assert whole.title == "Russia’s Shoigu Meets North Korea’s Kim in Pyongyang"
    assert sum(whole.counts.values()) == len(whole.facts)
    with pytest.raises(NotFound, match=SLUG):
        get_article(everywhere, "2024-09-13-shoigu-kim")


def test_a_name_is_resolved_or_its_candidates_listed(everywhere: View) -> None:
    assert resolve_actor(everywhere, "Шойгу") == "sergei-shoigu"
    assert resolve_actor(everywhere, "sergei-shoigu") == "sergei-shoigu"
    with pytest.raises(Ambiguous, match="republic"):
        resolve_actor(everywhere, "Republic")
    with pytest.raises(NotFound):
        resolve_actor(everywhere, "Zzyzx Qqq")


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "!!!"])
def test_a_strange_cursor_is_refused(everywhere: View, cursor: str) -> None:
    with pytest.raises(InvalidParameter, match="cursor"):
        connections(everywhere, "sergei-shoigu", cursor=cursor)


def test_withdrawing_the_article_takes_its_inference_along() -> None:
    store = open_store("memory:")
    seed(store)
    withdraw(store, SLUG, who="tester")
    assert INFERENCES_GRAPH not in store.snapshot().graphs()
    assert DERIVED_GRAPH not in store.snapshot().graphs()
    assert articles(KnowledgeGraph(store).view()).items == []
