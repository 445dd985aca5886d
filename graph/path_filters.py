"""Which facts may carry a hop, and which actors may stand between two others."""

from dataclasses import dataclass
from datetime import date

from graph.answers import Certainty
from graph.index import FactIndex
from graph.index.columns import Numbers
from graph.schema import fact_classes, statement_classes


@dataclass(frozen=True)
class Filters:
    """Which facts may carry a hop."""

    kinds: frozenset[str]
    as_of: date | None
    certainty: Certainty | None
    exclude_disputed: bool
    claims: bool

    def chosen(self, index: FactIndex, facts: Numbers) -> Numbers:
        """Return those of some facts that may carry a hop."""
        if not self.claims:
            facts = facts[~index.of_classes(facts, statement_classes())]
        if self.exclude_disputed:
            facts = facts[~index.contested[facts]]
        if self.kinds:
            facts = facts[index.of_classes(facts, self.kinds)]
        if self.as_of is not None:
            facts = facts[index.holding(facts, self.as_of, self.certainty)]
        return facts

    @property
    def narrow(self) -> bool:
        """Whether some facts that are no statements may not carry a hop."""
        return bool(self.kinds) or self.as_of is not None or self.exclude_disputed

    @property
    def by_fact(self) -> bool:
        """Whether more than its classes tells whether a fact may carry a hop."""
        return self.as_of is not None or self.exclude_disputed

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the facts that may carry a hop."""
        wanted = self.kinds or fact_classes()
        return wanted if self.claims else wanted - statement_classes()


@dataclass(frozen=True)
class Between:
    """Which actors may stand between the ends: of some classes, where any are named, but these."""

    classes: frozenset[str]
    shunned: frozenset[str]

    @property
    def narrow(self) -> bool:
        """Whether some may not."""
        return bool(self.classes or self.shunned)

    def allows(self, actor: str, classes: set[str]) -> bool:
        """Return whether an actor of these classes may."""
        return actor not in self.shunned and (
            not self.classes or not self.classes.isdisjoint(classes)
        )
