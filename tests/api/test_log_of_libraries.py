"""What libraries log reads like the rest of the log: a JSON object a line, and no secret."""

import json
import logging
import socket
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
import structlog

from api.concealing import Concealing
from api.log import configure_log
from api.readers.process import log_as_parent
from api.settings import Settings
from graph.store import ANYBODY
from tests.api.test_connections import rest_of
from tests.api.test_limits import ENDLESS
from tests.api.test_stopping import serving

pytestmark = pytest.mark.stores("embedded")

STORE = "http://user:hush@10.0.0.1/query"
UPGRADE = (
    b"GET /healthz HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n\r\n"
)


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    yield
    structlog.reset_defaults()
    logging.captureWarnings(capture=False)


def told(captured: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().err.splitlines()]


def test_every_line_of_a_server_is_json(store: Path) -> None:
    with serving(store, max_answer_bytes="1000000") as running:
        host, port = running.address.removeprefix("http://").split(":")
        for nonsense in (b"hello\r\n\r\n", UPGRADE):
            with socket.create_connection((host, int(port)), timeout=60) as stranger:
                stranger.sendall(nonsense)
                assert rest_of(stranger)
        with pytest.raises(httpx.RemoteProtocolError):
            running.query(ENDLESS)
        running.stop()
        assert running.process.wait(60) == 0
    lines = [json.loads(line) for line in running.written()[1:]]  # after the "Try" of the start
    of_uvicorn = {line["event"] for line in lines if line.get("logger") == "uvicorn.error"}
    assert {
        "ASGI callable returned without completing response.",
        "Invalid HTTP request received.",
    } <= of_uvicorn
    assert {"answer broken off", "stopped"} <= {line["event"] for line in lines}


def test_words_are_concealed_and_only_a_line_of_them_told(
    capfd: pytest.CaptureFixture[str],
) -> None:
    configure_log("info", Concealing(Settings(store=STORE)))
    try:
        raise ValueError("a stranger's words")
    except ValueError:
        logging.getLogger("asyncio").exception("no answer of %s\n/a/path/of/ours", STORE)
    logging.getLogger("asyncio").info("nothing to worry about")
    (line,) = told(capfd)
    assert (line["event"], line["level"]) == ("no answer of the store", "error")
    assert (line["logger"], line["kind"]) == ("asyncio", "ValueError")
    assert line["where"][0].startswith(f"{__name__}:")
    assert "stranger" not in json.dumps(line)


def test_a_reader_calls_an_endpoint_what_the_operator_does(
    capfd: pytest.CaptureFixture[str],
) -> None:
    log_as_parent(STORE, ANYBODY, "Virtuoso in Geneva")
    logging.getLogger("httpx2").warning("no answer of %s", STORE)
    (line,) = told(capfd)
    assert line["event"] == "no answer of Virtuoso in Geneva"


def test_the_rest_is_told_to_whoever_debugs(capfd: pytest.CaptureFixture[str]) -> None:
    configure_log("debug", Concealing(Settings(store=STORE)))
    logging.getLogger("asyncio").warning("one\ntwo at %s", STORE)
    short, long = told(capfd)
    assert (short["event"], long["words"]) == ("one", "one\ntwo at the store")


def test_the_level_holds_for_libraries(capfd: pytest.CaptureFixture[str]) -> None:
    configure_log("error", Concealing(Settings(store=STORE)))
    logging.getLogger("uvicorn.error").warning("a warning")
    logging.getLogger("uvicorn.error").error("an error")
    assert [line["event"] for line in told(capfd)] == ["an error"]


def test_warnings_of_python_are_told(capfd: pytest.CaptureFixture[str]) -> None:
    configure_log("info", Concealing(Settings(store=STORE)))
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn("this is old", stacklevel=1)
    (line,) = told(capfd)
    assert line["logger"] == "py.warnings"
    assert line["event"] == "UserWarning: this is old"  # without the file


def test_set_up_again_a_line_is_still_one(capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        configure_log("info", Concealing(Settings(store=STORE)))
    logging.getLogger("asyncio").warning("once")
    assert len(told(capfd)) == 1
