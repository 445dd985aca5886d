"""What an export of ours says in the lines of a description, read back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode

from graph.followthemoney import (
    CREDITED,
    DATE_BASIS,
    DATE_BOUNDS,
    DATE_PRECISION,
    DATE_WORDS,
    EVENTS,
    EVIDENCE,
    NAMED,
    REPORTED,
    WORDS,
    bounds_of,
    entities_of,
    entity_id,
    lines_of,
    own_iri,
    role_beginning,
)
from graph.ids import local_name, short_id
from graph.imports._json import Object
from graph.schema import individuals, tying_roles
from ontology import ARTICLE, DATASET, DCT, ID, LEG, SKOS

MAX_QUOTATION = 160
_BOUNDS = ("startEarliest", "startLatest", "endEarliest", "endLatest")
_IN_ENGLISH = {*WORDS} - {"eventText", "cameoCode", "ploverCode"}
_ELSEWHERE = {"editorialNote": SKOS.editorialNote, "description": DCT.description}


def texts_of(entity: Object, name: str) -> list[str]:
    """Return the values of a property that are words."""
    values = entity["properties"].get(name, [])
    values = values if isinstance(values, list) else [values]
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]


def own(entity: Object) -> str | None:
    """Return the IRI that an entity of ours has here; ``None`` for other people's.

    Its id gives it, or else what it says itself; then its id must be what we make of that.
    """
    schema, identifier = str(entity["schema"]), str(entity["id"])
    told = [*lines_of(texts_of(entity, "description"), NAMED), *texts_of(entity, "sourceUrl")]
    for iri in told:
        if iri.startswith((ID, ARTICLE, DATASET)) and entity_id(short_id(iri)) == identifier:
            return iri if _is_iri(iri) else None
    return own_iri(schema, identifier)


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


@dataclass(frozen=True)
class Quoted:
    """Words that an entity quotes, the entity of the work they are from, and the record there."""

    quote: str = ""
    proofs: tuple[str, ...] = ()
    record: str = ""


class OwnFact:
    """What the lines of an entity say of the fact that it is.

    Parameters
    ----------
    entity : dict
        Of our export.
    """

    def __init__(self, entity: Object) -> None:
        self._entity = entity
        self._lines = texts_of(entity, "description")

    @property
    def is_credited(self) -> bool:
        """Whether it is on somebody's word, be it only that we cannot tell whose."""
        return any(text.startswith(CREDITED) for text in self._lines)

    @property
    def credited(self) -> list[str]:
        """The entities of those whose word it is."""
        return entities_of(self._lines, CREDITED)

    @property
    def reporters(self) -> list[str]:
        """The entities of the publications that report it."""
        return entities_of(self._lines, REPORTED)

    @property
    def date_words(self) -> str:
        """The date in the source's words."""
        return "; ".join(lines_of(self._lines, DATE_WORDS))

    @property
    def bounds(self) -> dict[str, date] | None:
        """The bounds, where the entity's dates do not give them."""
        for text in lines_of(self._lines, DATE_BOUNDS):
            found = bounds_of(text)
            if found is not None:
                return {name: day for name, day in zip(_BOUNDS, found, strict=True) if day}
        return None

    @property
    def precision(self) -> str | None:
        """How precise the date is, where that is not how it is written."""
        return self._listed(DATE_PRECISION, LEG.DatePrecision)

    @property
    def basis(self) -> str:
        """How the bounds follow from the words."""
        return self._listed(DATE_BASIS, LEG.DateBasis) or "stated"

    def _listed(self, beginning: str, kind: str) -> str | None:
        known = {local_name(iri) for iri in individuals(kind)}
        return next((one for one in lines_of(self._lines, beginning) if one in known), None)

    @property
    def roles(self) -> dict[str, list[str]]:
        """The entities in each role that no property of theirs tells."""
        names = (local_name(iri) for iri in tying_roles(claims=False))
        found = {name: entities_of(self._lines, role_beginning(name)) for name in names}
        return {name: entities for name, entities in found.items() if entities}

    @property
    def events(self) -> dict[str, list[str]]:
        """The entities of other events that it is tied to, by our property."""
        found = {name: entities_of(self._lines, words) for name, words in EVENTS.items()}
        return {name: entities for name, entities in found.items() if entities}

    def said(self, kind: str) -> Iterable[tuple[str, Literal | NamedNode]]:
        """Yield what else it says of a fact of some class: our properties, with their values."""
        for name, beginning in WORDS.items():
            for text in lines_of(self._lines, beginning):
                literal = Literal(text, language="en") if name in _IN_ENGLISH else Literal(text)
                yield _ELSEWHERE.get(name, LEG.term(name)), literal
        if kind == "Visit":
            for iri in {LEG.term(one) for one in texts_of(self._entity, "keywords")}:
                if iri in individuals(LEG.VisitKind):
                    yield LEG.visitKind, NamedNode(iri)

    @property
    def quoted(self) -> list[Quoted]:
        """What it quotes and cites."""
        told = [found for text in lines_of(self._lines, EVIDENCE) if (found := _quoted(text))]
        if told:
            return told
        quotes, proofs, records = (
            texts_of(self._entity, name) for name in ("summary", "proof", "recordId")
        )
        if max(len(quotes), len(proofs), len(records)) <= 1:
            return [Quoted("".join(quotes), tuple(proofs), "".join(records))]
        # Which words are of which work is not told, so nothing is said of it.
        return [Quoted(proofs=tuple(proofs)), *(Quoted(quote) for quote in quotes)]


def _quoted(text: str) -> Quoted | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, Mapping):
        return None
    quote, proof, record = (str(found.get(name) or "") for name in ("summary", "proof", "recordId"))
    return Quoted(quote, (proof,) if proof else (), record)
