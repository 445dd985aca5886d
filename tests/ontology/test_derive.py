"""Each rule derives the shortcuts it should from small graphs, and none from what is claimed."""

from collections.abc import Iterable

import pytest
from pyoxigraph import NamedNode, Quad, QueryTriples, RdfFormat, Store, parse

from ontology import DERIVED_GRAPH, ID, IDENTITY_GRAPH, LEG, derivations

PREFIXES = """
@base <https://w3id.org/legation/article/a-test> .
@prefix leg: <https://w3id.org/legation/ns#> .
@prefix id: <https://w3id.org/legation/id/> .
"""
NAMES = {"heldOffice", "met", "visited", "memberOf", "accused", "disputedBy", "contradicts"}


def derived(rule: str, facts: str, *others: Quad) -> set[str]:
    """Return what a rule derives, as ``one property another`` in short ids."""
    store = Store()
    store.load(f"{PREFIXES} <> {{ {facts} }}".encode(), RdfFormat.TRIG)
    store.extend(others)
    triples = store.query(derivations()[rule], use_default_graph_as_union=True)
    assert isinstance(triples, QueryTriples)
    found = list(triples)
    assert len(found) == len(set(found))
    return {
        " ".join(
            term.value.removeprefix(ID).removeprefix(LEG).rpartition("#")[2]
            for term in (triple.subject, triple.predicate, triple.object)
            if isinstance(term, NamedNode)
        )
        for triple in found
    }


def identity(judgements: str) -> list[Quad]:
    turtle = f"{PREFIXES} GRAPH <{IDENTITY_GRAPH}> {{ {judgements} }}"
    return list(parse(turtle, RdfFormat.TRIG))


def merged(**pairs: str) -> list[Quad]:
    return [
        Quad(
            NamedNode(f"{ID!s}{old}"),
            NamedNode(LEG.mergedInto),
            NamedNode(f"{ID!s}{kept}"),
            NamedNode(DERIVED_GRAPH),
        )
        for old, kept in pairs.items()
    ]


def test_there_is_a_rule_for_every_shortcut() -> None:
    assert set(derivations()) == NAMES | {"mergedInto"}


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        (
            "heldOffice",
            """id:t1 a leg:Tenure ; leg:holder id:ann ; leg:office id:chair .
               id:t2 a leg:Tenure ; leg:holder id:ann ; leg:office id:chair .
               id:t3 a leg:Tenure ; leg:holder id:bo ; leg:office id:seat .""",
            {"ann heldOffice chair", "bo heldOffice seat"},
        ),
        (
            "memberOf",
            "id:m a leg:Membership ; leg:member id:ann , id:bo ; leg:organization id:council .",
            {"ann memberOf council", "bo memberOf council"},
        ),
        (
            "met",
            """id:m a leg:Meeting ; leg:attendee id:ann , id:bo , id:cy ; leg:host id:dee .
               id:v a leg:Visit ; leg:visitor id:ann ; leg:host id:eve .""",
            {f"{one} met {two}" for one in ("ann", "bo", "cy") for two in ("ann", "bo", "cy")}
            - {"ann met ann", "bo met bo", "cy met cy"},
        ),
        (
            "visited",
            """id:v a leg:Visit ; leg:visitor id:ann ; leg:destination id:town ; leg:host id:land .
               id:w a leg:Visit ; leg:visitor id:bo .
               id:m a leg:Meeting ; leg:attendee id:cy ; leg:place id:town .""",
            {"ann visited town", "ann visited land"},
        ),
        (
            "accused",
            """<#a> a leg:Allegation ; leg:asserter id:ann ; leg:against id:bo , id:cy .
               <#s> a leg:Statement ; leg:asserter id:ann ; leg:against id:dee .""",
            {"ann accused bo", "ann accused cy"},
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value in NAMES else "",
)
def test_facts_give_shortcuts(rule: str, facts: str, expected: set[str]) -> None:
    assert derived(rule, facts) == expected
    assert derived(rule, facts.replace("a leg:", "a leg:Proposition , leg:Was")) == set()


CLAIMED = """
    id:p a leg:Proposition ; leg:eventType leg:Meeting ; leg:holder id:ann ; leg:office id:chair ;
        leg:member id:ann ; leg:organization id:council ; leg:visitor id:ann ; leg:host id:bo ;
        leg:destination id:town ; leg:attendee id:ann , id:bo ; leg:asserter id:ann ;
        leg:against id:bo ; leg:specializes id:q .
    id:q a leg:Proposition ; leg:asserter id:bo .
"""


@pytest.mark.parametrize("rule", sorted(NAMES))
def test_a_proposition_gives_no_shortcut(rule: str) -> None:
    assert derived(rule, CLAIMED) == set()


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        (
            "heldOffice",
            "id:t a leg:Tenure ; leg:holder id:old ; leg:office id:old-chair .",
            {"ann heldOffice chair"},
        ),
        ("met", "id:m a leg:Meeting ; leg:attendee id:old , id:bo .", {"ann met bo", "bo met ann"}),
        ("met", "id:m a leg:Meeting ; leg:attendee id:old , id:ann .", set()),
        (
            "visited",
            "id:v a leg:Visit ; leg:visitor id:old ; leg:destination id:town .",
            {"ann visited town"},
        ),
        (
            "memberOf",
            "id:m a leg:Membership ; leg:member id:old ; leg:organization id:club .",
            {"ann memberOf club"},
        ),
        (
            "accused",
            "<#a> a leg:Allegation ; leg:asserter id:bo ; leg:against id:old .",
            {"bo accused ann"},
        ),
    ],
)
def test_shortcuts_speak_of_the_ids_that_are_kept(
    rule: str, facts: str, expected: set[str]
) -> None:
    assert derived(rule, facts, *merged(**{"old": "ann", "old-chair": "chair"})) == expected


SHELLS = """
    id:shells a leg:Proposition ; leg:specializes id:arms .
    id:arms a leg:Proposition ; leg:specializes id:trade .
    id:trade a leg:Proposition .
    <#a> a leg:Allegation ; leg:asserter id:us ; leg:against id:dprk ; leg:content id:shells .
    <#wide> a leg:Allegation ; leg:asserter id:us ; leg:against id:dprk ; leg:content id:arms .
"""


@pytest.mark.parametrize(
    ("denial", "disputed"),
    [
        ("leg:content id:shells", {"a"}),
        ("leg:content id:arms", {"a", "wide"}),
        ("leg:content id:trade", {"a", "wide"}),
        ("leg:content id:else", set()),
        ("leg:respondsTo <#wide>", {"wide"}),
        ("leg:respondsTo <#a> ; leg:content id:arms", {"a", "wide"}),
    ],
)
def test_an_allegation_is_disputed_by_a_denial_of_it_or_of_something_wider(
    denial: str, disputed: set[str]
) -> None:
    facts = f"{SHELLS} <#d> a leg:Denial ; leg:asserter id:dprk ; {denial} ."
    assert derived("disputedBy", facts) == {f"{name} disputedBy d" for name in disputed}
    assert derived("contradicts", facts) == {f"d contradicts {name}" for name in disputed}


def test_only_a_denial_disputes() -> None:
    facts = f"{SHELLS} <#p> a leg:Pledge ; leg:asserter id:dprk ; leg:content id:arms ."
    assert derived("disputedBy", facts) == set()


def test_a_denial_contradicts_whatever_asserts_what_it_denies() -> None:
    facts = """
        id:p a leg:Proposition ; leg:specializes id:q .
        <#s> a leg:Statement ; leg:content id:p .
        <#c> a leg:Characterization ; leg:content id:q .
        <#w> a leg:Warning ; leg:content id:p .
        <#answered> a leg:Warning ; leg:content id:z .
        <#other> a leg:Statement ; leg:content id:z .
        <#d1> a leg:Denial ; leg:content id:q .
        <#d2> a leg:Denial ; leg:content id:q ; leg:respondsTo <#answered> .
    """
    assert derived("contradicts", facts) == {
        "d1 contradicts s",
        "d1 contradicts c",
        "d2 contradicts s",
        "d2 contradicts c",
        "d2 contradicts answered",
    }


def judgements(*pairs: str) -> list[Quad]:
    return identity(
        " ".join(
            f"id:j{number} a leg:SameActorJudgement ; leg:retires id:{pair[0]} ; "
            f"leg:keeps id:{pair[1]} ."
            for number, pair in enumerate(pairs)
        )
    )


PEOPLE = "id:a a leg:Person . id:b a leg:Person . id:c a leg:Person . id:d a leg:Person ."


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], set()),
        (["ab"], {"a mergedInto b"}),
        (["ab", "bc", "cd"], {"a mergedInto d", "b mergedInto d", "c mergedInto d"}),
        (["ac", "bc"], {"a mergedInto c", "b mergedInto c"}),
        (["ab", "ba"], set()),
        (["ac", "ab"], {"a mergedInto b"}),
        (["ax"], set()),
    ],
)
def test_chains_of_judgements_end_at_the_id_that_is_kept(
    pairs: Iterable[str], expected: set[str]
) -> None:
    assert derived("mergedInto", PEOPLE, *judgements(*pairs)) == expected


def test_only_the_identity_graph_merges() -> None:
    smuggled = f"{PEOPLE} id:j a leg:SameActorJudgement ; leg:retires id:a ; leg:keeps id:b ."
    assert derived("mergedInto", smuggled) == set()


@pytest.mark.parametrize("rule", sorted(NAMES))
def test_what_was_derived_before_has_no_influence(rule: str) -> None:
    stale = [
        Quad(
            NamedNode(f"{ID!s}x"),
            NamedNode(LEG.term(name)),
            NamedNode(f"{ID!s}y"),
            NamedNode(DERIVED_GRAPH),
        )
        for name in NAMES
    ]
    assert derived(rule, PEOPLE, *stale) == set()
