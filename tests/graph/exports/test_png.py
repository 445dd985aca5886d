"""The PNG picture, as a browser decodes it."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from playwright.sync_api import Browser

from graph.errors import Unavailable
from graph.exports import png, render
from graph.exports._fonts import families
from graph.picture.encoding import STYLES
from graph.subgraph import Node, Subgraph
from tests.graph.exports.hostile import subgraphs
from tests.graph.exports.pixels import count
from tests.graph.picture.shapes import drawn, tangle


def test_the_picture_has_lines_and_letters(sample: Subgraph, browser: Browser) -> None:
    found = count(browser, render(sample, "png"))
    assert found["width"] >= 1400
    area = found["width"] * found["height"]
    assert found["colours"]["#ffffff"] < 0.99 * area
    assert found["colours"][STYLES["reported"].colour.light] > 500
    assert found["colours"][STYLES["alleged"].colour.light] > 200
    wordless = replace(
        sample,
        title="",
        nodes=tuple(replace(node, label="·") for node in sample.nodes),
        edges=tuple(replace(edge, label="·") for edge in sample.edges),
    )
    black = "#1a1a1a"
    assert found["colours"][black] > 2 * count(browser, render(wordless, "png"))["colours"][black]


@pytest.mark.parametrize(
    "name", ["Сергей Шойгу", "김정은", "金正恩", "الولايات المتحدة", "ארצות הברית"]
)
def test_letters_of_a_script_are_not_boxes(name: str) -> None:
    """A letter that no font has is drawn as the same box as any other: names then look alike."""
    letters = sorted({letter for letter in name if letter.isalpha()})[:2]
    script = unicodedata.name(letters[0]).partition(" ")[0]
    assert families(script)
    pictures = {
        render(Subgraph("", {}, 1, (Node("n", "urn:n", "Person", letter * 3),), ()), "png")
        for letter in letters
    }
    assert len(pictures) == len(letters)


def test_a_great_picture_is_made_smaller(browser: Browser) -> None:
    found = count(browser, render(drawn(300, tangle(300, 300, 1)), "png"))
    assert 10_000_000 < found["width"] * found["height"] < 12_500_000


def test_a_machine_without_fonts_says_so(sample: Subgraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "has_fonts", lambda: False)
    with pytest.raises(Unavailable, match="fonts-dejavu-core"):
        render(sample, "png")


@given(subgraph=subgraphs())
@settings(deadline=None, max_examples=20)
def test_hostile_texts_are_drawn(subgraph: Subgraph) -> None:
    content = render(subgraph, "png")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert content.endswith(b"IEND\xaeB`\x82")
