"""How much there is, counted as VoID counts it (https://www.w3.org/TR/void/)."""

from pydantic import BaseModel, ConfigDict
from pyoxigraph import NamedNode, QuerySolution

from graph.queries import stock
from graph.view import View


class PropertyUse(BaseModel):
    """How often a property is used."""

    model_config = ConfigDict(frozen=True)

    triples: int
    subjects: int
    objects: int


class Statistics(BaseModel):
    """What a revision holds, in numbers; classes, properties and graphs are named by IRI."""

    model_config = ConfigDict(frozen=True)

    revision: int
    triples: int
    subjects: int
    objects: int
    entities: int
    classes: dict[str, int]
    properties: dict[str, PropertyUse]
    graphs: dict[str, int]


def count_all(view: View) -> Statistics:
    """Return the statistics of a revision. The triples are those of the union of all graphs.

    Parameters
    ----------
    view : View
        The revision to count. Every triple is looked at several times.
    """
    [totals] = view.snapshot.select(stock("statistics_totals"))
    [entities] = view.snapshot.select(stock("statistics_entities"))
    return Statistics(
        revision=view.revision.number,
        **_numbers(totals, "triples", "subjects", "objects"),
        **_numbers(entities, "entities"),
        classes=_counts(view, "statistics_classes", "class", "entities"),
        properties={
            row["property"].value: PropertyUse(**_numbers(row, "triples", "subjects", "objects"))
            for row in view.snapshot.select(stock("statistics_properties"))
        },
        graphs=_counts(view, "statistics_graphs", "graph", "triples"),
    )


def _counts(view: View, query: str, by: str, number: str) -> dict[str, int]:
    rows = view.snapshot.select(stock(query))
    found = {row[by].value: int(row[number].value) for row in rows if _has_iri(row, by)}
    return dict(sorted(found.items()))


def _has_iri(row: QuerySolution, name: str) -> bool:
    return isinstance(row[name], NamedNode)


def _numbers(row: QuerySolution, *names: str) -> dict[str, int]:
    return {name: int(row[name].value) for name in names}
