"""An actor's card: show."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

import typer

from api.cli.common import AsOfOption, CertainOption, JsonOption, StoreOption, day, view_at
from api.cli.output import print_fact, print_heading, print_json, print_line
from graph.answers import Actor, Certainty, Connection, Fact, Page
from graph.ids import local_name
from graph.lookups import connections, get_actor, resolve_actor, statements
from graph.schema import fact_classes, subclasses
from ontology import LEG

SHOWN = 50


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(show)


def show(
    actor: Annotated[str, typer.Argument(help="A name or an id.")],
    as_of: AsOfOption = None,
    certain: CertainOption = False,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Show an actor: its names, offices, connections and statements, each with its evidence.

    Example: `legation show "Kim Jong Un" --as-of 2024-09-13`
    """
    view = view_at(store)
    found = get_actor(view, resolve_actor(view, actor))
    if json:
        print_json(found)
        return
    ties = partial(
        connections,
        view,
        found.id,
        as_of=day(as_of),
        certainty=Certainty.certain if certain else None,
        limit=SHOWN,
    )
    tenures, said = set(subclasses(LEG.Tenure)), set(subclasses(LEG.Statement))
    other = sorted(map(local_name, fact_classes() - tenures - said - {str(LEG.Fact)}))
    _print_names(found)
    offices = _facts(ties(kinds=["Tenure"]))
    events = _facts(ties(kinds=other))
    claims = _facts(ties(kinds=["Statement"], claims=True))
    if as_of is None:
        # What somebody said of nobody in particular ties it to no other actor.
        claims += statements(view, asserter=found.id, limit=SHOWN).items
    _print_section("Offices", offices)
    _print_section("Connections", events)
    _print_section("Statements", claims)
    if not (offices or events or claims):
        print_line("No source ties this actor to another.")


def _print_names(actor: Actor) -> None:
    about = [actor.type, *(f"of {office.label}" for office in actor.office_of), actor.id]
    print_heading(f"{actor.label} ({', '.join([*about, *filter(None, [actor.wikidata])])})")
    others = dict.fromkeys([*actor.labels.values(), *actor.aliases])
    others.pop(actor.label, None)
    if others:
        print_line(f"also {', '.join(others)}")
    for words in actor.description:
        print_line(f"called “{words}”")


def _facts(ties: Page[Connection]) -> list[Fact]:
    return [tie.fact for tie in ties.items]


def _print_section(heading: str, facts: Iterable[Fact]) -> None:
    """Print facts under a heading; a fact that ties the actor to several is told once."""
    once = {fact.id: fact for fact in facts}
    if not once:
        return
    print_line("")
    print_heading(heading)
    for fact in once.values():
        print_fact(fact, bullet="- ")
    if len(once) >= SHOWN:
        print_line("and more; the service gives them all")
