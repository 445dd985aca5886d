"""Statements, their threads, and any one fact."""

from collections.abc import Sequence

from graph.answers import Fact, Page, Statement, Thread
from graph.errors import NotFound
from graph.facts import denied, load_facts, load_propositions
from graph.lookups.finding import find_facts
from graph.lookups.timeline import fact_page
from graph.queries import stock
from graph.schema import classes_named, statement_classes
from graph.view import View
from ontology import LEG


def statements(
    view: View,
    *,
    type: Sequence[str] = (),  # noqa: A002 - the contract's own word
    asserter: str | None = None,
    against: str | None = None,
    disputed: bool | None = None,
    limit: int = 50,
    cursor: str | None = None,
) -> Page[Fact | Statement]:
    """Return statements, newest first.

    Parameters
    ----------
    view : View
        The revision to read.
    type : sequence of str
        Statement classes such as ``Allegation``; subclasses count. None means all.
    asserter, against : str or None
        Ids: only what this actor asserts, or what is asserted against this one.
    disputed : bool or None
        Only those that somebody denies, or only those that nobody does.
    limit, cursor
        The page wanted.

    Raises
    ------
    NotFound, InvalidParameter
        If an id is unknown, or a parameter cannot be used.
    """
    names = [type] if isinstance(type, str) else list(type)
    classes = sorted(classes_named(names, statement_classes(), "type") or statement_classes())
    named = [
        (view.iri(name, parameter), [role])
        for role, name, parameter in (
            (LEG.asserter, asserter, "asserter"),
            (LEG.against, against, "against"),
        )
        if name is not None
    ]
    found = find_facts(view, classes, *named)
    if disputed is not None:
        found = found.contested(disputed)
    return fact_page(view, found.newest_first(), limit, cursor)


def get_fact(view: View, identifier: str) -> Fact | Statement:
    """Return one fact whole.

    Raises
    ------
    NotFound
        If nothing has that id, or what has it is no fact.
    """
    return get_facts(view, [identifier])[0]


def get_facts(view: View, identifiers: Sequence[str]) -> list[Fact | Statement]:
    """Return several facts whole, in the order asked for; one asked for twice comes once.

    Raises
    ------
    NotFound
        If nothing has one of the ids, or what has it is no fact.
    """
    iris = {view.iri(identifier): identifier for identifier in identifiers}
    found = load_facts(view, [*iris])
    missing = iris.keys() - {fact.iri for fact in found}
    if missing:
        raise NotFound(f"{iris[min(missing)]!r} is not a fact")
    return found


def thread(view: View, identifier: str) -> Thread:
    """Return a statement with what was said back and what it is about.

    Raises
    ------
    NotFound
        If nothing has that id, or what has it is no statement.
    """
    statement = get_fact(view, identifier)
    if not isinstance(statement, Statement):
        raise NotFound(f"{identifier!r} is a {statement.type}, not a statement")
    stated = view.snapshot.select(stock("wider", statement=[statement.iri]))
    propositions = sorted({row["proposition"].value for row in stated})
    return Thread(
        statement=statement,
        responses=responses(view, [statement]),
        propositions=[*load_propositions(view, propositions).values()],
        disputed=bool(denied(view, [statement.iri])),
    )


def responses(view: View, said: Sequence[Statement]) -> list[Statement]:
    """Return what was said in answer to any of these statements.

    Parameters
    ----------
    view : View
        The revision to read.
    said : sequence of Statement
        The statements.
    """
    rows = view.snapshot.select(stock("responses", statement=[one.iri for one in said]))
    found = load_facts(view, sorted({row["response"].value for row in rows}))
    return [fact for fact in found if isinstance(fact, Statement)]


def answered(view: View, said: Sequence[Statement]) -> list[Fact | Statement]:
    """Return what any of these statements answers or denies: the other way round from a thread.

    Parameters
    ----------
    view : View
        The revision to read.
    said : sequence of Statement
        The statements.
    """
    rows = view.snapshot.select(stock("answered", statement=[one.iri for one in said]))
    return load_facts(view, sorted({row["answered"].value for row in rows}))
