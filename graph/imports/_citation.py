"""What a record quotes and cites."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from ontology import LEG, OA


@dataclass(frozen=True)
class Citation:
    """What a record quotes, the IRIs of the works it cites, and which record of theirs it names."""

    quote: str = ""
    works: tuple[str, ...] = ()
    record: str = ""

    def said(self) -> Iterator[tuple[str, NamedNode | Literal]]:
        """Yield what this says of the evidence: properties with their values."""
        if self.quote:
            yield OA.exact, Literal(self.quote)
        for work in self.works:
            yield LEG.cites, NamedNode(work)
        if self.record:
            yield LEG.citedRecord, Literal(self.record)
