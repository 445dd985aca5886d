"""Paths as sentences: forwards and backwards, what only claims carry, and none at all."""

from playwright.sync_api import expect

from tests.page.conftest import Look, drawn, everywhere
from tests.page.fixture import CENTRE
from tests.page.screen import lines


def test_a17_each_hop_is_a_sentence_with_its_evidence(look: Look) -> None:
    page = look(f"/paths?from={CENTRE}&to=boris-lund&k=1")
    hop = page.locator(".hop").first
    expect(hop.locator(".step")).to_have_text("Ada Karim met Boris Lund")
    hop.locator("summary").first.click()
    expect(hop.locator("q").first).to_be_visible()
    expect(hop.locator("figcaption a").first).to_be_visible()
    expect(hop.locator(".standing").first).to_be_visible()


def test_a20_a_hop_against_its_direction_says_so(look: Look) -> None:
    page = look("/paths?from=prime-minister-of-arland&to=ada-karim&k=1")
    expect(page.locator(".hop .step").first).to_have_text(
        "Prime Minister of Arland was held by Ada Karim"
    )


def test_a18_an_alleged_chain_stands_apart(look: Look) -> None:
    page = look("/paths?from=yusuf-demir&to=grain-council&max_hops=1")
    expect(page.locator("#paths")).to_contain_text("No path of up to 1 hop leads from Yusuf Demir")
    expect(page.locator("#paths .path")).to_have_count(0)
    alleged = page.locator("#alleged")
    expect(alleged.get_by_role("heading", level=2)).to_have_text(
        "Only by what is claimed or denied"
    )
    expect(alleged.locator(".step")).to_contain_text("made a statement (allegation) against")


@everywhere
def test_a18_what_is_denied_carries_no_hop_unless_asked(look: Look) -> None:
    page = look(f"/paths?from={CENTRE}&to=omar-diallo")
    facts = page.locator(".hop").first.get_attribute("data-facts")
    assert facts is not None
    assert "secret-meeting" not in facts
    assert {line["standing"] for line in lines(page)} <= {"reported", "attributed"}
    assert "denied" not in page.locator("#paths .standing").all_inner_texts()
    page.get_by_text("Options", exact=True).click()
    page.get_by_label("let what somebody denies carry a hop").check()
    page.get_by_role("button", name="Find paths").click()
    page.wait_for_url("**exclude_disputed=false*")
    drawn(page)
    assert "secret-meeting" in str(page.locator(".hop").first.get_attribute("data-facts"))
    assert "denied" in {line["standing"] for line in lines(page)}


def test_a18_a_chain_that_needs_what_is_denied_stands_apart(look: Look) -> None:
    page = look(f"/paths?from={CENTRE}&to=omar-diallo&max_hops=1&as_of=2015-09-09")
    expect(page.locator("#paths .path")).to_have_count(0)
    expect(page.locator("#paths")).to_contain_text("by what is reported and nobody denies")
    assert {line["standing"] for line in lines(page)} == {"denied"}
    expect(page.locator("#alleged .standing.denied").first).to_be_visible()


def test_a19_no_path_is_said_with_what_was_tried(look: Look) -> None:
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
    page.get_by_label("let what somebody denies carry a hop").check()
    page.get_by_role("button", name="Find paths").click()
    expect(page.locator(".path")).not_to_have_count(0)
    assert "as_of=2014-03-18" in page.url
    assert "certainty" not in page.url  # what was left empty is not asked
