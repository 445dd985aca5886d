"""Proof that every quotation stands where it is said to stand, in the text it is said to be from.

The texts are not part of the graph. They are in the operator's own archive, a folder in which each
is known by the SHA-256 of its bytes, whatever its file is called. A fault tells where a quotation
does stand, never what stands at the offsets given: the archive's words do not leave it this way.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Quad, Triple

from graph.errors import Fault, InvalidParameter
from graph.ids import short_id
from graph.queries import stock
from graph.view import View
from ontology import DATASET, DCT, LEG, OA, RDF

_Said = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True)
class VerificationReport:
    """What was proved, and what was found wrong.

    Parameters
    ----------
    articles, quotations : int
        How many of each were held against the archive, sound or not.
    faults : tuple of Fault
        Every deviation, each with its node and the mend.
    missing : tuple of str
        The IRIs of the articles whose text is not in the archive. Each has a fault too.
    """

    articles: int
    quotations: int
    faults: tuple[Fault, ...]
    missing: tuple[str, ...]

    def __str__(self) -> str:
        """Return the outcome as one sentence."""
        count = len(self.faults)
        outcome = f"{count} fault{'' if count == 1 else 's'}" if count else "all stand"
        articles = f"{self.articles} article{'' if self.articles == 1 else 's'}"
        return f"{self.quotations} quotations of {articles} held against the texts: {outcome}"


@dataclass(frozen=True)
class _Article:
    iri: str
    text: str
    headline: str
    body_start: int
    body_end: int


def verify(view: View, texts: Path) -> list[Fault]:
    """Return everything that keeps the graph's quotations from standing in their texts.

    Parameters
    ----------
    view : View
        The revision to prove.
    texts : Path
        The archive: a folder, with or without folders in it.

    Raises
    ------
    InvalidParameter
        If the archive is no folder.
    """
    return list(verification(view, texts).faults)


def verification(view: View, texts: Path) -> VerificationReport:
    """Hold every quotation against the archive, and report how much was proved.

    Parameters
    ----------
    view : View
        The revision to prove.
    texts : Path
        The archive: a folder, with or without folders in it.

    Raises
    ------
    InvalidParameter
        If the archive is no folder.
    """
    return _prove(_said(view.snapshot.construct(stock("quotations"))), texts)


def quotation_faults(quads: Iterable[Quad], texts: Path) -> list[Fault]:
    """Return everything wrong with the quotations of a graph that is not yet loaded.

    Parameters
    ----------
    quads : iterable of Quad
        The article's graph.
    texts : Path
        The archive.

    Raises
    ------
    InvalidParameter
        If the archive is no folder.
    """
    return list(_prove(_said(quads), texts).faults)


def _said(triples: Iterable[Quad | Triple]) -> _Said:
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        node = str(triple.subject).strip("<>")
        value = getattr(triple.object, "value", str(triple.object))
        values = said[node][triple.predicate.value]
        if value not in values:
            values.append(value)
    return said


def _prove(said: _Said, texts: Path) -> VerificationReport:
    articles = sorted(node for node in said if LEG.Article in said[node].get(RDF.type, ()))
    quotations = sorted(node for node in said if OA.exact in said[node])
    wanted = {digest: iri for iri in articles for digest in said[iri].get(LEG.sha256, ())}
    found = find_texts(texts, wanted)
    faults: list[Fault] = []
    known: dict[str, _Article] = {}
    for iri in articles:
        article = _article(iri, said[iri], found)
        if isinstance(article, Fault):
            faults.append(article)
        else:
            known[iri] = article
            faults += _article_faults(article)
    missing = tuple(
        iri for iri in articles if not found.keys() & set(said[iri].get(LEG.sha256, ()))
    )
    for node in quotations:  # those of a table's records have no text to be held against
        source = _one(said[node], OA.hasSource)
        if source in known:
            faults += _quotation_faults(node, said[node], known[source])
        elif source not in articles and not (source or "").startswith(DATASET):
            faults.append(
                Fault(
                    "the quotation's source is not an article described beside it",
                    "name the one article with oa:hasSource",
                    node=node,
                    path=OA.hasSource,
                )
            )
    return VerificationReport(len(articles), len(quotations), tuple(faults), missing)


def find_texts(folder: Path, wanted: Mapping[str, str]) -> dict[str, Path]:
    """Return the files of an archive by the SHA-256 of their bytes, as far as they are wanted.

    Parameters
    ----------
    folder : Path
        The archive. Files in folders within it count.
    wanted : mapping of str to str
        The IRI of each article by its SHA-256. A file called after its article or its hash is
        tried first, so that a large archive need not be read whole.

    Raises
    ------
    InvalidParameter
        If the archive is no folder.
    """
    if not folder.is_dir():
        raise InvalidParameter("texts", f"{folder} is not a folder; name the folder of the texts")
    likely = {*wanted, *(short_id(iri) for iri in wanted.values())}
    found: dict[str, Path] = {}
    files = (path for path in folder.rglob("*") if path.is_file())
    for path in sorted(files, key=lambda path: (path.stem not in likely, path)):
        if found.keys() >= wanted.keys():
            break
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        if digest in wanted:
            found.setdefault(digest, path)
    return found


def _one(said: Mapping[str, list[str]], property_: str) -> str | None:
    values = said.get(property_, [])
    return values[0] if len(values) == 1 else None


def _article(
    iri: str, said: Mapping[str, list[str]], found: Mapping[str, Path]
) -> _Article | Fault:
    digest = _one(said, LEG.sha256)
    if digest is None:
        return Fault(
            "the article has not exactly one SHA-256, so its text cannot be found",
            "hash the text's bytes and give it with leg:sha256",
            node=iri,
            path=LEG.sha256,
        )
    if digest not in found:
        return Fault(
            f"no text with the SHA-256 {digest} is in the folder",
            "put the article's text there, as it was when the article was encoded",
            node=iri,
            path=LEG.sha256,
        )
    try:
        text = found[digest].read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return Fault(f"{found[digest].name} is not UTF-8", "keep it as UTF-8", node=iri)
    body = [_number(_one(said, LEG.bodyStart)), _number(_one(said, LEG.bodyEnd))]
    headline = _one(said, DCT.term("title"))
    if body[0] is None or body[1] is None or headline is None:
        return Fault(
            "the article has not exactly one title, body start and body end",
            "give them with dct:title, leg:bodyStart and leg:bodyEnd",
            node=iri,
        )
    return _Article(iri, text, headline, body[0], body[1])


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.lstrip("-").isdecimal() else None


def _article_faults(article: _Article) -> list[Fault]:
    faults = []
    if not 0 <= article.body_start < article.body_end <= len(article.text):
        faults.append(
            Fault(
                f"the body [{article.body_start}, {article.body_end}) does not lie in the text, "
                f"which has {len(article.text)} code points",
                "mend leg:bodyStart and leg:bodyEnd",
                node=article.iri,
                path=LEG.bodyEnd,
            )
        )
    if not article.text.startswith(article.headline):
        faults.append(
            Fault(
                "the text does not begin with the title",
                "give the headline as it stands with dct:title",
                node=article.iri,
                path=DCT.term("title"),
            )
        )
    return faults


def _quotation_faults(node: str, said: Mapping[str, list[str]], article: _Article) -> list[Fault]:
    start, end = _number(_one(said, OA.start)), _number(_one(said, OA.end))
    exact = _one(said, OA.exact)
    if start is None or end is None or exact is None:
        reason = "the quotation has not exactly one start, end and wording"
        return [Fault(reason, "give them with oa:start, oa:end and oa:exact", node=node)]
    faults = []
    if not 0 <= start < end <= len(article.text):
        faults.append(
            Fault(
                f"the offsets [{start}, {end}) do not lie in the text, "
                f"which has {len(article.text)} code points",
                _where(exact, article),
                node=node,
                path=OA.start,
            )
        )
    elif article.text[start:end] != exact:
        faults.append(
            Fault(
                f"the quotation does not stand at [{start}, {end})",
                _where(exact, article),
                node=node,
                path=OA.exact,
            )
        )
    if not _is_quotable(start, end, article):
        faults.append(
            Fault(
                f"[{start}, {end}) is neither in the headline nor in the body",
                "quote the article, not what stands around it",
                node=node,
                path=OA.start,
            )
        )
    return faults


def _is_quotable(start: int, end: int, article: _Article) -> bool:
    in_headline = start >= 0 and end <= len(article.headline)
    return in_headline or (article.body_start <= start and end <= article.body_end)


def _where(exact: str, article: _Article) -> str:
    """Return the mend: where the words do stand, if they stand where they may be quoted."""
    start = article.text.find(exact)
    while start >= 0:
        if _is_quotable(start, start + len(exact), article):
            return f"the words stand at [{start}, {start + len(exact)})"
        start = article.text.find(exact, start + 1)
    return "copy the words as they stand, and count code points from the text's start"
