"""The comparison tells apart what differs, and nothing else."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from ontology import XSD
from tests.conformance.compare import Row, Table, graph_lines, read_results, table_lines

A, B = BlankNode("a"), BlankNode("b")
ONE, TWO = Literal(1), Literal(2)


def _lines(*rows: Row, ordered: bool = False) -> list[str]:
    return table_lines(Table(("x", "y"), rows), ordered=ordered)


def test_rows_are_a_bag_unless_they_are_ordered() -> None:
    assert _lines((ONE, TWO), (TWO, ONE)) == _lines((TWO, ONE), (ONE, TWO))
    assert _lines((ONE, TWO)) != _lines((ONE, TWO), (ONE, TWO))
    rows = ((ONE, TWO), (TWO, ONE))
    assert _lines(*rows, ordered=True) != _lines(*reversed(rows), ordered=True)


def test_blank_nodes_count_by_where_they_stand() -> None:
    assert _lines((A, ONE), (B, TWO)) == _lines((B, ONE), (A, TWO))
    assert _lines((A, ONE), (A, TWO)) != _lines((A, ONE), (B, TWO))


def test_an_unbound_variable_is_not_a_value() -> None:
    assert _lines((ONE, None)) != _lines((ONE, ONE))
    assert _lines((ONE, None)) != _lines((None, ONE))


@pytest.mark.parametrize(
    ("kind", "one", "same", "other"),
    [
        ("decimal", "1.50", "1.5", "1.51"),
        ("integer", "+01", "1", "2"),
        ("double", "1.0e1", "10", "11"),
        ("boolean", "1", "true", "false"),
        ("string", "1.0", "1.0", "1"),
    ],
)
def test_numbers_count_by_value(kind: str, one: str, same: str, other: str) -> None:
    def line(text: str) -> list[str]:
        return _lines((Literal(text, datatype=NamedNode(XSD + kind)), None))

    assert line(one) == line(same) != line(other)


def test_a_number_is_of_a_kind() -> None:
    assert _lines((ONE, None)) != _lines((Literal(1.0), None))


def test_graphs_count_up_to_their_blank_nodes() -> None:
    def lines(text: str) -> list[str]:
        return graph_lines(parse(text, RdfFormat.TURTLE))

    assert lines("_:a <p:> [ <p:> 1.0 ] .") == lines("_:z <p:> _:a . _:a <p:> 1.00 .")
    assert lines("_:a <p:> _:a .") != lines("_:a <p:> _:b .")


def test_csv_knows_numbers_and_blank_nodes_by_their_looks() -> None:
    def lines(text: str) -> list[str]:
        table = read_results(text.encode(), "text/csv")
        assert isinstance(table, Table)
        return table_lines(table, ordered=False)

    assert lines("x,y\r\n_:a,1.0E6\r\n") == lines("x,y\n_:b,1000000\n")
    assert lines("x,y\r\na,1\r\n") != lines("x,y\r\n_:a,1\r\n")
