"""Requests to the SPARQL endpoint as nobody would write them: right, nearly right, and wrong."""

from dataclasses import dataclass
from urllib.parse import quote_from_bytes

from hypothesis import strategies as st

_LEG = "https://w3id.org/legation/ns#"
QUERIES = (
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 3",
    f"SELECT ?who (COUNT(?fact) AS ?n) {{ ?fact <{_LEG}attendee> ?who }} GROUP BY ?who",
    f"SELECT DISTINCT ?s {{ ?s a/(<{_LEG}about>|^<{_LEG}content>)* ?c }} ORDER BY DESC(?s)",
    "CONSTRUCT { ?s ?p [] } WHERE { GRAPH ?g { ?s ?p ?o FILTER(isLiteral(?o)) } } LIMIT 5",
    "DESCRIBE <https://w3id.org/legation/id/russia>",
    "SELECT ?x FROM <https://w3id.org/legation/graph/entities> { ?x ?y 'Россия'@ru }",
    "SELECT (REPLACE(STR(?s), '(a|b)+', '$1') AS ?t) { ?s ?p 5 OPTIONAL { ?s ?q ?r } }",
    "SELECT * { VALUES (?a ?b) { (1 UNDEF) ('x'@en 1e99999) } BIND(1/0 AS ?c) }",
    "PREFIX : <urn:> SELECT * { { SELECT ?s { ?s :p ?o } } UNION { ?s :q 'a\\nb' } # end\n}",
    "SELECT (9223372036854775807 + 1 AS ?x) (STRDT('x', <urn:t>) AS ?y) (NOW() AS ?z) {}",
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
)
UPDATES = (
    "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } }",
    "WITH <urn:g> DELETE { ?s ?p ?o } INSERT { ?s ?p 'б' } WHERE { ?s ?p ?o }",
    "CLEAR GRAPH <urn:g>; DROP SILENT GRAPH <urn:h>",
    "COPY SILENT <urn:g> TO <urn:h> ; DELETE WHERE { GRAPH <urn:h> { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:9/> INTO GRAPH <urn:g>",
    f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:s> a <{_LEG}Person> }} }}",
)
_PIECES = st.sampled_from(
    [
        "", "{", "}", "(", ")", "<", ">", "'", '"', "\\", "\\u0000", "\\uD800", "\\U0010FFFF", "\0",
        "\ufffe", "\u202e", "é", "😀", "e\u0301", "#", ";", "*", "?", "1e400", "-0", "9" * 400,
        "_:a", "FILTER", "SERVICE", "LOAD", "BASE <", "PREFIX a:<", "VALUES ?x {", "SELECT",
        "<< ?s ?p ?o >>", "/*", "^", "|", "!", "(" * 300, "{" * 300, "%00", "%zz", "\r\n",
        "\t", "\ud800",
    ]
)  # fmt: skip
_ANY = st.text(st.characters(codec=None), max_size=60)
_FORM = "application/x-www-form-urlencoded"
_NAMES = st.sampled_from(
    [
        "query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri",
        "using-named-graph-uri", "timeout", "format", "revision", "limit", "Query", "query[]", "",
    ]
)  # fmt: skip
_GRAPHS = st.sampled_from(
    [
        "https://w3id.org/legation/graph/entities", "urn:x-rdflib:default", "urn:none", "", "x",
        "http://[", "http://a b/", "file:///etc/passwd", "http://127.0.0.1:9/", "urn:\0",
    ]
)  # fmt: skip
_ACCEPT = st.sampled_from(
    [
        "", "*/*", "text/html", "text/turtle", "application/sparql-results+json", "text/csv",
        "text/csv;q=0", "application/sparql-results+xml;q=0.1, text/tab-separated-values",
        "application/ld+json;profile=\"x,y\"", "a/b;q=2", ";;;", "text/*;q=", "*", "image/png",
        "application/n-quads, */*;q=0", "text/turtle; charset=utf-16", "q=1," * 200,
    ]
)  # fmt: skip
_KINDS = st.sampled_from(
    [
        "application/sparql-query", "application/sparql-update", _FORM, _FORM,
        "application/sparql-query; charset=utf-8", "application/sparql-query; charset=utf-16",
        "APPLICATION/SPARQL-QUERY;charset=\"UTF-8\"", "text/plain", "", "multipart/form-data",
        "application/json", f"{_FORM}; charset=latin1", ";", "a/b;c=\"",
    ]
)  # fmt: skip
_OTHER_HEADERS = st.sampled_from(
    [
        ("If-None-Match", "*"), ("If-None-Match", 'W/"1-"'), ("If-None-Match", '"' * 99),
        ("If-Modified-Since", "never"), ("Range", "bytes=5-1"), ("Content-Encoding", "gzip"),
        ("Content-Encoding", "x"), ("Authorization", "Bearer"), ("Authorization", "Bearer a b"),
        ("Authorization", "Basic Og=="), ("Authorization", "\xff"), ("Origin", "null"),
        ("Origin", "http://x\xe9"), ("X-Request-ID", "<script>"), ("X-Forwarded-For", "::::"),
        ("X-Forwarded-Proto", "gopher"), ("Forwarded", "for=;"), ("Cookie", "a=b; ;=;"),
        ("Expect", "100-continue"), ("Upgrade", "websocket"), ("Connection", "upgrade"),
        ("Accept-Encoding", "br;q=x"), ("Accept-Language", "\x80"), ("Referer", "x" * 5000),
        ("X-HTTP-Method-Override", "DELETE"), ("Access-Control-Request-Method", "PATCH"),
    ]
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A request as it goes over the wire."""

    method: str
    target: bytes
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def content(self, more: dict[str, str]) -> bytes:
        """Return all of its bytes."""
        headers = [("Host", "localhost"), ("Connection", "close"), *more.items(), *self.headers]
        if self.body or self.method == "POST":
            headers.append(("Content-Length", str(len(self.body))))
        lines = [f"{name}: {value}".encode("latin-1") for name, value in headers]
        first = self.method.encode() + b" " + self.target + b" HTTP/1.1"
        return b"\r\n".join([first, *lines, b"", self.body])


@st.composite
def _broken(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """Return a text with some places cut out, repeated or filled with something else."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(0, 3))):
        start, end = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        kept = text[start : min(end, start + 40)]
        middle = draw(st.one_of(_PIECES, _ANY, st.just(kept * 3)))
        text = text[:start] + middle + text[min(end, start + draw(st.integers(0, 20))) :]
    return text[:20_000]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


_QUERY = st.one_of(st.sampled_from(QUERIES), _broken(QUERIES), _ANY)
_UPDATE = st.one_of(st.sampled_from(UPDATES), _broken(UPDATES), _ANY)
_FIELD = st.one_of(
    st.tuples(st.just("query"), _QUERY),
    st.tuples(st.just("update"), _UPDATE),
    st.tuples(_NAMES, st.one_of(_GRAPHS, _ANY)),
    st.tuples(_ANY, _ANY),
)


@st.composite
def _form(draw: st.DrawFn) -> bytes:
    """Return fields as a query string or a form, mostly encoded as they should be."""
    fields = draw(st.lists(_FIELD, min_size=0, max_size=3))
    if draw(st.integers(0, 9)):
        fields.insert(0, ("query", draw(_QUERY)))
    safe = draw(st.sampled_from(["", "", "", "/?:@", "%", "&=;+"]))
    return "&".join(
        f"{quote_from_bytes(_bytes(name), safe)}={quote_from_bytes(_bytes(value), safe)}"
        for name, value in fields
    ).encode("ascii")


_RAW = st.binary(max_size=40).map(
    lambda raw: bytes(byte for byte in raw if byte > 32 and byte not in (127, ord("#")))
)


@st.composite
def requests(draw: st.DrawFn) -> Asked:
    """Return a request to the endpoint."""
    method = draw(st.sampled_from(["GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "OPTIONS"]))
    given = draw(st.one_of(_form(), _form(), st.just(b""), _RAW))
    headers = draw(st.lists(_OTHER_HEADERS, max_size=2))
    if accept := draw(_ACCEPT):
        headers.append(("Accept", accept))
    body = b""
    if method == "POST":
        kind = draw(_KINDS)
        headers += [("Content-Type", kind)] if kind else []
        texts = _UPDATE if "update" in kind else _QUERY
        form = "form" in kind
        body = draw(st.one_of(_form() if form else texts.map(_bytes), st.binary(max_size=60)))
    return Asked(method, b"/sparql" + (b"?" + given if given else b""), tuple(headers), body)
