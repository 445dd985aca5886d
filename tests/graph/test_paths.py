"""Paths over the shipped graph show their evidence, and obey what was asked."""

from datetime import date

import pytest

from graph.answers import Certainty, Standing
from graph.errors import InvalidParameter, NotFound
from graph.paths import find_paths
from graph.view import View

SHOIGU, KIM, PUTIN = "sergei-shoigu", "kim-jong-un", "vladimir-putin"


def ids(view: View, *ends: str, **options: object) -> list[list[str]]:
    found = find_paths(view, *ends, **options)  # type: ignore[arg-type]
    return [[path.hops[0].from_.id, *(hop.to.id for hop in path.hops)] for path in found.paths]


def test_the_talks_with_their_quotation(everywhere: View) -> None:
    found = find_paths(everywhere, SHOIGU, KIM)
    assert found.complete
    assert [path.length for path in found.paths] == [1]
    fact = found.paths[0].hops[0].facts[0]
    assert fact.type == "Meeting"
    assert fact.when.start_earliest == date(2024, 9, 13)
    assert fact.evidence[0].quote == "held talks with North Korean leader Kim Jong Un"


def test_parallel_facts_are_one_hop_with_all_its_evidence(everywhere: View) -> None:
    hop = find_paths(everywhere, PUTIN, KIM).paths[0].hops[0]
    assert {fact.type for fact in hop.facts} == {"Agreement", "Meeting", "Visit"}
    assert hop.more == 0
    assert all(fact.evidence for fact in hop.facts)


def test_the_same_question_backwards_is_the_same_path(everywhere: View) -> None:
    there = ids(everywhere, SHOIGU, PUTIN)
    assert [path[::-1] for path in there] == ids(everywhere, PUTIN, SHOIGU)


def test_kinds_narrow_and_count_subtypes(everywhere: View) -> None:
    assert ids(everywhere, SHOIGU, PUTIN, kinds=["Event"]) == [[SHOIGU, KIM, PUTIN]]
    assert ids(everywhere, SHOIGU, PUTIN, kinds=["Tenure"]) == []


def test_claims_carry_a_hop_only_when_asked_for(everywhere: View) -> None:
    assert ids(everywhere, "united-states", "russia") == []
    found = find_paths(everywhere, "united-states", "russia", claims=True)
    fact = found.paths[0].hops[0].facts[0]
    assert (fact.type, fact.standing) == ("Allegation", Standing.disputed)


def test_what_is_disputed_can_be_left_out(everywhere: View) -> None:
    assert ids(everywhere, "united-states", "russia", claims=True, exclude_disputed=True) == []


def test_a_day_narrows_by_certainty(everywhere: View) -> None:
    day = date(2024, 9, 13)
    assert ids(everywhere, SHOIGU, KIM, as_of=day, certainty=Certainty.certain) == [[SHOIGU, KIM]]
    assert ids(everywhere, SHOIGU, KIM, as_of=date(2024, 9, 14)) == []
    june = date(2024, 6, 15)
    assert ids(everywhere, PUTIN, KIM, as_of=june, certainty=Certainty.certain) == []
    found = find_paths(everywhere, PUTIN, KIM, as_of=june)
    assert {fact.certainty for fact in found.paths[0].hops[0].facts} == {Certainty.possible}


def test_through_and_avoid(everywhere: View) -> None:
    assert ids(everywhere, SHOIGU, PUTIN, through=["Person"]) == [[SHOIGU, KIM, PUTIN]]
    assert ids(everywhere, SHOIGU, PUTIN, through=["State"]) == []
    assert ids(everywhere, SHOIGU, PUTIN, avoid=[KIM]) == []


def test_no_path_runs_over_what_a_proposition_claims(everywhere: View) -> None:
    assert ids(everywhere, "north-korea", "russia") == []


def test_the_bound_on_work_is_told(everywhere: View) -> None:
    assert not find_paths(everywhere, SHOIGU, PUTIN, work=1).complete


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"k": 0}, "k"),
        ({"k": 51}, "k"),
        ({"max_hops": 9}, "max_hops"),
        ({"kinds": ["Meetings"]}, "kind"),
        ({"through": ["Peron"]}, "through"),
        ({"certainty": Certainty.certain}, "certainty"),
    ],
)
def test_what_cannot_be_used_is_named(
    everywhere: View, options: dict[str, object], parameter: str
) -> None:
    with pytest.raises(InvalidParameter) as caught:
        find_paths(everywhere, SHOIGU, KIM, **options)  # type: ignore[arg-type]
    assert caught.value.parameter == parameter


def test_one_actor_is_no_pair(everywhere: View) -> None:
    with pytest.raises(InvalidParameter, match="same actor"):
        find_paths(everywhere, KIM, KIM)


def test_an_unknown_actor_is_named(everywhere: View) -> None:
    with pytest.raises(NotFound, match="to: nothing has the id 'kim-jong-um'"):
        find_paths(everywhere, SHOIGU, "kim-jong-um")
