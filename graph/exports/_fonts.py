"""Which fonts the machine's letters come from, for pictures that are drawn here.

resvg looks for one other font for the letters that a text's own font lacks, and leaves a third
script in the same text as boxes. So each script is given its own fonts by name: Noto's, which
cover every script, then those that Windows and macOS have. What none has stays a box.
"""

import unicodedata
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from graph.exports._xml import child

_COMMON = ("Noto Sans", "DejaVu Sans", "Liberation Sans", "Arial", "Helvetica", "sans-serif")
_EUROPEAN = {"LATIN", "CYRILLIC", "GREEK"}
_SCRIPTS = {
    "HANGUL": ("Noto Sans CJK KR", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo"),
    "CJK": ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC"),
    "HIRAGANA": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans"),
    "KATAKANA": ("Noto Sans CJK JP", "Noto Sans JP", "Yu Gothic", "Hiragino Sans"),
    "ARABIC": ("Noto Sans Arabic", "DejaVu Sans", "Arial", "Geeza Pro"),
    "HEBREW": ("Noto Sans Hebrew", "DejaVu Sans", "Arial"),
}


def name_fonts(root: Element) -> None:
    """Give each script in an SVG the fonts that have its letters."""
    for text in list(root.iter("text")):
        runs = list(_runs(text.text or ""))
        if len(runs) < 2:
            text.set("font-family", ", ".join(families(runs[0][0] if runs else "LATIN")))
            continue
        text.text = ""
        for script, part in runs:
            child(text, "tspan", {"font-family": ", ".join(families(script))}, part)


def families(script: str) -> tuple[str, ...]:
    """Return the fonts to look for, the best first.

    >>> families("GEORGIAN")[0], families("LATIN")[0]
    ('Noto Sans Georgian', 'Noto Sans')
    """
    if script in _EUROPEAN:
        return _COMMON
    return (*_SCRIPTS.get(script, (f"Noto Sans {script.capitalize()}",)), *_COMMON)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Return a text in parts of one script; signs and spaces go with the letters before them."""
    scripts: list[str] = []
    for letter in text:
        before = scripts[-1] if scripts else ""
        scripts.append(_script(letter) if letter.isalpha() else before)
    first = next(filter(None, scripts), "LATIN")
    pairs = [(script or first, letter) for script, letter in zip(scripts, text, strict=True)]
    for script, group in groupby(pairs, key=lambda pair: pair[0]):
        yield script, "".join(letter for _, letter in group)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "LATIN").partition(" ")[0]
