"""Clients in JavaScript: comunica and sparql-http-client, each asked through one process."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.clients.terms import AnsweredWithFault, Row, Triples, spelt

CONSUMERS = Path(__file__).resolve().parents[1] / "consumers"


def node_command() -> str:
    """Return where node is, with the clients of npm installed."""
    beside = Path(sys.executable).with_name("node")
    node = str(beside) if beside.exists() else shutil.which("node")
    if node is None or not (CONSUMERS / "node_modules").is_dir():
        pytest.fail("node and the npm clients are needed to ask with them: run make tools")
    return node


def _spelt(term: dict[str, Any]) -> str:
    return spelt(term["type"], term["value"], term["language"], term["datatype"])


class Node:
    """A process of node with the clients in it.

    Parameters
    ----------
    address : str
        The endpoint.
    """

    def __init__(self, address: str) -> None:
        self._process = subprocess.Popen(
            [node_command(), str(CONSUMERS / "ask.mjs"), address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def answer(self, client: str, kind: str, query: str) -> dict[str, Any]:
        """Return what a client makes of a query."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"client": client, "kind": kind, "query": query}
        self._process.stdin.write(f"{json.dumps(asked)}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise AnsweredWithFault(answer["error"])
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


class InNode:
    """One of the clients.

    Parameters
    ----------
    node : Node
        The process it is in.
    name : str
        Of its package.
    """

    def __init__(self, node: Node, name: str) -> None:
        self._node = node
        self._name = name

    def select(self, query: str) -> list[Row]:
        rows = self._node.answer(self._name, "select", query)["rows"]
        return [{name: _spelt(term) for name, term in row.items()} for row in rows]

    def ask(self, query: str) -> bool:
        return bool(self._node.answer(self._name, "ask", query)["boolean"])

    def construct(self, query: str) -> Triples:
        found = self._node.answer(self._name, "construct", query)["triples"]
        spelt_triples = ([_spelt(term) for term in terms] for terms in found)
        return {(subject, predicate, value) for subject, predicate, value in spelt_triples}
