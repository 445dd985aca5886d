"""How much room a node takes: its shape, and its name in a few lines below."""

import unicodedata
from dataclasses import dataclass

from graph.picture.encoding import mark
from graph.subgraph import Node

FONT_SIZE = 13
LINE_HEIGHT = 16
_WIDEST = 132
_MOST_LINES = 3
_BELOW = 3  # between the shape and the first line
_WIDE, _NARROW = "mwMW@%—", "iIjlftr.,:;'|!()[] -"


@dataclass(frozen=True)
class Box:
    """The room of a node, in pixels from its shape's middle.

    Parameters
    ----------
    half : float
        How far it reaches to the left and to the right.
    above, below : float
        How far it reaches up and down; the name stands below.
    lines : tuple of str
        The name as it is written.
    """

    half: float
    above: float
    below: float
    lines: tuple[str, ...]


def box(node: Node) -> Box:
    """Return the room that a node takes."""
    shown = mark(node.type)
    lines = wrapped(node.label or node.id)
    text = max((text_width(line) for line in lines), default=0.0)
    below = shown.height / 2 + _BELOW + LINE_HEIGHT * len(lines)
    return Box(max(shown.width, text) / 2, shown.height / 2, below, lines)


def text_width(text: str, size: float = FONT_SIZE) -> float:
    """Return about how wide a text is in a sans-serif font of a size, in pixels.

    Fonts differ from machine to machine; a picture that looks the same everywhere cannot ask one.
    """
    return size * sum(_ems(letter) for letter in text)


def _ems(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Cf", "Cc"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.0
    if letter in _WIDE:
        return 0.9
    if letter in _NARROW:
        return 0.36
    return 0.7 if letter.isupper() else 0.58


def wrapped(text: str, widest: float = _WIDEST, most: int = _MOST_LINES) -> tuple[str, ...]:
    """Return a text in lines no wider than so many pixels, cut with a mark where it is longer.

    >>> wrapped("Secretary of the Security Council of Russia")
    ('Secretary of the', 'Security Council of', 'Russia')
    >>> wrapped("x" * 80)[-1][-1]
    '…'
    """
    lines: list[str] = []
    for word in _pieces(text, widest):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while text_width(f"{last}…") > widest:
        last = last[:-1]
    return (*lines[: most - 1], f"{last}…")


def _pieces(text: str, widest: float) -> list[str]:
    """Return the words, those too long for a line in pieces that fit; enough for any picture."""
    pieces: list[str] = []
    for word in text[:400].split():
        piece, width = "", 0.0
        for letter in word:
            width += text_width(letter)
            if piece and width > widest:
                pieces.append(piece)
                piece, width = "", text_width(letter)
            piece += letter
        pieces.append(piece)
    return pieces
