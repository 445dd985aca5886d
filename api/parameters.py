"""Parameters that several resources share, each described once; unknown ones are refused."""

import re
from datetime import date
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from pydantic import BeforeValidator

from graph.answers import Certainty, Standing
from graph.errors import InvalidParameter
from graph.nearest import nearest
from graph.paging import DEFAULT_LIMIT, MAX_LIMIT

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def refuse_unknown(request: Request) -> None:
    """Refuse query parameters that the operation does not have.

    Raises
    ------
    InvalidParameter
        If there is one; with the nearest there are.
    """
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return
    known = _query_names(route.dependant)
    for name in request.query_params:
        if name not in known:
            close = ", ".join(nearest(name, known)) if known else "none"
            raise InvalidParameter(name, f"there is no parameter {name!r} here; nearest: {close}")


def _query_names(dependant: Dependant) -> set[str]:
    names = {field.alias for field in dependant.query_params}
    return names.union(*(_query_names(inner) for inner in dependant.dependencies))


def _day(value: Any) -> Any:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("give the day as YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_day)]

Limit = Annotated[
    int,
    Query(ge=1, le=MAX_LIMIT, description="how many items a page holds", examples=[DEFAULT_LIMIT]),
]
Cursor = Annotated[
    str | None, Query(description="which page: `next` of the page before; none is the first")
]
AsOf = Annotated[
    Day | None,
    Query(description="only what held on this day, as YYYY-MM-DD", examples=["2024-05-20"]),
]
CertaintyAsked = Annotated[
    Certainty | None,
    Query(description="with `as_of`: `certain` leaves out what is only possible"),
]
Kinds = Annotated[
    list[str],
    Query(alias="kind", description="fact types, subtypes included", examples=[["Meeting"]]),
]
Standings = Annotated[
    list[Standing], Query(alias="standing", description="only facts of these standings")
]
Claims = Annotated[bool, Query(description="include statements: who alleged what against whom")]
With = Annotated[
    str | None,
    Query(alias="with", description="only ties with this other actor", examples=["kim-jong-un"]),
]
From = Annotated[str, Query(alias="from", description="an actor's id", examples=["sergei-shoigu"])]
To = Annotated[str, Query(description="another actor's id", examples=["kim-jong-un"])]
PathCount = Annotated[int, Query(description="how many paths at most", ge=1, le=50)]
MaxHops = Annotated[int, Query(description="how many hops a path may have", ge=1, le=8)]
ExcludeDisputed = Annotated[bool, Query(description="leave out what somebody denies")]
Through = Annotated[
    list[str],
    Query(description="types of actor allowed in between", examples=[["Person", "Office"]]),
]
Avoid = Annotated[
    list[str], Query(description="actors that must not be in between", examples=[["russia"]])
]
