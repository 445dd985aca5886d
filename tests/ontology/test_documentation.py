"""The page of documentation is whole, and made without the network."""

import socket
import sys
import warnings
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from ontology import LEG, RDFS, text
from ontology.documentation import html, main


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the page is made without the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def terms() -> dict[str, str]:
    return {
        quad.subject.value: str(quad.object.value)
        for quad in parse(text("legation.ttl"), RdfFormat.TURTLE)
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(LEG)
        and quad.predicate.value == RDFS.comment
    }


@pytest.mark.usefixtures("_no_network")
def test_the_page_describes_every_term(tmp_path: Path) -> None:
    out = tmp_path / "ontology.html"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # pyLODE leaves its style sheet open
        assert main([str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert len(terms()) > 100
    assert [iri for iri in terms() if f"<code>{iri}</code>" not in page] == []
    assert "The one person who holds the office in a tenure." in page
    assert 'src="http' not in page
    assert 'rel="stylesheet"' not in page


def test_a_file_to_write_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "usage" in capsys.readouterr().err


def test_without_pylode_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pylode", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'legation\[dev\]'"):
        html()
