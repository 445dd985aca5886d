"""A reader process: opens the store for itself, and answers questions one after the other."""

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import socket
import struct
import threading
from http import HTTPStatus
from multiprocessing.connection import wait
from types import FrameType
from typing import NoReturn

from pydantic import BaseModel, SecretStr

from api.concealing import Concealing
from api.log import configure_log
from api.readers.frames import Kind, pack
from api.readers.output import FrameOutput
from api.readers.questions import Content, Question, Reply, Writing, entity_tag, is_known
from api.readers.relayed import fields_of
from api.readers.rows import rows_of
from api.settings import Settings
from graph.answers import Page
from graph.errors import LegationError
from graph.store import Access, Revision, Tally, open_store
from graph.view import KnowledgeGraph

LENGTH = struct.Struct(">I")
INTERRUPT = signal.SIGUSR1
_UNCHANGED = HTTPStatus.NOT_MODIFIED.value
_REST = 30.0  # idle seconds after which older revisions are let go of


class Interrupted(BaseException):
    """The parent wants this question given up."""


class _Answering:
    """Whether a question is being answered, so that an interrupt in between is none."""

    busy = False


def interrupted(_number: int, _frame: FrameType | None) -> None:
    """Give up the question, if there is one."""
    if _Answering.busy:
        raise Interrupted


def main(url: str, access: Access, name: str, connection: socket.socket, niceness: int) -> None:
    """Answer questions until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(INTERRUPT, interrupted)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if niceness:
        os.nice(niceness)
    log_as_parent(url, access, name)
    gc.freeze()  # what the server process loaded stays shared
    graph: KnowledgeGraph | None = None
    while (asked := _received(connection, graph)) is not None:
        try:
            _Answering.busy = True
            graph = graph or KnowledgeGraph(open_store(url, access))
            _answer(graph, asked, connection)
        except BrokenPipeError:
            return
        except BaseException as fault:  # noqa: BLE001 - the engine's panics are no Exception
            _Answering.busy = False
            connection.sendall(pack(Kind.fault, fields_of(fault)))
            if not isinstance(fault, Exception | Interrupted):
                return
        finally:
            _Answering.busy = False


def log_as_parent(url: str, access: Access, name: str) -> None:
    """Have what libraries warn of here read like the rest of the log, and conceal as much."""
    known = Settings.model_construct(
        store=url,
        endpoint_name=name,
        endpoint_password=SecretStr(access.password),
        endpoint_token=SecretStr(access.token),
    )
    configure_log("warning", Concealing(known))


def _end_with_parent() -> NoReturn:
    """End when the parent does, whatever the engine is at."""
    parent = multiprocessing.parent_process()
    wait([parent.sentinel] if parent else [])
    os._exit(1)


def _received(connection: socket.socket, graph: KnowledgeGraph | None) -> Question | Writing | None:
    """Return the next question; where it is long in coming, let go of what is out of date."""
    if graph and not wait([connection], _REST):
        with contextlib.suppress(LegationError):  # whoever asks next will meet it
            graph.rest()
    return _receive(connection)


def _receive(connection: socket.socket) -> Question | Writing | None:
    length = _exactly(connection, LENGTH.size)
    if length is None:
        return None
    content = _exactly(connection, LENGTH.unpack(length)[0])
    # Only the parent writes here; what strangers send arrives as plain values inside.
    question: Question | Writing | None = pickle.loads(content) if content else None  # noqa: S301
    return question


def _exactly(connection: socket.socket, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        part = connection.recv(min(length - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)


def _answer(graph: KnowledgeGraph, asked: Question | Writing, connection: socket.socket) -> None:
    if isinstance(asked, Writing):
        written = asked.work(graph.store).model_dump_json().encode()
        connection.sendall(
            pack(Kind.head, {}) + pack(Kind.data, written) + pack(Kind.end, {"rows": None})
        )
        return
    view = graph.view(asked.revision)
    prepared = asked.prepare(view)
    tag = entity_tag(view.revision, asked.asked, prepared.media_type)
    reply, following = Reply(b"", status=_UNCHANGED), None
    if not is_known(asked.known, tag):
        reply, following = _reply(prepared.make())
    head = _head(reply, view.revision, tag, prepared.media_type, following)
    counted = prepared.counted_as
    rows = rows_of(counted) if counted and reply.status != _UNCHANGED else None
    output = FrameOutput(connection, lambda: head, asked.bounds, rows, reply.tally)
    _write(reply, output)
    _Answering.busy = False
    output.finish()


def _reply(content: Content) -> tuple[Reply, str | None]:
    """Return content as a reply, with the cursor of the page that follows."""
    if isinstance(content, Reply):
        return content, None
    following, tally = None, None
    if isinstance(content, Page):
        following, tally = content.next, Tally(len(content.items))
    body = content.model_dump_json() if isinstance(content, BaseModel) else content
    return Reply(body, tally=tally), following


def _head(
    reply: Reply, revision: Revision, tag: str, media_type: str, following: str | None
) -> bytes:
    fields = {
        "status": reply.status,
        "media_type": media_type,
        "headers": reply.headers,
        "revision": revision.number,
        "tag": tag,
        "next": following,
        "moved_to": reply.moved_to,
    }
    return pack(Kind.head, fields)


def _write(reply: Reply, output: FrameOutput) -> None:
    if isinstance(reply.body, str):
        output.write(reply.body.encode())
    elif isinstance(reply.body, bytes):
        output.write(reply.body)
    else:
        reply.body(output)  # type: ignore[arg-type]
