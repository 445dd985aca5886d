"""The container's files say what they promise, and name only what is there."""

import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.app import create_app
from api.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
Instruction = tuple[str, str]
SETTING = re.compile(r"\bLEGATION_[A-Z_]+\b")


def instructions() -> list[Instruction]:
    """The Dockerfile's instructions in order, each on one line."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    found = []
    for line in filter(None, map(str.strip, whole.splitlines())):
        name, _, rest = line.partition(" ")
        found.append((name, rest.strip()))
    return found


def final_stage() -> list[Instruction]:
    every = instructions()
    last = max(number for number, (name, _) in enumerate(every) if name == "FROM")
    return every[last:]


def only(name: str) -> str:
    (rest,) = (rest for found, rest in final_stage() if found == name)
    return rest


def copied() -> Iterator[str]:
    for name, rest in instructions():
        if name == "COPY" and "--from=" not in rest:
            *sources, _ = shlex.split(rest)
            yield from sources


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return found


def is_sent(path: str) -> bool:
    """Whether a path goes to the engine that builds, as .dockerignore says."""
    sent = True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.strip().removeprefix("!")
        if pattern and not pattern.startswith("#"):
            below = fnmatch(path, pattern) or path.startswith(f"{pattern}/")
            sent = line.startswith("!") if below else sent
    return sent


def test_the_bounds_on_memory_together_are_within_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = compose()["services"]["legation"]
    for name, value in service["environment"].items():
        monkeypatch.setenv(name, value)
    bounds = Settings()
    holding = bounds.lookup_slots + bounds.search_slots + bounds.past_slots
    most = holding * bounds.search_memory_mb
    most += bounds.query_slots * bounds.query_memory_mb + bounds.write_memory_mb
    assert most <= int(service["mem_limit"].removesuffix("g")) * 1000


def test_it_has_two_stages_and_the_last_is_lean() -> None:
    assert [name for name, _ in instructions()].count("FROM") == 2
    assert not any(word in rest for _, rest in final_stage() for word in ("npm", "pip ", "apt"))


def test_what_is_installed_is_pinned_by_hashes() -> None:
    for _, rest in (one for one in instructions() if one[0] == "RUN"):
        for command in re.findall(r"pip install [^&]*", rest):
            assert "--require-hashes" in command or "--no-index" in command, command
        assert "npm install" not in rest
    for lock in ("runtime", "build"):
        assert "--hash=sha256:" in (ROOT / f"requirements/{lock}.lock").read_text(encoding="utf-8")


def test_what_is_copied_is_there_and_is_sent() -> None:
    sources = list(copied())
    assert {"api", "graph", "ontology", "data", "pyproject.toml"} <= set(sources)
    for source in sources:
        assert (ROOT / source).exists(), source
        assert is_sent(source), source
    for other in (".git/config", ".venv/bin/python", "tests/conftest.py", "tokens.json"):
        assert not is_sent(other), other
    assert not is_sent("api/static/built/page.js")


def test_it_does_not_run_as_root() -> None:
    user, _, group = only("USER").partition(":")
    assert int(user) >= 1000
    assert int(group) >= 1000
    assert compose()["services"]["legation"]["user"] == only("USER")
    names = [name for name, _ in final_stage()]
    assert names.index("USER") < names.index("ENTRYPOINT")


def test_its_health_is_asked_where_the_service_tells_it() -> None:
    options, _, command = only("HEALTHCHECK").partition("CMD ")
    assert {"--interval", "--timeout", "--start-period", "--retries"} <= {
        word.partition("=")[0] for word in options.split()
    }
    program, flag, script = yaml.safe_load(command)
    assert (program, flag) == ("python", "-c")
    compile(script, "health check", "exec")
    (path,) = re.findall(r"'(/[a-z]+)'", script)
    described = create_app(Settings(store="memory:", log_level="error")).openapi()
    assert path in described["paths"]


def test_the_health_check_tells_a_service_from_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from tests.serving import running

    script = yaml.safe_load(only("HEALTHCHECK").partition("CMD ")[2])[2]
    chosen = Settings(store=str(tmp_path / "store"), log_level="error", warm_up=False)
    with running(chosen) as (_, port):
        monkeypatch.setenv("LEGATION_PORT", str(port))
        exec(script)
    with pytest.raises(OSError, match="refused"):
        exec(script)


def test_it_starts_the_command_that_there_is() -> None:
    assert yaml.safe_load(only("ENTRYPOINT")) == ["legation"]
    assert yaml.safe_load(only("CMD")) == ["serve"]


def test_the_root_is_read_only_and_nothing_can_be_gained() -> None:
    service = compose()["services"]["legation"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    volumes = {one.partition(":")[2]: one.partition(":")[0] for one in service["volumes"]}
    assert volumes == {only("VOLUME"): "store"}
    assert set(volumes.values()) == set(compose()["volumes"])


def test_it_is_given_time_to_stop() -> None:
    service = compose()["services"]["legation"]
    seconds = float(service["environment"]["LEGATION_SHUTDOWN_SECONDS"])
    assert int(service["stop_grace_period"].removesuffix("s")) > seconds + 5


@pytest.mark.parametrize(
    "name",
    ["Dockerfile", "compose.yaml", "docs/operation.md", "THREAT_MODEL.md", "SECURITY.md"],
)
def test_the_settings_named_are_settings(name: str) -> None:
    known = {f"LEGATION_{field.upper()}" for field in Settings.model_fields}
    named = set(SETTING.findall((ROOT / name).read_text(encoding="utf-8")))
    assert named <= known
    assert named or name == "SECURITY.md"


def test_the_settings_of_the_container_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    pairs = dict(re.findall(r"(LEGATION_\w+)=(\S+)", only("ENV")))
    for variable, value in {**pairs, **compose()["services"]["legation"]["environment"]}.items():
        monkeypatch.setenv(variable, value)
    chosen = Settings()
    assert chosen.host == "0.0.0.0"
    assert Path(chosen.store).is_relative_to(only("VOLUME"))


@pytest.mark.parametrize("name", ["docs/operation.md", "THREAT_MODEL.md", "SECURITY.md"])
def test_the_links_lead_to_what_is_there(name: str) -> None:
    page = ROOT / name
    for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link
