"""A PNG as a browser decodes it: its size and its colours."""

import base64
from typing import Any

from playwright.sync_api import Browser

COUNT = """async (source) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height).data;
    const colours = {};
    for (let at = 0; at < pixels.length; at += 4) {
        const parts = [...pixels.slice(at, at + 3)];
        const colour = "#" + parts.map((part) => part.toString(16).padStart(2, "0")).join("");
        colours[colour] = (colours[colour] ?? 0) + 1;
    }
    return { width: image.width, height: image.height, colours };
}"""


def count(browser: Browser, content: bytes) -> Any:
    """Return a picture's size, and how many pixels of each colour it has."""
    page = browser.new_page()
    found = page.evaluate(COUNT, f"data:image/png;base64,{base64.b64encode(content).decode()}")
    page.close()
    return found
