"""What holds for every format."""

import importlib
import io
import re
import sys
import zipfile
from pathlib import Path

import pytest

import graph.exports
from graph.errors import NotFound
from graph.exports import file_name, formats, render
from graph.subgraph import Subgraph

ALL = sorted(formats())
WAYS = [(name, way) for name in ALL for way in (None, *formats()[name].profiles)]
ZIPPED = {"csv", "neo4j"}


@pytest.mark.parametrize(("name", "profile"), WAYS)
def test_every_file_states_what_it_is(sample: Subgraph, name: str, profile: str | None) -> None:
    content = render(sample, name, profile)
    if name in ZIPPED:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = archive.read("about.txt")
    text = content.decode(errors="replace")  # of a picture, its text chunk
    for statement in (
        "Connections of Сергей Шойгу",
        "id=sergei-shoigu; depth=1",
        "stopped at 7 edges",
        "Apache-2.0",
        "Leaders",
        "Reuters, 2024-09-13, https://example.org/article?a=1",
        "https://example.org/licence",
        "2024-09-14",
    ):
        assert statement in text
    assert re.search(r"revision\W+7\b", text)


@pytest.mark.parametrize("name", ALL)
def test_the_same_subgraph_is_the_same_bytes(sample: Subgraph, name: str) -> None:
    assert render(sample, name) == render(sample, name)


@pytest.mark.parametrize("name", ALL)
def test_nothing_at_all_can_be_written_too(name: str) -> None:
    assert render(Subgraph("", {}, 0, (), ()), name)


@pytest.mark.parametrize("name", ALL)
def test_a_file_is_named_after_what_was_asked(sample: Subgraph, name: str) -> None:
    extension = formats()[name].extension
    assert file_name(sample, name) == f"actors-sergei-shoigu-20240914.{extension}"


def test_an_unknown_format_is_answered_with_the_nearest() -> None:
    with pytest.raises(NotFound, match="gexf") as caught:
        render(Subgraph("", {}, 0, (), ()), "gefx")
    assert caught.value.nearest[0] == "gexf"


def test_a_new_format_is_one_new_file(
    sample: Subgraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "headline.py").write_text(
        "from graph.exports import Format\n"
        "FORMAT = Format('headline', 'text/plain', 'txt', 'Only the title',"
        " lambda subgraph: subgraph.title.encode())\n"
    )
    monkeypatch.setattr(graph.exports, "__path__", [*graph.exports.__path__, str(tmp_path)])
    importlib.invalidate_caches()
    formats.cache_clear()
    try:
        assert render(sample, "headline").startswith(b"Connections of")
    finally:
        formats.cache_clear()
        sys.modules.pop("graph.exports.headline", None)
