"""How a request says which graph it is about (https://www.w3.org/TR/sparql11-http-rdf-update/)."""

from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pyoxigraph import NamedNode

from graph.errors import BadRequest

GraphParameter = Annotated[
    str | None,
    Query(
        description="a named graph's IRI",
        examples=["https://w3id.org/legation/article/2024-09-13-shoigu-kim-pyongyang"],
    ),
]
DefaultParameter = Annotated[str | None, Query(description="the default graph, without a value")]


def named_graph(request: Request) -> str | None:
    """Return the graph that a request names with ``?graph=`` or, as None, with ``?default``.

    Raises
    ------
    BadRequest
        If it names none, or more than one, or not by an absolute IRI.
    """
    named = request.query_params.getlist("graph")
    is_default = "default" in request.query_params
    if len(named) + is_default != 1:
        raise BadRequest("give either one ?graph=<IRI> or ?default")
    return None if is_default else checked_iri(named[0])


def direct_graph(request: Request) -> str:
    """Return the graph that a request means by its own address: the address is the graph's IRI.

    The path is taken as it was sent, for in an IRI ``%31`` and ``1`` are two things.
    """
    raw: bytes | None = request.scope.get("raw_path")
    path = raw.partition(b"?")[0].decode("latin-1") if raw else request.url.path
    return checked_iri(f"{request.url.scheme}://{request.url.netloc}{path}")


def _by_parameter(
    request: Request, graph: GraphParameter = None, default: DefaultParameter = None
) -> str | None:
    return named_graph(request)


def _by_address(
    request: Request,
    path: Annotated[
        str,
        Path(description="with the rest of the address, the graph's IRI", examples=["person/1"]),
    ],
) -> str:
    return direct_graph(request)


NamedGraph = Annotated[str | None, Depends(_by_parameter)]
DirectGraph = Annotated[str, Depends(_by_address)]


def checked_iri(iri: str) -> str:
    """Return an IRI, if it is an absolute one.

    Raises
    ------
    BadRequest
        If it is not.

    Examples
    --------
    >>> checked_iri("http://example.org/g")
    'http://example.org/g'
    """
    try:
        return NamedNode(iri).value
    except ValueError:
        raise BadRequest(f"graph: {iri!r} is no absolute IRI") from None
