"""What several rooms' tests share: the shipped graph, and material from outside the project."""

import hashlib
from pathlib import Path

import pytest

from graph.seed import seed
from graph.store import Store, open_store
from graph.view import KnowledgeGraph, View

SHARED = Path(__file__).resolve().parents[2] / "shared"
FIRST_ARTICLE = "2024-09-13-shoigu-kim-pyongyang"
FIRST_ARTICLE_SHA256 = "3ce721087bbfcffa20a7e3f88204e578624606ac907443a74ac9f544ca1c7ab4"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of article texts and public records, which are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of article texts and public records is not here")
    return SHARED


@pytest.fixture(scope="session")
def article_text(shared: Path) -> str:
    """The first article's text, known by its hash."""
    content = (shared / "articles" / f"{FIRST_ARTICLE}.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == FIRST_ARTICLE_SHA256
    return content.decode("utf-8")


@pytest.fixture(scope="session")
def seeded_store() -> Store:
    """A store in memory with the shipped graph. Tests that write make their own."""
    store = open_store("memory:")
    seed(store)
    return store


@pytest.fixture(scope="session")
def seeded(seeded_store: Store) -> View:
    """The shipped graph, to be read."""
    return KnowledgeGraph(seeded_store).view()
