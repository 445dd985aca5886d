"""Quotations held against the words they quote, in the operator's own archive of texts."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad

from graph.errors import Fault
from graph.queries import stock
from graph.view import View
from ontology import LEG, OA

MAX_TEXT_BYTES = 20_000_000


@dataclass(frozen=True)
class VerificationReport:
    """What was held against its text, and everything that does not stand."""

    articles: int
    quotations: int
    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        """Return the outcome as one sentence."""
        outcome = f"{len(self.faults)} faults" if self.faults else "all stand"
        return f"{self.quotations} quotations from {self.articles} articles checked: {outcome}"


@dataclass(frozen=True)
class _Quotation:
    node: str
    start: int
    end: int
    exact: str


def verify(view: View, texts: Path) -> VerificationReport:
    """Hold every quotation of every article against the article's text.

    Parameters
    ----------
    view : View
        The graph to verify.
    texts : Path
        A folder of texts, under whatever names: each is known by the SHA-256 of its bytes.

    Returns
    -------
    VerificationReport
        With a fault for each text that is missing and each quotation that does not stand.
    """
    rows = view.snapshot.select(stock("quotations"))
    hashes: dict[str, str] = {}
    quotations: dict[str, dict[str, _Quotation]] = {}
    for row in rows:
        article = row["article"].value
        hashes[article] = row["sha256"].value
        found = quotations.setdefault(article, {})
        if row["evidence"] is not None:
            node = row["evidence"].value
            found[node] = _Quotation(
                node, int(row["start"].value), int(row["end"].value), row["exact"].value
            )
    archive = read_archive(texts)
    faults = [
        fault
        for article, found in sorted(quotations.items())
        for fault in _faults(article, hashes[article], found.values(), archive)
    ]
    count = sum(len(found) for found in quotations.values())
    return VerificationReport(len(quotations), count, tuple(faults))


def read_archive(folder: Path) -> dict[str, str]:
    """Return the texts of a folder by the SHA-256 of their bytes; other files are passed over."""
    archive = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.stat().st_size <= MAX_TEXT_BYTES:
            content = path.read_bytes()
            try:
                archive[hashlib.sha256(content).hexdigest()] = content.decode("utf-8")
            except UnicodeDecodeError:
                continue
    return archive


def quotation_faults(quads: Iterable[Quad], texts: Path) -> list[Fault]:
    """Return the quotations of one graph that do not stand, before it is loaded."""
    said: dict[str, dict[str, str]] = {}
    for quad in quads:
        values = said.setdefault(str(quad.subject).strip("<>"), {})
        values[quad.predicate.value] = getattr(quad.object, "value", "")
    archive = read_archive(texts)
    faults = []
    for article, values in said.items():
        if LEG.sha256 in values:
            found = [
                _Quotation(node, int(of[OA.start]), int(of[OA.end]), of[OA.exact])
                for node, of in said.items()
                if of.get(OA.hasSource) == article and {OA.start, OA.end, OA.exact} <= of.keys()
            ]
            faults += _faults(article, values[LEG.sha256], found, archive)
    return faults


def _faults(
    article: str, sha256: str, quotations: Iterable[_Quotation], archive: Mapping[str, str]
) -> list[Fault]:
    text = archive.get(sha256)
    if text is None:
        mend = f"put the text with the SHA-256 {sha256} into the archive, or correct leg:sha256"
        return [Fault("no text of the archive has the article's hash", mend, node=article)]
    return [
        Fault(
            f"the text has {text[found.start : found.end]!r} at [{found.start}, {found.end}), "
            f"not {found.exact!r}",
            _mend(text, found.exact),
            node=found.node,
            path=OA.exact,
        )
        for found in quotations
        if text[found.start : found.end] != found.exact
    ]


def _mend(text: str, exact: str) -> str:
    place = text.find(exact)
    if place < 0:
        return "these words are nowhere in the text; quote it to the letter"
    return f"the words stand at [{place}, {place + len(exact)})"
