"""The sources: articles and published tables, and all that one of them says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from graph.answers import Article, ArticleWhole, Page
from graph.errors import NotFound
from graph.facts import load_facts
from graph.ids import local_name, short_id
from graph.lookups.finding import facts_of
from graph.nearest import nearest
from graph.paging import page_of
from graph.queries import stock
from graph.schema import fact_classes
from graph.view import View, describe
from ontology import ARTICLE, DATASET, DCT, LEG, RDF


def articles(view: View, *, limit: int = 50, cursor: str | None = None) -> Page[Article]:
    """Return the sources, by id.

    Raises
    ------
    InvalidParameter
        If the page cannot be had.
    """
    iris = _all(view)
    chosen, following = page_of(iris, str, limit, cursor)
    return Page[Article](items=_articles(view, chosen), next=following)


def get_article(
    view: View, slug: str, *, limit: int = 50, cursor: str | None = None
) -> ArticleWhole:
    """Return a source and what it says, newest first, a page at a time.

    Parameters
    ----------
    view : View
        The revision to read.
    slug : str
        The article's or table's slug.
    limit, cursor
        The page of facts wanted.

    Raises
    ------
    NotFound
        If there is no such source; with the nearest slugs.
    """
    iris = _all(view)
    iri = next((iri for iri in (f"{ARTICLE!s}{slug}", f"{DATASET!s}{slug}") if iri in iris), None)
    if iri is None:
        known = [short_id(iri) for iri in iris]
        raise NotFound(f"there is no source {slug!r}", nearest(slug, known))
    chosen, following = page_of(facts_of(view, iri), lambda fact: fact.iri, limit, cursor)
    whole = _articles(view, [iri])[0]
    facts = load_facts(view, [fact.iri for fact in chosen])
    return ArticleWhole(**whole.model_dump(), facts=facts, next=following)


def _all(view: View) -> list[str]:
    return sorted({row["source"].value for row in view.snapshot.select(stock("articles"))})


def _counts(view: View, iris: Sequence[str]) -> Mapping[str, Mapping[str, int]]:
    """Return how many facts of each type a source states."""
    if not view.snapshot.is_remote:
        return {iri: view.index.stated_counts(iri) for iri in iris}
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    query = stock("source_counts", source=iris, type=sorted(fact_classes()))
    for row in view.snapshot.select(query):
        counts[row["source"].value][local_name(row["type"].value)] = int(row["count"].value)
    return counts


def _articles(view: View, iris: Sequence[str]) -> list[Article]:
    if not iris:
        return []
    said = describe(view.snapshot, iris)
    sources = view.source(iris)
    counts = _counts(view, iris)
    left_out: dict[str, dict[str, int]] = defaultdict(dict)
    for row in view.snapshot.select(stock("left_out", source=iris)):
        left_out[row["source"].value][row["reason"].value] = int(row["rows"].value)

    def one(iri: str) -> Article:
        def first(property_: str) -> str | None:
            return min(said[iri].get(property_, ()), default=None)

        def number(property_: str) -> int | None:
            value = first(property_)
            return int(value) if value is not None else None

        is_table = LEG.Dataset in said[iri].get(RDF.type, ())
        return Article(
            id=short_id(iri),
            type="Dataset" if is_table else "Article",
            **sources[iri].model_dump(),
            license=first(DCT.license),
            version=first(LEG.version),
            sha256=first(LEG.sha256),
            rows_read=number(LEG.rowsRead),
            facts_made=number(LEG.factsMade),
            rows_left_out=dict(sorted(left_out[iri].items())) if is_table else None,
            counts=dict(sorted(counts[iri].items())),
        )

    return [one(iri) for iri in iris]
