"""Tokens: who may read, load, judge or do anything, kept in a file of hashes.

A token is 32 random bytes, so one SHA-256 guards it as well as a slow hash would a password.
"""

import fcntl
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Awaitable, Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from api.service import ServiceDep
from api.settings import Settings
from graph.errors import Forbidden, InvalidInput, MissingRight, NotFound, Unauthorized, Unavailable
from graph.nearest import nearest

log = structlog.get_logger("legation")

PREFIX = "legation_"
_RANDOM_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Right(StrEnum):
    """What a token lets its holder do."""

    read = "read"
    load = "load"
    judge = "judge"
    admin = "admin"


class Holder(BaseModel):
    """Whom a token was given to: a name, the token's hash, and what it lets them do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1, max_length=100, pattern=r"^\S(.*\S)?$")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    rights: frozenset[Right] = Field(min_length=1)
    created: datetime

    def may(self, right: Right) -> bool:
        """Return whether the holder has a right; `admin` has all.

        >>> Holder(name="Eva", sha256="0" * 64, rights={"load"}, created=0).may(Right.judge)
        False
        """
        return right in self.rights or Right.admin in self.rights


_HOLDERS = TypeAdapter(tuple[Holder, ...])


class Tokens:
    """The tokens of one file, read again whenever it changes.

    Parameters
    ----------
    path : Path
        A JSON file that only its owner may read. Where it is missing there are no tokens.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[tuple[int, ...], tuple[Holder, ...]] = ((), ())

    def holders(self) -> tuple[Holder, ...]:
        """Return everybody who has a token, by name.

        Raises
        ------
        Unavailable
            If the file cannot be read, is open to others, or holds something else.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return ()
        except OSError as fault:
            raise Unavailable(f"the tokens in {self.path} cannot be read: {fault}") from None
        if found.st_mode & _OTHERS:
            raise Unavailable(f"others may read the tokens; run: chmod 600 {self.path}")
        version = (found.st_mtime_ns, found.st_size, found.st_ino)
        if self._read[0] != version:
            self._read = version, self._holders()
        return self._read[1]

    def holder(self, token: str) -> Holder | None:
        """Return whose token this is, if anybody's. Every entry is compared, in constant time."""
        digest = _digest(token)
        found = None
        for holder in self.holders():
            if hmac.compare_digest(holder.sha256, digest):
                found = holder
        return found

    def create(self, name: str, rights: Collection[Right]) -> str:
        """Make a token for somebody and return it; it can never be shown again.

        Raises
        ------
        InvalidInput
            If the name is taken or empty, or there are no rights.
        """
        token = f"{PREFIX}{secrets.token_urlsafe(_RANDOM_BYTES)}"
        try:
            holder = Holder(
                name=name,
                sha256=_digest(token),
                rights=frozenset(rights),
                created=datetime.now(UTC).replace(microsecond=0),
            )
        except ValidationError as fault:
            first = fault.errors()[0]
            raise InvalidInput(f"the token's {first['loc'][0]}: {first['msg']}") from None
        with self._locked():
            before = self.holders()
            if name in {one.name for one in before}:
                raise InvalidInput(f"{name} has a token; revoke it first, or choose another name")
            self._write([*before, holder])
        return token

    def revoke(self, name: str) -> None:
        """Take somebody's token away; a running service knows at its next request.

        Raises
        ------
        NotFound
            If nobody of that name has one.
        """
        with self._locked():
            before = self.holders()
            if name not in (names := [one.name for one in before]):
                raise NotFound(f"nobody called {name!r} has a token", nearest(name, names))
            self._write([one for one in before if one.name != name])

    def _holders(self) -> tuple[Holder, ...]:
        try:
            return _HOLDERS.validate_json(self.path.read_bytes())
        except OSError as fault:
            raise Unavailable(f"the tokens in {self.path} cannot be read: {fault}") from None
        except ValidationError:
            raise Unavailable(
                f"{self.path} is no file of tokens; make one with `legation token create`"
            ) from None

    def _write(self, holders: list[Holder]) -> None:
        written = self.path.with_name(f"{self.path.name}.new")
        written.unlink(missing_ok=True)
        ordered = tuple(sorted(holders, key=lambda one: one.name))
        handle = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(_HOLDERS.dump_json(ordered, indent=1))
            file.flush()
            os.fsync(handle)
        written.replace(self.path)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the folder, so that of two changes at once neither is lost."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self.path.parent, os.O_RDONLY)
        except OSError as fault:
            raise Unavailable(f"the tokens in {self.path} cannot be kept: {fault}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


@cache
def tokens_at(path: Path) -> Tokens:
    """Return the tokens of a file, the same object each time."""
    return Tokens(path)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def authorize(settings: Settings, token: str | None, right: Right) -> Holder:
    """Return who asks, if they have the right.

    Parameters
    ----------
    settings : Settings
        Names the file of tokens.
    token : str or None
        The bearer token of the request, if it has one.
    right : Right
        What is needed.

    Raises
    ------
    Unauthorized
        If there is no token, or nobody has it.
    Forbidden
        If no tokens are configured, or this one lacks the right.
    Unavailable
        If the file of tokens cannot be used. Only the log says why, for it names the file.
    """
    if settings.tokens is None:
        raise Forbidden(f"the right `{right}` needs a token, and none is configured here")
    if token is None:
        raise Unauthorized(f"this needs a token with the right `{right}`: Authorization: Bearer …")
    try:
        holder = tokens_at(settings.tokens).holder(token)
    except Unavailable as fault:
        log.error("tokens cannot be used", detail=fault.detail)
        raise Unavailable(
            "tokens cannot be checked just now; the operator's log says why"
        ) from None
    if holder is None:
        raise Unauthorized("nobody here has this token; it may have been revoked", was_given=True)
    if not holder.may(right):
        raise MissingRight(right)
    return holder


_bearer = HTTPBearer(auto_error=False, description="a token from `legation token create`")
Credentials = Annotated[HTTPAuthorizationCredentials | None, Depends(_bearer)]


def needs(right: Right) -> Callable[..., Awaitable[Holder]]:
    """Return a dependency that lets only holders of a right pass, and says who asks.

    Examples
    --------
    ``holder: Annotated[Holder, Depends(needs(Right.load))]``
    """

    async def holder(service: ServiceDep, credentials: Credentials) -> Holder:
        return authorize(service.settings, _token(credentials), right)

    return holder


async def may_read(service: ServiceDep, credentials: Credentials) -> None:
    """Let only holders of the right to read pass, where the settings say so."""
    if service.settings.token_to_read:
        authorize(service.settings, _token(credentials), Right.read)


async def bearer_of(request: Request) -> str | None:
    """Return the bearer token of a request, for a route that needs one for some requests only."""
    return _token(await _bearer(request))


def _token(credentials: HTTPAuthorizationCredentials | None) -> str | None:
    return credentials.credentials if credentials else None
