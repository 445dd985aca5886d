"""Takes the README's pictures of the shipped graph: ``python -m tests.page.pictures FOLDER``."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import FloatRect, Page, ViewportSize, sync_playwright

from tests.page.conftest import drawn
from tests.page.serving import filled, served

ACTOR = "/actors/sergei-shoigu"
PATH = "/paths?from=sergei-shoigu&to=vladimir-putin"
SIZE: ViewportSize = {"width": 1100, "height": 1000}


def main(folder: Path) -> None:
    """Take both pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as made,
        served(filled(Path(made))) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce", color_scheme="light")
        page.goto(f"{address}{ACTOR}")
        drawn(page)
        page.screenshot(path=folder / "actor.png")
        page.goto(f"{address}{PATH}")
        drawn(page)
        _open_evidence(page)
        page.screenshot(path=folder / "path.png", full_page=True, clip=_around(page))
        browser.close()


def _open_evidence(page: Page) -> None:
    page.locator(".hop").first.locator("details.evidence summary").first.click()
    page.evaluate("scrollTo(0, 0)")


def _around(page: Page) -> FloatRect:
    path = page.locator(".path").first.bounding_box()
    assert path is not None
    return {"x": 0, "y": 0, "width": SIZE["width"], "height": path["y"] + path["height"]}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
