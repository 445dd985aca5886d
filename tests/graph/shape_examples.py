"""A graph that obeys every shape, and for every rule one way to break it."""

from dataclasses import dataclass

ARTICLE = "https://w3id.org/legation/article/a-test"
DATASET = "https://w3id.org/legation/dataset/a-table"
ID = "https://w3id.org/legation/id/"
LEG = "https://w3id.org/legation/ns#"
OA = "http://www.w3.org/ns/oa#"
DCT = "http://purl.org/dc/terms/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

VALID = """
@base <https://w3id.org/legation/article/a-test> .
@prefix leg: <https://w3id.org/legation/ns#> .
@prefix id: <https://w3id.org/legation/id/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix table: <https://w3id.org/legation/dataset/a-table#> .

<> a leg:Article ; dct:title "Ann 😀 met Bo" ; leg:publisher id:agency ;
    leg:sha256 "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" ;
    leg:bodyStart 50 ; leg:bodyEnd 400 .
<#headline> a leg:Evidence ; oa:hasSource <> ; oa:start 4 ; oa:end 12 ; oa:exact "😀 met Bo" .
<#body> a leg:Evidence ; oa:hasSource <> ; oa:start 391 ; oa:end 400 ; oa:exact "Ann spoke" .
<https://w3id.org/legation/dataset/a-table> a leg:Dataset ; dct:title "A table" ;
    dct:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    dct:source <https://example.org/table> ; leg:leftOut table:left-out-1 .
table:left-out-1 leg:reason "no date"@en ; leg:rows 3 .
table:1.evidence a leg:Evidence ; oa:hasSource <https://w3id.org/legation/dataset/a-table> ;
    leg:record "1" .
table:cited.evidence a leg:Evidence ; oa:hasSource <../dataset/a-table> ;
    leg:record "2" ; oa:exact "the council has met" ; leg:cites table:gazette ;
    leg:citedRecord "7" .
table:gazette a leg:CitedWork ; dct:title "A gazette" ; leg:publisher id:council ;
    dct:issued "2020-01-02"^^xsd:date ; dct:source <https://example.org/gazette> .

id:ann a leg:Person ; rdfs:label "Ann"@en ; skos:altLabel "Anne"@fr ; skos:exactMatch wd:Q1 .
id:bo a leg:Person ; rdfs:label "Bo"@en , "Бо"@ru .
id:agency a leg:MediaOrganization ; rdfs:label "Agency"@en .
id:land a leg:State ; rdfs:label "Land"@en ;
    leg:isoAlpha2 "LA" ; leg:isoAlpha3 "LAN" ; leg:isoNumeric "001" .
id:council a leg:Organization ; rdfs:label "Council"@en .
id:minister-of-land a leg:Office ; rdfs:label "minister of Land"@en ; leg:officeOf id:land .
id:town a leg:Place ; rdfs:label "Town"@en .

id:a-tenure a leg:Tenure ; leg:holder id:ann ; leg:office id:minister-of-land ;
    leg:startEarliest "2020-01-01"^^xsd:date ; leg:startLatest "2020-01-31"^^xsd:date ;
    leg:endEarliest "2021-05-01"^^xsd:date ; leg:endLatest "2021-05-31"^^xsd:date ;
    leg:dateText "from January" ; leg:datePrecision leg:month ; leg:dateBasis leg:stated ;
    leg:reportedBy id:agency ; leg:attributedTo id:council ; leg:evidence <#headline> , <#body> .
id:a-membership a leg:Membership ; leg:member id:land ; leg:organization id:council ;
    leg:evidence table:1.evidence .
id:a-visit a leg:Visit ; leg:visitor id:ann ; leg:host id:land ; leg:destination id:town ;
    leg:visitKind leg:workingVisit ; leg:evidence <#body> .
id:a-meeting a leg:Meeting ; leg:attendee id:ann , id:bo ; leg:place id:town ;
    leg:during id:a-visit ; leg:evidence <#body> .
id:an-agreement a leg:Agreement ; leg:party id:ann , id:bo ; leg:reachedAt id:a-meeting ;
    leg:evidence <#body> .
id:an-event a leg:Event ; leg:agent id:ann ; leg:target id:bo ; leg:cameoCode "017" ;
    leg:ploverCode "COERCE-martial-law" ;
    leg:evidence <#body> .
<#praise> a leg:Characterization ; leg:asserter id:ann ; leg:characterized id:bo ;
    leg:evidence <#body> .
id:council leg:affiliation id:land .
id:a-deliberation a leg:Deliberation ; leg:party id:land ; leg:considers id:narrow ;
    leg:evidence <#body> .

id:narrow a leg:Proposition ; leg:eventType leg:ArmsTransfer ; leg:supplier id:land ;
    leg:recipient id:council ; leg:item "shells"@en ; leg:specializes id:wide ;
    leg:startLatest "2020-02-01"^^xsd:date .
id:wide a leg:Proposition .
<#allegation> a leg:Allegation ; leg:asserter id:ann ; leg:against id:land ; leg:via id:agency ;
    leg:addressee id:council ; leg:content id:narrow ; leg:quoteType leg:indirectSpeech ;
    leg:about id:a-meeting ; leg:evidence <#body> .
<#denial> a leg:Denial ; leg:asserter id:land ; leg:respondsTo <#allegation> ;
    leg:evidence <#body> .
<#warning> a leg:Warning ; leg:asserter id:bo ; leg:condition id:narrow ; leg:content id:wide ;
    leg:evidence <#body> .

id:judgement-1 a leg:SameActorJudgement ; leg:retires id:bo ; leg:keeps id:ann ;
    leg:reason "one person"@en ; leg:judge "a reader" .
id:judgement-2 a leg:DifferentActorsJudgement ; leg:actor id:ann , id:land ;
    leg:reason "two"@en ; leg:judge "a reader" .
"""


@dataclass(frozen=True)
class Broken:
    """One thing wrong: what is put in place of what, and the fault that must name it."""

    name: str
    old: str
    new: str
    node: str
    path: str
    mend: str
    value: str = ""

    @property
    def turtle(self) -> str:
        """The valid graph with this one change."""
        assert VALID.count(self.old) == 1, self.old
        return VALID.replace(self.old, self.new)


def _bound(name: str, value: str) -> str:
    return f'leg:{name} "{value}"^^xsd:date'


_TENURE = ID + "a-tenure"
_BODY = ARTICLE + "#body"
_LONG = "x" * 161
_AT_BODY = 'oa:start 391 ; oa:end 400 ; oa:exact "Ann spoke"'


def _removed(name: str, old: str, node: str, path: str, mend: str) -> Broken:
    return Broken(name, old, "", node, path, mend)


BROKEN = [
    # tenures, memberships, visits, meetings
    _removed("tenure-no-holder", "leg:holder id:ann ;", _TENURE, LEG + "holder", "leg:holder"),
    Broken("tenure-two-holders", "leg:holder id:ann ;", "leg:holder id:ann , id:bo ;",
           _TENURE, LEG + "holder", "leg:holder"),
    Broken("tenure-holder-no-person", "leg:holder id:ann ;", "leg:holder id:land ;",
           _TENURE, LEG + "holder", "Person", ID + "land"),
    _removed("tenure-no-office", "leg:office id:minister-of-land ;", _TENURE, LEG + "office",
             "leg:office"),
    Broken("tenure-two-offices", "id:minister-of-land ;\n    leg:startE",
           "id:minister-of-land , id:town ;\n    leg:startE", _TENURE, LEG + "office",
           "one Office"),
    Broken("tenure-office-no-office", "leg:office id:minister-of-land ;", "leg:office id:land ;",
           _TENURE, LEG + "office", "Office", ID + "land"),
    _removed("membership-no-member", "leg:member id:land ;", ID + "a-membership", LEG + "member",
             "leg:member"),
    _removed("membership-no-organization", "leg:organization id:council ;", ID + "a-membership",
             LEG + "organization", "leg:organization"),
    Broken("membership-of-a-person", "leg:organization id:council", "leg:organization id:bo",
           ID + "a-membership", LEG + "organization", "leg:organization", ID + "bo"),
    Broken("member-no-actor", "leg:member id:land", "leg:member id:town", ID + "a-membership",
           LEG + "member", "leg:member", ID + "town"),
    _removed("visit-no-visitor", "leg:visitor id:ann ;", ID + "a-visit", LEG + "visitor",
             "leg:visitor"),
    Broken("visitor-no-actor", "leg:visitor id:ann", "leg:visitor id:town", ID + "a-visit",
           LEG + "visitor", "leg:visitor", ID + "town"),
    Broken("host-no-actor", "leg:host id:land", "leg:host id:town", ID + "a-visit", LEG + "host",
           "leg:host", ID + "town"),
    Broken("destination-no-place", "leg:destination id:town", "leg:destination id:land",
           ID + "a-visit", LEG + "destination", "leg:destination", ID + "land"),
    Broken("visit-kind-unknown", "leg:workingVisit", "id:town", ID + "a-visit",
           LEG + "visitKind", "leg:stateVisit", ID + "town"),
    Broken("meeting-of-one", "leg:attendee id:ann , id:bo", "leg:attendee id:ann",
           ID + "a-meeting", LEG + "attendee", "leg:attendee", "1"),
    Broken("attendee-no-actor", "leg:attendee id:ann , id:bo", "leg:attendee id:ann , id:town",
           ID + "a-meeting", LEG + "attendee", "leg:attendee", ID + "town"),
    Broken("place-no-place", "leg:place id:town", "leg:place id:land", ID + "a-meeting",
           LEG + "place", "leg:place", ID + "land"),
    Broken("during-no-visit", "leg:during id:a-visit", "leg:during id:a-tenure",
           ID + "a-meeting", LEG + "during", "leg:during", _TENURE),
    Broken("reached-at-no-meeting", "leg:reachedAt id:a-meeting", "leg:reachedAt id:a-visit",
           ID + "an-agreement", LEG + "reachedAt", "leg:reachedAt", ID + "a-visit"),
    Broken("party-no-actor", "leg:party id:ann , id:bo", "leg:party id:ann , id:town",
           ID + "an-agreement", LEG + "party", "leg:party", ID + "town"),
    _removed("deliberation-on-nothing", "leg:considers id:narrow ;", ID + "a-deliberation",
             LEG + "considers", "leg:considers"),
    Broken("considers-no-proposition", "leg:considers id:narrow", "leg:considers id:a-visit",
           ID + "a-deliberation", LEG + "considers", "leg:Proposition", ID + "a-visit"),
    Broken("role-of-an-actor", 'rdfs:label "Council"@en', 'rdfs:label "C"@en ; leg:party id:ann',
           ID + "council", RDF + "type", "leg:Visit"),
    # statements and propositions
    _removed("statement-no-asserter", "leg:asserter id:bo ;", ARTICLE + "#warning",
             LEG + "asserter", "leg:asserter"),
    Broken("statement-two-asserters", "leg:asserter id:bo ;", "leg:asserter id:bo , id:ann ;",
           ARTICLE + "#warning", LEG + "asserter", "two statements"),
    Broken("asserter-no-actor", "leg:asserter id:bo", "leg:asserter id:town",
           ARTICLE + "#warning", LEG + "asserter", "leg:asserter", ID + "town"),
    _removed("allegation-against-nobody", "leg:against id:land ;", ARTICLE + "#allegation",
             LEG + "against", "leg:against"),
    Broken("against-no-actor", "leg:against id:land", "leg:against id:town",
           ARTICLE + "#allegation", LEG + "against", "leg:against", ID + "town"),
    _removed("allegation-no-content", "leg:content id:narrow ;", ARTICLE + "#allegation",
             LEG + "content", "leg:content"),
    Broken("content-no-proposition", "leg:content id:narrow", "leg:content id:a-visit",
           ARTICLE + "#allegation", LEG + "content", "leg:Proposition", ID + "a-visit"),
    Broken("via-no-actor", "leg:via id:agency", "leg:via id:town", ARTICLE + "#allegation",
           LEG + "via", "leg:via", ID + "town"),
    Broken("addressee-no-actor", "leg:addressee id:council", "leg:addressee id:town",
           ARTICLE + "#allegation", LEG + "addressee", "leg:addressee", ID + "town"),
    Broken("quote-type-unknown", "leg:indirectSpeech", "leg:day", ARTICLE + "#allegation",
           LEG + "quoteType", "leg:directQuote", LEG + "day"),
    Broken("about-words", "leg:about id:a-meeting", 'leg:about "a meeting"',
           ARTICLE + "#allegation", LEG + "about", "leg:about", "a meeting"),
    _removed("denial-of-nothing", "leg:respondsTo <#allegation> ;", ARTICLE + "#denial",
             LEG + "content", "leg:respondsTo"),
    Broken("responds-to-no-statement", "leg:respondsTo <#allegation>", "leg:respondsTo id:wide",
           ARTICLE + "#denial", LEG + "respondsTo", "leg:respondsTo", ID + "wide"),
    _removed("warning-no-content", "leg:content id:wide ;", ARTICLE + "#warning",
             LEG + "content", "leg:content"),
    Broken("condition-no-proposition", "leg:condition id:narrow", "leg:condition id:a-visit",
           ARTICLE + "#warning", LEG + "condition", "leg:Proposition", ID + "a-visit"),
    Broken("proposition-as-event", "id:wide a leg:Proposition .",
           "id:wide a leg:Proposition , leg:ArmsTransfer ; leg:evidence <#body> .",
           ID + "wide", RDF + "type", "leg:eventType"),
    Broken("event-type-no-event", "leg:eventType leg:ArmsTransfer", "leg:eventType leg:Tenure",
           ID + "narrow", LEG + "eventType", "leg:eventType", LEG + "Tenure"),
    Broken("event-type-unknown", "leg:eventType leg:ArmsTransfer", "leg:eventType id:town",
           ID + "narrow", LEG + "eventType", "leg:eventType", ID + "town"),
    Broken("supplier-no-actor", "leg:supplier id:land", "leg:supplier id:town", ID + "narrow",
           LEG + "supplier", "leg:supplier", ID + "town"),
    Broken("recipient-no-actor", "leg:recipient id:council", "leg:recipient id:town",
           ID + "narrow", LEG + "recipient", "leg:recipient", ID + "town"),
    Broken("specializes-no-proposition", "leg:specializes id:wide", "leg:specializes id:land",
           ID + "narrow", LEG + "specializes", "leg:specializes", ID + "land"),
    Broken("claim-role-of-an-event", "leg:during id:a-visit",
           "leg:during id:a-visit ; leg:asserter id:ann", ID + "a-meeting", RDF + "type",
           "statement"),
    # dates
    *(Broken(f"{name}-no-date", _bound(name, day), f'leg:{name} "{day[:7]}"^^xsd:gYearMonth',
             _TENURE, LEG + name, "xsd:date", day[:7])
      for name, day in (("startEarliest", "2020-01-01"), ("startLatest", "2020-01-31"),
                        ("endEarliest", "2021-05-01"), ("endLatest", "2021-05-31"))),
    *(Broken(f"{name}-twice", _bound(name, day),
             f"{_bound(name, day)} , {_bound('x', day[:-1] + '1').removeprefix('leg:x ')}"
             if not day.endswith("1")
             else f"{_bound(name, day)} , {_bound('x', day[:-1] + '0').removeprefix('leg:x ')}",
             _TENURE, LEG + name, "one value")
      for name, day in (("startLatest", "2020-01-31"), ("endLatest", "2021-05-31"))),
    Broken("startEarliest-twice", _bound("startEarliest", "2020-01-01"),
           _bound("startEarliest", "2020-01-01") + ' , "2020-01-02"^^xsd:date',
           _TENURE, LEG + "startEarliest", "one value"),
    Broken("endEarliest-twice", _bound("endEarliest", "2021-05-01"),
           _bound("endEarliest", "2021-05-01") + ' , "2021-05-02"^^xsd:date',
           _TENURE, LEG + "endEarliest", "one value"),
    Broken("impossible-day", _bound("endLatest", "2021-05-31"), _bound("endLatest", "2021-06-31"),
           _TENURE, LEG + "endLatest", "xsd:date", "2021-06-31"),
    Broken("date-with-zone", _bound("endLatest", "2021-05-31"), _bound("endLatest", "2021-05-31Z"),
           _TENURE, LEG + "endLatest", "xsd:date", "2021-05-31Z"),
    Broken("starts-out-of-order", "2020-01-31", "2019-12-31", _TENURE, LEG + "startEarliest",
           "on or before leg:startLatest", "2020-01-01"),
    Broken("ends-out-of-order", "2021-05-01", "2021-06-01", _TENURE, LEG + "endEarliest",
           "on or before leg:endLatest", "2021-06-01"),
    Broken("end-before-start",
           '"2021-05-01"^^xsd:date ; leg:endLatest "2021-05-31"',
           '"2019-05-01"^^xsd:date ; leg:endLatest "2019-05-31"',
           _TENURE, LEG + "startEarliest", "on or before leg:endLatest", "2020-01-01"),
    Broken("two-date-texts", '"from January"', '"from January" , "since"', _TENURE,
           LEG + "dateText", "leg:dateText"),
    Broken("precision-unknown", "leg:datePrecision leg:month", "leg:datePrecision leg:stated",
           _TENURE, LEG + "datePrecision", "leg:month", LEG + "stated"),
    Broken("basis-unknown", "leg:dateBasis leg:stated", "leg:dateBasis leg:month", _TENURE,
           LEG + "dateBasis", "leg:fromDateline", LEG + "month"),
    Broken("dated-actor", 'rdfs:label "Council"@en', 'rdfs:label "C"@en ; leg:dateText "now"',
           ID + "council", RDF + "type", "leg:Visit"),
    # facts and their evidence
    _removed("fact-no-evidence", "leg:evidence table:1.evidence", ID + "a-membership",
             LEG + "evidence", "leg:evidence"),
    Broken("evidence-undescribed", "leg:evidence table:1.evidence", "leg:evidence table:2.evidence",
           ID + "a-membership", LEG + "evidence", "leg:Evidence", DATASET + "#2.evidence"),
    Broken("evidence-of-an-actor", 'rdfs:label "Council"@en',
           'rdfs:label "C"@en ; leg:evidence <#body>', ID + "council", RDF + "type", "leg:Visit"),
    Broken("reported-by-a-place", "leg:reportedBy id:agency", "leg:reportedBy id:town", _TENURE,
           LEG + "reportedBy", "leg:reportedBy", ID + "town"),
    Broken("attributed-to-a-place", "leg:attributedTo id:council", "leg:attributedTo id:town",
           _TENURE, LEG + "attributedTo", "leg:attributedTo", ID + "town"),
    _removed("evidence-no-source", "oa:hasSource <https://w3id.org/legation/dataset/a-table> ;",
             DATASET + "#1.evidence", OA + "hasSource", "oa:hasSource"),
    Broken("evidence-two-sources", f"oa:hasSource <> ; {_AT_BODY}",
           f"oa:hasSource <> , <https://w3id.org/legation/dataset/a-table> ; {_AT_BODY} ; "
           'leg:record "1"', _BODY, OA + "hasSource", "oa:hasSource"),
    Broken("evidence-from-an-actor", "oa:hasSource <https://w3id.org/legation/dataset/a-table>",
           "oa:hasSource id:agency", DATASET + "#1.evidence", OA + "hasSource", "leg:Dataset",
           ID + "agency"),
    Broken("no-start", _AT_BODY, 'oa:end 400 ; oa:exact "Ann spoke"', _BODY, OA + "start",
           "oa:start"),
    Broken("no-end", _AT_BODY, 'oa:start 391 ; oa:exact "Ann spoke"', _BODY, OA + "end", "oa:end"),
    Broken("no-quotation", _AT_BODY, "oa:start 391 ; oa:end 400", _BODY, OA + "exact",
           "oa:exact"),
    Broken("no-record", 'leg:record "1"', 'dct:description "1"', DATASET + "#1.evidence",
           LEG + "record", "leg:record"),
    Broken("two-records", 'leg:record "1"', 'leg:record "1" , "2"', DATASET + "#1.evidence",
           LEG + "record", "leg:record"),
    Broken("record-with-a-start", 'leg:citedRecord "7" .', 'leg:citedRecord "7" ; oa:start 3 .',
           DATASET + "#cited.evidence", OA + "start", "oa:start", "3"),
    Broken("record-with-an-end", 'leg:citedRecord "7" .', 'leg:citedRecord "7" ; oa:end 3 .',
           DATASET + "#cited.evidence", OA + "end", "oa:end", "3"),
    Broken("record-quotes-too-much", "the council has met", _LONG, DATASET + "#cited.evidence",
           OA + "exact", "shorten"),
    Broken("cites-no-work", "leg:cites table:gazette", "leg:cites id:agency",
           DATASET + "#cited.evidence", LEG + "cites", "leg:CitedWork", ID + "agency"),
    Broken("two-cited-records", 'leg:citedRecord "7"', 'leg:citedRecord "7" , "8"',
           DATASET + "#cited.evidence", LEG + "citedRecord", "leg:citedRecord"),
    Broken("article-cites", 'oa:exact "Ann spoke" .',
           'oa:exact "Ann spoke" ; leg:cites table:gazette .', _BODY, LEG + "cites",
           "of its own", DATASET + "#gazette"),
    Broken("citing-no-evidence", "table:1.evidence a leg:Evidence ;",
           "table:1.evidence leg:cites table:gazette ; leg:citedRecord \"1\" .\n"
           "table:3.evidence a leg:Evidence ;",
           DATASET + "#1.evidence", RDF + "type", "leg:Evidence"),
    _removed("cited-work-no-title", 'dct:title "A gazette" ;', DATASET + "#gazette",
             DCT + "title", "dct:title"),
    Broken("cited-work-two-titles", 'dct:title "A gazette"', 'dct:title "A gazette" , "Another"',
           DATASET + "#gazette", DCT + "title", "dct:title"),
    Broken("cited-work-no-address", "dct:source <https://example.org/gazette>",
           'dct:source "in a drawer"', DATASET + "#gazette", DCT + "source", "dct:source"),
    Broken("two-quotations", 'oa:exact "Ann spoke"', 'oa:exact "Ann spoke" , "Ann Spoke"', _BODY,
           OA + "exact", "once with oa:exact"),
    Broken("empty-quotation", _AT_BODY, 'oa:start 391 ; oa:end 391 ; oa:exact ""', _BODY,
           OA + "exact", "oa:exact"),
    Broken("long-quotation", _AT_BODY, f'oa:start 100 ; oa:end 261 ; oa:exact "{_LONG}"', _BODY,
           OA + "exact", "shorten", _LONG),
    Broken("length-in-utf16", "oa:start 4 ; oa:end 12", "oa:start 4 ; oa:end 13",
           ARTICLE + "#headline", OA + "end", "code points", "13"),
    Broken("offset-no-integer", "oa:start 391", 'oa:start "391"', _BODY, OA + "start",
           "code points with oa:start", "391"),
    Broken("end-no-integer", "oa:end 400 ;", 'oa:end "400" ;', _BODY, OA + "end",
           "code points with oa:end", "400"),
    Broken("outside-the-body", "oa:start 391 ; oa:end 400", "oa:start 392 ; oa:end 401", _BODY,
           OA + "start", "oa:start", "392"),
    Broken("between-headline-and-body", "oa:start 391 ; oa:end 400", "oa:start 20 ; oa:end 29",
           _BODY, OA + "start", "oa:start", "20"),
    Broken("past-the-headline", "oa:start 4 ; oa:end 12", "oa:start 5 ; oa:end 13",
           ARTICLE + "#headline", OA + "start", "oa:start", "5"),
    Broken("before-the-headline", "oa:start 4 ; oa:end 12", "oa:start -1 ; oa:end 7",
           ARTICLE + "#headline", OA + "start", "oa:start", "-1"),
    Broken("quoting-actor", 'rdfs:label "Council"@en', 'rdfs:label "C"@en ; oa:hasSource <>',
           ID + "council", RDF + "type", "leg:Evidence"),
    # sources
    _removed("article-no-title", 'dct:title "Ann 😀 met Bo" ;', ARTICLE, DCT + "title",
             "dct:title"),
    Broken("article-two-titles", '"Ann 😀 met Bo"', '"Ann 😀 met Bo" , "Ann 😀 saw Bo"', ARTICLE,
           DCT + "title", "dct:title"),
    Broken("article-no-hash", "leg:sha256", "dct:description", ARTICLE, LEG + "sha256",
           "leg:sha256"),
    Broken("article-short-hash", '"01234567', '"', ARTICLE, LEG + "sha256", "leg:sha256",
           "89abcdef" + "0123456789abcdef" * 3),
    _removed("article-no-body-start", "leg:bodyStart 50 ;", ARTICLE, LEG + "bodyStart",
             "leg:bodyStart"),
    Broken("article-negative-body-start", "leg:bodyStart 50", "leg:bodyStart -1", ARTICLE,
           LEG + "bodyStart", "leg:bodyStart", "-1"),
    Broken("article-no-body-end", "; leg:bodyEnd 400", "", ARTICLE, LEG + "bodyEnd",
           "leg:bodyEnd"),
    Broken("article-body-of-words", "leg:bodyEnd 400", 'leg:bodyEnd "the end"', ARTICLE,
           LEG + "bodyEnd", "leg:bodyEnd", "the end"),
    Broken("article-body-backwards", "leg:bodyStart 50", "leg:bodyStart 500", ARTICLE,
           LEG + "bodyStart", "before leg:bodyEnd", "500"),
    Broken("article-slug", "<> a leg:Article ;",
           '<> a leg:Article . <https://w3id.org/legation/article/B> a leg:Article ; '
           'dct:title "B" ; leg:sha256 "0000000000000000000000000000000000000000000000000000000000'
           '000000" ; leg:bodyStart 1 ; leg:bodyEnd 2 . <>',
           "https://w3id.org/legation/article/B", "", "lower-case ASCII"),
    _removed("dataset-no-title", 'dct:title "A table" ;', DATASET, DCT + "title", "dct:title"),
    _removed("dataset-no-licence",
             "dct:license <https://creativecommons.org/publicdomain/zero/1.0/> ;", DATASET,
             DCT + "license", "dct:license"),
    _removed("dataset-no-publication", "dct:source <https://example.org/table> ;", DATASET,
             DCT + "source", "dct:source"),
    Broken("dataset-slug", 'table:left-out-1 leg:reason',
           '<https://w3id.org/legation/dataset/b_b> a leg:Dataset ; dct:title "B" ; '
           'dct:license id:ann ; dct:source id:ann . table:left-out-1 leg:reason',
           "https://w3id.org/legation/dataset/b_b", "", "lower-case ASCII"),
    Broken("publisher-no-actor", "leg:publisher id:agency", "leg:publisher id:town", ARTICLE,
           LEG + "publisher", "leg:publisher", ID + "town"),
    _removed("left-out-no-reason", 'leg:reason "no date"@en ;', DATASET + "#left-out-1",
             LEG + "reason", "leg:reason"),
    Broken("left-out-no-number", "leg:rows 3", 'leg:rows "three"', DATASET + "#left-out-1",
           LEG + "rows", "leg:rows", "three"),
    # names
    Broken("id-with-capitals", "id:wide a leg:Proposition .",
           "id:wide a leg:Proposition . id:Wide a leg:Proposition .", ID + "Wide", "",
           "lower-case ASCII"),
    Broken("id-with-letters-beyond-ascii", "id:wide a leg:Proposition .",
           "id:wide a leg:Proposition . id:großes a leg:Proposition .", ID + "großes", "",
           "lower-case ASCII"),
    Broken("id-with-underscore", "id:wide a leg:Proposition .",
           "id:wide a leg:Proposition . id:too_wide a leg:Proposition .", ID + "too_wide", "",
           "lower-case ASCII"),
    Broken("blank-fact", "id:wide a leg:Proposition .",
           "id:wide a leg:Proposition . _:b a leg:Visit ; leg:visitor id:ann ; "
           "leg:evidence <#body> .", "_:b", "", "blank node"),
    Broken("no-label", 'id:bo a leg:Person ; rdfs:label "Bo"@en , "Бо"@ru .',
           "id:bo a leg:Person .", ID + "bo", RDFS + "label", "rdfs:label"),
    Broken("two-labels", '"Бо"@ru', '"Bob"@en', ID + "bo", RDFS + "label", "skos:altLabel"),
    Broken("label-no-language", '"Бо"@ru', '"Бо"', ID + "bo", RDFS + "label", "tag it", "Бо"),
    Broken("alias-no-language", '"Anne"@fr', '"Anne"', ID + "ann", SKOS + "altLabel", "tag it",
           "Anne"),
    Broken("alpha-2", '"LA"', '"la"', ID + "land", LEG + "isoAlpha2", "RU", "la"),
    Broken("alpha-3", '"LAN"', '"LAND"', ID + "land", LEG + "isoAlpha3", "RUS", "LAND"),
    Broken("numeric", '"001"', "1", ID + "land", LEG + "isoNumeric", "643", "1"),
    Broken("cameo-code", '"017"', '"17.1"', ID + "an-event", LEG + "cameoCode", "042", "17.1"),
    Broken("plover-code", '"COERCE-martial-law"', '"coerce"', ID + "an-event", LEG + "ploverCode",
           "CONSULT-visit", "coerce"),
    Broken("affiliation-of-a-place", "leg:affiliation id:land", "leg:affiliation id:town",
           ID + "council", LEG + "affiliation", "leg:affiliation", ID + "town"),
    Broken("agent-no-actor", "leg:agent id:ann", "leg:agent id:town", ID + "an-event",
           LEG + "agent", "leg:agent", ID + "town"),
    Broken("target-no-actor", "leg:target id:bo", "leg:target id:town", ID + "an-event",
           LEG + "target", "leg:target", ID + "town"),
    Broken("characterized-no-actor", "leg:characterized id:bo", "leg:characterized id:town",
           ARTICLE + "#praise", LEG + "characterized", "leg:characterized", ID + "town"),
    Broken("office-of-a-place", "leg:officeOf id:land", "leg:officeOf id:town",
           ID + "minister-of-land", LEG + "officeOf", "leg:officeOf", ID + "town"),
    # identity and what is derived
    _removed("judgement-no-reason", 'leg:reason "one person"@en ;', ID + "judgement-1",
             LEG + "reason", "leg:reason"),
    Broken("judgement-no-judge", '"one person"@en ; leg:judge "a reader"', '"one person"@en',
           ID + "judgement-1", LEG + "judge", "leg:judge"),
    _removed("retires-nothing", "leg:retires id:bo ;", ID + "judgement-1", LEG + "retires",
             "leg:retires"),
    Broken("keeps-two", "leg:keeps id:ann", "leg:keeps id:ann , id:land", ID + "judgement-1",
           LEG + "keeps", "leg:keeps"),
    Broken("different-from-nobody", "leg:actor id:ann , id:land", "leg:actor id:ann",
           ID + "judgement-2", LEG + "actor", "leg:actor", "1"),
    *(Broken(f"states-{name}", 'rdfs:label "Council"@en', f'rdfs:label "C"@en ; leg:{name} id:ann',
             ID + "council", LEG + name, f"leg:{instead}")
      for name, instead in (("heldOffice", "Tenure"), ("met", "Meeting"), ("visited", "Visit"),
                            ("memberOf", "Membership"), ("accused", "Allegation"),
                            ("disputedBy", "Denial"), ("contradicts", "Denial"),
                            ("mergedInto", "SameActorJudgement"))),
]  # fmt: skip
