"""Where reading needs a token, nothing but health is told to who has none."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.tokens import Right, Tokens

READING = ["/actors?q=kim", "/paths?from=russia&to=kim-jong-un", "/sparql?query=ASK{}", "/dump.nq"]


@pytest.mark.parametrize("address", READING)
def test_reading_needs_the_right_to_read(chosen: Settings, tmp_path: Path, address: str) -> None:
    file = tmp_path / "tokens.json"
    token = Tokens(file).create("Eva", [Right.read])
    settings = chosen.model_copy(update={"tokens": file, "token_to_read": True})
    with TestClient(create_app(settings)) as client:
        refused = client.get(address)
        assert refused.status_code == 401
        assert refused.headers["WWW-Authenticate"].startswith("Bearer")
        allowed = client.get(address, headers={"Authorization": f"Bearer {token}"})
        assert allowed.status_code == 200
        assert client.get("/healthz").status_code == 200
