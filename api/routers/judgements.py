"""Judgements: who is the same as whom, or is not, by a person's decision."""

from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from api.asked import note_asked
from api.bodies import media_type_of, read_body
from api.negotiation import JSON
from api.parameters import Cursor, Limit
from api.problems import responses
from api.service import ServiceDep
from api.tokens import Holder, Right, may_read, needs
from graph.answers import Judged, Judgement, Page
from graph.errors import InvalidParameter, UnsupportedMediaType
from graph.judging import judge, withdraw
from graph.lookups.judgements import judgements
from graph.paging import DEFAULT_LIMIT

router = APIRouter(tags=["judgements"])

MOST_BYTES = 20_000

Judge = Annotated[Holder, Depends(needs(Right.judge))]
Id = Annotated[str, Field(min_length=1, max_length=500)]
Reason = Annotated[str, Field(min_length=1, max_length=2000, description="why")]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Reason


class Same(_Asked):
    """That two ids are one actor."""

    kind: Literal["same"]
    retired: Id = Field(description="the id that gives way", examples=["sergey-shoygu"])
    kept: Id = Field(description="the id that both answer to", examples=["sergei-shoigu"])

    def pair(self) -> tuple[str, str]:
        """Return the two ids, the one that gives way first."""
        return self.retired, self.kept


class Different(_Asked):
    """That two ids are two actors, which no rule may merge."""

    kind: Literal["different"]
    one: Id = Field(examples=["john-smith"])
    other: Id = Field(examples=["john-smith-q42"])

    def pair(self) -> tuple[str, str]:
        """Return the two ids."""
        return self.one, self.other


Decision = Annotated[Same | Different, Field(discriminator="kind")]
_DECISION: TypeAdapter[Same | Different] = TypeAdapter(Decision)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {
                "schema": {"oneOf": [Same.model_json_schema(), Different.model_json_schema()]},
                "example": {
                    "kind": "same",
                    "retired": "sergey-shoygu",
                    "kept": "sergei-shoigu",
                    "reason": "one man in two spellings",
                },
            }
        },
    }
}


@router.get(
    "/judgements",
    response_model=Page[Judgement],
    responses=responses(404, 410),
    dependencies=[Depends(may_read), Depends(note_asked)],
)
async def list_judgements(
    request: Request,
    service: ServiceDep,
    by_rule: Annotated[
        bool | None, Query(description="only those of rules, or only those of people")
    ] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> Response:
    """Return who was judged the same as whom, or different, and why."""
    return await service.answer(
        request, partial(judgements, by_rule=by_rule, limit=limit, cursor=cursor)
    )


@router.post(
    "/judgements",
    status_code=201,
    response_model=Judged,
    responses=responses(400, 401, 403, 404, 413, 415),
    openapi_extra=_BODY,
)
async def make_judgement(request: Request, service: ServiceDep, holder: Judge) -> Response:
    """Judge two actors to be the same or different; no source is changed."""
    asked = await _decision(request)
    first, second = asked.pair()
    work = partial(
        judge, kind=asked.kind, first=first, second=second, reason=asked.reason, who=holder.name
    )
    judged = await service.write(work, Judged)
    headers = {**_revision(judged), "Location": f"/judgements/{judged.id}"}
    return Response(judged.model_dump_json(), 201, headers, JSON)


@router.delete(
    "/judgements/{id}",
    status_code=204,
    response_class=Response,
    responses=responses(401, 403, 404),
)
async def withdraw_judgement(
    service: ServiceDep,
    holder: Judge,
    id: Annotated[  # noqa: A002 - the contract's own word
        str, Path(description="the judgement's id", examples=["judgement-0123456789abcdef"])
    ],
) -> Response:
    """Withdraw a person's judgement: everything is as if it had never been made."""
    judged = await service.write(partial(withdraw, identifier=id, who=holder.name), Judged)
    return Response(status_code=204, headers=_revision(judged))


async def _decision(request: Request) -> Same | Different:
    kind = media_type_of(request.headers.get("content-type"))
    if kind != JSON:
        raise UnsupportedMediaType(f"send the judgement as {JSON}, not {kind or 'this'}")
    try:
        return _DECISION.validate_json(await read_body(request, MOST_BYTES))
    except ValidationError as fault:
        first = fault.errors()[0]
        name = str(first["loc"][-1]) if first["loc"] else "body"
        raise InvalidParameter(name, f"{name}: {first['msg']}") from None


def _revision(judged: Judged) -> dict[str, str]:
    return {"Legation-Revision": str(judged.revision), "Cache-Control": "no-store"}
