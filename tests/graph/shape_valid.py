"""A graph that uses every class, and that no shape refuses."""

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
