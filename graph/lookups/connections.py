"""What ties an actor to others: one item for each fact and other actor."""

from collections.abc import Sequence
from datetime import date

from graph.answers import Certainty, Connection, Page, Standing
from graph.facts import denied, load_facts, read_properties, standing_of
from graph.ids import local_name
from graph.lookups.ties import Tie, TieRows
from graph.lookups.timeline import check_certainty, gather, holds, newest_first
from graph.paging import page_of
from graph.queries import stock
from graph.schema import classes_named, fact_classes, statement_classes, tying_roles
from graph.view import View
from ontology import LEG, RDF


def connections(
    view: View,
    identifier: str,
    *,
    kinds: Sequence[str] = (),
    with_: str | None = None,
    as_of: date | None = None,
    certainty: Certainty | None = None,
    standing: Sequence[Standing] = (),
    claims: bool = False,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[Connection]:
    """Return what ties an actor to others, newest first.

    Parameters
    ----------
    view : View
        The revision to read.
    identifier : str
        The actor's id.
    kinds : sequence of str
        Fact types such as ``Visit``; subtypes count. None means all.
    with_ : str or None
        Only ties with this other actor, by id.
    as_of, certainty
        Only what held on that day, certainly or possibly.
    standing : sequence of Standing
        Only facts of these standings. None means all.
    claims : bool
        Whether to include statements: who alleged what against whom, and who carried it.
    limit, cursor
        The page wanted.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, or a parameter cannot be used.
    """
    ties = find_ties(
        view,
        identifier,
        kinds=kinds,
        with_=with_,
        as_of=as_of,
        certainty=certainty,
        standing=standing,
        claims=claims,
    )
    chosen, following = page_of(ties, lambda tie: tie.key, limit, cursor)
    return Page[Connection](items=load_connections(view, chosen, as_of), next=following)


def load_connections(
    view: View, ties: Sequence[Tie], as_of: date | None = None
) -> list[Connection]:
    """Return ties with their facts whole."""
    facts = {fact.iri: fact for fact in load_facts(view, [tie.fact.iri for tie in ties], as_of)}
    shorts = view.short(tie.other for tie in ties)
    return [
        Connection(
            actor=shorts[tie.other],
            role=local_name(tie.role),
            other_role=local_name(tie.other_role),
            fact=facts[tie.fact.iri],
        )
        for tie in ties
    ]


def find_ties(
    view: View,
    identifier: str,
    *,
    kinds: Sequence[str] = (),
    with_: str | None = None,
    as_of: date | None = None,
    certainty: Certainty | None = None,
    standing: Sequence[Standing] = (),
    claims: bool = False,
) -> Sequence[Tie]:
    """Return the ties of an actor, newest first: all of what `connections` gives in pages."""
    check_certainty(as_of, certainty)
    actor = view.canonical(view.iri(identifier))
    other = view.canonical(view.iri(with_, "with")) if with_ is not None else None
    wanted = classes_named(list(kinds), fact_classes(), "kind") or fact_classes()
    if not claims:
        wanted -= statement_classes()
    if not view.snapshot.is_remote:
        rows = TieRows.of(view.index, actor).with_other(other).of_classes(wanted)
        rows = rows if claims else rows.without_claims()
        return rows.holding(as_of, certainty).of_standings(standing)
    ties = _asked_ties(view, actor, other, wanted, claims=claims)
    ties = [tie for tie in ties if holds(tie.fact.bounds, as_of, certainty)]
    if standing:
        standings = _standings(view, {tie.fact.iri for tie in ties})
        ties = [tie for tie in ties if standings[tie.fact.iri] in standing]
    return ties


def _asked_ties(
    view: View, actor: str, other: str | None, wanted: frozenset[str], *, claims: bool
) -> list[Tie]:
    """Return the ties that an endpoint gives: all of them, since they are to be sorted."""
    some = tying_roles(claims=claims)
    query = stock(
        "connections", actor=view.cluster(actor), role=some, otherRole=some, type=sorted(wanted)
    )
    rows = list(view.snapshot.select(query)) if wanted else []
    facts = gather(rows)
    ties = {
        Tie(
            facts[row["fact"].value],
            row["role"].value,
            row["otherRole"].value,
            view.canonical(row["other"].value),
        )
        for row in rows
    }
    chosen = [tie for tie in ties if tie.other != actor and other in (None, tie.other)]
    order = {fact.iri: place for place, fact in enumerate(newest_first(facts.values()))}
    return sorted(chosen, key=lambda tie: (order[tie.fact.iri], tie.key))


def _standings(view: View, facts: set[str]) -> dict[str, Standing]:
    iris = sorted(facts)
    if not iris:
        return {}
    against = denied(view, iris)
    said = read_properties(view, "standing", "fact", iris)

    def named(iri: str, property_: str) -> set[str]:
        return {value.value for value in said.get(iri, {}).get(property_, ())}

    return {
        iri: standing_of(
            named(iri, RDF.type),
            is_denied=iri in against,
            attributed=named(iri, LEG.attributedTo),
            asserters=named(iri, LEG.asserter),
            reporters=named(iri, LEG.reportedBy),
        )
        for iri in iris
    }
