"""A label that would be a script or a formula is a text and nothing else, in every output."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from starlette.testclient import TestClient

from api.app import create_app
from api.service import Service
from api.settings import Settings
from graph.exports import Format, formats
from graph.seed import seed
from graph.store import open_store
from ontology import ENTITIES_GRAPH, ID, RDFS
from tests.api.test_cli_serving import LEGATION

LABELS = {
    "script": "<script>alert(1)</script>",
    "out of an attribute": "\"><img src=x onerror=alert(1)> ' onload='alert(1)",
    "out of a script": "</script><svg onload=alert(1)>",
    "out of data": "]]><script>alert(1)</script><!--",
    "formula": "=cmd|' /C calc'!A0",
    "formula and script": '=HYPERLINK("http://x","y")<script>',
    "other formulas": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": '-2+3+cmd|"calc"!A0',
    "end of a statement": '"]; a -> b [URL="javascript:alert(1)',
    "link": 'javascript:alert(1)"];\nclick a "javascript:alert(1)"',
    "template": "{{ 7 * 7 }}${7*7}#{7*7}",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_HANDLER = re.compile(r"on[a-z]+$", re.IGNORECASE)
ACTOR = "russia"


@pytest.fixture(scope="module", params=list(LABELS.values()), ids=list(LABELS))
def label(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def hostile(label: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service whose graph calls a state by that label in every language."""
    store = open_store(str(tmp_path_factory.mktemp("hostile") / "store"))
    seed(store)
    names = {RDFS.label, "http://www.w3.org/2004/02/skos/core#altLabel"}
    subject, graph = NamedNode(f"{ID}{ACTOR}"), NamedNode(ENTITIES_GRAPH)
    with store.draft(who="a tester", why="a hostile label") as draft:
        kept = [
            quad
            for quad in draft.quads(ENTITIES_GRAPH)
            if not (quad.subject == subject and quad.predicate.value in names)
        ]
        said = [
            Quad(subject, NamedNode(name), Literal(label, language=language), graph)
            for name in names
            for language in ("en", "de")
        ]
        draft.replace(ENTITIES_GRAPH, [*kept, *said])
    store.close()
    chosen = Settings(store=store.url, log_level="error", warm_up=False)
    with TestClient(create_app(chosen)) as opened:
        yield opened


class Markup(HTMLParser):
    """What in a page could run: scripts' own words, handlers, and where links and sources lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.handlers: list[str] = []
        self.places: list[str] = []
        self._in_script = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.handlers += [name for name in values if _HANDLER.match(name)]
        self.places += [
            value for name, value in values.items() if name in ("href", "src", "xlink:href")
        ]
        self._in_script = values.get("type", "text/javascript") if tag == "script" else ""

    def handle_endtag(self, tag: str) -> None:
        self._in_script = ""

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts.append(data)


def check_markup(page: str, label: str) -> None:
    found = Markup(page)
    assert not found.handlers
    assert not [place for place in found.places if place.strip().lower().startswith("javascript:")]
    for script in found.scripts:
        assert label not in script or "<" not in label  # in JSON its < is escaped
    if "<" in label:
        assert label not in page


def check_xml(content: bytes, label: str) -> None:
    root: Element = fromstring(content.decode())
    for element in root.iter():
        assert not str(element.tag).endswith(("}script", "}foreignObject"))
        for name, value in element.attrib.items():
            plain = name.rpartition("}")[2]
            assert not _HANDLER.match(plain)
            leads = plain in ("href", "src")
            assert not (leads and value.strip().lower().startswith("javascript:"))


def check_svg(content: bytes, label: str) -> None:
    check_xml(content, label)
    check_markup(content.decode(), label)


def check_tables(contents: list[str], label: str) -> None:
    read = (csv.reader(io.StringIO(content, newline="")) for content in contents)
    cells = {cell for table in read for row in table for cell in row}
    for cell in cells:
        assert not cell.startswith(_FORMULA) or not cell.strip("+-.:0123456789"), cell
    said = f"'{label}" if label.startswith(_FORMULA) else label
    assert {said, said.replace("\n", " ")} & cells


def check_archive(content: bytes, label: str) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        tables = [name for name in archive.namelist() if name.endswith(".csv")]
        assert len(tables) == 2
        check_tables([archive.read(name).decode() for name in tables], label)


def check_json(content: bytes, label: str) -> None:
    try:
        json.loads(content)
    except json.JSONDecodeError:
        for line in content.decode().splitlines():
            json.loads(line)


def check_rdf(form: RdfFormat) -> Callable[[bytes, str], None]:
    def check(content: bytes, label: str) -> None:
        literals = {
            quad.object.value for quad in parse(content, form) if isinstance(quad.object, Literal)
        }
        assert label in literals

    return check


def check_dot(content: bytes, label: str) -> None:
    command = shutil.which("dot")
    if command is None:
        pytest.skip("graphviz is not installed: run make tools")
    drawn = subprocess.run([command, "-Tsvg"], input=content, capture_output=True, check=True)
    check_svg(drawn.stdout, label)


def check_mermaid(content: bytes, label: str) -> None:
    lines = content.decode().splitlines()
    text = "\n".join(line for line in lines if not line.startswith("%%"))  # those are comments
    assert "<script" not in text
    assert not re.search(r"^\s*(click|href|callback)\b", text, re.MULTILINE)
    assert "<img" not in text


def check_picture(content: bytes, label: str) -> None:
    assert content.startswith(b"\x89PNG")


CHECKS: dict[str, Callable[[bytes, str], None]] = {
    "text/html": lambda content, label: check_markup(content.decode(), label),
    "image/svg+xml": check_svg,
    "image/png": check_picture,
    "application/graphml+xml": check_xml,
    "application/gexf+xml": check_xml,
    "application/zip": check_archive,
    "text/vnd.graphviz": check_dot,
    "text/vnd.mermaid": check_mermaid,
    "text/turtle": check_rdf(RdfFormat.TURTLE),
    "application/trig": check_rdf(RdfFormat.TRIG),
    "application/ld+json": check_rdf(RdfFormat.JSON_LD),
    "application/json": check_json,
}


def check_of(form: Format) -> Callable[[bytes, str], None]:
    """Return how to check a format; a new one whose check nobody wrote fails here."""
    kind = form.media_type.partition(";")[0]
    if kind in CHECKS:
        return CHECKS[kind]
    assert "json" in kind, f"say in CHECKS what would be hostile in {kind}"
    return check_json


@pytest.mark.parametrize("form", formats().values(), ids=lambda form: form.name)
def test_in_every_export(hostile: TestClient, label: str, form: Format) -> None:
    check = check_of(form)
    asked = {"actor": ACTOR, "depth": "1", "claims": "true"}
    answer = hostile.get(f"/export/{form.name}", params=asked)
    if answer.status_code == 503 and form.name == "html":
        pytest.skip(answer.json()["detail"])
    assert answer.status_code == 200
    check(answer.content, label)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["content-disposition"].isascii()


PAGES = [
    "/",
    f"/actors/{ACTOR}",
    f"/actors/{ACTOR}/connections",
    f"/paths?from={ACTOR}&to=kim-jong-un",
    "/actors?q={label}",
    "/actors/{label}",
    "/paths?from={label}&to={label}",
    "/events?place={label}",
    "/nothing/{label}?{label}={label}",
    "/sparql?query={label}",
]


@pytest.mark.parametrize("address", PAGES)
def test_in_every_page(hostile: TestClient, label: str, address: str) -> None:
    from urllib.parse import quote

    asked = address.replace("{label}", quote(label, safe=""))
    answer = hostile.get(asked, headers={"accept": "text/html"})
    if not answer.headers["content-type"].startswith("text/html"):
        assert "json" in answer.headers["content-type"]  # which no browser takes for a page
        return
    check_markup(answer.text, label)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]


ACCEPTS = [
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv",
    "text/tab-separated-values",
]  # fmt: skip


@pytest.mark.parametrize("accept", ACCEPTS)
def test_in_the_results_of_queries(hostile: TestClient, label: str, accept: str) -> None:
    """JSON, XML and TSV are to the letter, CSV is for spreadsheets; none is taken for a page."""
    query = f"SELECT DISTINCT ?o {{ <{ID}{ACTOR}> <{RDFS.label}> ?o }}"
    answer = hostile.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.headers["content-type"].startswith(accept)
    assert answer.headers["x-content-type-options"] == "nosniff"
    if accept == "text/csv":
        check_tables([answer.text], label)
        return
    if accept == "application/sparql-results+xml":
        check_xml(answer.content, label)
    form = QueryResultsFormat.from_media_type(accept)
    assert form is not None
    found = parse_query_results(answer.content, form)
    assert isinstance(found, QuerySolutions)
    assert {row["o"].value for row in found} == {label}


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_in_what_the_command_line_prints(hostile: TestClient, label: str, form: str) -> None:
    service: Service = hostile.app.state.service  # type: ignore[attr-defined]
    query = f"SELECT DISTINCT ?o {{ <{ID}{ACTOR}> <{RDFS.label}> ?o }}"
    asked = ["query", "--store", service.store.url, "--format", form, "-e", query]
    ended = subprocess.run([LEGATION, *asked], capture_output=True, check=True)
    if form == "csv":
        check_tables([ended.stdout.decode()], label)
        return
    found = parse_query_results(ended.stdout, QueryResultsFormat.TSV)
    assert isinstance(found, QuerySolutions)
    assert {row["o"].value for row in found} == {label}


def test_every_format_has_a_check() -> None:
    for form in formats().values():
        check_of(form)
