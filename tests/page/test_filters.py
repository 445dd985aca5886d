"""Filters: the legend and the days, in step with the table, the address and the service."""

from playwright.sync_api import Page

from tests.page.conftest import Look, everywhere
from tests.page.fixture import CENTRE
from tests.page.screen import ask, lines, question, settled, state

CARD = f"/actors/{CENTRE}"


def _shown(page: Page) -> set[str]:
    """Return the lines that can be seen."""
    return {line["id"] for line in lines(page) if line["opacity"] > 0}


def _answered(address: str, page: Page, **narrower: str) -> set[str]:
    """Return the facts that the service answers for the map's question and more filters."""
    more = "".join(f"&{name.rstrip('_')}={value}" for name, value in narrower.items())
    elements = ask(f"{address}{question(page)}{more}")["elements"]
    return {fact["id"] for edge in elements["edges"] for fact in edge["data"]["facts"]}


def _rows(page: Page) -> set[str]:
    found: list[str] = page.eval_on_selector_all(
        ".map-table tbody tr", "rows => rows.map(row => row.dataset.fact)"
    )
    return set(found)


@everywhere
def test_a15_the_legend_filters_by_standing_and_reload_keeps_it(look: Look) -> None:
    page = look(CARD)
    alleged = {line["id"] for line in lines(page) if line["standing"] == "alleged"}
    assert alleged <= _shown(page)
    page.get_by_label("alleged").uncheck()
    settled(page)
    assert not alleged & _shown(page)
    assert "alleged" not in page.url.partition("standing=")[2].split("&")[0]
    assert "0 of 1" in page.locator(".map-legend label", has_text="alleged").inner_text()
    assert _rows(page) == set(state(page)["facts"])
    hidden = state(page)
    page.reload()
    page.evaluate("() => window.__kg.ready")
    assert state(page) == hidden
    page.get_by_label("alleged").check()
    settled(page)
    assert alleged <= _shown(page)
    assert "standing" not in page.url


def test_a15_the_legend_filters_by_kind_as_the_service_does(look: Look, address: str) -> None:
    page = look(CARD)
    every = state(page)["facts"]
    page.get_by_label("meeting", exact=False).first.uncheck()
    settled(page)
    assert "hide=Meeting" in page.url
    kinds = ["Allegation", "Denial", "Membership", "Tenure", "Visit"]
    answered = ask(address + question(page) + "".join(f"&kind={kind}" for kind in kinds))
    facts = {fact["id"] for edge in answered["elements"]["edges"] for fact in edge["data"]["facts"]}
    assert set(state(page)["facts"]) == facts
    assert len(facts) < len(every)
    assert _rows(page) == facts


def test_a15_the_standing_filter_is_the_services(look: Look, address: str) -> None:
    for standing in ("reported", "attributed", "alleged", "disputed", "denied"):
        page = look(f"{CARD}#standing={standing}")
        assert set(state(page)["facts"]) == _answered(address, page, standing=standing)


def test_a16_a_day_shows_what_the_service_answers_for_it(look: Look, address: str) -> None:
    page = look(CARD)
    page.get_by_label("On a day").check()
    for day in ("2009-06-01", "2014-03-18", "2015-05-20", "2018-12-31"):
        page.get_by_label("The day, exactly").fill(day)
        settled(page)
        assert f"day={day}" in page.url
        assert set(state(page)["facts"]) == _answered(address, page, as_of=day)
    page.get_by_label("only what is certain").check()
    settled(page)
    certain = _answered(address, page, as_of="2018-12-31", certainty="certain")
    assert set(state(page)["facts"]) == certain


@everywhere
def test_a16_certain_is_solid_possible_is_fainter_and_the_rest_is_gone(look: Look) -> None:
    page = look(f"{CARD}#day=2016-06-01")
    drawn = {line["label"].split(",")[0]: line for line in lines(page)}
    for line in lines(page):
        assert ("off" in line["classes"]) == (line["opacity"] == 0)
        if "possible" in line["classes"]:
            assert 0 < line["opacity"] < 0.7
            assert "date unknown" in line["label"] or "possible" in line["label"]
    certain = [
        line for line in lines(page) if not {"off", "possible", "aside"} & set(line["classes"])
    ]
    assert certain
    assert all(line["opacity"] == 1 for line in certain), drawn


def test_a16_days_between_show_what_is_possible_then(look: Look, address: str) -> None:
    page = look(f"{CARD}#from=2014-01-01&to=2016-12-31")
    facts = set(state(page)["facts"])
    events = ask(f"{address}/events?participant={CENTRE}&from=2014-01-01&to=2016-12-31&limit=1000")[
        "items"
    ]
    dated = {event["id"] for event in events}
    assert dated
    assert dated <= facts
    every = ask(address + question(page))["elements"]["edges"]
    meetings = {
        fact["id"]
        for edge in every
        for fact in edge["data"]["facts"]
        if fact["type"] in {"Meeting", "Visit"} and fact["when"]["start_earliest"]
    }
    assert facts & meetings == dated & meetings


def test_a16_what_has_no_date_stays_and_says_so(look: Look) -> None:
    page = look(f"{CARD}#day=1990-01-01")
    undated = [line for line in lines(page) if "undated" in line["classes"] and line["opacity"] > 0]
    assert len(undated) == 2  # an office, and a meeting
    assert all("date unknown" in line["label"] for line in undated)
    assert (
        "date unknown" in page.locator(".map-table").inner_text()
        or page.locator(".map-table tbody tr", has_text="date unknown").count()
    )


@everywhere
def test_a16_the_slider_moves_by_keyboard_and_plays(look: Look) -> None:
    page = look(CARD)
    page.get_by_label("On a day").check()
    slider = page.get_by_label("The day", exact=True)
    before = slider.input_value()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    settled(page)
    assert int(slider.input_value()) == int(before) - 1
    moved = page.url
    assert "day=" in moved
    page.keyboard.press("Home")
    page.get_by_role("button", name="Play").click()
    first = slider.input_value()
    page.wait_for_function(
        "first => document.querySelector('[data-which=day]').value !== first", arg=first
    )
    page.get_by_role("button", name="Pause").click()
    stopped = slider.input_value()
    page.wait_for_timeout(600)
    assert slider.input_value() == stopped


def test_the_table_sorts(look: Look) -> None:
    page = look(CARD)
    page.locator(".map-table summary").click()
    page.get_by_role("button", name="Whom").click()
    column = page.eval_on_selector_all(
        ".map-table tbody tr", "rows => rows.map(row => row.cells[2].textContent)"
    )
    assert column == page.evaluate("names => [...names].sort((a, b) => a.localeCompare(b))", column)
    assert page.locator(".map-table th[aria-sort=ascending]").inner_text().startswith("Whom")
    assert "sort=whom" in page.url
