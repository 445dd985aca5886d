"""Several services over one store answer as one: nothing is kept but in the store."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import httpx2 as httpx
import pytest

from api.tokens import Right, Tokens
from tests.api.test_cli_serving import Start, ask, start  # noqa: F401 - a fixture
from tests.engines import Engine

ADDRESSES = [
    "/actors/vladimir-putin",
    "/actors/vladimir-putin/connections?claims=true",
    "/actors?q=shoigu",
    "/paths?from=sergei-shoigu&to=vladimir-putin",
    "/statements",
    "/articles",
    "/export/graphml?actor=kim-jong-un",
    "/sparql?query=SELECT%20*%20%7B%20%3Chttps%3A%2F%2Fw3id.org%2Flegation%2Fid%2Frussia%3E%20%3Fp%20%3Fo%20%7D",
]
GRAPH = "https://example.org/somebody's"
TURTLE = {"Content-Type": "text/turtle"}
PAGED = "/actors/vladimir-putin/connections?claims=true&limit=1"


@contextmanager
def two(start: Start, *stores: str) -> Iterator[list[str]]:  # noqa: F811
    with start("--store", stores[0]) as (_, one, _), start("--store", stores[-1]) as (_, other, _):
        for address in (one, other):
            assert ask(address, "/readyz").json() == {"status": "ok", "revision": 1}
        yield [one, other]


def agree(services: list[str]) -> None:
    for path in ADDRESSES:
        one, other = (httpx.get(f"{address}{path}", timeout=60) for address in services)
        assert one.status_code == other.status_code == 200, (one.text, other.text)
        assert one.content.replace(services[0].encode(), b"") == other.content.replace(
            services[1].encode(), b""
        )
        for header in ("ETag", "Legation-Revision", "Content-Type"):
            assert one.headers[header] == other.headers[header]
        known = {"If-None-Match": one.headers["ETag"]}
        assert httpx.get(f"{services[1]}{path}", headers=known).status_code == 304


def page_in_turns(services: list[str]) -> None:
    """A caller whose every request goes to another service reads the list once and in order."""
    whole = httpx.get(f"{services[0]}{PAGED.replace('limit=1', 'limit=1000')}").json()["items"]
    turns, read = cycle(services), []
    cursor: str | None = ""
    while cursor is not None:
        page = httpx.get(f"{next(turns)}{PAGED}{f'&cursor={cursor}' if cursor else ''}").json()
        read += page["items"]
        cursor = page["next"]
    assert len(whole) > 4
    assert read == whole


def write_and_see(services: list[str], bearer: dict[str, str]) -> None:
    """What is written through one is what the other answers from then on."""
    for number, (writer, reader) in enumerate((services, services[::-1])):
        content = f'<https://example.org/a> <https://example.org/says> "{number}" .'
        written = httpx.put(
            f"{writer}/graphs",
            params={"graph": GRAPH},
            content=content,
            headers={**bearer, **TURTLE},
            timeout=120,
        )
        assert written.status_code in (201, 204), written.text
        seen = httpx.get(
            f"{reader}/graphs", params={"graph": GRAPH}, headers={"Accept": TURTLE["Content-Type"]}
        )
        assert f'"{number}"' in seen.text
        assert seen.headers["Legation-Revision"] == written.headers["Legation-Revision"]
        assert seen.headers["Legation-Revision"] == str(number + 2)


@pytest.fixture
def bearer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setenv("LEGATION_TOKENS", str(tmp_path / "tokens.json"))
    token = Tokens(tmp_path / "tokens.json").create("Eva", [Right.admin])
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.stores("oxigraph", "virtuoso")
def test_two_over_one_endpoint(
    start: Start,  # noqa: F811
    store_kind: str,
    blank: Callable[[str], Engine],
    bearer: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = blank(store_kind)
    monkeypatch.setenv("LEGATION_ENDPOINT_USER", engine.access.user)
    monkeypatch.setenv("LEGATION_ENDPOINT_PASSWORD", engine.access.password)
    with two(start, engine.url) as services:
        agree(services)
        page_in_turns(services)
        write_and_see(services, bearer)


def test_two_over_one_directory(start: Start, store: Path, bearer: dict[str, str]) -> None:  # noqa: F811
    with two(start, str(store)) as services:
        agree(services)
        page_in_turns(services)
        write_and_see(services, bearer)


def test_two_over_copies_of_one_directory(start: Start, store: Path, tmp_path: Path) -> None:  # noqa: F811
    copy = shutil.copytree(store, tmp_path / "copy")
    with two(start, str(store), str(copy)) as services:
        agree(services)
        page_in_turns(services)
