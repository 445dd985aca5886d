"""What an office is called, and the id that goes with it."""

import re
from functools import cache

from graph.ids import slugify

# One office, however it is spelt: American spelling, and one transliteration.
_SPELT = {
    "defence": "defense", "labour": "labor", "programme": "program", "centre": "center",
    "amir": "emir",
}  # fmt: skip
_WITH_ARTICLE = {
    "bahamas", "comoros", "gambia", "maldives", "netherlands", "philippines", "seychelles",
    "soviet-union", "european-union", "isle-of-man",
}  # fmt: skip
_ENDINGS = ("-islands", "-republic", "-states", "-emirates", "-territories")
_BEGINNINGS = ("united-", "state-of-", "republic-of-", "federation-of-", "kingdom-of-")
_AMERICA = re.compile(r"\bU\.S\.")


@cache
def with_article(name: str) -> str:
    """Return the English name of a state as it stands in a sentence.

    >>> with_article("United States"), with_article("Russia")
    ('the United States', 'Russia')
    """
    slug = slugify(name)
    if slug.endswith(_ENDINGS) or slug.startswith(_BEGINNINGS) or slug in _WITH_ARTICLE:
        return f"the {name}"
    return name


@cache
def office_label(title: str, of_label: str) -> str:
    """Return an office's title with whose it is, unless the title says it already.

    >>> office_label("President", "United States")
    'President of the United States'
    >>> office_label("Prime Minister of Israel", "Israel")
    'Prime Minister of Israel'
    >>> office_label("Minister of Women", "Oman")
    'Minister of Women of Oman'
    """
    if not of_label or re.search(rf"\bof (?:the )?{re.escape(of_label)}\b", title, re.IGNORECASE):
        return title
    if of_label == "United States" and _AMERICA.search(title):
        return title
    return f"{title} of {with_article(of_label)}"


@cache
def office_slug(label: str) -> str:
    """Return the slug of an office, the same for British and American spelling.

    >>> office_slug("Minister of Defence of Russia")
    'minister-of-defense-of-russia'
    """
    return "-".join(_SPELT.get(word, word) for word in slugify(label).split("-"))
