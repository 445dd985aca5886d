"""Cells of CSV: guarded however the bytes come, and unchanged but for the apostrophes."""

import csv
import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, Store

from graph.spreadsheets import GuardedCsv, guarded
from graph.store.oxigraph import write_results

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r", "\n")
SIGNS = [
    *FORMULA,
    "'",
    '"',
    ",",
    ";",
    "\r\n",
    "a",
    "E",
    "T",
    "Z",
    "1",
    "0",
    ".",
    ":",
    "\uff1e",
    "é",
]
NUMBERS = [
    *("-5", "+5", "-5.25", "-.5", "-5.", "1e-3", "-1e-3", "-1E+10", "-INF", "-0044", "-0044-03"),
    *("-0044-03-15", "-0044-03-15Z", "-0044-03-15+01:00", "-0044-03-15T10:00:00", "+01:00", "--03"),
    *("-0044-03-15T10:00:00Z", "-0044-03-15T10:00:00.5-05:00", "--03-15", "---15", "--03-15Z"),
    "-" + "1" * 90,
]
FORMULAS = [
    *("=", "+", "-", "--", "=1", "@1", "\t1", "\n-1", "-1+E5", "+1-A1", "-E5", "-T1", "+1+T1"),
    *("-1E", "-1e5e5", "-1Z5", "-5 ", "-5,5", "-5\n", "-5\r\n", "-\u0665", "\uff0d5", "-x", "- 5"),
    *('=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", '-5"', "-5,=1+1", "-" + "1" * 110),
]

texts = st.one_of(
    st.lists(st.sampled_from(SIGNS), max_size=12).map("".join),
    st.text(max_size=12),
    st.sampled_from(NUMBERS + FORMULAS),
    st.builds(lambda sign, number: sign * number, st.sampled_from(SIGNS), st.integers(95, 300)),
).filter(lambda text: "\0" not in text)
tables = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(texts, min_size=width, max_size=width), min_size=1, max_size=6)
)


def written(rows: list[list[str]], line_end: str = "\r\n", *, all_quoted: bool = False) -> bytes:
    output = io.StringIO(newline="")
    table = csv.writer(
        output,
        lineterminator=line_end,
        quoting=csv.QUOTE_ALL if all_quoted else csv.QUOTE_MINIMAL,
    )
    table.writerows(rows)
    return output.getvalue().encode()


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


def passed(content: bytes, sizes: list[int]) -> bytes:
    """Return the content as it comes out of the guard, put in by pieces of these sizes."""
    output = io.BytesIO()
    guard = GuardedCsv(output)
    while content:
        size = sizes[0] if sizes else len(content)
        sizes = [*sizes[1:], size]
        assert guard.write(content[:size]) == len(content[:size])
        content = content[size:]
    guard.finish()
    return output.getvalue()


@given(
    tables,
    st.lists(st.integers(1, 400), max_size=8),
    st.booleans(),
)
@example([["x"], ["-" * 300]], [1], False)
@example([["", "\r\n=1"], ["-5", "="]], [1], False)
def test_only_apostrophes_are_added(
    rows: list[list[str]], sizes: list[int], all_quoted: bool
) -> None:
    content = written(rows, all_quoted=all_quoted)
    out = read(passed(content, sizes))
    assert out == [[guarded(cell) for cell in row] for row in read(content)]
    for cell in (cell for row in out for cell in row):
        assert not cell.startswith(FORMULA) or re.match(r"-INF$|[+-]+\.?[0-9]", cell)


@given(tables, st.lists(st.integers(1, 400), max_size=8))
def test_lines_may_end_as_on_unix(rows: list[list[str]], sizes: list[int]) -> None:
    rows = [[cell.replace("\r", "") for cell in row] for row in rows]
    out = read(passed(written(rows, "\n"), sizes))
    assert out == [[guarded(cell) for cell in row] for row in rows]


@given(tables)
def test_harmless_tables_are_unchanged(rows: list[list[str]]) -> None:
    harmless = [[cell.lstrip("".join(FORMULA)) for cell in row] for row in rows]
    content = written(harmless)
    assert passed(content, [7]) == content


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_and_times_are_to_the_letter(text: str) -> None:
    assert guarded(text) == text
    content = written([["x", text], [text, "x"], [text, text]])
    assert passed(content, [1]) == passed(content, []) == content


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_would_run_is_not(text: str) -> None:
    assert guarded(text) == f"'{text}"
    content = written([["x", text], [text, "x"], [text, text]])
    for sizes in ([], [1], [3]):
        assert {cell for row in read(passed(content, sizes)) for cell in row} == {"x", f"'{text}"}


def test_what_is_held_back_is_bounded() -> None:
    output = io.BytesIO()
    guard = GuardedCsv(output)
    for part in (b'"=', b"x,\n" * 100_000, b"1" * 300_000, b'""' * 100_000):
        guard.write(part)
        guard.write(part[:1] * 1000)
    sent = len(output.getvalue())
    guard.finish()
    assert len(output.getvalue()) - sent < 300


@given(st.lists(texts, min_size=1, max_size=6))
def test_the_engines_own_results(values: list[str]) -> None:
    """Whatever the engine writes, CSV is guarded and TSV is to the letter."""
    cells = " ".join(f"({Literal(value)})" for value in values)
    query = f"SELECT ?a ?b {{ VALUES (?a) {{ {cells} }} BIND(?a AS ?b) }}"

    def results(form: QueryResultsFormat) -> bytes:
        found, output = Store().query(query), io.BytesIO()
        assert isinstance(found, QuerySolutions)
        write_results(found, form, output)
        return output.getvalue()

    rows = read(results(QueryResultsFormat.CSV))
    assert rows == [["a", "b"], *([guarded(value)] * 2 for value in values)]
    exact = io.BytesIO()
    found = Store().query(query)
    assert isinstance(found, QuerySolutions)
    found.serialize(exact, QueryResultsFormat.TSV)
    assert results(QueryResultsFormat.TSV) == exact.getvalue()
