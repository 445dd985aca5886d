"""The ontology has every term of the model, each with a label and a comment."""

import pytest
from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.namespace import OWL

from ontology import LEG, text


def words(names: str) -> list[str]:
    return names.split()


CLASSES = words("""
    Actor Person Organization ActorGroup State MediaOrganization Office Place Fact Tenure Membership
    Event Visit Meeting Agreement Conflict Deliberation ArmsTransfer WeaponUsePermission ArmedClash
    Statement Allegation Denial Warning Pledge Characterization Proposition Article Dataset Evidence
    CitedWork
    Judgement SameActorJudgement DifferentActorsJudgement Inference Revision
    DatePrecision DateBasis QuoteType VisitKind
""")
PROPERTIES = words("""
    participant location claimRole holder office member organization visitor host attendee party
    supplier recipient destination place asserter against addressee via
    officeOf visitKind during reachedAt content about quoteType respondsTo condition eventType item
    specializes publisher dateline sha256 bodyStart bodyEnd version record evidence reportedBy
    cites citedRecord attributedTo
    startEarliest startLatest endEarliest endLatest dateText datePrecision dateBasis
    heldOffice met visited memberOf accused disputedBy contradicts mergedInto
    considers leftOut rows reason judge retires keeps actor rowsRead factsMade rowsLeftOut
    isoAlpha2 isoAlpha3 isoNumeric remarks revisionNumber changed
    accreditedTo territoryOf placeText subject property object
    affiliation agent target characterized cameoCode ploverCode eventText
""")
INDIVIDUALS = words("""
    day month year stated fromDateline inferred directQuote partialQuote indirectSpeech
    presupposition stateVisit officialVisit workingVisit privateVisit officialWorkingVisit
""")
ROLES = {
    "participant": words(
        "holder office member organization visitor host attendee party supplier recipient"
        " agent target"
    ),
    "location": words("destination place"),
    "claimRole": words("asserter against addressee via characterized"),
}
KINDS_OF_PROPERTY = {OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property}


@pytest.fixture(scope="module")
def terms() -> Graph:
    return Graph().parse(data=text("legation.ttl"), format="turtle")


def leg(name: str) -> URIRef:
    return URIRef(LEG.term(name))


def below(terms: Graph, name: str, relation: URIRef) -> set[str]:
    found = terms.transitive_subjects(relation, leg(name))
    return {str(term).removeprefix(LEG) for term in found} - {name}


@pytest.mark.parametrize("name", [*CLASSES, *PROPERTIES, *INDIVIDUALS])
def test_each_term_says_what_it_is(name: str, terms: Graph) -> None:
    types = set(terms.objects(leg(name), RDF.type))
    if name in CLASSES:
        assert types == {OWL.Class}
    elif name in PROPERTIES:
        assert types & KINDS_OF_PROPERTY
    else:
        assert OWL.NamedIndividual in types
    for said in (RDFS.label, RDFS.comment):
        values = list(terms.objects(leg(name), said))
        assert [getattr(value, "language", None) for value in values] == ["en"]


def test_no_term_is_nameless_or_unlisted(terms: Graph) -> None:
    described = {str(term) for term in terms.subjects() if str(term).startswith(LEG)}
    kinds = {"informalVisit", "unofficialVisit", "contributors"}
    assert described == {LEG.term(name) for name in {*CLASSES, *PROPERTIES, *INDIVIDUALS, *kinds}}


@pytest.mark.parametrize("kind", ROLES)
def test_roles_are_found_under_their_three_heads(kind: str, terms: Graph) -> None:
    assert below(terms, kind, RDFS.subPropertyOf) == set(ROLES[kind])


def test_classes_of_event_and_statement(terms: Graph) -> None:
    events = below(terms, "Event", RDFS.subClassOf)
    assert {"ArmsTransfer", "WeaponUsePermission", "ArmedClash", "Deliberation"} <= events
    statements = below(terms, "Statement", RDFS.subClassOf)
    assert statements == {"Allegation", "Denial", "Warning", "Pledge", "Characterization"}
    assert events | statements | {"Tenure", "Membership", "Event", "Statement"} == below(
        terms, "Fact", RDFS.subClassOf
    )
    assert "Proposition" not in below(terms, "Fact", RDFS.subClassOf)
    assert (leg("Proposition"), OWL.disjointWith, leg("Event")) in terms


def test_nothing_that_a_proposition_may_bear_makes_it_a_fact(terms: Graph) -> None:
    """A domain on a role or a bound would turn every claimed meeting into a Meeting."""
    facts = {leg(name) for name in below(terms, "Fact", RDFS.subClassOf) | {"Fact"}}
    bounds = {"startEarliest", "startLatest", "endEarliest", "endLatest", "dateText"}
    claimed = {*bounds, *ROLES, "during", "reachedAt", "visitKind"}.union(*ROLES.values())
    assert [name for name in claimed if set(terms.objects(leg(name), RDFS.domain)) & facts] == []


def test_alignments_speak_only_of_our_terms(terms: Graph) -> None:
    others = Graph().parse(data=text("alignments.ttl"), format="turtle")
    ours = {term for term in others.subjects() if str(term).startswith(LEG)}
    assert ours
    assert ours <= set(terms.subjects())
    # nor do they make a fact of a proposition, by a super-property with a domain
    for role in set().union(*ROLES.values()):
        assert list(others.objects(leg(role), RDFS.subPropertyOf)) == []
