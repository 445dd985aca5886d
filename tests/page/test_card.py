"""The card shows what is known, from when to when, on whose word, and who denies it."""

from datetime import date, timedelta
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, expect

from graph.exports import formats
from tests.page.conftest import Look, everywhere
from tests.page.fixture import CENTRE, HOSTILE

CARD = f"/actors/{CENTRE}"
POST = "2019-06-01-post"


def test_a7_everything_is_there_without_scripts(look: Look) -> None:
    page = look(CARD, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ada Karim")
    expect(page.locator(".aliases")).to_contain_text("Ада Карим")
    expect(page.locator("#offices")).to_contain_text("Foreign Minister of Arland")
    expect(page.locator("#events")).to_contain_text("Ada Karim visited Belport")
    expect(page.locator("#claims")).to_contain_text("Belmar alleges against Ada Karim that")
    expect(page.locator("#sources")).to_contain_text("Who is Ada Karim")
    expect(page.locator("#table tbody tr")).not_to_have_count(0)
    page.locator(".exports summary").click()
    expect(page.locator(".exports a")).to_have_count(len(formats()))
    file = page.request.get(
        urljoin(page.url, page.locator(".exports a").last.get_attribute("href"))
    )
    assert file.ok


def share(days: Locator, first: date, last: date) -> tuple[float, float]:
    """Return where a span of days begins on a timeline and how wide it is, in percent."""
    begin = date.fromisoformat(days.get_attribute("data-first") or "")
    end = date.fromisoformat(days.get_attribute("data-last") or "")
    whole = (end - begin).days + 1
    return (first - begin).days / whole * 100, ((last - first).days + 1) / whole * 100


@everywhere
def test_a8_bars_agree_with_their_dates(look: Look) -> None:
    page = look(CARD)
    timeline = page.locator("#offices .timeline")
    office = timeline.locator(".office", has_text="Foreign Minister of Arland")
    lane = office.locator("svg.lane").bounding_box()
    assert lane is not None
    bars = office.locator("rect.certain")
    expect(bars).to_have_count(2)
    for number, (first, last) in enumerate(
        sorted([(date(2008, 3, 1), date(2012, 6, 30)), (date(2014, 1, 15), date(2017, 11, 30))])
    ):
        boxes = [bars.nth(place).bounding_box() for place in range(2)]
        box = sorted((one for one in boxes if one), key=lambda one: one["x"])[number]
        left, width = share(timeline, first, last)
        assert (box["x"] - lane["x"]) / lane["width"] * 100 == pytest.approx(left, abs=1)
        assert box["width"] / lane["width"] * 100 == pytest.approx(width, abs=1)


@everywhere
def test_a8_a_year_is_no_day_and_its_edge_is_fuzzy(look: Look) -> None:
    page = look(CARD)
    office = page.locator("#offices .office", has_text="Ambassador of Arland")
    expect(office).to_contain_text("2003 to 2007")
    expect(office).not_to_contain_text("January")
    fuzzy = office.locator("rect.possible")
    expect(fuzzy).to_have_count(2)
    left, right = (fuzzy.nth(number) for number in (0, 1))
    assert left.get_attribute("fill") == "url(#fade-left)"
    assert right.get_attribute("fill") == "url(#fade-right)"
    whole = timedelta(days=365 - 1)
    ends = [
        (date.fromisoformat(one.get_attribute("data-first") or ""),
         date.fromisoformat(one.get_attribute("data-last") or ""))
        for one in (left, right)
    ]  # fmt: skip
    assert ends[0] == (date(2003, 1, 1), date(2003, 12, 30))
    assert ends[1] == (date(2007, 1, 2), date(2007, 1, 1) + whole)


def test_a8_what_goes_on_says_since_and_the_unknown_says_so(look: Look) -> None:
    page = look(CARD)
    ongoing = page.locator("#offices .office", has_text="Prime Minister of Arland")
    expect(ongoing).to_contain_text("since 1 February 2018")
    expect(ongoing.locator("rect.possible[fill='url(#fade-right)']")).to_have_count(1)
    undated = page.locator("#offices .office", has_text="Chair of the Grain Council")
    expect(undated).to_contain_text("date unknown")
    expect(undated.locator("rect")).to_have_count(0)


@everywhere
def test_a9_each_statement_has_its_words_and_its_denials_beside_it(look: Look) -> None:
    page = look(CARD)
    # Who, against whom and what; the words that say so; the denial, and the words that say that.
    denied = (
        "Denied: Ada Karim denies that there was trade with Dravia",
        "Karim has denied any trade with Dravia",
    )
    expected = {
        "bribes": (
            "Belmar alleges against Ada Karim that bribes were paid by Ada Karim",
            "Belmar says that she paid bribes",
            None,
        ),
        "arms": (
            "Boris Lund alleges against Ada Karim and Arland that arms were sold to Dravia",
            "Boris Lund accuses her of selling arms",
            denied,
        ),
        "no-trade": (denied[0].removeprefix("Denied: "), denied[1], None),
    }
    claims = page.locator("#claims article.claim")
    assert set(claims.evaluate_all("all => all.map(it => it.id)")) == {
        f"{POST}:{name}" for name in expected
    }
    for name, (sentence, quotation, denial) in expected.items():
        claim = page.locator(f"#claims [id='{POST}:{name}']")
        expect(claim.locator(".sentence").first).to_contain_text(sentence)
        expect(claim.locator("q").first).to_have_text(quotation)
        link = claim.locator("figcaption a[href^='https://']").first
        expect(link).to_be_visible()
        expect(link).to_have_attribute("href", "https://example.org/a")
        if denial:
            expect(claim.locator(".denial .sentence")).to_contain_text(denial[0])
            expect(claim.locator(".denial q")).to_have_text(denial[1])
            expect(claim.locator(".denial")).to_be_visible()
        elif name != "no-trade":
            expect(claim).to_contain_text("No denial is recorded.")


@everywhere
def test_a3_hostile_words_stay_words(look: Look) -> None:
    page = look(CARD)
    hostile = page.locator("[id='2019-07-01-hostile:hostile']").first
    hostile.locator("summary").click()
    expect(hostile.locator("q").first).to_have_text(HOSTILE)
    assert page.evaluate("window.__x") is None
    assert page.locator("a[href^='javascript:' i]").count() == 0
    expect(hostile).to_contain_text("javascript:alert(1)")


def test_a_long_list_is_folded_and_repeats_nothing(look: Look) -> None:
    page = look(CARD)
    events = page.locator("#events")
    expect(events.locator("details.earlier")).to_have_count(1)
    expect(events.locator("> .fact")).to_have_count(12)
    events.locator("details.earlier > summary").click()
    every = events.locator(".fact")
    assert every.count() == len({*every.evaluate_all("all => all.map(one => one.id)")})
