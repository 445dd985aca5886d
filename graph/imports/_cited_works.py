"""The articles and documents of a FollowTheMoney file that its facts name as their proof."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from pyoxigraph import Literal, NamedNode

from graph.followthemoney import PUBLISHED, entities_of
from graph.imports._citation import Citation
from graph.imports._entries import entry_slug, fact_name
from graph.imports._json import Object
from graph.imports._own_entities import MAX_QUOTATION, OwnFact, Quoted, own, texts_of
from graph.imports._table import Table, Value
from ontology import ARTICLE, DATASET, DCT, LEG, XSD

WORKS = frozenset({
    "Article", "Document", "Pages", "PlainText", "HyperText", "Email", "Message", "Table",
    "Image", "Audio", "Video",
})  # fmt: skip
_TITLES = ("title", "name", "fileName")
_DAY_CHARACTERS = len("2024-09-13")


class CitedWorks:
    """The works that links name, kept only where a link does.

    Parameters
    ----------
    table : Table
        Which they are described in.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        self._named: set[str] = set()
        self._met: dict[str, str] = {}
        self._kept: dict[str, Object] = {}
        self._cited: set[str] = set()
        self._left_out: Counter[str] = Counter()

    def cited_by(self, entity: Object) -> None:
        """Note what a link names as its proof."""
        for quoted in _quoted(entity):
            self._named.update(quoted.proofs)

    def meet(self, entity: Object) -> bool:
        """Note that a work is in the file; tell whether it is one."""
        if entity["schema"] not in WORKS:
            return False
        self._met.setdefault(str(entity["id"]), own(entity) or self._iri(str(entity["id"])))
        return True

    def keep(self, entity: Object) -> None:
        """Keep what a work says of itself, if a link names it."""
        identifier = str(entity["id"])
        if entity["schema"] not in WORKS or identifier not in self._met:
            return
        if identifier in self._named and identifier not in self._kept:
            self._kept[identifier] = _trimmed(entity)
        else:
            self._left_out[entity["schema"]] += 1

    def of(self, entity: Object) -> list[Citation]:
        """Return what a link quotes and cites."""
        found = []
        for quoted in _quoted(entity):
            known = [
                one
                for one in quoted.proofs
                if self._met.get(one, self._table.graph) != self._table.graph
            ]
            self._cited.update(known)
            found.append(
                Citation(
                    quoted.quote if len(quoted.quote) <= MAX_QUOTATION else "",
                    tuple(self._met[one] for one in known),
                    quoted.record if known else "",
                )
            )
        return [one for one in found if one != Citation()]

    def describe(self, actors: Mapping[str, str]) -> Counter[str]:
        """Describe the works that facts cite; return how many of each schema are left out.

        Parameters
        ----------
        actors : mapping of str to str
            The IRIs of the actors by the ids of their entities.
        """
        for identifier, entity in self._kept.items():
            if identifier in self._cited:
                titles = (title for name in _TITLES for title in texts_of(entity, name))
                title = next(titles, identifier)
                self._table.work(self._met[identifier], title, self._about(entity, actors))
            else:
                self._left_out[entity["schema"]] += 1
        return self._left_out

    def _iri(self, identifier: str) -> str:
        return f"{self._table.graph}#{fact_name(identifier)}"

    def _about(self, entity: Object, actors: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
        for iri in self._publishers(entity, actors):
            yield LEG.publisher, NamedNode(iri)
        for text in texts_of(entity, "date")[:1]:
            issued = _issued(text, exact=own(entity) is not None)
            if issued is not None:
                yield DCT.issued, issued
        for address in filter(_is_address, texts_of(entity, "sourceUrl")):
            yield DCT.source, NamedNode(address)

    def _publishers(self, entity: Object, actors: Mapping[str, str]) -> list[str]:
        """Return the publishers: ours by their ids, others as somebody of this file alone."""
        told = entities_of(texts_of(entity, "description"), PUBLISHED) if own(entity) else []
        known = [actors[one] for one in told if one in actors]
        names = [] if known else texts_of(entity, "publisher")[:1]
        slugs = (entry_slug(name, f"{self._table.graph} {name}") for name in names)
        return known or [
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
