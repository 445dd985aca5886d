"""What opens connections is refused in every disguise; what only looks like it passes."""

import contextlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graph.errors import BadRequest, Forbidden, LegationError, QuerySyntaxError
from graph.sparql_guard import Form, decoded, examine, keywords, refuse_outbound
from tests.graph.disguises import DISGUISES, HARMLESS, Ear


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
        "'", '"', "'''", '"""', "<", ">", "#", "\n", "{", "}", "(", ")", ".", ":", "e:", "e:x", " ",
        "·\\'", "_:b", "?b", "1", "1<?b", "<?b", "@en", ",", "||", "FILTER(", "BIND(2 AS ?b)",
        "OPTIONAL{?s ?p ", "VALUES ?v {", "?s ?p ?o", "<<(?s?p", ")>>", "SERVICE<{u}>{}",
        "SERVICE:x{}", "SERVICESILENT:x {}", "#'\n", "#'''\n", '#"\n', "'>'", "'''\n", "#>'''\n",
        "true", "NOW()", "EXISTS{}", "\\u0027", "\\",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9))
@settings(max_examples=1000, deadline=None)
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


ALLOWED_PIECES = ["SERVICE<{a}>{}", "SERVICE SILENT <{a}> {", "<{a}>{", "SERVICE", "a:", "<{u}>"]


@given(st.lists(st.one_of(PIECES, st.sampled_from(ALLOWED_PIECES)), max_size=9))
@settings(max_examples=1000, deadline=None)
def test_what_passes_reaches_whom_it_may_alone(store: Store, ear: Ear, pieces: list[str]) -> None:
    """The address that is allowed is that of nobody, so that only a forbidden one is heard of."""
    allowed = "http://127.0.0.1:1/"
    body = "".join(pieces).replace("{u}", ear.address).replace("{a}", allowed)
    prefixes = f"PREFIX : <{ear.address}> PREFIX e: <http://e/> PREFIX a: <{allowed}>"
    query = f"{prefixes} SELECT * {{ {body} }}"
    try:
        examine(query, [allowed])
    except LegationError:
        return
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
