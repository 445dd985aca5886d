"""What the README shows is what the commands print."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from graph.seed import seed
from graph.store import open_store

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
EXAMPLES = [
    (command, expected)
    for block in BLOCKS
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    if command.startswith("legation ")
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("readme") / "store")
    seed(open_store(place))
    return place


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize(("command", "expected"), EXAMPLES, ids=[c for c, _ in EXAMPLES])
def test_an_example_prints_what_it_says(
    command: str, expected: str, store: str, tmp_path: Path
) -> None:
    legation = str(Path(sys.executable).with_name("legation"))
    words = [
        str(ROOT / word) if word.startswith("data/") else word for word in shlex.split(command)
    ]
    result = subprocess.run(
        [legation, *words[1:]],
        cwd=tmp_path,
        env={**os.environ, "LEGATION_STORE": store},
        capture_output=True,
        check=False,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    written = result.stdout or result.stderr  # a file's name goes to standard error
    assert written.splitlines() == expected.splitlines()


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "Vladimir Putin" in capsys.readouterr().out
