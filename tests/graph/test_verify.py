"""Every quotation is held against the text it is from; whatever deviates is a fault of its node."""

import hashlib
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from graph.errors import Fault, InvalidParameter
from graph.store import Store, open_store
from graph.verify import find_texts, quotation_faults, verification, verify
from graph.view import KnowledgeGraph, View
from ontology import ARTICLE, DATASET, DCT, ID, LEG, OA, RDF, XSD

GRAPH = f"{ARTICLE!s}2024-09-13-shoigu-kim-pyongyang"
UNTIL_MAY = f"{GRAPH}#until-may"
ATMOSPHERE = f"{GRAPH}#friendly-atmosphere"


def test_the_shipped_article_stands_in_its_text(seeded: View, shared: Path) -> None:
    texts = shared / "articles"
    report = verification(seeded, texts)
    assert (report.articles, report.quotations) == (1, 27)
    assert report.faults == ()
    assert report.missing == ()
    assert verify(seeded, texts) == []
    assert str(report) == "27 quotations of 1 article held against the texts: all stand"


@pytest.fixture
def quads(seeded: View) -> list[Quad]:
    return list(seeded.snapshot.quads(GRAPH))


def _with(quads: list[Quad], node: str, property_: str, value: str | int) -> list[Quad]:
    """Return a copy with another value of one property of one node."""
    assert any(_is(quad, node, property_) for quad in quads)
    datatype = NamedNode(XSD.integer) if isinstance(value, int) else NamedNode(XSD.string)
    literal = Literal(str(value), datatype=datatype)
    return [
        Quad(quad.subject, quad.predicate, literal, quad.graph_name)
        if _is(quad, node, property_)
        else quad
        for quad in quads
    ]


def _is(quad: Quad, node: str, property_: str) -> bool:
    return quad.subject == NamedNode(node) and quad.predicate.value == property_


def faults_of(quads: list[Quad], shared: Path) -> list[Fault]:
    return quotation_faults(quads, shared / "articles")


def test_one_character_off_is_a_fault_that_tells_where_the_words_stand(
    quads: list[Quad], shared: Path
) -> None:
    moved = _with(_with(quads, UNTIL_MAY, OA.start, 931), UNTIL_MAY, OA.end, 976)
    (fault,) = faults_of(moved, shared)
    assert fault.node == UNTIL_MAY
    assert fault.reason == "the quotation does not stand at [931, 976)"
    assert fault.mend == "the words stand at [930, 975)"


def test_another_wording_is_a_fault_that_keeps_the_text_to_itself(
    quads: list[Quad], shared: Path, article_text: str
) -> None:
    reworded = "Shoigu was Russian defence minister until May"
    (fault,) = faults_of(_with(quads, UNTIL_MAY, OA.exact, reworded), shared)
    assert (fault.node, fault.path) == (UNTIL_MAY, OA.exact)
    assert article_text[930:975] not in str(fault)


def test_a_straight_quotation_mark_is_not_a_typographic_one(
    quads: list[Quad], shared: Path
) -> None:
    (exact,) = (quad.object for quad in quads if _is(quad, ATMOSPHERE, OA.exact))
    assert isinstance(exact, Literal)
    straight = exact.value.replace("“", '"').replace("”", '"')
    (fault,) = faults_of(_with(quads, ATMOSPHERE, OA.exact, straight), shared)
    assert fault.node == ATMOSPHERE


def test_offsets_count_code_points_and_not_bytes(
    quads: list[Quad], shared: Path, article_text: str
) -> None:
    start = len(article_text[:930].encode())
    end = len(article_text[:975].encode())
    assert start != 930
    in_bytes = _with(_with(quads, UNTIL_MAY, OA.start, start), UNTIL_MAY, OA.end, end)
    (fault,) = faults_of(in_bytes, shared)
    assert fault.mend == "the words stand at [930, 975)"


@pytest.mark.parametrize(("start", "end"), [(-5, 40), (40, 40), (975, 930), (2600, 2645)])
def test_offsets_outside_the_text_are_a_fault(
    start: int, end: int, quads: list[Quad], shared: Path
) -> None:
    broken = _with(_with(quads, UNTIL_MAY, OA.start, start), UNTIL_MAY, OA.end, end)
    faults = faults_of(broken, shared)
    assert faults
    assert {fault.node for fault in faults} == {UNTIL_MAY}
    assert f"the offsets [{start}, {end}) do not lie in the text" in faults[0].reason


def test_words_around_the_article_are_not_the_article(
    quads: list[Quad], shared: Path, article_text: str
) -> None:
    start, end = 1610, 1640
    around = _with(quads, UNTIL_MAY, OA.exact, article_text[start:end])
    around = _with(_with(around, UNTIL_MAY, OA.start, start), UNTIL_MAY, OA.end, end)
    (fault,) = faults_of(around, shared)
    assert fault.reason == "[1610, 1640) is neither in the headline nor in the body"


def test_the_headline_may_be_quoted_and_what_follows_it_may_not(
    quads: list[Quad], shared: Path, article_text: str
) -> None:
    def quoting(start: int, end: int) -> list[Fault]:
        moved = _with(quads, UNTIL_MAY, OA.exact, article_text[start:end])
        return faults_of(
            _with(_with(moved, UNTIL_MAY, OA.start, start), UNTIL_MAY, OA.end, end), shared
        )

    assert quoting(0, 52) == []
    assert quoting(0, 53) != []
    assert quoting(90, 116) != []
    assert quoting(91, 116) == []
    assert quoting(1590, 1599) == []
    assert quoting(1590, 1600) != []


def test_a_quotation_without_an_end_is_a_fault(quads: list[Quad], shared: Path) -> None:
    cut = [quad for quad in quads if not _is(quad, UNTIL_MAY, OA.end)]
    (fault,) = faults_of(cut, shared)
    assert fault.reason == "the quotation has not exactly one start, end and wording"


def test_a_quotation_from_nowhere_is_a_fault(quads: list[Quad], shared: Path) -> None:
    cut = [quad for quad in quads if not _is(quad, UNTIL_MAY, OA.hasSource)]
    (fault,) = faults_of(cut, shared)
    assert (fault.node, fault.path) == (UNTIL_MAY, OA.hasSource)


def test_a_body_longer_than_the_text_is_a_fault(quads: list[Quad], shared: Path) -> None:
    (fault,) = faults_of(_with(quads, GRAPH, LEG.bodyEnd, 2609), shared)
    assert (fault.node, fault.path) == (GRAPH, LEG.bodyEnd)
    assert "2608 code points" in fault.reason


def test_another_title_than_the_headline_is_a_fault(quads: list[Quad], shared: Path) -> None:
    title = DCT.term("title")
    (fault,) = faults_of(_with(quads, GRAPH, title, "Shoigu Meets Kim"), shared)
    assert (fault.node, fault.path) == (GRAPH, title)


def test_another_hash_is_a_missing_text(quads: list[Quad], shared: Path) -> None:
    (fault,) = faults_of(_with(quads, GRAPH, LEG.sha256, "0" * 64), shared)
    assert (fault.node, fault.path) == (GRAPH, LEG.sha256)


def _store_of(quads: list[Quad]) -> Store:
    store = open_store("memory:")
    with store.draft("tester", "a broken copy") as draft:
        draft.replace(GRAPH, quads)
    return store


def test_a_broken_graph_in_a_store_is_reported_whole(quads: list[Quad], shared: Path) -> None:
    broken = _with(_with(quads, UNTIL_MAY, OA.start, 931), UNTIL_MAY, OA.end, 976)
    view = KnowledgeGraph(_store_of(broken)).view()
    report = verification(view, shared / "articles")
    assert (report.articles, report.quotations, report.missing) == (1, 27, ())
    assert [fault.node for fault in report.faults] == [UNTIL_MAY]
    assert verify(view, shared / "articles") == list(report.faults)
    assert str(report).endswith(": 1 fault")


def test_records_of_a_table_are_not_looked_for_in_texts(tmp_path: Path) -> None:
    table = NamedNode("https://w3id.org/legation/dataset/a-table")
    row = NamedNode(f"{table.value}#1.evidence")
    store = open_store("memory:")
    with store.draft("tester", "a table") as draft:
        draft.replace(
            table.value,
            [
                Quad(table, NamedNode(RDF.type), NamedNode(LEG.Dataset), table),
                Quad(row, NamedNode(RDF.type), NamedNode(LEG.Evidence), table),
                Quad(row, NamedNode(OA.hasSource), table, table),
                Quad(row, NamedNode(LEG.record), Literal("1"), table),
                Quad(row, NamedNode(OA.exact), Literal("they met"), table),
                Quad(NamedNode(f"{ID!s}a"), NamedNode(LEG.evidence), row, table),
            ],
        )
    report = verification(KnowledgeGraph(store).view(), tmp_path)
    assert (report.articles, report.quotations, report.faults) == (0, 0, ())
    assert quotation_faults(store.snapshot().quads(table.value), tmp_path) == []


def test_what_a_table_says_of_an_article_that_it_cites_is_not_the_articles(
    quads: list[Quad], shared: Path
) -> None:
    table, article = NamedNode(f"{DATASET!s}a-table"), NamedNode(GRAPH)
    store = _store_of(quads)
    with store.draft("tester", "a table") as draft:
        draft.add([
            Quad(article, NamedNode(RDF.type), NamedNode(LEG.CitedWork), table),
            Quad(article, NamedNode(DCT.term("title")), Literal("Another title"), table),
        ])  # fmt: skip
    report = verification(KnowledgeGraph(store).view(), shared / "articles")
    assert (report.articles, report.quotations, report.faults) == (1, 27, ())


# ---------------------------------------------------------------- the archive, on texts of our own

TEXT = "Anna and Boris met – “at last”\n\nTOWN – They talked for an hour.\nMore news below.\n"
HEADLINE = "Anna and Boris met – “at last”"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _article(content: bytes, exact: str, start: int) -> list[Quad]:
    graph = NamedNode(f"{ARTICLE!s}an-article")
    said = NamedNode(f"{graph.value}#they-talked")
    integer = NamedNode(XSD.integer)

    def number(value: int) -> Literal:
        return Literal(str(value), datatype=integer)

    return [
        Quad(graph, NamedNode(RDF.type), NamedNode(LEG.Article), graph),
        Quad(graph, NamedNode(DCT.term("title")), Literal(HEADLINE, language="en"), graph),
        Quad(graph, NamedNode(LEG.sha256), Literal(_digest(content)), graph),
        Quad(graph, NamedNode(LEG.bodyStart), number(TEXT.index("TOWN")), graph),
        Quad(graph, NamedNode(LEG.bodyEnd), number(TEXT.index("\nMore")), graph),
        Quad(said, NamedNode(RDF.type), NamedNode(LEG.Evidence), graph),
        Quad(said, NamedNode(OA.hasSource), graph, graph),
        Quad(said, NamedNode(OA.start), number(start), graph),
        Quad(said, NamedNode(OA.end), number(start + len(exact)), graph),
        Quad(said, NamedNode(OA.exact), Literal(exact), graph),
    ]


def _talked(content: bytes) -> list[Quad]:
    return _article(content, "They talked", TEXT.index("They"))


@pytest.mark.parametrize("name", ["an-article.txt", "whatever", "deep/in/a/folder/x.html"])
def test_a_text_is_known_by_its_bytes_whatever_its_name(name: str, tmp_path: Path) -> None:
    content = TEXT.encode()
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    (tmp_path / "another.txt").write_text("something else", encoding="utf-8")
    assert quotation_faults(_talked(content), tmp_path) == []
    digest = _digest(content)
    assert find_texts(tmp_path, {digest: f"{ARTICLE!s}an-article"}) == {digest: path}


def test_line_ends_belong_to_the_text(tmp_path: Path) -> None:
    (tmp_path / "an-article.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    (fault,) = quotation_faults(_talked(TEXT.encode()), tmp_path)
    assert fault.path == LEG.sha256


def test_a_text_that_is_not_utf_8_is_a_fault(tmp_path: Path) -> None:
    content = b"\xff\xfe not this one"
    (tmp_path / "an-article.txt").write_bytes(content)
    (fault,) = quotation_faults(_talked(content), tmp_path)
    assert fault.reason == "an-article.txt is not UTF-8"


def test_words_found_only_outside_the_article_are_not_offered_as_the_mend(tmp_path: Path) -> None:
    content = TEXT.encode()
    (tmp_path / "an-article.txt").write_bytes(content)
    start = TEXT.index("They")
    (fault,) = quotation_faults(_article(content, "More news", start), tmp_path)
    assert "the words stand" not in fault.mend


@pytest.mark.parametrize("name", ["absent", "a-file"])
def test_an_archive_that_is_no_folder_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    with pytest.raises(InvalidParameter) as caught:
        quotation_faults([], tmp_path / name)
    assert caught.value.parameter == "texts"


def test_an_empty_archive_misses_every_article(seeded: View, tmp_path: Path) -> None:
    report = verification(seeded, tmp_path)
    assert report.missing == (GRAPH,)
    assert [fault.node for fault in report.faults] == [GRAPH]
