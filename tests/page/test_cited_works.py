"""A work that a table cites stands beside its words, on the map and without it."""

from collections.abc import Iterator

import pytest

from tests.page.conftest import Look, everywhere
from tests.page.serving import filled, served

TABLE = """
@prefix leg: <https://w3id.org/legation/ns#> .
@prefix id: <https://w3id.org/legation/id/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix table: <https://w3id.org/legation/dataset/a-table#> .
<https://w3id.org/legation/graph/entities> {
  id:ada a leg:Person ; rdfs:label "Ada"@en . id:boris a leg:Person ; rdfs:label "Boris"@en .
  id:printer a leg:Organization ; rdfs:label "The Printer"@en .
}
<https://w3id.org/legation/dataset/a-table> {
  <https://w3id.org/legation/dataset/a-table> a leg:Dataset ; dct:title "A table"@en ;
    dct:license <https://creativecommons.org/publicdomain/zero/1.0/> ;
    dct:source <https://example.org/table> .
  table:talks a leg:Meeting ; leg:attendee id:ada , id:boris ; leg:evidence table:1.evidence .
  table:1.evidence a leg:Evidence ; oa:hasSource <https://w3id.org/legation/dataset/a-table> ;
    leg:record "1" ; oa:exact "Ada <b>met</b> Boris" ; leg:cites table:gazette , table:register ;
    leg:citedRecord "№ 7" .
  table:gazette a leg:CitedWork ; dct:title "The <i>Gazette</i>"@en ; leg:publisher id:printer ;
    dct:source <https://example.org/gazette> .
  table:register a leg:CitedWork ; dct:title "A register"@en ; dct:source <javascript:alert(1)> .
}
"""
CITED = "which cites record № 7 of The <i>Gazette</i>, The Printer"


@pytest.fixture(scope="module")
def cited_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the table is served."""
    with served(filled(tmp_path_factory.mktemp("cited"), TABLE)) as url:
        yield url


@everywhere
def test_a_line_tells_the_works_that_its_record_cites(look: Look, cited_address: str) -> None:
    page = look("/actors/ada#sel=a-table:talks", at=cited_address)
    panel = page.locator(".map-panel")
    panel.get_by_text("The <i>Gazette</i>").wait_for()
    assert panel.locator("q").first.inner_text() == "Ada <b>met</b> Boris"
    assert f"record 1 of A table, {CITED}; A register" in panel.inner_text()
    links = {one.get_attribute("href") for one in panel.locator(".fact-evidence a").all()}
    assert links == {"https://example.org/table", "https://example.org/gazette"}
    panel.get_by_role("button", name="Copy citation").first.click()
    panel.get_by_text("Copied").wait_for()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "The <i>Gazette</i>, The Printer, https://example.org/gazette" in copied
    assert "A table, https://example.org/table" in copied


@everywhere
def test_the_page_of_a_fact_tells_them_without_scripts(look: Look, cited_address: str) -> None:
    page = look("/facts/a-table:talks", at=cited_address, java_script_enabled=False)
    said = " ".join(page.locator("figure.said").inner_text().split())
    assert "Ada <b>met</b> Boris" in said
    assert "Record 1 of A table" in said
    assert CITED in said
    links = {one.get_attribute("href") for one in page.locator("figure.said a").all()}
    assert links == {
        "/articles/a-table", "https://example.org/table", "https://example.org/gazette",
    }  # fmt: skip
