"""How long until a map or a suggestion is on the screen, in a real Chromium, and how much script.

Five loads each, every one in a browser context of its own, so that nothing is cached.
"""

import gzip
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import httpx2 as httpx
from playwright.sync_api import Browser, sync_playwright

from tests.page.fixture import CENTRE, HUB, fixture_trig, hub_trig
from tests.page.serving import filled, served

LOADS = 5
MARKS = """async () => {
    await window.__kg.ready;
    const all = performance.getEntriesByType('resource');
    return {
        drawn: performance.now(),
        asked: all.find(one => one.name.includes('/export/')).duration,
        scripts: all.map(one => one.name).filter(name => name.includes('.js')),
    };
}"""


def measure(browser: Browser, address: str, actor: str) -> tuple[list[float], list[float], int]:
    """Return the seconds until the map was drawn, those of its answer, and the script's bytes."""
    times, asked, weight = [], [], 0
    for _ in range(LOADS):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(f"{address}/actors/{actor}")
        marks = page.evaluate(MARKS)
        times.append(marks["drawn"] / 1000)
        asked.append(marks["asked"] / 1000)
        weight = sum(len(gzip.compress(httpx.get(one).content)) for one in marks["scripts"])
        context.close()
    return times, asked, weight


def suggested(browser: Browser, address: str) -> list[float]:
    """Return the seconds from the third letter typed to the suggestions on the screen."""
    times = []
    for _ in range(LOADS):
        page = browser.new_page()
        page.goto(address)
        box = page.get_by_role("combobox", name="Find an actor")
        box.press_sequentially("vi")
        begun = time.perf_counter()
        box.press_sequentially("s")
        page.get_by_role("option").first.wait_for()
        times.append(time.perf_counter() - begun)
        page.close()
    return times


def main() -> None:
    """Print a line for each graph."""
    path = shutil.which("chromium")
    if path is None:
        print("page: there is no chromium")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for actor, trig in ((CENTRE, fixture_trig()), (HUB, hub_trig())):
            with (
                tempfile.TemporaryDirectory() as folder,
                served(filled(Path(folder), trig)) as address,
            ):
                httpx.get(f"{address}/export/cytoscape?actor={actor}", timeout=60)  # it has begun
                times, asked, weight = measure(browser, address, actor)
                print(
                    f"map of {actor}: drawn after {statistics.median(times):.2f} s (median of "
                    f"{LOADS}, worst {max(times):.2f} s), of which the service took "
                    f"{statistics.median(asked):.2f} s; {weight / 1000:.0f} kB of script"
                )
                times = suggested(browser, address)
                print(
                    f"suggestions: {statistics.median(times):.2f} s after the third letter "
                    f"(worst {max(times):.2f} s)"
                )
        browser.close()


if __name__ == "__main__":
    main()
