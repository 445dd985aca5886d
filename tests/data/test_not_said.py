"""What the first article does not say can not be had from the shipped graph by any road.

Each of these is a question in SPARQL to the union of all graphs, derived shortcuts included.
"""

import pytest

from graph.lookups import get_fact
from graph.view import View
from ontology import ENTITIES_GRAPH, ONTOLOGY_GRAPH, RDFS, SKOS, prefix_declarations

NEVER = {
    "an arms transfer happened": "?event a leg:ArmsTransfer",
    "a permission was given": "?event a leg:WeaponUsePermission",
    "the West and Russia clashed": "?event a leg:ArmedClash",
    "somebody supplied something": "?event leg:supplier ?any . ?event a/rdfs:subClassOf* leg:Fact",
    "a proposition is a fact": "?event a leg:Proposition ; a/rdfs:subClassOf* leg:Fact",
    "Kim visited": "?visit a leg:Visit ; leg:visitor id:kim-jong-un",
    "Kim visited, in short": "id:kim-jong-un leg:visited ?anything",
    "the state visit had a place": (
        "id:putin-state-visit-2024-06 ?role ?place . ?role rdfs:subPropertyOf leg:location"
    ),
    "Putin visited Pyongyang": "id:vladimir-putin leg:visited id:pyongyang",
    "Putin was at Pyongyang": (
        "?event leg:place|leg:destination id:pyongyang ; ?role id:vladimir-putin"
    ),
    "the summit had a place": "id:putin-kim-summit-2024-06 leg:place ?place",
    "somebody was Shoigu's host": "id:shoigu-visit-to-pyongyang-2024-09-13 leg:host ?host",
    "Shoigu arrived on a known day": (
        "id:shoigu-visit-to-pyongyang-2024-09-13 leg:startEarliest ?day"
    ),
    "Shoigu left on a known day": "id:shoigu-visit-to-pyongyang-2024-09-13 leg:endLatest ?day",
    "Shoigu is known to have become secretary before the article": (
        "id:sergei-shoigu-secretary-of-the-security-council-of-russia ?bound ?day . "
        'FILTER (DATATYPE(?day) = xsd:date && ?day < "2024-09-13"^^xsd:date)'
    ),
    "Shoigu did not become secretary before some day": (
        "id:sergei-shoigu-secretary-of-the-security-council-of-russia leg:startEarliest ?day"
    ),
    "Shoigu became minister on a known day": (
        "id:sergei-shoigu-minister-of-defense-of-russia leg:startEarliest ?day"
    ),
    "the war began on a known day": "id:war-in-ukraine leg:startEarliest ?day",
    "the war is known to have begun before the article": (
        "id:war-in-ukraine leg:startLatest ?day "
        'FILTER (?day < "2024-09-13"^^xsd:date)'
    ),
    "the war is over": "id:war-in-ukraine leg:endLatest ?day",
    "somebody fights the war": (
        "id:war-in-ukraine ?role ?actor . ?role rdfs:subPropertyOf leg:participant"
    ),
    "relations deepened from a known day": (
        "?statement leg:content id:russia-deepened-relations-with-north-korea ; "
        "leg:startEarliest|leg:startLatest|leg:endEarliest|leg:endLatest ?day"
    ),
    "the West's missiles were supplied on a known day": (
        "?statement leg:content id:the-west-supplied-long-range-missiles-to-ukraine ; "
        "leg:startEarliest|leg:startLatest|leg:endEarliest|leg:endLatest ?day"
    ),
    "the dateline's city was the place of something": (
        '?place rdfs:label|skos:altLabel ?name . FILTER (STR(?name) IN ("Moscow", "MOSCOW"))'
    ),
    "a capital is another name of its state": (
        "?state a leg:State ; rdfs:label|skos:altLabel ?name . "
        'FILTER (STR(?name) IN ("Moscow", "Pyongyang", "Москва", "평양"))'
    ),
    "the informal leader holds a formal post": (
        "?tenure leg:holder id:kim-jong-un ; leg:office ?office . "
        "FILTER (?office != id:leader-of-north-korea)"
    ),
    "a group has members": "?membership leg:organization/a leg:ActorGroup",
    "RIA asserts what it only carries": "?statement leg:asserter id:ria",
    "somebody denies a denial": "?denial leg:respondsTo/a leg:Denial",
    "any denial ends the allegation": (
        "?allegation a leg:Allegation ; leg:endEarliest ?day"
    ),
    "being accused together is contact": "id:russia leg:met ?other",
}  # fmt: skip


@pytest.mark.parametrize("pattern", NEVER.values(), ids=NEVER.keys())
def test_nothing_says_that(pattern: str, seeded: View) -> None:
    assert not seeded.snapshot.ask(f"{prefix_declarations()} ASK {{ {pattern} }}")


ALWAYS = {
    "the transfer is alleged": "?statement leg:content/leg:eventType leg:ArmsTransfer",
    "Shoigu visited Pyongyang": "id:sergei-shoigu leg:visited id:pyongyang",
    "Putin visited Kim": "id:vladimir-putin leg:visited id:kim-jong-un",
    "Shoigu met Kim": "id:kim-jong-un leg:met id:sergei-shoigu",
    "the United States accused Russia": "id:united-states leg:accused id:russia",
    "the allegation is disputed by North Korea": (
        "?allegation leg:disputedBy/leg:asserter id:north-korea"
    ),
}


@pytest.mark.parametrize("pattern", ALWAYS.values(), ids=ALWAYS.keys())
def test_the_same_roads_lead_to_what_is_said(pattern: str, seeded: View) -> None:
    assert seeded.snapshot.ask(f"{prefix_declarations()} ASK {{ {pattern} }}")


def test_nothing_after_the_body_became_a_name(seeded: View, article_text: str) -> None:
    around = article_text[1600:]
    territories = {f"{quad.subject}" for quad in seeded.snapshot.quads(ENTITIES_GRAPH)
                   if quad.predicate.value.endswith("isoNumeric")}  # fmt: skip
    names = {
        str(getattr(quad.object, "value", ""))
        for quad in seeded.snapshot.quads()
        if quad.predicate.value in {RDFS.label, SKOS.altLabel}
        and str(quad.subject) not in territories
        and "/territory-of-" not in str(quad.subject)
        and str(quad.graph_name) != f"<{ONTOLOGY_GRAPH}>"
    }
    body = article_text[:1599]
    assert "Reuters" in names
    assert not {name for name in names if len(name) > 3 and name in around and name not in body}


@pytest.mark.parametrize(
    ("identifier", "standing"),
    [
        ("us-allegation", "disputed"),
        ("russian-denial", "attributed"),
        ("north-korean-denial", "attributed"),
        ("missiles-presupposed", "reported"),
        ("putin-warning", "attributed"),
        ("council-statement", "attributed"),
        ("deepened-relations", "reported"),
    ],
)
def test_a_statement_stands_on_the_word_it_stands_on(
    identifier: str, standing: str, seeded: View
) -> None:
    assert get_fact(seeded, f"2024-09-13-shoigu-kim-pyongyang:{identifier}").standing == standing


@pytest.mark.parametrize(
    ("identifier", "standing"),
    [
        ("shoigu-kim-talks-2024-09-13", "attributed"),
        ("shoigu-visit-to-pyongyang-2024-09-13", "attributed"),
        ("putin-state-visit-2024-06", "reported"),
        ("putin-kim-summit-2024-06", "attributed"),
        ("putin-kim-agreements-2024-06", "attributed"),
        ("war-in-ukraine", "reported"),
        ("sergei-shoigu-minister-of-defense-of-russia", "reported"),
    ],
)
def test_an_event_or_tenure_stands_on_the_word_it_stands_on(
    identifier: str, standing: str, seeded: View
) -> None:
    assert get_fact(seeded, identifier).standing == standing
