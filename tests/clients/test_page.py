"""The examples on the page about the endpoint do what the page says."""

import re
import subprocess
import sys
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.clients.conftest import Served
from tests.clients.node import CONSUMERS, node_command

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sparql.md"
HERE = "http://localhost:8000"
_EXAMPLE = re.compile(r"```(bash|python|javascript)\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
EXAMPLES = _EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


def _command(language: str, code: str) -> list[str]:
    if language == "bash":
        return ["bash", "-c", code]
    if language == "python":
        return [sys.executable, "-c", code]
    return [node_command(), "--input-type=module", "--eval", f"{code}\nprocess.exit(0);"]


def test_there_are_examples_in_each_language() -> None:
    assert sorted({language for language, _, _ in EXAMPLES}) == ["bash", "javascript", "python"]


@pytest.mark.parametrize(("language", "code", "expected"), EXAMPLES)
def test_an_example_prints_what_the_page_says(
    served: Served, language: str, code: str, expected: str
) -> None:
    assert HERE in code
    command = _command(language, code.replace(HERE, served.address))
    done = subprocess.run(command, cwd=CONSUMERS, capture_output=True, timeout=100, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().split() == expected.split()


def test_another_endpoint_asks_ours(served: Served, federating: str) -> None:
    [query] = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    answer = httpx.post(
        f"{federating}/query",
        content=query.replace(HERE, served.address),
        headers={"Content-Type": "application/sparql-query", "Accept": "text/csv"},
    )
    met = {f"https://w3id.org/legation/id/{one}" for one in ("sergei-shoigu", "vladimir-putin")}
    assert set(answer.text.split()) == {"who", *met}
