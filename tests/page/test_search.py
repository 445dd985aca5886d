"""A name typed in the search box leads to the actor's card."""

import re

import pytest
from playwright.sync_api import expect

from tests.page.conftest import Look, everywhere


@everywhere
def test_a4_suggestions_lead_to_a_card_by_keyboard(look: Look) -> None:
    page = look("/")
    box = page.get_by_role("combobox", name="Find an actor")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    box.press_sequentially("bor")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Boris Lund")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    assert box.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert box.get_attribute("aria-controls") == chosen.locator("..").get_attribute("id")
    box.press("Enter")
    page.wait_for_url("**/actors/boris-lund")


def test_escape_closes_the_suggestions(look: Look) -> None:
    page = look("/")
    box = page.get_by_role("combobox", name="Find an actor")
    box.press_sequentially("karim")
    expect(page.get_by_role("listbox")).to_be_visible()
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Карим", "Ada Karim"), ("آدا", "Ada Karim"), ("Joao", "João Araújo"), ("伟", "王伟")],
)
def test_a5_any_script_finds(look: Look, typed: str, found: str) -> None:
    page = look("/")
    page.get_by_role("combobox", name="Find an actor").press_sequentially(typed)
    options = page.get_by_role("option")
    expect(options.first).to_contain_text(found)


def test_a_suggestion_tells_namesakes_apart(look: Look) -> None:
    page = look("/")
    page.get_by_role("combobox", name="Find an actor").press_sequentially("Ada Kar")
    first = page.get_by_role("option").first
    expect(first.locator(".type")).to_have_text("person")
    expect(first.locator(".hint")).to_contain_text(re.compile("Minister of Arland, from 2018"))


@everywhere
def test_a6_no_match_is_said_plainly(look: Look) -> None:
    page = look("/")
    box = page.get_by_role("combobox", name="Find an actor")
    box.press_sequentially("zzqqxx")
    expect(page.get_by_role("option")).to_have_text("No actor is called “zzqqxx”")
    box.press("Enter")
    page.wait_for_url("**/actors?q=zzqqxx")
    expect(page.get_by_role("heading", level=1)).to_contain_text("No actor is called")
    expect(page.locator("#map")).to_have_count(0)


def test_without_scripts_the_form_finds(look: Look) -> None:
    page = look("/", java_script_enabled=False)
    page.get_by_label("Find an actor").fill("Карим")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Ada Karim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Karim")


def test_a_path_is_asked_for_by_names(look: Look) -> None:
    page = look("/paths")
    for label, typed in (("From", "Ada Kar"), ("To", "Boris L")):
        field = page.get_by_label(label, exact=True)
        field.press_sequentially(typed)
        expect(page.get_by_role("option").first).to_be_visible()
        field.press("ArrowDown")
        field.press("Enter")
    page.get_by_role("button", name="Find paths").click()
    page.wait_for_url("**/paths?from=ada-karim&to=boris-lund**")
    expect(page.locator(".path").first).to_contain_text("met")
