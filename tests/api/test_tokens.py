"""A token is shown once, kept as a hash, and good for its rights alone until it is revoked."""

import json
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from api.settings import Settings
from api.tokens import Holder, Right, Tokens, authorize
from graph.errors import Forbidden, InvalidInput, MissingRight, NotFound, Unauthorized, Unavailable

Run = Callable[..., Any]


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "kept" / "tokens.json")


def settings(tokens: Tokens | None) -> Settings:
    return Settings(store="memory:", tokens=tokens.path if tokens else None)


def test_only_a_hash_is_kept_and_only_for_its_owner(tokens: Tokens) -> None:
    token = tokens.create("Eva", [Right.load])
    assert token.startswith("legation_")
    assert len(token) == len("legation_") + 43
    kept = tokens.path.read_text(encoding="utf-8")
    assert token.removeprefix("legation_") not in kept
    assert stat.S_IMODE(tokens.path.stat().st_mode) == 0o600
    assert [path.name for path in tokens.path.parent.iterdir()] == ["tokens.json"]


def test_a_holder_is_known_by_the_whole_token(tokens: Tokens) -> None:
    eva, ada = (tokens.create(name, [Right.load]) for name in ("Eva", "Ada"))
    assert eva != ada
    for token, name in ((eva, "Eva"), (ada, "Ada")):
        holder = tokens.holder(token)
        assert holder
        assert holder.name == name
    for wrong in (eva[:-1], eva + "x", eva.upper(), "", "legation_", "\udcff"):
        assert tokens.holder(wrong) is None
    (entry, _) = json.loads(tokens.path.read_text(encoding="utf-8"))
    assert tokens.holder(entry["sha256"]) is None


@pytest.mark.parametrize("held", list(Right))
@pytest.mark.parametrize("needed", list(Right))
def test_a_right_is_that_right_alone_but_admin_is_all(
    tokens: Tokens, held: Right, needed: Right
) -> None:
    token = tokens.create("Eva", [held])
    if held in (needed, Right.admin):
        assert authorize(settings(tokens), token, needed).name == "Eva"
    else:
        with pytest.raises(MissingRight, match=needed):
            authorize(settings(tokens), token, needed)


def test_who_has_no_token_is_told_so(tokens: Tokens) -> None:
    tokens.create("Eva", [Right.admin])
    with pytest.raises(Unauthorized) as caught:
        authorize(settings(tokens), None, Right.load)
    assert not caught.value.was_given
    with pytest.raises(Unauthorized) as caught:
        authorize(settings(tokens), "legation_wrong", Right.load)
    assert caught.value.was_given
    assert "legation_wrong" not in caught.value.detail
    with pytest.raises(Forbidden, match="none is configured"):
        authorize(settings(None), "legation_wrong", Right.load)


def test_a_token_revoked_elsewhere_is_known_here_at_once(tokens: Tokens) -> None:
    token = tokens.create("Eva", [Right.load])
    assert tokens.holder(token)
    Tokens(tokens.path).revoke("Eva")
    assert tokens.holder(token) is None
    again = Tokens(tokens.path).create("Eva", [Right.load])
    assert tokens.holder(again)
    assert tokens.holder(token) is None


def test_a_name_is_given_once_and_revoked_once(tokens: Tokens) -> None:
    tokens.create("Eva", [Right.load])
    with pytest.raises(InvalidInput, match="revoke"):
        tokens.create("Eva", [Right.judge])
    with pytest.raises(NotFound, match="Eva"):
        tokens.revoke("Ev")
    tokens.revoke("Eva")
    with pytest.raises(NotFound):
        tokens.revoke("Eva")


def test_changes_at_once_are_all_kept(tokens: Tokens) -> None:
    names = [f"holder-{number}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: Tokens(tokens.path).create(name, [Right.load]), names))
    assert {holder.name for holder in tokens.holders()} == set(names)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o622])
def test_a_file_open_to_others_is_refused(tokens: Tokens, mode: int) -> None:
    token = tokens.create("Eva", [Right.load])
    tokens.path.chmod(mode)
    with pytest.raises(Unavailable, match="chmod 600"):
        tokens.holder(token)
    with pytest.raises(Unavailable) as caught:
        authorize(settings(tokens), token, Right.load)
    assert str(tokens.path) not in caught.value.detail


@pytest.mark.parametrize("content", ["", "{}", "[1]", '[{"name": "Eva"}]', "\0"])
def test_a_file_of_something_else_lets_nobody_in(tokens: Tokens, content: str) -> None:
    token = tokens.create("Eva", [Right.load])
    tokens.path.write_text(content, encoding="utf-8")
    with pytest.raises(Unavailable, match="no file of tokens"):
        tokens.holder(token)


def test_no_file_lets_nobody_in(tokens: Tokens) -> None:
    assert tokens.holder("legation_x") is None
    assert tokens.holders() == ()


@pytest.mark.parametrize("name", ["", " ", " Eva", "x" * 101])
def test_a_name_is_a_name(tokens: Tokens, name: str) -> None:
    with pytest.raises(InvalidInput, match="name"):
        tokens.create(name, [Right.load])
    with pytest.raises(InvalidInput, match="rights"):
        tokens.create("Eva", [])


def test_an_entry_holds_nothing_else() -> None:
    with pytest.raises(ValidationError):
        Holder.model_validate({"name": "Eva", "sha256": "0" * 64, "rights": ["load"], "x": 1})


# The command line


def test_a_token_is_printed_alone_and_once(run: Run, tmp_path: Path) -> None:
    made = run("token", "create", "Eva", "--rights", "load,judge")
    assert made.returncode == 0
    token = made.stdout.strip()
    assert token.startswith("legation_")
    assert token not in made.stderr
    assert "LEGATION_TOKENS" in made.stderr
    kept = Tokens(tmp_path / ".legation" / "tokens.json")
    holder = kept.holder(token)
    assert holder
    assert holder.rights == {Right.load, Right.judge}
    listed = run("token", "list")
    assert listed.stdout.startswith("Eva\tjudge,load\t")
    assert run("token", "revoke", "Eva").returncode == 0
    assert kept.holder(token) is None
    assert run("token", "list").stdout == ""


def test_the_file_is_chosen_and_complaints_are_plain(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "elsewhere.json"
    environment = {"LEGATION_TOKENS": str(file)}
    assert run("token", "create", "Eva", "--rights", "load", **environment).returncode == 0
    assert len(Tokens(file).holders()) == 1
    misspelt = run("token", "create", "Ada", "--rights", "laod")
    assert misspelt.returncode != 0
    assert "load" in misspelt.stderr
    assert run("token", "create", "Ada", "--rights", " , ").returncode != 0
    file.chmod(0o644)
    refused = run("token", "list", "--tokens", str(file))
    assert refused.returncode != 0
    assert "chmod 600" in refused.stderr
    assert "Traceback" not in refused.stderr
