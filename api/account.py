"""What became of one request: noted where it is known, and read where it is logged."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Account:
    """How an answer came out, and how many rows it had.

    It is one object for the whole of a request, so that what a task inside it notes is seen
    outside, where the task's context variables are not.
    """

    outcome: str | None = None
    rows: int | None = None

    def known(self) -> dict[str, str | int]:
        """Return what has been noted."""
        return {name: noted for name, noted in vars(self).items() if noted is not None}


_current: ContextVar[Account | None] = ContextVar("account", default=None)


def open_account() -> Account:
    """Return a new account, and make it the one of everything that follows from here."""
    account = Account()
    _current.set(account)
    return account


def account() -> Account:
    """Return the account of the present request; outside of any, one that nobody reads.

    >>> opened = open_account()
    >>> account() is opened
    True
    """
    return _current.get() or Account()
