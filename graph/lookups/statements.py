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
    found = load_facts(view, [view.iri(identifier)])
    if not found:
        raise NotFound(f"{identifier!r} is not a fact")
    return found[0]


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
    rows = view.snapshot.select(stock("responses", statement=[statement.iri]))
    responses = sorted({row["response"].value for row in rows})
    stated = view.snapshot.select(stock("wider", statement=[statement.iri]))
    propositions = sorted({row["proposition"].value for row in stated})
    answered = load_facts(view, responses)
    return Thread(
        statement=statement,
        responses=[fact for fact in answered if isinstance(fact, Statement)],
        propositions=[*load_propositions(view, propositions).values()],
        disputed=bool(denied(view, [statement.iri])),
    )


def answered(view: View, statement: Statement) -> list[Fact | Statement]:
    """Return what a statement answers or denies: the other way round from its thread.

    Parameters
    ----------
    view : View
        The revision to read.
    statement : Statement
        The statement.
    """
    rows = view.snapshot.select(stock("answered", statement=[statement.iri]))
    return load_facts(view, sorted({row["answered"].value for row in rows}))
