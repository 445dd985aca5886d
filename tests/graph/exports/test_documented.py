"""Every format and profile has its line in the documentation."""

import re
from pathlib import Path

from graph.exports import formats

PAGE = Path(__file__).resolve().parents[3] / "docs" / "exports.md"


def test_every_format_has_a_line_and_no_line_is_of_none() -> None:
    rows = re.findall(r"^\| `.*$", PAGE.read_text(), re.MULTILINE)
    first = [row.split("|")[1] for row in rows]
    named = {name for cell in first for name in re.findall(r"`([\w-]+)`", cell)}
    assert named == formats().keys()
    profiles = {name for cell in first for name in re.findall(r"`profile=([\w-]+)`", cell)}
    assert profiles == {name for form in formats().values() for name in form.profiles}
