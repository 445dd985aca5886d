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
    """A fault in a reader process that nobody expected; its text is that process's traceback."""


def fields_of(fault: BaseException) -> dict[str, Any]:
    """Return a fault as the fields of a frame."""
    if isinstance(fault, LegationError):
        names = ("status", "kind", "title", "detail")
        return {**{name: getattr(fault, name) for name in names}, "members": fault.members()}
    return {"traceback": "".join(traceback.format_exception(fault))}


def relayed(fields: dict[str, Any]) -> Exception:
    """Return the fault that a frame speaks of.

    >>> from graph.errors import NotFound
    >>> relayed(fields_of(NotFound("nothing here", ["there"]))).members()
    {'nearest': ['there']}
    """
    return Relayed(fields) if "status" in fields else ReaderFault(fields["traceback"])
