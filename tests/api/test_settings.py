"""Settings: each is documented, read from the environment, and its own application's."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings

PAGE = Path(__file__).resolve().parents[2] / "docs" / "settings.md"


def test_each_setting_is_documented_as_it_is() -> None:
    rows = {
        cells[0].strip("`"): (cells[1].strip("`"), cells[2])
        for line in PAGE.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `LEGATION_")
        for cells in [[cell.strip() for cell in line.strip("|").split("|")]]
    }
    described = {
        f"LEGATION_{name.upper()}": (str(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }
    assert rows == described


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEGATION_PORT", "1234")
    monkeypatch.setenv("LEGATION_DEADLINE_SECONDS", "1.5")
    settings = Settings()
    assert (settings.port, settings.deadline_seconds) == (1234, 1.5)


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "70000"), ("QUERY_SLOTS", "0"), ("DEADLINE_SECONDS", "-1"), ("LOG_LEVEL", "loud")],
)
def test_nonsense_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"LEGATION_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_two_applications_in_one_process_do_not_meet(client: TestClient) -> None:
    empty = Settings(store="memory:", log_level="error")
    with TestClient(create_app(empty)) as other:
        assert other.get("/actors/russia").status_code == 404
        assert other.get("/articles").json() == {"items": [], "next": None}
        assert client.get("/actors/russia").status_code == 200
