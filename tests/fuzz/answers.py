"""What holds of every answer, whatever was asked; and how many there were."""

import http.client
import json
import os
import socket
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

# How many requests are to be made in all; the ordinary run makes a few.
REQUESTS = int(os.environ.get("LEGATION_FUZZ_REQUESTS", "600"))
IS_ORDINARY = REQUESTS <= 1000
SECONDS = 300 if IS_ORDINARY else 7200  # for one test

PROBLEM = "application/problem+json"
_OF_OURS = {"type": str, "title": str, "status": int, "detail": str}
_UNAVAILABLE = {"unavailable", "deadline-exceeded", "answer-too-large", "memory-exceeded"}
_INSIDES = (b"Traceback", b"site-packages", b".venv", b"/tmp/", b"rocksdb", b'File "')

tally: Counter[tuple[str, int]] = Counter()


@dataclass(frozen=True)
class Answer:
    """What came back; the names of headers are in lower case.

    One that is broken off says so: its deadline passed, or its size, after it had begun.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool = True


def hold(who: str, method: str, answer: Answer, accept: str = "") -> None:
    """Count an answer, and fail where it breaks a promise.

    Parameters
    ----------
    who : str
        What it is counted under.
    method : str
        Of the request.
    answer : Answer
        What came back.
    accept : str
        Of the request: to a browser, a problem is a page.
    """
    tally[who if answer.is_whole else f"{who}, broken off", answer.status] += 1
    assert answer.is_whole or answer.status == 200, answer
    assert not any(inside in answer.body for inside in _INSIDES), answer
    assert answer.status < 500 or answer.status == 503, answer
    if answer.status < 400 or method == "HEAD":
        return
    if "text/html" in accept and answer.headers["content-type"].startswith("text/html"):
        return
    assert answer.headers.get("content-type") == PROBLEM, answer
    problem = json.loads(answer.body)
    for name, kind in _OF_OURS.items():
        assert isinstance(problem[name], kind), problem
        assert problem[name], problem
    assert problem["status"] == answer.status
    assert problem["type"].startswith("https://")
    if answer.status == 503:
        assert problem["type"].rpartition("/")[2] in _UNAVAILABLE, problem


def sent(place: tuple[str, int], content: bytes, method: str) -> Answer | None:
    """Send bytes as they are, and return the answer; none where there is none.

    Parameters
    ----------
    place : tuple of (str, int)
        Where the service listens.
    content : bytes
        The whole request.
    method : str
        What it asks, to know whether a body follows.
    """
    with socket.create_connection(place, timeout=60) as connection:
        connection.sendall(content)
        response = http.client.HTTPResponse(connection, method=method)
        try:
            response.begin()
        except (http.client.BadStatusLine, ConnectionError):
            return None
        body, is_whole = _read(response)
        headers = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, headers, body, is_whole)


def _read(response: http.client.HTTPResponse) -> tuple[bytes, bool]:
    try:
        return response.read(), True
    except http.client.IncompleteRead as cut:
        return cut.partial, False
