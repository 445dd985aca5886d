"""Connections and paths as files for other tools."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response

from api.asked import READING, MaxWork, lowered
from api.parameters import (
    AsOf,
    Avoid,
    CertaintyAsked,
    Claims,
    ExcludeDisputed,
    Kinds,
    MaxHops,
    PathCount,
    Standings,
    Through,
    With,
)
from api.problems import file_of, responses
from api.readers.questions import Reply
from api.service import ServiceDep
from graph.errors import InvalidParameter
from graph.exports import file_name, format_named, formats, render
from graph.subgraph import (
    MAX_EDGES,
    MAX_FACTS,
    Subgraph,
    connection_subgraph,
    fact_subgraph,
    path_subgraph,
)
from graph.view import View

router = APIRouter(tags=["export"], **READING)

FormatName = Annotated[
    str, Path(description=f"the file's format: {', '.join(formats())}", examples=["graphml"])
]


_MEDIA_TYPES = dict.fromkeys(form.media_type for form in formats().values())


@router.get(
    "/export/{format}",
    response_class=Response,
    responses=responses(404) | file_of("The file", *_MEDIA_TYPES),
)
async def export(
    request: Request,
    service: ServiceDep,
    format: FormatName,  # noqa: A002 - the contract's own word
    actor: Annotated[
        str | None, Query(description="whose connections", examples=["sergei-shoigu"])
    ] = None,
    depth: Annotated[int, Query(ge=1, le=5, description="how many steps from the actor")] = 1,
    profile: Annotated[
        str | None,
        Query(
            description="another way to write the format: `rdf12` for turtle and trig, `yed` for "
            "graphml, `links` for node-link",
            examples=["yed"],
        ),
    ] = None,
    max_edges: Annotated[
        int, Query(ge=1, description="how many facts at most; what is missing is said")
    ] = MAX_EDGES,
    max_nodes: Annotated[int, Query(ge=2, description="how many actors at most")] = MAX_EDGES + 1,
    with_: With = None,
    standing: Standings = [],
    from_: Annotated[
        str | None, Query(alias="from", description="where paths begin", examples=["russia"])
    ] = None,
    to: Annotated[str | None, Query(description="where they end", examples=["kim-jong-un"])] = None,
    k: PathCount = 5,
    max_hops: MaxHops = 6,
    fact: Annotated[
        list[str],
        Query(
            description="a fact with whom it names, a statement with its thread; given again, "
            f"for up to {MAX_FACTS} facts, all of them in one file",
            examples=[["2024-09-13-shoigu-kim-pyongyang:us-allegation"]],
            json_schema_extra={"maxItems": MAX_FACTS},
        ),
    ] = [],
    kinds: Kinds = [],
    as_of: AsOf = None,
    certainty: CertaintyAsked = None,
    exclude_disputed: ExcludeDisputed = False,
    claims: Claims = False,
    through: Through = [],
    avoid: Avoid = [],
    max_work: MaxWork = None,
) -> Response:
    """Return an actor's connections, the paths between two actors, or facts, as a file."""
    form = format_named(format)

    if sum((actor is not None, from_ is not None or to is not None, bool(fact))) > 1:
        raise InvalidParameter(
            "actor",
            "give actor for connections, from and to for paths, or fact, and no two of them",
        )
    both: dict[str, Any] = {
        "kinds": kinds,
        "as_of": as_of,
        "certainty": certainty,
    }
    build: partial[Subgraph]
    if actor is not None:
        build = partial(
            connection_subgraph,
            identifier=actor,
            depth=depth,
            max_edges=lowered(service.settings.export_edges, max_edges),
            max_nodes=max_nodes,
            with_=with_,
            standing=standing,
            claims=claims,
            **both,
        )
    elif from_ is not None and to is not None:
        build = partial(
            path_subgraph,
            from_=from_,
            to=to,
            k=k,
            max_hops=max_hops,
            exclude_disputed=exclude_disputed,
            through=through,
            avoid=avoid,
            work=lowered(service.settings.path_work, max_work),
            claims=claims,
            **both,
        )
    elif fact:
        build = partial(fact_subgraph, identifiers=fact, standing=standing, **both)
    else:
        raise InvalidParameter(
            "actor", "give actor for connections, both from and to for paths, or fact"
        )
    form.writer(profile)  # an unknown profile is refused before anything is looked for
    work = partial(drawn, build=build, format=form.name, profile=profile)
    return await service.answer(request, work, form.media_type, service.lanes.searches)


def drawn(
    view: View,
    build: Callable[[View], Subgraph],
    format: str,  # noqa: A002
    profile: str | None = None,
) -> Reply:
    """Return a part of the graph as a file with a name."""
    subgraph = build(view)
    name = file_name(subgraph, format)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Reply(render(subgraph, format, profile), headers)
