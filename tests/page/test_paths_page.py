"""Paths as sentences: forwards and backwards, what only claims carry, and none at all."""

from playwright.sync_api import expect

from tests.page.conftest import Look
from tests.page.fixture import CENTRE


def test_each_hop_is_a_sentence_with_its_evidence(look: Look) -> None:
    page = look(f"/paths?from={CENTRE}&to=boris-lund&k=1")
    hop = page.locator(".hop").first
    expect(hop.locator(".step")).to_have_text("Ada Karim met Boris Lund")
    hop.locator("summary").first.click()
    expect(hop.locator("q").first).to_be_visible()
    expect(hop.locator("figcaption a").first).to_be_visible()
    expect(hop.locator(".standing").first).to_be_visible()


def test_a_hop_against_its_direction_says_so(look: Look) -> None:
    page = look("/paths?from=prime-minister-of-arland&to=ada-karim&k=1")
    expect(page.locator(".hop .step").first).to_have_text(
        "Prime Minister of Arland was held by Ada Karim"
    )


def test_an_alleged_chain_stands_apart(look: Look) -> None:
    page = look("/paths?from=yusuf-demir&to=grain-council&max_hops=1")
    expect(page.locator("#paths")).to_contain_text("No path of up to 1 hop leads from Yusuf Demir")
    expect(page.locator("#paths .path")).to_have_count(0)
    alleged = page.locator("#alleged")
    expect(alleged.get_by_role("heading", level=2)).to_have_text("Only by what is claimed")
    expect(alleged.locator(".step")).to_contain_text("made a statement (allegation) against")


def test_no_path_is_said_with_what_was_tried(look: Look) -> None:
    page = look("/paths?from=daily-ledger&to=ada-karim&max_hops=3")
    expect(page.locator("#paths")).to_contain_text(
        "No path of up to 3 hops leads from Daily Ledger"
    )
    expect(page.locator("#alleged")).to_have_count(0)


def test_options_and_names_work_without_scripts(look: Look) -> None:
    page = look("/paths", java_script_enabled=False)
    page.get_by_label("From", exact=True).fill("Ada Karim")
    page.get_by_label("To", exact=True).fill("Boris Lund")
    page.get_by_text("Options").click()
    page.get_by_label("On the day").fill("2014-03-18")
    page.get_by_label("leave out what somebody denies").check()
    page.get_by_role("button", name="Find paths").click()
    expect(page.locator(".path")).not_to_have_count(0)
    assert "as_of=2014-03-18" in page.url
    assert "certainty" not in page.url  # what was left empty is not asked
