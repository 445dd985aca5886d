"""How meaning is drawn, as data: one shape and colour a type, one line a standing.

Every picture takes its marks from here, and the page is served the same (see `encoding`), so that
a line means the same everywhere. A standing is never told by colour alone: line, arrowhead and
the words on the edge say it as well. The colours hold 3:1 against their background and stay apart
for readers who see fewer of them.
"""

from dataclasses import asdict, dataclass
from typing import Any

from graph.answers import Standing


@dataclass(frozen=True)
class Colour:
    """A colour as ``#rrggbb``, on a light background and on a dark one."""

    light: str
    dark: str


@dataclass(frozen=True)
class TypeMark:
    """How a type of actor is drawn.

    Parameters
    ----------
    key : str
        What the mark is called in the files.
    words : str
        What the legend calls it.
    shape : str
        ``circle``, ``rectangle``, ``diamond``, ``hexagon``, ``triangle``, ``octagon``, ``tag``
        or ``pentagon``.
    fill, line : Colour
        The inside, and the border.
    width, height : int
        In pixels.
    """

    key: str
    words: str
    shape: str
    fill: Colour
    line: Colour
    width: int
    height: int


@dataclass(frozen=True)
class LineStyle:
    """How a standing is drawn.

    Parameters
    ----------
    key : str
        ``reported``, ``alleged`` or ``denied``.
    words : str
        What the legend calls it.
    line : str
        ``solid``, ``dashed`` or ``dotted``.
    dashes : tuple of int
        Lengths in pixels of stroke and gap; empty for a solid line.
    arrow : str
        ``triangle``, ``hollow triangle`` or ``tee``.
    colour : Colour
        The line's.
    """

    key: str
    words: str
    line: str
    dashes: tuple[int, ...]
    arrow: str
    colour: Colour


BACKGROUND = Colour("#ffffff", "#121212")
TEXT = Colour("#1a1a1a", "#f0f0f0")

TYPES = {
    "Person": TypeMark(
        "person", "Person", "circle", Colour("#d6e8f5", "#17364d"), Colour("#1f5a8a", "#7cc4f5"),
        40, 40,
    ),
    "State": TypeMark(
        "state", "State", "rectangle", Colour("#fbe0d1", "#4a2413"), Colour("#a63d00", "#ff9a6b"),
        48, 32,
    ),
    "Organization": TypeMark(
        "organization", "Organization", "diamond", Colour("#cfede3", "#0f3d30"),
        Colour("#00674b", "#4fd3a8"), 46, 46,
    ),
    "MediaOrganization": TypeMark(
        "media", "Media", "tag", Colour("#cdebee", "#123c40"), Colour("#00606b", "#5bd0d6"),
        44, 34,
    ),
    "ActorGroup": TypeMark(
        "group", "Unnamed group", "octagon", Colour("#e3e3e3", "#3a3a3a"),
        Colour("#4d4d4d", "#bdbdbd"), 42, 42,
    ),
    "Office": TypeMark(
        "office", "Office", "hexagon", Colour("#e6dbf2", "#36214f"), Colour("#6a3d9a", "#c9a6f2"),
        46, 40,
    ),
    "Place": TypeMark(
        "place", "Place", "triangle", Colour("#f2ebc2", "#3d3710"), Colour("#6b5b00", "#e6d35a"),
        44, 40,
    ),
}  # fmt: skip
OTHER = TypeMark(
    "other", "Other", "pentagon", Colour("#f2f2f2", "#2b2b2b"), Colour("#333333", "#d9d9d9"),
    42, 42,
)  # fmt: skip

STYLES = {
    "reported": LineStyle(
        "reported", "reported, or credited to somebody", "solid", (), "triangle",
        Colour("#0072b2", "#56b4e9"),
    ),
    "alleged": LineStyle(
        "alleged", "alleged or disputed", "dashed", (6, 4), "hollow triangle",
        Colour("#b35c00", "#e69f00"),
    ),
    "denied": LineStyle(
        "denied", "denied", "dotted", (1, 3), "tee", Colour("#8b1e6b", "#f7a8d0")
    ),
}  # fmt: skip

STANDINGS = {
    Standing.reported: STYLES["reported"],
    Standing.attributed: STYLES["reported"],
    Standing.alleged: STYLES["alleged"],
    Standing.disputed: STYLES["alleged"],
    Standing.denied: STYLES["denied"],
}


def mark(kind: str) -> TypeMark:
    """Return how a type is drawn; types not thought of yet have a mark in common.

    >>> mark("Person").shape, mark("Starship").key
    ('circle', 'other')
    """
    return TYPES.get(kind, OTHER)


def encoding() -> dict[str, Any]:
    """Return all of this as plain values, for the page and other people's tools.

    >>> encoding()["standings"]["disputed"]
    'alleged'
    """
    return {
        "background": asdict(BACKGROUND),
        "text": asdict(TEXT),
        "types": {kind: asdict(shown) for kind, shown in TYPES.items()},
        "other": asdict(OTHER),
        "styles": {key: asdict(style) for key, style in STYLES.items()},
        "standings": {str(standing): style.key for standing, style in STANDINGS.items()},
    }
