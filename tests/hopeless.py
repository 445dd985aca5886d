"""Queries that no engine finishes, each stuck in another operator."""

_CROSS = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"

HOPELESS = {
    "cross join": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
    "ORDER BY": f"SELECT ?a {{ {_CROSS} }} ORDER BY ?c ?f ?i",
    "regex": f'SELECT * {{ {_CROSS} FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a+)+qz$")) }}',
    "property path": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} . ?a (!<a:a>|!<b:b>)* ?i }}",
    "GROUP BY": f"SELECT ?c ?f (COUNT(?i) AS ?n) {{ {_CROSS} }} GROUP BY ?c ?f",
    "DISTINCT": f"SELECT DISTINCT ?c ?f ?i {{ {_CROSS} FILTER(CONCAT(STR(?c), ?f) = STR(?i)) }}",
    "ASK": f"ASK {{ {_CROSS} FILTER(STRLEN(CONCAT(STR(?c), STR(?f), STR(?i))) > 100000) }}",
    "CONSTRUCT": f"CONSTRUCT {{ ?a <a:a> ?i }} {{ {_CROSS} FILTER(?a = ?i && ?a != ?i) }}",
    "DESCRIBE": f"DESCRIBE ?a {{ {_CROSS} FILTER(?a = ?i && ?a != ?i) }}",
    "NOT EXISTS": f"SELECT * {{ {_CROSS} FILTER NOT EXISTS {{ ?a ?b ?y }} }}",
    "MINUS": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c MINUS { ?d ?e ?f . ?g ?h ?i . ?j ?k ?c } }",
    "OPTIONAL": "SELECT (COUNT(?i) AS ?n) { ?a ?b ?c OPTIONAL { ?d ?e ?f . ?g ?h ?i } }",
}
