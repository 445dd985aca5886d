"""Text that every format can carry."""

import json
import re
from collections.abc import Iterable
from typing import Any

JOINT = " | "

# What XML 1.0 forbids, and with it the rest of the control characters but tab and newline.
# One rule for all formats, so that they carry the same strings.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    r"""Return a text without control characters and lone surrogates; line ends become ``\n``.

    >>> clean("a\x0bb\r\nc")
    'ab\nc'
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def joined(texts: Iterable[str]) -> str:
    """Return several texts as one, for readers that know no lists."""
    return JOINT.join(texts)


def as_json(value: Any) -> str:
    """Return a value as JSON on one line, readable in its own script."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))


def cleaned(value: Any) -> Any:
    """Return a value of dicts, lists and texts with all its texts clean."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): cleaned(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [cleaned(part) for part in value]
    return value
