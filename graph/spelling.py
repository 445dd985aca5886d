"""Names reduced to what their spellings in different scripts and languages have in common."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Letters that transliterations of one sound write differently, longest first: Shoigu, Shoygu,
# Choïgou and Schoigu sound alike. Applied in this order to lower-case ASCII.
_SOUNDS = (
    (r"shch|schtsch|chtch", "s"),
    (r"tsch|tch", "s"),
    (r"sch|sh|ch|sz|cz", "s"),
    (r"zh|dzh|dj|dž", "j"),
    (r"kh|gh", "h"),
    (r"ph", "f"),
    (r"th", "t"),
    (r"ts|tz", "z"),
    (r"ou|oo|w(?=$)", "u"),
    (r"ck|q|c", "k"),
    (r"x", "ks"),
    (r"w", "v"),
    (r"[yj]", "i"),
    (r"iu|io|ia", "i"),
    (r"ei|ey|ai", "e"),
    (r"ff$|v$", "f"),
    (r"(?<=.)h", ""),
    (r"(.)\1+", r"\1"),
)
_PATTERNS = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
_WORD = re.compile(r"[a-z0-9]+")


def plain(name: str) -> str:
    """Return a name in its own script, without case and with one form for each character.

    >>> plain("ＫＩＭ  Jong")
    'kim jong'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower-case ASCII.

    >>> words("Сергей Шойгу")
    ('sergey', 'shoygu')
    """
    return tuple(_WORD.findall(anyascii(name).lower().replace("'", "")))


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return what different transliterations of a word have in common.

    >>> sound("shoigu") == sound("shoygu") == sound("choigou") == sound("schoigu")
    True
    """
    for pattern, replacement in _PATTERNS:
        word = pattern.sub(replacement, word)
    return word
