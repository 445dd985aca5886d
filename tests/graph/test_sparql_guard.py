"""What opens connections is refused in every disguise; what only looks like it passes."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import BadRequest, Forbidden, LegationError, QuerySyntaxError
from graph.sparql_guard import Form, decoded, examine, keywords, refuse_outbound

U = "http://127.0.0.1:{port}/"

DISGUISES = {
    "plain": "SELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "silent": "SELECT * {{ SERVICE SILENT <{u}> {{ ?s ?p ?o }} }}",
    "case": "SELECT * {{ sErViCe sIlEnT <{u}> {{ ?s ?p ?o }} }}",
    "no spaces": "SELECT*{{SERVICE<{u}>{{?s?p?o}}}}",
    "comment between": "SELECT * {{ SERVICE # 'x\n # <http://e/>\n<{u}> {{ ?s ?p ?o }} }}",
    "carriage return ends a comment": "# it's\rSELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }} #'",
    "quote in a comment": "# it's\nSELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }} #'",
    "escaped": "SELECT * {{ \\u0053ERVICE <{u}> {{ ?s ?p ?o }} }}",
    "escaped at length": "SELECT * {{ \\U00000053ERV\\u0049CE <{u}> {{ ?s ?p ?o }} }}",
    "escaped space": "PREFIX e: <http://e/> SELECT * {{ ?a ?b e:\\u0020. SERVICE <{u}> {{}} }}",
    "after a number": "SELECT * {{ ?a ?b 1SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "after a string": "SELECT * {{ OPTIONAL {{ ?a ?b 'x' }}SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "after a boolean": "SELECT * {{ OPTIONAL {{?a ?b true.SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
    "after a bare prefix": "PREFIX e: <http://e/> SELECT * {{ ?a ?b e:.SERVICE <{u}> {{}} }}",
    "after an odd name": "PREFIX e: <http://e/> SELECT * {{ OPTIONAL {{ ?a ?b e:x·\\' }} "
    "SERVICE <{u}> {{ ?s ?p ?o }} #'\n }}",
    "name as an address": "PREFIX : <{u}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "silent name as an address": "PREFIX : <{u}> SELECT * {{ SERVICESILENT:x {{ ?s ?p ?o }} }}",
    "prefix as an address": "PREFIX e: <{u}> SELECT * {{ SERVICEe:x {{ ?s ?p ?o }} }}",
    "a prefix called so": "PREFIX : <{u}> PREFIX service: <http://e/> "
    "SELECT * {{ SERVICE:x # y\n {{ ?s ?p ?o }} }}",
    "variable as an address": "SELECT * {{ VALUES ?x {{ <{u}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "less-than before a comment": "SELECT * {{ BIND(2 AS ?b) "
    "FILTER(1<?b#>'''\n)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "less-than before a name": "PREFIX : <{u}> SELECT * {{ BIND(2 AS ?b) "
    "FILTER(1<?b)SERVICE:x#>\n{{ ?s ?p ?o }} }}",
    "less-than before a quote": "SELECT * {{ BIND('x' AS ?a) "
    "FILTER(?a<'y>')SERVICE<{u}>{{?s?p?o}}#'\n}}",
    "less-than after a call": "SELECT * {{ BIND(NOW() AS ?b) "
    "FILTER(NOW()<?b#>'''\n||true)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "less-than after a pattern": "SELECT * {{ BIND(2 AS ?b) "
    "FILTER(EXISTS{{?a?c?d}} <?b#>'''\n)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "less-than in a projection": "SELECT (1<?b#>'''\n AS ?z) {{ SERVICE <{u}> {{?s ?p ?o}} }} #'''",
    "less-than after a triple term": "SELECT * {{ BIND(2 AS ?b) FILTER(<<(<http://e/s> "
    "<http://e/p> 1)>> <?b#>'''\n||true)SERVICE<{u}>{{?s?p?o}}#'''\n}}",
    "quote in a triple term": "PREFIX e: <http://e/> SELECT * {{ "
    "OPTIONAL {{ ?o e:p <<(?s?p'>')>> }} SERVICE <{u}> {{ ?s ?p ?o }} #'\n }}",
    "four double quotes": 'SELECT * {{ VALUES ?v {{ """a""""b" }} SERVICE <{u}> {{}} #"\n }}',
    "four single quotes": "SELECT * {{ VALUES ?v {{ '''a''''b' }} SERVICE <{u}> {{}} #'\n }}",
    "nested": "ASK {{ {{ SELECT * {{ OPTIONAL {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }} }} }}",
    "in a filter": "ASK {{ ?a ?b ?c FILTER NOT EXISTS {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
    "describe": "DESCRIBE ?s {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "construct": "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
    "lateral": "SELECT * {{ LATERAL {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
    "load": "LOAD <{u}>",
    "load in disguise": "CLEAR ALL;#\nlOaD#\n<{u}>INTO GRAPH<http://e/g>",
    "load escaped": "\\u004COAD SILENT <{u}>",
}

HARMLESS = [
    "SELECT ?service ?load { ?service ?load $LOAD }",
    "PREFIX ex: <http://e/> SELECT * { ?s ex:service ex:load . ex:my-service.x ex:a ex:a\\-load }",
    "PREFIX service: <http://e/> SELECT * { ?s service:x service: }",
    "PREFIX service: <http://e/> SELECT * FROM service:g { GRAPH service:x { ?s ?p ?o } }",
    "PREFIX self-service: <http://e/> SELECT * { ?s self-service:x 1 }",
    "PREFIX : <http://e/> SELECT * { ?s :SERVICE :LOAD }",
    "SELECT * { ?s ?p 'SERVICE <http://e/> { }' } # SERVICE, LOAD",
    "SELECT * { ?s ?p \"it's SERVICE\" ; ?q '''a ' SERVICE '' b''' , \"\"\"LOAD \\\"\"\"\" }",
    "SELECT * { ?s ?p <http://e/SERVICE?load=1#service> }",
    "SELECT * { ?s <http://e/#\\u0041> ?o . ?o ?p 'SERVICE' }",
    "BASE <http://e/> SELECT * { ?s <service> <load> FILTER(?s = <service>) }",
    "SELECT * { ?s ?p 'x'@service , 'y'@load-SERVICE }",
    "SELECT * { _:service ?p _:load.x }",
    "SELECT * { ?s ?p ?o FILTER(?o < 3 && ?o > 1 || ?o<?s&&?s>?p) } # SERVICE",
    "SELECT * { ?s <http://e/p>?o FILTER(?o IN (<http://e/service>, <http://e/load>)) }",
    "SELECT * { VALUES (?a ?b) { (<http://e/x> <http://e/service>) } }",
    "SELECT (REPLACE(STR(?o), 'SERVICE', 'LOAD') AS ?x) { ?s ?p ?o }",
]


class Ear:
    """A socket that counts who knocks."""

    def __init__(self) -> None:
        self.knocks = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = U.format(port=self._socket.getsockname()[1])
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            connection.recv(1)
            self.knocks += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(10)


@pytest.fixture(scope="module")
def ear() -> Iterator[Ear]:
    listening = Ear()
    yield listening
    listening.close()


@pytest.fixture(scope="module")
def store() -> Store:
    filled = Store()
    here = NamedNode("http://e/")
    filled.extend([Quad(here, here, here), Quad(here, here, Literal("x"))])
    return filled


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_refused_in_every_disguise(disguise: str) -> None:
    with pytest.raises(Forbidden, match=r"SERVICE|LOAD"):
        refuse_outbound(disguise.format(u="http://127.0.0.1:9/"))


def test_the_disguises_are_real(store: Store, ear: Ear) -> None:
    """Without the guard most of them do reach out, so the test above is no test of nonsense."""
    reached = set()
    for name, disguise in DISGUISES.items():
        before = ear.knocks
        query = disguise.format(u=ear.address)
        try:
            if "load" in name:
                Store().update(query)
            else:
                list(store.query(query, use_default_graph_as_union=True))  # type: ignore[arg-type]
        except (OSError, SyntaxError, RuntimeError, TypeError, ValueError):
            pass
        if ear.knocks > before:
            reached.add(name)
    assert {
        "plain",
        "after a bare prefix",
        "after an odd name",
        "name as an address",
        "silent name as an address",
        "less-than before a comment",
        "less-than before a name",
        "less-than after a pattern",
        "less-than after a triple term",
        "quote in a triple term",
        "four double quotes",
        "four single quotes",
        "load",
        "load in disguise",
    } <= reached


@pytest.mark.parametrize("query", HARMLESS)
def test_what_only_contains_the_words_passes(query: str, store: Store) -> None:
    refuse_outbound(query)
    list(store.query(query))  # type: ignore[arg-type]  # and it is real SPARQL


PIECES = st.sampled_from(
    [
        "'", '"', "'''", '"""', "<", ">", "#", "\n", "\r", "\\", "\\u0027", "{", "}", "(", ")", ".",
        ":", "e:", "e:x", "·", "_:b", "?b", "$c", "1", "1<", "<?b", "@en", "--", " ", ",", ";", "a",
        "||", "=", "FILTER(", "BIND(2 AS ?b)", "OPTIONAL{", "VALUES ?v {", "?s ?p ?o", "<<", ">>",
        "SERVICE", "SERVICE<{u}>{?s?p?o}", "SERVICE:x{}", "SERVICE:x", "SILENT", "GRAPH", "<{u}>",
        "#'\n}", "#'''\n}", '#"\n}',
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14))
@settings(max_examples=400, deadline=None)
def test_what_passes_reaches_nobody(store: Store, ear: Ear, pieces: list[str]) -> None:
    body = "".join(pieces).replace("{u}", ear.address)
    query = f"PREFIX : <{ear.address}> PREFIX e: <http://e/> SELECT * {{ {body} }}"
    try:
        shape = examine(query)
    except LegationError:
        return
    assert shape.form is Form.select
    before = ear.knocks
    with contextlib.suppress(OSError, SyntaxError, RuntimeError, ValueError):
        list(store.query(query))  # type: ignore[arg-type]
    assert ear.knocks == before, query


names = st.text("abcxyzSERVICELOAD_0123456789", min_size=1, max_size=12)


@given(names, st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_name_and_any_text_pass_where_they_are_data(name: str, text: str) -> None:
    written = str(Literal(text))
    comment = " ".join(text.split())
    query = (
        f"PREFIX p{name}: <http://e/{name}/> SELECT ?{name} {{ # {comment}\n"
        f"?{name} p{name}:{name} {written} , <http://e/{name}> . _:{name} ?p 'x'@en }}"
    )
    assert examine(query).form is Form.select


@given(st.text("SERVICEserviceLOADload \t\r\n", max_size=20))
def test_a_keyword_is_found_wherever_it_stands_alone(around: str) -> None:
    with pytest.raises(Forbidden):
        examine(f"SELECT * {{ {around} SERVICE {around} <http://e/> {{ }} }}")


@pytest.mark.parametrize(
    ("query", "form", "names_dataset"),
    [
        ("SELECT * { }", Form.select, False),
        (
            "# ASK\nBASE <http://e/> PREFIX ask: <http://e/> select * from ask:x { }",
            Form.select,
            True,
        ),
        ("PREFIX e: <http://e/> ASK FROM NAMED e:g { }", Form.ask, True),
        ("CONSTRUCT { ?s ?p 'FROM' } { ?s ?p ?from }", Form.construct, False),
        ("DESCRIBE <http://e/FROM>", Form.describe, False),
        ("INSERT DATA { <http://e/> <http://e/> 'SELECT' }", Form.update, False),
        ("PREFIX select: <http://e/> WITH select:g DELETE { } WHERE { }", Form.update, False),
        ("clear all", Form.update, False),
    ],
)
def test_the_form_is_told(query: str, form: Form, names_dataset: bool) -> None:
    shape = examine(query)
    assert (shape.form, shape.names_dataset) == (form, names_dataset)


def test_an_update_is_no_query() -> None:
    with pytest.raises(Forbidden, match="update"):
        refuse_outbound("DROP ALL")


@pytest.mark.parametrize("text", ["", "# SELECT", "hello", "'SELECT'", "?select"])
def test_what_is_no_query_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadRequest, match="no SPARQL query"):
        examine(text)


def test_a_string_without_an_end_is_named_by_line_and_column() -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        examine("SELECT * {\n  ?s ?p 'x }")
    assert caught.value.members() == {"line": 2, "column": 9}


def test_escapes_that_mean_no_character_stay() -> None:
    assert decoded(r"\uD800 \U00110000 \u00e9") == r"\uD800 \U00110000 é"


def test_keywords_are_the_bare_words() -> None:
    assert keywords("select ?x { ?x a ex:y FILTER(true) }") == ["SELECT", "A", "FILTER", "TRUE"]


def test_hostile_texts_are_read_with_bounded_effort() -> None:
    """Each of these took a first version of the reader the better part of a minute."""
    for text in ("a." * 40_000, "'\\" * 40_000, "FILTER(" + "1<)>(1<(>" * 8_000):
        with pytest.raises(LegationError):
            examine(text)
