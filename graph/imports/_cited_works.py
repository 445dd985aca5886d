"""The articles and documents of a FollowTheMoney file that its facts name as their proof."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime

from pyoxigraph import Literal, NamedNode

from graph.followthemoney import PUBLISHED, entities_of
from graph.imports._citation import Citation
from graph.imports._entries import entry_slug, fact_name
from graph.imports._json import Object
from graph.imports._known_entities import KnownEntities
from graph.imports._own_entities import MAX_QUOTATION, OwnFact, Quoted, own, texts_of
from graph.imports._table import Table, Value
from ontology import ARTICLE, DATASET, DCT, LEG, XSD

WORKS = frozenset({
    "Article", "Document", "Pages", "PlainText", "HyperText", "Email", "Message", "Table",
    "Image", "Audio", "Video",
})  # fmt: skip
_TITLES = ("title", "name", "fileName")
_PROOF, _WORK, _TOLD, _CITED = "proof ", "work ", "told of work ", "cited work "
_DAY_CHARACTERS = len("2024-09-13")


class CitedWorks:
    """The works that links name, kept with the table, and only where a link names them.

    Parameters
    ----------
    table : Table
        Which they are described in.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._ledger = table.ledger
        self._left_out: Counter[str] = Counter()

    def cited_by(self, entity: Object) -> None:
        """Note what a link names as its proof."""
        for quoted in _quoted(entity):
            for one in quoted.proofs:
                self._ledger.keep(f"{_PROOF}{one}", "")

    def meet(self, entity: Object) -> bool:
        """Note that a work is in the file; tell whether it is one."""
        if entity["schema"] not in WORKS:
            return False
        identifier = str(entity["id"])
        if self._ledger.kept(f"{_WORK}{identifier}") is None:
            iri = own(entity) or f"{self._table.graph}#{fact_name(identifier)}"
            self._ledger.keep(f"{_WORK}{identifier}", iri)
        return True

    def keep(self, entity: Object) -> None:
        """Keep what a work says of itself, if a link names it."""
        if entity["schema"] not in WORKS:
            return
        identifier = str(entity["id"])
        named = self._ledger.kept(f"{_PROOF}{identifier}") is not None
        if named and self._ledger.kept(f"{_TOLD}{identifier}") is None:
            self._ledger.keep(f"{_TOLD}{identifier}", json.dumps(_trimmed(entity)))
        else:
            self._left_out[entity["schema"]] += 1

    def of(self, entity: Object) -> list[Citation]:
        """Return what a link quotes and cites."""
        found = []
        for quoted in _quoted(entity):
            works = [iri for one in quoted.proofs if (iri := self._cite(one))]
            found.append(
                Citation(
                    quoted.quote if len(quoted.quote) <= MAX_QUOTATION else "",
                    tuple(works),
                    quoted.record if works else "",
                )
            )
        return [one for one in found if one != Citation()]

    def _cite(self, identifier: str) -> str | None:
        """Return the IRI of a work that a fact now cites; no table cites itself."""
        iri = self._ledger.kept(f"{_WORK}{identifier}")
        if iri is None or iri == self._table.graph:
            return None
        self._ledger.keep(f"{_CITED}{identifier}", iri)
        return iri

    def describe(self, known: KnownEntities) -> Counter[str]:
        """Describe the works that facts cite; return how many of each schema are left out."""
        for identifier, told in self._ledger.kept_below(_TOLD):
            entity = json.loads(told)
            iri = self._ledger.kept(f"{_CITED}{identifier}")
            if iri is None:
                self._left_out[entity["schema"]] += 1
            else:
                titles = (title for name in _TITLES for title in texts_of(entity, name))
                self._table.work(iri, next(titles, identifier), self._about(entity, known))
        return self._left_out

    def _about(self, entity: Object, known: KnownEntities) -> Iterator[tuple[str, Value]]:
        for iri in self._publishers(entity, known):
            yield LEG.publisher, NamedNode(iri)
        for text in texts_of(entity, "date")[:1]:
            issued = _issued(text, exact=own(entity) is not None)
            if issued is not None:
                yield DCT.issued, issued
        for address in filter(_is_address, texts_of(entity, "sourceUrl")):
            yield DCT.source, NamedNode(address)

    def _publishers(self, entity: Object, known: KnownEntities) -> list[str]:
        """Return the publishers: ours by their ids, others as somebody of this file alone."""
        told = entities_of(texts_of(entity, "description"), PUBLISHED) if own(entity) else []
        publishers = known.actors(told)
        names = [] if publishers else texts_of(entity, "publisher")[:1]
        slugs = (entry_slug(name, f"{self._table.graph} {name}") for name in names)
        return publishers or [
            self._table.entity(slug, "Organization", name)
            for slug, name in zip(slugs, names, strict=True)
        ]


def _quoted(entity: Object) -> list[Quoted]:
    """Return what a link quotes and cites; other people's summary is their own words, no quote."""
    if own(entity):
        return OwnFact(entity).quoted
    return [Quoted(proofs=tuple(texts_of(entity, "proof")))]


def _trimmed(entity: Object) -> Object:
    """Return a work without its text, which is not ours to hold."""
    names = (*_TITLES, "publisher", "date", "sourceUrl", "description")
    kept = {name: texts_of(entity, name) for name in names}
    return {"id": entity["id"], "schema": entity["schema"], "properties": kept}


def _issued(text: str, *, exact: bool) -> Literal | None:
    """Return a day, or of our own works the second in universal time; nothing coarser is kept."""
    try:
        if exact and len(text) > _DAY_CHARACTERS:
            universal = datetime.fromisoformat(text).replace(tzinfo=None).isoformat()
            return Literal(f"{universal}Z", datatype=NamedNode(XSD.dateTime))
        day = date.fromisoformat(text[:_DAY_CHARACTERS])
    except ValueError:
        return None
    return Literal(day.isoformat(), datatype=NamedNode(XSD.date))


def _is_address(text: str) -> bool:
    if not text.startswith(("http://", "https://")) or text.startswith((ARTICLE, DATASET)):
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
