"""Faults on their way from a reader process to the caller."""

import traceback
from typing import Any

from graph.errors import LegationError


class Relayed(LegationError):
    """A fault of a reader process, as it was raised there."""

    def __init__(self, fields: dict[str, Any]) -> None:
        super().__init__(fields["detail"])
        self.__dict__.update({name: fields[name] for name in ("status", "kind", "title")})
        self._members: dict[str, object] = fields["members"]

    def members(self) -> dict[str, object]:
        """Return what the fault adds to its problem details."""
        return self._members


class ReaderFault(Exception):
    """A fault in a reader process that nobody expected; its text is that process's traceback.

    Attributes
    ----------
    name : str
        Its type there.
    where : list of str
        Where it came from, as `whereabouts` tells.
    """

    def __init__(self, name: str, where: list[str], traceback: str) -> None:
        super().__init__(traceback)
        self.name = name
        self.where = where


def fields_of(fault: BaseException) -> dict[str, Any]:
    """Return a fault as the fields of a frame."""
    if isinstance(fault, LegationError):
        names = ("status", "kind", "title", "detail")
        return {**{name: getattr(fault, name) for name in names}, "members": fault.members()}
    return {
        "name": type(fault).__name__,
        "where": whereabouts(fault),
        "traceback": "".join(traceback.format_exception(fault)),
    }


def relayed(fields: dict[str, Any]) -> Exception:
    """Return the fault that a frame speaks of.

    >>> from graph.errors import NotFound
    >>> relayed(fields_of(NotFound("nothing here", ["there"]))).members()
    {'nearest': ['there']}
    """
    return Relayed(fields) if "status" in fields else ReaderFault(**fields)


def whereabouts(fault: BaseException) -> list[str]:
    """Return where a fault came from, innermost last: modules and lines, no files and no words.

    >>> try:
    ...     _ = 1 / 0
    ... except ZeroDivisionError as fault:
    ...     print(len(whereabouts(fault)))
    1
    """
    if isinstance(fault, ReaderFault):
        return fault.where
    return [
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(fault.__traceback__)
    ]
